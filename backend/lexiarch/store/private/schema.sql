-- Times are seconds since 1970 by the server's clock. Tokens are kept by their SHA-256 digest only: who reads this
-- database can sign in nowhere.

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- ---- sign-in

CREATE TABLE nonce (
    nonce TEXT PRIMARY KEY,
    expires BIGINT NOT NULL
);
CREATE INDEX nonce_by_expiry ON nonce (expires);

CREATE TABLE session (
    digest BYTEA PRIMARY KEY,
    account BYTEA NOT NULL,
    person_tag BYTEA, -- of the iD that was live at the sign-in; the session ends with it
    begun BIGINT NOT NULL,
    expires BIGINT NOT NULL
);
CREATE INDEX session_by_account ON session (account);
CREATE INDEX session_by_person ON session (person_tag);
CREATE INDEX session_by_expiry ON session (expires);

-- ---- what members let websites and wallets know (proofs/consents.py)

CREATE TABLE consent (
    id BIGINT PRIMARY KEY, -- by chance, so that it tells nothing about others
    account BYTEA NOT NULL, -- that gave it
    person_tag BYTEA NOT NULL, -- whose it is, whichever account the iD moves to
    client_id TEXT NOT NULL,
    client_name TEXT NOT NULL, -- as the member saw it
    purpose TEXT NOT NULL, -- as the member saw it
    claims TEXT NOT NULL, -- their names, parted by spaces
    given_at BIGINT NOT NULL,
    revoked_at BIGINT -- or replaced by a later one; null while it stands
);
CREATE INDEX consent_by_person ON consent (person_tag, client_id);
CREATE INDEX consent_by_account ON consent (account);
CREATE INDEX consent_by_end ON consent (revoked_at);
CREATE UNIQUE INDEX consent_that_stands ON consent (person_tag, client_id) WHERE revoked_at IS NULL;

CREATE TABLE data_read (
    id BIGINT PRIMARY KEY, -- by chance
    person_tag BYTEA NOT NULL, -- of whom
    client_id TEXT NOT NULL, -- by whom
    claims TEXT NOT NULL, -- what, as in consent
    how TEXT NOT NULL, -- in which way: a short word
    read_at BIGINT NOT NULL
);
CREATE INDEX data_read_by_person ON data_read (person_tag, read_at);
CREATE INDEX data_read_by_time ON data_read (read_at);
