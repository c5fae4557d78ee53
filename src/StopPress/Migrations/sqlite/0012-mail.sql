-- The server that takes the house's mail; its password is sealed with the keys of the house.
CREATE TABLE mail_server (
    id INTEGER NOT NULL CONSTRAINT "PK_mail_server" PRIMARY KEY,
    host TEXT NOT NULL,
    port INTEGER NOT NULL,
    security INTEGER NOT NULL,
    user_name TEXT NOT NULL,
    sealed_password TEXT NULL,
    sender_name TEXT NOT NULL,
    sender_address TEXT NOT NULL
);

-- What waits to be sent to one person, or was refused for good; what was sent is gone.
CREATE TABLE letters (
    id INTEGER NOT NULL CONSTRAINT "PK_letters" PRIMARY KEY,
    account_id INTEGER NOT NULL,
    message_id INTEGER NULL,
    sealed_link TEXT NULL,
    written_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    failed_at INTEGER NULL,
    code TEXT NULL,
    reason TEXT NULL,
    said TEXT NULL
);

CREATE INDEX letters_by_hour ON letters (due_at) WHERE failed_at IS NULL;

ALTER TABLE accounts ADD COLUMN mail_since INTEGER NULL;
ALTER TABLE accounts ADD COLUMN language TEXT NULL;
ALTER TABLE sessions ADD COLUMN language TEXT NULL;
