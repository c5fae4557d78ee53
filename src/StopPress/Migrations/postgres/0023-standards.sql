-- Where each edition tells about the newspaper: who works here, by which rules, and who owns it.
CREATE TABLE standards (
    edition_id bigint NOT NULL,
    standard integer NOT NULL,
    address text COLLATE "C" NOT NULL,
    CONSTRAINT "PK_standards" PRIMARY KEY (edition_id, standard)
);
