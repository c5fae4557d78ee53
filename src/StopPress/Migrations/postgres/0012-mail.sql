-- The server that takes the house's mail; its password is sealed with the keys of the house.
CREATE TABLE mail_server (
    id bigint NOT NULL CONSTRAINT "PK_mail_server" PRIMARY KEY,
    host text COLLATE "C" NOT NULL,
    port integer NOT NULL,
    security integer NOT NULL,
    user_name text COLLATE "C" NOT NULL,
    sealed_password text COLLATE "C",
    sender_name text COLLATE "C" NOT NULL,
    sender_address text COLLATE "C" NOT NULL
);

-- What waits to be sent to one person, or was refused for good; what was sent is gone.
CREATE TABLE letters (
    id bigint NOT NULL CONSTRAINT "PK_letters" PRIMARY KEY,
    account_id bigint NOT NULL,
    message_id bigint,
    sealed_link text COLLATE "C",
    written_at bigint NOT NULL,
    due_at bigint NOT NULL,
    tries integer NOT NULL,
    failed_at bigint,
    code text COLLATE "C",
    reason text COLLATE "C",
    said text COLLATE "C"
);

CREATE INDEX letters_by_hour ON letters (due_at) WHERE failed_at IS NULL;

ALTER TABLE accounts ADD COLUMN mail_since bigint;
ALTER TABLE accounts ADD COLUMN language text COLLATE "C";
ALTER TABLE sessions ADD COLUMN language text COLLATE "C";
