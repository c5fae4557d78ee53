-- People come to the desk: their accounts, what they show that they are with, the browsers that they are signed in with, and links that work once.
CREATE TABLE accounts (
    id bigint NOT NULL CONSTRAINT "PK_accounts" PRIMARY KEY,
    email text COLLATE "C" NOT NULL,
    folded_email text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    role integer NOT NULL,
    staff_id bigint,
    password_hash text COLLATE "C",
    authenticator_key text COLLATE "C",
    authenticator_since bigint,
    last_code text COLLATE "C",
    added_at bigint NOT NULL,
    left_at bigint
);

CREATE UNIQUE INDEX accounts_by_email ON accounts (folded_email);

CREATE TABLE passkeys (
    id text COLLATE "C" NOT NULL CONSTRAINT "PK_passkeys" PRIMARY KEY,
    account_id bigint NOT NULL,
    name text COLLATE "C" NOT NULL,
    added_at bigint NOT NULL,
    credential text COLLATE "C" NOT NULL
);

CREATE INDEX passkeys_by_account ON passkeys (account_id);

CREATE TABLE recovery_codes (
    account_id bigint NOT NULL,
    hash text COLLATE "C" NOT NULL,
    CONSTRAINT "PK_recovery_codes" PRIMARY KEY (account_id, hash)
);

CREATE TABLE sessions (
    hash text COLLATE "C" NOT NULL CONSTRAINT "PK_sessions" PRIMARY KEY,
    id bigint NOT NULL,
    account_id bigint NOT NULL,
    opened_at bigint NOT NULL,
    ends_at bigint NOT NULL,
    browser text COLLATE "C" NOT NULL
);

CREATE INDEX sessions_by_account ON sessions (account_id);

CREATE TABLE links (
    hash text COLLATE "C" NOT NULL CONSTRAINT "PK_links" PRIMARY KEY,
    kind integer NOT NULL,
    account_id bigint,
    text_id bigint,
    ends_at bigint NOT NULL
);

CREATE TABLE seals (
    name text COLLATE "C" NOT NULL CONSTRAINT "PK_seals" PRIMARY KEY,
    xml text COLLATE "C" NOT NULL
);

-- Whose story it is, of those that come from the desk.
ALTER TABLE stories ADD COLUMN owner_id bigint;
