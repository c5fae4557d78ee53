-- What is written of a text since its newest revision, shared by all who have it open; and the media that it shows.
CREATE TABLE drafts (
    text_id INTEGER NOT NULL CONSTRAINT "PK_drafts" PRIMARY KEY,
    version INTEGER NOT NULL,
    filed_version INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    headline TEXT NOT NULL,
    body TEXT NOT NULL,
    memory TEXT NOT NULL
);

CREATE TABLE draft_media (
    media_id INTEGER NOT NULL,
    text_id INTEGER NOT NULL,
    CONSTRAINT "PK_draft_media" PRIMARY KEY (media_id, text_id)
);

CREATE INDEX draft_media_by_text ON draft_media (text_id);
