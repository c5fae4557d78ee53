CREATE TABLE journal (
    sequence INTEGER NOT NULL CONSTRAINT "PK_journal" PRIMARY KEY,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    kind TEXT NOT NULL,
    subjects TEXT NOT NULL,
    payload TEXT NOT NULL,
    version INTEGER NOT NULL
);

CREATE TABLE cursors (
    follower TEXT NOT NULL CONSTRAINT "PK_cursors" PRIMARY KEY,
    sequence INTEGER NOT NULL
);

CREATE TABLE parked (
    follower TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    reason TEXT NOT NULL,
    at INTEGER NOT NULL,
    CONSTRAINT "PK_parked" PRIMARY KEY (follower, sequence)
);

CREATE TABLE deadlines (
    id INTEGER NOT NULL CONSTRAINT "PK_deadlines" PRIMARY KEY,
    due_at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    payload TEXT NOT NULL
);

CREATE INDEX deadlines_by_hour ON deadlines (due_at);
CREATE INDEX deadlines_by_subject ON deadlines (subject, kind);

CREATE TABLE leases (
    name TEXT NOT NULL CONSTRAINT "PK_leases" PRIMARY KEY,
    holder TEXT NOT NULL,
    until INTEGER NOT NULL
);
