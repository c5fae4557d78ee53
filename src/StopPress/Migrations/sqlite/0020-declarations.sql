-- What the house declares to machines: whom to tell of a hole, and who may sell advertising.
ALTER TABLE house ADD COLUMN security_contact TEXT NOT NULL DEFAULT '';
ALTER TABLE house ADD COLUMN security_policy TEXT NOT NULL DEFAULT '';
ALTER TABLE house ADD COLUMN ads_txt TEXT NOT NULL DEFAULT '';
