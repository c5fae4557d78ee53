-- Backups that are to be made, were made, or failed, so that the desk sees how it stands with them.
CREATE TABLE backups (
    id INTEGER NOT NULL CONSTRAINT "PK_backups" PRIMARY KEY,
    actor TEXT NOT NULL,
    wanted_at INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    ended_at INTEGER NULL,
    file TEXT NULL,
    bytes INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    missing INTEGER NOT NULL,
    code TEXT NULL,
    reason TEXT NULL
);

CREATE INDEX backups_by_end ON backups (ended_at);
