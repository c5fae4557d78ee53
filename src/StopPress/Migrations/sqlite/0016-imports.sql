-- What an import makes ready behind the curtain, and what stories were made of. What came in before this has no row: it is known by its source, and left as it is.
CREATE TABLE import_stage (
    run INTEGER NOT NULL,
    place INTEGER NOT NULL,
    source TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    item TEXT NOT NULL,
    PRIMARY KEY (run, place)
);

CREATE INDEX import_stage_by_source ON import_stage (source);

CREATE TABLE imported (
    source TEXT NOT NULL PRIMARY KEY,
    story_id INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    revision_id INTEGER NOT NULL
);
