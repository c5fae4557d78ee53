-- Whom the read API answers, how often, and the keys to it.
ALTER TABLE house ADD COLUMN api_access integer NOT NULL DEFAULT 0;
ALTER TABLE house ADD COLUMN api_per_minute integer NOT NULL DEFAULT 60;
CREATE TABLE api_keys (
    id bigint NOT NULL CONSTRAINT "PK_api_keys" PRIMARY KEY,
    name text COLLATE "C" NOT NULL,
    hash text COLLATE "C" NOT NULL,
    per_minute integer NOT NULL,
    given_at bigint NOT NULL,
    given_by text COLLATE "C" NOT NULL
);
