CREATE TABLE bylines (
    story_id bigint NOT NULL,
    position integer NOT NULL,
    staff_id bigint,
    guest_name text COLLATE "C" NOT NULL,
    role integer NOT NULL,
    CONSTRAINT "PK_bylines" PRIMARY KEY (story_id, position)
);

CREATE TABLE editions (
    id bigint NOT NULL,
    language text COLLATE "C" NOT NULL,
    locale text COLLATE "C" NOT NULL,
    prefix text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    tagline text COLLATE "C" NOT NULL,
    own_name text COLLATE "C" NOT NULL,
    time_zone text COLLATE "C" NOT NULL,
    calendar text COLLATE "C" NOT NULL,
    direction text COLLATE "C" NOT NULL,
    position integer NOT NULL,
    lead_story_id bigint,
    CONSTRAINT "PK_editions" PRIMARY KEY (id)
);

CREATE TABLE filings (
    story_id bigint NOT NULL,
    subject text COLLATE "C" NOT NULL,
    position integer NOT NULL,
    CONSTRAINT "PK_filings" PRIMARY KEY (story_id, subject)
);

CREATE TABLE house (
    id bigint NOT NULL,
    name text COLLATE "C" NOT NULL,
    CONSTRAINT "PK_house" PRIMARY KEY (id)
);

CREATE TABLE listings (
    edition_id bigint NOT NULL,
    list text COLLATE "C" NOT NULL,
    listed_at bigint NOT NULL,
    story_id bigint NOT NULL,
    CONSTRAINT "PK_listings" PRIMARY KEY (edition_id, list, listed_at, story_id)
);

CREATE TABLE local_names (
    subject text COLLATE "C" NOT NULL,
    edition_id bigint NOT NULL,
    name text COLLATE "C" NOT NULL,
    title text COLLATE "C" NOT NULL,
    description text COLLATE "C" NOT NULL,
    path text COLLATE "C" NOT NULL,
    CONSTRAINT "PK_local_names" PRIMARY KEY (subject, edition_id)
);

CREATE TABLE media (
    id bigint NOT NULL,
    blob text COLLATE "C" NOT NULL,
    mime_type text COLLATE "C" NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    colour text COLLATE "C" NOT NULL,
    credit text COLLATE "C" NOT NULL,
    added_at bigint NOT NULL,
    CONSTRAINT "PK_media" PRIMARY KEY (id)
);

CREATE TABLE media_texts (
    media_id bigint NOT NULL,
    edition_id bigint NOT NULL,
    alt text COLLATE "C" NOT NULL,
    caption text COLLATE "C" NOT NULL,
    CONSTRAINT "PK_media_texts" PRIMARY KEY (media_id, edition_id)
);

CREATE TABLE permalinks (
    path text COLLATE "C" NOT NULL,
    edition_id bigint NOT NULL,
    subject text COLLATE "C" NOT NULL,
    current boolean NOT NULL,
    CONSTRAINT "PK_permalinks" PRIMARY KEY (path)
);

CREATE TABLE related_stories (
    story_id bigint NOT NULL,
    related_id bigint NOT NULL,
    position integer NOT NULL,
    CONSTRAINT "PK_related_stories" PRIMARY KEY (story_id, related_id)
);

CREATE TABLE renditions (
    media_id bigint NOT NULL,
    width integer NOT NULL,
    mime_type text COLLATE "C" NOT NULL,
    height integer NOT NULL,
    blob text COLLATE "C" NOT NULL,
    CONSTRAINT "PK_renditions" PRIMARY KEY (media_id, width, mime_type)
);

CREATE TABLE revisions (
    id bigint NOT NULL,
    text_id bigint NOT NULL,
    number integer NOT NULL,
    at bigint NOT NULL,
    actor text COLLATE "C" NOT NULL,
    kicker text COLLATE "C" NOT NULL,
    headline text COLLATE "C" NOT NULL,
    standfirst text COLLATE "C" NOT NULL,
    dateline text COLLATE "C" NOT NULL,
    body text COLLATE "C" NOT NULL,
    CONSTRAINT "PK_revisions" PRIMARY KEY (id)
);

CREATE TABLE sections (
    id bigint NOT NULL,
    parent_id bigint,
    position integer NOT NULL,
    in_menu boolean NOT NULL,
    CONSTRAINT "PK_sections" PRIMARY KEY (id)
);

CREATE TABLE staff (
    id bigint NOT NULL,
    email text COLLATE "C",
    CONSTRAINT "PK_staff" PRIMARY KEY (id)
);

CREATE TABLE stories (
    id bigint NOT NULL,
    kind integer NOT NULL,
    original_edition_id bigint NOT NULL,
    slugline text COLLATE "C" NOT NULL,
    work_stage integer NOT NULL,
    embargoed_until bigint,
    picture_id bigint,
    filed_at bigint NOT NULL,
    source text COLLATE "C",
    CONSTRAINT "PK_stories" PRIMARY KEY (id)
);

CREATE TABLE story_texts (
    id bigint NOT NULL,
    story_id bigint NOT NULL,
    edition_id bigint NOT NULL,
    url_slug text COLLATE "C" NOT NULL,
    path text COLLATE "C",
    pub_status integer NOT NULL,
    latest_revision_id bigint NOT NULL,
    published_revision_id bigint,
    first_published_at bigint,
    updated_at bigint,
    CONSTRAINT "PK_story_texts" PRIMARY KEY (id)
);

CREATE TABLE storylines (
    id bigint NOT NULL,
    begun_at bigint NOT NULL,
    CONSTRAINT "PK_storylines" PRIMARY KEY (id)
);

CREATE TABLE tags (
    id bigint NOT NULL,
    CONSTRAINT "PK_tags" PRIMARY KEY (id)
);

CREATE UNIQUE INDEX editions_by_language ON editions (language);
CREATE UNIQUE INDEX editions_by_prefix ON editions (prefix);
CREATE INDEX listings_by_story ON listings (story_id);
CREATE INDEX permalinks_by_subject ON permalinks (subject);
CREATE INDEX renditions_by_blob ON renditions (blob);
CREATE UNIQUE INDEX revisions_by_text ON revisions (text_id, number);
CREATE INDEX stories_by_source ON stories (source);
CREATE UNIQUE INDEX story_texts_by_story ON story_texts (story_id, edition_id);
