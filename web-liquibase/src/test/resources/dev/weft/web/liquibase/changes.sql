--liquibase formatted sql

--changeset weft:1
CREATE TABLE hello (id serial, value text UNIQUE NOT NULL);

--changeset weft:2
ALTER TABLE hello ADD COLUMN more text;

--changeset weft:mysql-only dbms:mysql
SELECT 1;

--changeset weft:test-only context:test
INSERT INTO hello (value) VALUES ('test');
