-- When a line of breaking news first said what it says: its place in the feed of breaking news.
ALTER TABLE breaking_lines ADD COLUMN told_at bigint NOT NULL DEFAULT 0;
