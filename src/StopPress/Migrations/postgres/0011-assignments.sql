-- Who is to work on a story, and for when; what the desk tells somebody; and what the board looks at all day.
ALTER TABLE stories ADD COLUMN assignee_id bigint;
ALTER TABLE stories ADD COLUMN due_at bigint;

CREATE TABLE messages (
    id bigint NOT NULL CONSTRAINT "PK_messages" PRIMARY KEY,
    account_id bigint NOT NULL,
    at bigint NOT NULL,
    kind integer NOT NULL,
    story_id bigint NOT NULL,
    edition_id bigint NOT NULL,
    actor text COLLATE "C" NOT NULL,
    note text COLLATE "C" NOT NULL,
    read_at bigint
);

CREATE INDEX messages_by_account ON messages (account_id, id);

-- In a large archive nearly all is out; what is not is found without looking through it.
CREATE INDEX story_texts_unpublished ON story_texts (latest_revision_id) WHERE pub_status = 0;
CREATE INDEX story_texts_by_first_published ON story_texts (first_published_at);
CREATE INDEX stories_held ON stories (held_at) WHERE held_at IS NOT NULL;
CREATE INDEX stories_due ON stories (due_at) WHERE due_at IS NOT NULL;
