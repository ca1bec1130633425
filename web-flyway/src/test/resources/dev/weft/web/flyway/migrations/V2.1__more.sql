ALTER TABLE hello ADD COLUMN more text;
