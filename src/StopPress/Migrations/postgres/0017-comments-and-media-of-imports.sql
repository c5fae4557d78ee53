-- What readers wrote below stories of another house, the custom fields that stories came with, and the media that imports have made ready or brought.
CREATE TABLE comments (
    id bigint NOT NULL CONSTRAINT "PK_comments" PRIMARY KEY,
    story_id bigint NOT NULL,
    parent_id bigint NULL,
    at bigint NOT NULL,
    author text COLLATE "C" NOT NULL,
    link text COLLATE "C" NOT NULL,
    body text COLLATE "C" NOT NULL,
    is_mention boolean NOT NULL,
    is_shown boolean NOT NULL,
    source text COLLATE "C" NOT NULL
);

CREATE INDEX comments_by_story ON comments (story_id, at, id);

CREATE TABLE story_fields (
    story_id bigint NOT NULL,
    position integer NOT NULL,
    name text COLLATE "C" NOT NULL,
    value text COLLATE "C" NOT NULL,
    CONSTRAINT "PK_story_fields" PRIMARY KEY (story_id, position)
);

CREATE TABLE import_media (
    source text COLLATE "C" NOT NULL CONSTRAINT "PK_import_media" PRIMARY KEY,
    media_id bigint NOT NULL,
    file text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    parent text COLLATE "C" NOT NULL,
    place integer NOT NULL,
    blob text COLLATE "C" NOT NULL,
    staged text COLLATE "C" NOT NULL,
    at bigint NOT NULL
);

CREATE INDEX import_media_by_file ON import_media (file);
CREATE INDEX import_media_by_parent ON import_media (parent);

-- Whether something of an earlier run is in this one is asked for each of them.
DROP INDEX import_stage_by_source;
CREATE INDEX import_stage_by_run ON import_stage (run, source);
