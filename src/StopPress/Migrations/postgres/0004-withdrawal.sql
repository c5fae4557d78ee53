-- A story is held while it is checked, killed for good, or leaves readers at an hour; a text of a held story remembers that it was out.
ALTER TABLE stories ADD COLUMN held_at bigint;
ALTER TABLE stories ADD COLUMN killed_at bigint;
ALTER TABLE stories ADD COLUMN expires_at bigint;
ALTER TABLE story_texts ADD COLUMN held_at bigint;

CREATE TABLE kill_reasons (
    story_id bigint NOT NULL,
    edition_id bigint NOT NULL,
    reason text COLLATE "C" NOT NULL,
    CONSTRAINT "PK_kill_reasons" PRIMARY KEY (story_id, edition_id)
);

CREATE TABLE corrections (
    id bigint NOT NULL,
    text_id bigint NOT NULL,
    edition_id bigint NOT NULL,
    at bigint NOT NULL,
    actor text COLLATE "C" NOT NULL,
    says text COLLATE "C" NOT NULL,
    CONSTRAINT "PK_corrections" PRIMARY KEY (id)
);

CREATE INDEX corrections_by_edition ON corrections (edition_id, at, id);
CREATE INDEX corrections_by_text ON corrections (text_id);
