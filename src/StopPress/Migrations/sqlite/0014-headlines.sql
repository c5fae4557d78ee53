-- A headline of its own for search engines, and one for whoever passes a story on. A release before this one keeps revisions without them.
ALTER TABLE revisions ADD COLUMN search_headline TEXT NOT NULL DEFAULT '';
ALTER TABLE revisions ADD COLUMN social_headline TEXT NOT NULL DEFAULT '';
