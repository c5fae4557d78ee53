-- How each revision came about; of those that there are, the first of a text was filed and the others are edits.
ALTER TABLE revisions ADD COLUMN kind INTEGER NOT NULL DEFAULT 0;

UPDATE revisions SET kind = 1 WHERE number = 1;

-- What colleagues say about passages of a text, beside it and never in it.
CREATE TABLE remarks (
    id INTEGER NOT NULL CONSTRAINT "PK_remarks" PRIMARY KEY,
    text_id INTEGER NOT NULL,
    parent_id INTEGER NULL,
    place TEXT NOT NULL,
    quote TEXT NOT NULL,
    says TEXT NOT NULL,
    actor TEXT NOT NULL,
    at INTEGER NOT NULL,
    resolved_at INTEGER NULL,
    resolved_by TEXT NOT NULL
);

CREATE INDEX remarks_by_text ON remarks (text_id);
