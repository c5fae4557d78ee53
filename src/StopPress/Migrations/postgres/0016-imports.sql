-- What an import makes ready behind the curtain, and what stories were made of. What came in before this has no row: it is known by its source, and left as it is.
CREATE TABLE import_stage (
    run bigint NOT NULL,
    place integer NOT NULL,
    source text COLLATE "C" NOT NULL,
    fingerprint text COLLATE "C" NOT NULL,
    item text COLLATE "C" NOT NULL,
    CONSTRAINT "PK_import_stage" PRIMARY KEY (run, place)
);

CREATE INDEX import_stage_by_source ON import_stage (source);

CREATE TABLE imported (
    source text COLLATE "C" NOT NULL CONSTRAINT "PK_imported" PRIMARY KEY,
    story_id bigint NOT NULL,
    fingerprint text COLLATE "C" NOT NULL,
    revision_id bigint NOT NULL
);
