-- Where each edition tells about the newspaper: who works here, by which rules, and who owns it.
CREATE TABLE standards (
    edition_id INTEGER NOT NULL,
    standard INTEGER NOT NULL,
    address TEXT NOT NULL,
    CONSTRAINT "PK_standards" PRIMARY KEY (edition_id, standard)
);
