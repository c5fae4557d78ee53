-- Addresses of other houses that are told of events; their secrets are sealed with the keys of the house.
CREATE TABLE webhooks (
    id INTEGER NOT NULL CONSTRAINT "PK_webhooks" PRIMARY KEY,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    events TEXT NOT NULL,
    editions TEXT NOT NULL,
    sealed_key TEXT NOT NULL,
    key_number INTEGER NOT NULL,
    sealed_earlier_key TEXT NULL,
    earlier_until INTEGER NULL,
    added_at INTEGER NOT NULL,
    since INTEGER NOT NULL,
    paused_at INTEGER NULL,
    code TEXT NULL,
    reason TEXT NULL,
    failing_since INTEGER NULL,
    rests_until INTEGER NULL
);

-- What each is told, and what came of it; it is forgotten after a month.
CREATE TABLE webhook_deliveries (
    webhook_id INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    at INTEGER NOT NULL,
    event TEXT NOT NULL,
    story_id INTEGER NULL,
    editions TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    tried_at INTEGER NULL,
    delivered_at INTEGER NULL,
    failed_at INTEGER NULL,
    status INTEGER NULL,
    code TEXT NULL,
    reason TEXT NULL,
    said TEXT NULL,
    CONSTRAINT "PK_webhook_deliveries" PRIMARY KEY (webhook_id, sequence)
);

CREATE INDEX webhook_deliveries_waiting ON webhook_deliveries (webhook_id, due_at) WHERE delivered_at IS NULL AND failed_at IS NULL;
CREATE INDEX webhook_deliveries_by_hour ON webhook_deliveries (at);

-- The hub that is told which feeds have changed, and the pages of which it has not been told yet.
ALTER TABLE house ADD COLUMN hub TEXT NOT NULL DEFAULT '';

CREATE TABLE hub_pages (
    path TEXT NOT NULL CONSTRAINT "PK_hub_pages" PRIMARY KEY,
    sequence INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    code TEXT NULL,
    reason TEXT NULL,
    said TEXT NULL
);

CREATE INDEX hub_pages_by_hour ON hub_pages (due_at);
