-- Renditions are made from the original whenever they are wanted; no row tells of them.
DROP TABLE renditions;

CREATE TABLE media_before (
    id INTEGER NOT NULL,
    blob TEXT NOT NULL,
    mime_type TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    colour TEXT NOT NULL,
    credit TEXT NOT NULL,
    added_at INTEGER NOT NULL
);
INSERT INTO media_before SELECT id, blob, mime_type, width, height, colour, credit, added_at FROM media;
DROP TABLE media;

CREATE TABLE media (
    id INTEGER NOT NULL CONSTRAINT "PK_media" PRIMARY KEY,
    kind INTEGER NOT NULL,
    blob TEXT NOT NULL,
    mime_type TEXT NOT NULL,
    name TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    colour TEXT NOT NULL,
    focal_x INTEGER NOT NULL,
    focal_y INTEGER NOT NULL,
    credit TEXT NOT NULL,
    creator TEXT NOT NULL,
    copyright TEXT NOT NULL,
    rights TEXT NOT NULL,
    taken TEXT NOT NULL,
    city TEXT NOT NULL,
    country TEXT NOT NULL,
    keywords TEXT NOT NULL,
    expires_at INTEGER NULL,
    expired INTEGER NOT NULL,
    added_at INTEGER NOT NULL
);
INSERT INTO media (id, kind, blob, mime_type, name, bytes, width, height, colour, focal_x, focal_y, credit, creator, copyright, rights, taken, city, country, keywords, expired, added_at)
SELECT id, 0, blob, mime_type, '', 0, width, height, colour, 500, 400, credit, '', '', '', '', '', '', '', 0, added_at FROM media_before;
DROP TABLE media_before;

CREATE TABLE media_uses (
    media_id INTEGER NOT NULL,
    text_id INTEGER NOT NULL,
    shown INTEGER NOT NULL,
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
