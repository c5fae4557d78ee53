-- Sections and storylines that are closed, the turning points of a storyline, and the stories of a tag found at once.
ALTER TABLE sections ADD COLUMN closed_at INTEGER NULL;
ALTER TABLE storylines ADD COLUMN closed_at INTEGER NULL;

CREATE TABLE turning_points (
    id INTEGER NOT NULL CONSTRAINT "PK_turning_points" PRIMARY KEY,
    storyline_id INTEGER NOT NULL,
    day TEXT NOT NULL
);

CREATE TABLE turning_point_words (
    point_id INTEGER NOT NULL,
    edition_id INTEGER NOT NULL,
    says TEXT NOT NULL,
    CONSTRAINT "PK_turning_point_words" PRIMARY KEY (point_id, edition_id)
);

CREATE INDEX filings_by_subject ON filings (subject);
CREATE INDEX turning_points_by_storyline ON turning_points (storyline_id);
