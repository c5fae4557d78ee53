-- How each of the media came in, and the words by which the picture desk finds it; and what pictures were made of before they were replaced.
CREATE TABLE media_arrivals (
    media_id INTEGER NOT NULL CONSTRAINT "PK_media_arrivals" PRIMARY KEY,
    added_by TEXT NOT NULL,
    file_name TEXT NOT NULL,
    for_desk INTEGER NOT NULL,
    sought TEXT NOT NULL
);

CREATE TABLE earlier_originals (
    id INTEGER NOT NULL CONSTRAINT "PK_earlier_originals" PRIMARY KEY,
    media_id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    blob TEXT NOT NULL,
    mime_type TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    colour TEXT NOT NULL,
    focal_x INTEGER NOT NULL,
    focal_y INTEGER NOT NULL,
    credit TEXT NOT NULL,
    creator TEXT NOT NULL,
    copyright TEXT NOT NULL,
    taken TEXT NOT NULL,
    file_name TEXT NOT NULL
);

CREATE INDEX earlier_originals_by_media ON earlier_originals (media_id);

-- Nobody knows any more for whom a picture was that no text uses: it is not shown to everybody.
INSERT INTO media_arrivals (media_id, added_by, file_name, for_desk, sought)
SELECT m.id, '', m.name, EXISTS (SELECT 1 FROM media_uses u WHERE u.media_id = m.id AND u.shown),
    lower(m.name || ' ' || m.credit || ' ' || m.creator || ' ' || m.copyright || ' ' || m.city || ' ' || m.country || ' ' || m.keywords || ' '
    || COALESCE((SELECT group_concat(t.caption || ' ' || t.alt, ' ') FROM media_texts t WHERE t.media_id = m.id), ''))
FROM media m;
