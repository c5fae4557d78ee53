-- How each of the media came in, and the words by which the picture desk finds it; and what pictures were made of before they were replaced.
CREATE TABLE media_arrivals (
    media_id bigint NOT NULL,
    added_by text COLLATE "C" NOT NULL,
    file_name text COLLATE "C" NOT NULL,
    for_desk boolean NOT NULL,
    sought text COLLATE "C" NOT NULL,
    CONSTRAINT "PK_media_arrivals" PRIMARY KEY (media_id)
);

CREATE TABLE earlier_originals (
    id bigint NOT NULL,
    media_id bigint NOT NULL,
    at bigint NOT NULL,
    actor text COLLATE "C" NOT NULL,
    blob text COLLATE "C" NOT NULL,
    mime_type text COLLATE "C" NOT NULL,
    bytes bigint NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    colour text COLLATE "C" NOT NULL,
    focal_x integer NOT NULL,
    focal_y integer NOT NULL,
    credit text COLLATE "C" NOT NULL,
    creator text COLLATE "C" NOT NULL,
    copyright text COLLATE "C" NOT NULL,
    taken text COLLATE "C" NOT NULL,
    file_name text COLLATE "C" NOT NULL,
    CONSTRAINT "PK_earlier_originals" PRIMARY KEY (id)
);

CREATE INDEX earlier_originals_by_media ON earlier_originals (media_id);

-- Nobody knows any more for whom a picture was that no text uses: it is not shown to everybody.
INSERT INTO media_arrivals (media_id, added_by, file_name, for_desk, sought)
SELECT m.id, '', m.name, EXISTS (SELECT 1 FROM media_uses u WHERE u.media_id = m.id AND u.shown),
    lower(m.name || ' ' || m.credit || ' ' || m.creator || ' ' || m.copyright || ' ' || m.city || ' ' || m.country || ' ' || m.keywords || ' '
    || COALESCE((SELECT string_agg(t.caption || ' ' || t.alt, ' ') FROM media_texts t WHERE t.media_id = m.id), ''))
FROM media m;
