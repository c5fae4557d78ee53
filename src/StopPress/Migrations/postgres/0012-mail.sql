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
