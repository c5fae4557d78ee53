CREATE TABLE bylines (
    story_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    staff_id INTEGER NULL,
    guest_name TEXT NOT NULL,
    role INTEGER NOT NULL,
    CONSTRAINT "PK_bylines" PRIMARY KEY (story_id, position)
);

CREATE TABLE editions (
    id INTEGER NOT NULL CONSTRAINT "PK_editions" PRIMARY KEY,
    language TEXT NOT NULL,
    locale TEXT NOT NULL,
    prefix TEXT NOT NULL,
    name TEXT NOT NULL,
    tagline TEXT NOT NULL,
    own_name TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    calendar TEXT NOT NULL,
    direction TEXT NOT NULL,
    position INTEGER NOT NULL,
    lead_story_id INTEGER NULL
);

CREATE TABLE filings (
    story_id INTEGER NOT NULL,
    subject TEXT NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT "PK_filings" PRIMARY KEY (story_id, subject)
);

CREATE TABLE house (
    id INTEGER NOT NULL CONSTRAINT "PK_house" PRIMARY KEY,
    name TEXT NOT NULL
);

CREATE TABLE listings (
    edition_id INTEGER NOT NULL,
    list TEXT NOT NULL,
    listed_at INTEGER NOT NULL,
    story_id INTEGER NOT NULL,
    CONSTRAINT "PK_listings" PRIMARY KEY (edition_id, list, listed_at, story_id)
);

CREATE TABLE local_names (
    subject TEXT NOT NULL,
    edition_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    path TEXT NOT NULL,
    CONSTRAINT "PK_local_names" PRIMARY KEY (subject, edition_id)
);

CREATE TABLE media (
    id INTEGER NOT NULL CONSTRAINT "PK_media" PRIMARY KEY,
    blob TEXT NOT NULL,
    mime_type TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    colour TEXT NOT NULL,
    credit TEXT NOT NULL,
    added_at INTEGER NOT NULL
);

CREATE TABLE media_texts (
    media_id INTEGER NOT NULL,
    edition_id INTEGER NOT NULL,
    alt TEXT NOT NULL,
    caption TEXT NOT NULL,
    CONSTRAINT "PK_media_texts" PRIMARY KEY (media_id, edition_id)
);

CREATE TABLE permalinks (
    path TEXT NOT NULL CONSTRAINT "PK_permalinks" PRIMARY KEY,
    edition_id INTEGER NOT NULL,
    subject TEXT NOT NULL,
    current INTEGER NOT NULL
);

CREATE TABLE related_stories (
    story_id INTEGER NOT NULL,
    related_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT "PK_related_stories" PRIMARY KEY (story_id, related_id)
);

CREATE TABLE renditions (
    media_id INTEGER NOT NULL,
    width INTEGER NOT NULL,
    mime_type TEXT NOT NULL,
    height INTEGER NOT NULL,
    blob TEXT NOT NULL,
    CONSTRAINT "PK_renditions" PRIMARY KEY (media_id, width, mime_type)
);

CREATE TABLE revisions (
    id INTEGER NOT NULL CONSTRAINT "PK_revisions" PRIMARY KEY,
    text_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    kicker TEXT NOT NULL,
    headline TEXT NOT NULL,
    standfirst TEXT NOT NULL,
    dateline TEXT NOT NULL,
    body TEXT NOT NULL
);

CREATE TABLE sections (
    id INTEGER NOT NULL CONSTRAINT "PK_sections" PRIMARY KEY,
    parent_id INTEGER NULL,
    position INTEGER NOT NULL,
    in_menu INTEGER NOT NULL
);

CREATE TABLE staff (
    id INTEGER NOT NULL CONSTRAINT "PK_staff" PRIMARY KEY,
    email TEXT NULL
);

CREATE TABLE stories (
    id INTEGER NOT NULL CONSTRAINT "PK_stories" PRIMARY KEY,
    kind INTEGER NOT NULL,
    original_edition_id INTEGER NOT NULL,
    slugline TEXT NOT NULL,
    work_stage INTEGER NOT NULL,
    embargoed_until INTEGER NULL,
    picture_id INTEGER NULL,
    filed_at INTEGER NOT NULL,
    source TEXT NULL
);

CREATE TABLE story_texts (
    id INTEGER NOT NULL CONSTRAINT "PK_story_texts" PRIMARY KEY,
    story_id INTEGER NOT NULL,
    edition_id INTEGER NOT NULL,
    url_slug TEXT NOT NULL,
    path TEXT NULL,
    pub_status INTEGER NOT NULL,
    latest_revision_id INTEGER NOT NULL,
    published_revision_id INTEGER NULL,
    first_published_at INTEGER NULL,
    updated_at INTEGER NULL
);

CREATE TABLE storylines (
    id INTEGER NOT NULL CONSTRAINT "PK_storylines" PRIMARY KEY,
    begun_at INTEGER NOT NULL
);

CREATE TABLE tags (
    id INTEGER NOT NULL CONSTRAINT "PK_tags" PRIMARY KEY
);

CREATE UNIQUE INDEX editions_by_language ON editions (language);
CREATE UNIQUE INDEX editions_by_prefix ON editions (prefix);
CREATE INDEX listings_by_story ON listings (story_id);
CREATE INDEX permalinks_by_subject ON permalinks (subject);
CREATE INDEX renditions_by_blob ON renditions (blob);
CREATE UNIQUE INDEX revisions_by_text ON revisions (text_id, number);
CREATE INDEX stories_by_source ON stories (source);
CREATE UNIQUE INDEX story_texts_by_story ON story_texts (story_id, edition_id);
