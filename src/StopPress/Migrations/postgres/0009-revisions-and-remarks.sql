-- How each revision came about; of those that there are, the first of a text was filed and the others are edits.
ALTER TABLE revisions ADD COLUMN kind integer NOT NULL DEFAULT 0;

UPDATE revisions SET kind = 1 WHERE number = 1;

-- What colleagues say about passages of a text, beside it and never in it.
CREATE TABLE remarks (
    id bigint NOT NULL,
    text_id bigint NOT NULL,
    parent_id bigint NULL,
    place text COLLATE "C" NOT NULL,
    quote text COLLATE "C" NOT NULL,
    says text COLLATE "C" NOT NULL,
    actor text COLLATE "C" NOT NULL,
    at bigint NOT NULL,
    resolved_at bigint NULL,
    resolved_by text COLLATE "C" NOT NULL,
    CONSTRAINT "PK_remarks" PRIMARY KEY (id)
);

CREATE INDEX remarks_by_text ON remarks (text_id);
