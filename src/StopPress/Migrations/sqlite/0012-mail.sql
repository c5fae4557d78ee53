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
