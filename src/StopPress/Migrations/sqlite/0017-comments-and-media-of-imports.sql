-- What readers wrote below stories of another house, the custom fields that stories came with, and the media that imports have made ready or brought.
CREATE TABLE comments (
    id INTEGER NOT NULL PRIMARY KEY,
    story_id INTEGER NOT NULL,
    parent_id INTEGER NULL,
    at INTEGER NOT NULL,
    author TEXT NOT NULL,
    link TEXT NOT NULL,
    body TEXT NOT NULL,
    is_mention INTEGER NOT NULL,
    is_shown INTEGER NOT NULL,
    source TEXT NOT NULL
);

CREATE INDEX comments_by_story ON comments (story_id, at, id);

CREATE TABLE story_fields (
    story_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (story_id, position)
);

CREATE TABLE import_media (
    source TEXT NOT NULL PRIMARY KEY,
    media_id INTEGER NOT NULL,
    file TEXT NOT NULL,
    name TEXT NOT NULL,
    parent TEXT NOT NULL,
    place INTEGER NOT NULL,
    blob TEXT NOT NULL,
    staged TEXT NOT NULL,
    at INTEGER NOT NULL
);

CREATE INDEX import_media_by_file ON import_media (file);
CREATE INDEX import_media_by_parent ON import_media (parent);

-- Whether something of an earlier run is in this one is asked for each of them.
DROP INDEX import_stage_by_source;
CREATE INDEX import_stage_by_run ON import_stage (run, source);
