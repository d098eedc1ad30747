-- Times are seconds since 1970 by the server's clock. Tokens are kept by their SHA-256 digest only: who reads this
-- database can sign in nowhere.

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- ---- sign-in

CREATE TABLE session (
    digest BYTEA PRIMARY KEY,
    account BYTEA NOT NULL,
    person_tag BYTEA, -- of the iD that was live at the sign-in; the session ends with it
    begun BIGINT NOT NULL,
    expires BIGINT NOT NULL
);
CREATE INDEX session_by_account ON session (account);
CREATE INDEX session_by_expiry ON session (expires);
