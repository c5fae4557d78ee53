-- What the house is known by on every page: its logo, its accounts elsewhere, its menus, a line of breaking news; and where old addresses lead.
CREATE TABLE logo (
    id INTEGER NOT NULL CONSTRAINT "PK_logo" PRIMARY KEY,
    blob TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    ink TEXT NOT NULL
);

CREATE TABLE social_accounts (
    network INTEGER NOT NULL CONSTRAINT "PK_social_accounts" PRIMARY KEY,
    address TEXT NOT NULL
);

CREATE TABLE menu_links (
    edition_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    subject TEXT NOT NULL,
    address TEXT NOT NULL,
    name TEXT NOT NULL,
    CONSTRAINT "PK_menu_links" PRIMARY KEY (edition_id, position)
);

CREATE TABLE redirects (
    path TEXT NOT NULL CONSTRAINT "PK_redirects" PRIMARY KEY,
    target TEXT NOT NULL,
    added_at INTEGER NOT NULL
);

CREATE TABLE breaking_lines (
    edition_id INTEGER NOT NULL CONSTRAINT "PK_breaking_lines" PRIMARY KEY,
    text TEXT NOT NULL,
    story_id INTEGER NULL,
    ends_at INTEGER NOT NULL
);
