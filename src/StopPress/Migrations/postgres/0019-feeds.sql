-- Whether feeds tell stories whole, or their headlines and summaries.
ALTER TABLE house ADD COLUMN feeds_are_whole boolean NOT NULL DEFAULT true;
