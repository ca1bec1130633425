CREATE TABLE hello (id serial, value text UNIQUE NOT NULL);
