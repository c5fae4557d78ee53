-- Addresses of other houses that are told of events; their secrets are sealed with the keys of the house.
CREATE TABLE webhooks (
    id bigint NOT NULL CONSTRAINT "PK_webhooks" PRIMARY KEY,
    name text COLLATE "C" NOT NULL,
    address text COLLATE "C" NOT NULL,
    events text COLLATE "C" NOT NULL,
    editions text COLLATE "C" NOT NULL,
    sealed_key text COLLATE "C" NOT NULL,
    key_number integer NOT NULL,
    sealed_earlier_key text COLLATE "C",
    earlier_until bigint,
    added_at bigint NOT NULL,
    since bigint NOT NULL,
    paused_at bigint,
    code text COLLATE "C",
    reason text COLLATE "C",
    failing_since bigint,
    rests_until bigint
);

-- What each is told, and what came of it; it is forgotten after a month.
CREATE TABLE webhook_deliveries (
    webhook_id bigint NOT NULL,
    sequence bigint NOT NULL,
    at bigint NOT NULL,
    event text COLLATE "C" NOT NULL,
    story_id bigint,
    editions text COLLATE "C" NOT NULL,
    due_at bigint NOT NULL,
    tries integer NOT NULL,
    tried_at bigint,
    delivered_at bigint,
    failed_at bigint,
    status integer,
    code text COLLATE "C",
    reason text COLLATE "C",
    said text COLLATE "C",
    CONSTRAINT "PK_webhook_deliveries" PRIMARY KEY (webhook_id, sequence)
);

CREATE INDEX webhook_deliveries_waiting ON webhook_deliveries (webhook_id, due_at) WHERE delivered_at IS NULL AND failed_at IS NULL;
CREATE INDEX webhook_deliveries_by_hour ON webhook_deliveries (at);

-- The hub that is told which feeds have changed, and the pages of which it has not been told yet.
ALTER TABLE house ADD COLUMN hub text COLLATE "C" NOT NULL DEFAULT '';

CREATE TABLE hub_pages (
    path text COLLATE "C" NOT NULL CONSTRAINT "PK_hub_pages" PRIMARY KEY,
    sequence bigint NOT NULL,
    due_at bigint NOT NULL,
    tries integer NOT NULL,
    code text COLLATE "C",
    reason text COLLATE "C",
    said text COLLATE "C"
);

CREATE INDEX hub_pages_by_hour ON hub_pages (due_at);
