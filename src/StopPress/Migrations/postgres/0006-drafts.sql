-- What is written of a text since its newest revision, shared by all who have it open; and the media that it shows.
CREATE TABLE drafts (
    text_id bigint NOT NULL,
    version bigint NOT NULL,
    filed_version bigint NOT NULL,
    revision integer NOT NULL,
    at bigint NOT NULL,
    actor text COLLATE "C" NOT NULL,
    headline text COLLATE "C" NOT NULL,
    body text COLLATE "C" NOT NULL,
    memory text COLLATE "C" NOT NULL,
    CONSTRAINT "PK_drafts" PRIMARY KEY (text_id)
);

CREATE TABLE draft_media (
    media_id bigint NOT NULL,
    text_id bigint NOT NULL,
    CONSTRAINT "PK_draft_media" PRIMARY KEY (media_id, text_id)
);

CREATE INDEX draft_media_by_text ON draft_media (text_id);
