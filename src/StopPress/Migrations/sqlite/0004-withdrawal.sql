-- A story is held while it is checked, killed for good, or leaves readers at an hour; a text of a held story remembers that it was out.
ALTER TABLE stories ADD COLUMN held_at INTEGER NULL;
ALTER TABLE stories ADD COLUMN killed_at INTEGER NULL;
ALTER TABLE stories ADD COLUMN expires_at INTEGER NULL;
ALTER TABLE story_texts ADD COLUMN held_at INTEGER NULL;

CREATE TABLE kill_reasons (
    story_id INTEGER NOT NULL,
    edition_id INTEGER NOT NULL,
    reason TEXT NOT NULL,
    CONSTRAINT "PK_kill_reasons" PRIMARY KEY (story_id, edition_id)
);

CREATE TABLE corrections (
    id INTEGER NOT NULL CONSTRAINT "PK_corrections" PRIMARY KEY,
    text_id INTEGER NOT NULL,
    edition_id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    says TEXT NOT NULL
);

CREATE INDEX corrections_by_edition ON corrections (edition_id, at, id);
CREATE INDEX corrections_by_text ON corrections (text_id);
