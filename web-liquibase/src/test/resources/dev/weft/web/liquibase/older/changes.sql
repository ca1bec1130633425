--liquibase formatted sql

--changeset weft:1
CREATE TABLE hello (id serial, value text UNIQUE NOT NULL);

