CREATE TABLE journal (
    sequence bigint NOT NULL,
    at bigint NOT NULL,
    actor text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    subjects text COLLATE "C" NOT NULL,
    payload text COLLATE "C" NOT NULL,
    version integer NOT NULL,
    CONSTRAINT "PK_journal" PRIMARY KEY (sequence)
);

CREATE TABLE cursors (
    follower text COLLATE "C" NOT NULL,
    sequence bigint NOT NULL,
    CONSTRAINT "PK_cursors" PRIMARY KEY (follower)
);

CREATE TABLE parked (
    follower text COLLATE "C" NOT NULL,
    sequence bigint NOT NULL,
    reason text COLLATE "C" NOT NULL,
    at bigint NOT NULL,
    CONSTRAINT "PK_parked" PRIMARY KEY (follower, sequence)
);

CREATE TABLE deadlines (
    id bigint NOT NULL,
    due_at bigint NOT NULL,
    kind text COLLATE "C" NOT NULL,
    subject text COLLATE "C" NOT NULL,
    payload text COLLATE "C" NOT NULL,
    CONSTRAINT "PK_deadlines" PRIMARY KEY (id)
);

CREATE INDEX deadlines_by_hour ON deadlines (due_at);
CREATE INDEX deadlines_by_subject ON deadlines (subject, kind);

CREATE TABLE leases (
    name text COLLATE "C" NOT NULL,
    holder text COLLATE "C" NOT NULL,
    until bigint NOT NULL,
    CONSTRAINT "PK_leases" PRIMARY KEY (name)
);
