-- Renditions are made from the original whenever they are wanted; no row tells of them.
DROP TABLE renditions;

ALTER TABLE media ADD COLUMN kind integer NOT NULL DEFAULT 0;
ALTER TABLE media ADD COLUMN name text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE media ADD COLUMN bytes bigint NOT NULL DEFAULT 0;
ALTER TABLE media ADD COLUMN focal_x integer NOT NULL DEFAULT 500;
ALTER TABLE media ADD COLUMN focal_y integer NOT NULL DEFAULT 400;
ALTER TABLE media ADD COLUMN creator text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE media ADD COLUMN copyright text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE media ADD COLUMN rights text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE media ADD COLUMN taken text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE media ADD COLUMN city text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE media ADD COLUMN country text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE media ADD COLUMN keywords text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE media ADD COLUMN expires_at bigint;
ALTER TABLE media ADD COLUMN expired boolean NOT NULL DEFAULT FALSE;

ALTER TABLE media ALTER COLUMN kind DROP DEFAULT, ALTER COLUMN name DROP DEFAULT, ALTER COLUMN bytes DROP DEFAULT,
    ALTER COLUMN focal_x DROP DEFAULT, ALTER COLUMN focal_y DROP DEFAULT, ALTER COLUMN creator DROP DEFAULT,
    ALTER COLUMN copyright DROP DEFAULT, ALTER COLUMN rights DROP DEFAULT, ALTER COLUMN taken DROP DEFAULT,
    ALTER COLUMN city DROP DEFAULT, ALTER COLUMN country DROP DEFAULT, ALTER COLUMN keywords DROP DEFAULT, ALTER COLUMN expired DROP DEFAULT;

CREATE TABLE media_uses (
    media_id bigint NOT NULL,
    text_id bigint NOT NULL,
    shown boolean NOT NULL,
    CONSTRAINT "PK_media_uses" PRIMARY KEY (media_id, text_id)
);

CREATE INDEX media_uses_by_text ON media_uses (text_id);

-- What texts use today: the picture at a story's head, and those within its newest and its published revision.
INSERT INTO media_uses (media_id, text_id, shown)
SELECT m.id, t.id, t.pub_status = 1 AND (COALESCE(s.picture_id, 0) = m.id OR EXISTS (
    SELECT 1 FROM revisions p WHERE p.id = t.published_revision_id AND p.body LIKE '%"media":"' || m.id || '"%'))
FROM media m, story_texts t
JOIN stories s ON s.id = t.story_id
WHERE COALESCE(s.picture_id, 0) = m.id OR EXISTS (
    SELECT 1 FROM revisions r WHERE r.id IN (t.latest_revision_id, t.published_revision_id) AND r.body LIKE '%"media":"' || m.id || '"%');
