-- Backups that are to be made, were made, or failed, so that the desk sees how it stands with them.
CREATE TABLE backups (
    id bigint NOT NULL CONSTRAINT "PK_backups" PRIMARY KEY,
    actor text COLLATE "C" NOT NULL,
    wanted_at bigint NOT NULL,
    tries integer NOT NULL,
    ended_at bigint,
    file text COLLATE "C",
    bytes bigint NOT NULL,
    sequence bigint NOT NULL,
    missing integer NOT NULL,
    code text COLLATE "C",
    reason text COLLATE "C"
);

CREATE INDEX backups_by_end ON backups (ended_at);
