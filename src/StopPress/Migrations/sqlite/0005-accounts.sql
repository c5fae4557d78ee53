-- People come to the desk: their accounts, what they show that they are with, the browsers that they are signed in with, and links that work once.
CREATE TABLE accounts (
    id INTEGER NOT NULL CONSTRAINT "PK_accounts" PRIMARY KEY,
    email TEXT NOT NULL,
    folded_email TEXT NOT NULL,
    name TEXT NOT NULL,
    role INTEGER NOT NULL,
    staff_id INTEGER NULL,
    password_hash TEXT NULL,
    authenticator_key TEXT NULL,
    authenticator_since INTEGER NULL,
    last_code TEXT NULL,
    added_at INTEGER NOT NULL,
    left_at INTEGER NULL
);

CREATE UNIQUE INDEX accounts_by_email ON accounts (folded_email);

CREATE TABLE passkeys (
    id TEXT NOT NULL CONSTRAINT "PK_passkeys" PRIMARY KEY,
    account_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    added_at INTEGER NOT NULL,
    credential TEXT NOT NULL
);

CREATE INDEX passkeys_by_account ON passkeys (account_id);

CREATE TABLE recovery_codes (
    account_id INTEGER NOT NULL,
    hash TEXT NOT NULL,
    CONSTRAINT "PK_recovery_codes" PRIMARY KEY (account_id, hash)
);

CREATE TABLE sessions (
    hash TEXT NOT NULL CONSTRAINT "PK_sessions" PRIMARY KEY,
    id INTEGER NOT NULL,
    account_id INTEGER NOT NULL,
    opened_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    browser TEXT NOT NULL
);

CREATE INDEX sessions_by_account ON sessions (account_id);

CREATE TABLE links (
    hash TEXT NOT NULL CONSTRAINT "PK_links" PRIMARY KEY,
    kind INTEGER NOT NULL,
    account_id INTEGER NULL,
    text_id INTEGER NULL,
    ends_at INTEGER NOT NULL
);

CREATE TABLE seals (
    name TEXT NOT NULL CONSTRAINT "PK_seals" PRIMARY KEY,
    xml TEXT NOT NULL
);

-- Whose story it is, of those that come from the desk.
ALTER TABLE stories ADD COLUMN owner_id INTEGER NULL;
