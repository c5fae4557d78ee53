-- What the house declares to machines: whom to tell of a hole, and who may sell advertising.
ALTER TABLE house ADD COLUMN security_contact text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE house ADD COLUMN security_policy text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE house ADD COLUMN ads_txt text COLLATE "C" NOT NULL DEFAULT '';
