-- What the house is known by on every page: its logo, its accounts elsewhere, its menus, a line of breaking news; and where old addresses lead.
CREATE TABLE logo (
    id bigint NOT NULL,
    blob text COLLATE "C" NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    ink text COLLATE "C" NOT NULL,
    CONSTRAINT "PK_logo" PRIMARY KEY (id)
);

CREATE TABLE social_accounts (
    network integer NOT NULL,
    address text COLLATE "C" NOT NULL,
    CONSTRAINT "PK_social_accounts" PRIMARY KEY (network)
);

CREATE TABLE menu_links (
    edition_id bigint NOT NULL,
    position integer NOT NULL,
    subject text COLLATE "C" NOT NULL,
    address text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    CONSTRAINT "PK_menu_links" PRIMARY KEY (edition_id, position)
);

CREATE TABLE redirects (
    path text COLLATE "C" NOT NULL,
    target text COLLATE "C" NOT NULL,
    added_at bigint NOT NULL,
    CONSTRAINT "PK_redirects" PRIMARY KEY (path)
);

CREATE TABLE breaking_lines (
    edition_id bigint NOT NULL,
    text text COLLATE "C" NOT NULL,
    story_id bigint,
    ends_at bigint NOT NULL,
    CONSTRAINT "PK_breaking_lines" PRIMARY KEY (edition_id)
);
