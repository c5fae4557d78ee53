-- How each revision came about; of those that there are, the first of a text was filed and the others are edits.
ALTER TABLE revisions ADD COLUMN kind integer NOT NULL DEFAULT 0;

UPDATE revisions SET kind = 1 WHERE number = 1;
