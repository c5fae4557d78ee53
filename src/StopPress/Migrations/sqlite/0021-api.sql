-- Whom the read API answers, how often, and the keys to it.
ALTER TABLE house ADD COLUMN api_access INTEGER NOT NULL DEFAULT 0;
ALTER TABLE house ADD COLUMN api_per_minute INTEGER NOT NULL DEFAULT 60;
CREATE TABLE api_keys (
    id INTEGER NOT NULL CONSTRAINT "PK_api_keys" PRIMARY KEY,
    name TEXT NOT NULL,
    hash TEXT NOT NULL,
    per_minute INTEGER NOT NULL,
    given_at INTEGER NOT NULL,
    given_by TEXT NOT NULL
);
