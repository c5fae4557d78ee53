-- Sections and storylines that are closed, the turning points of a storyline, and the stories of a tag found at once.
ALTER TABLE sections ADD COLUMN closed_at bigint;
ALTER TABLE storylines ADD COLUMN closed_at bigint;

CREATE TABLE turning_points (
    id bigint NOT NULL,
    storyline_id bigint NOT NULL,
    day text COLLATE "C" NOT NULL,
    CONSTRAINT "PK_turning_points" PRIMARY KEY (id)
);

CREATE TABLE turning_point_words (
    point_id bigint NOT NULL,
    edition_id bigint NOT NULL,
    says text COLLATE "C" NOT NULL,
    CONSTRAINT "PK_turning_point_words" PRIMARY KEY (point_id, edition_id)
);

CREATE INDEX filings_by_subject ON filings (subject);
CREATE INDEX turning_points_by_storyline ON turning_points (storyline_id);
