-- The words of what an import makes ready lie in revisions already, and what its proof compares is known before.
ALTER TABLE import_stage ADD COLUMN revision_id bigint NULL;
ALTER TABLE import_stage ADD COLUMN words text COLLATE "C" NOT NULL DEFAULT '';
