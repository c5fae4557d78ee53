-- To which sections an account is bound; who is bound to none has their rights everywhere.
CREATE TABLE account_sections (
    account_id bigint NOT NULL,
    section_id bigint NOT NULL,
    CONSTRAINT "PK_account_sections" PRIMARY KEY (account_id, section_id)
);
