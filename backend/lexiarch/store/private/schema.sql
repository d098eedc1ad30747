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

-- ---- credentials of iD holders in wallets

CREATE TABLE credential_offer (
    digest BYTEA PRIMARY KEY, -- of the code in the offer
    account BYTEA NOT NULL,
    person_tag BYTEA NOT NULL,
    tx_digest BYTEA, -- of code and transaction code together; NULL where none is wanted
    failures BIGINT NOT NULL,
    expires BIGINT NOT NULL
);
CREATE INDEX credential_offer_by_account ON credential_offer (account);

CREATE TABLE credential_grant (
    digest BYTEA PRIMARY KEY, -- of the wallet's access token
    account BYTEA NOT NULL,
    person_tag BYTEA NOT NULL,
    remaining BIGINT NOT NULL, -- credentials that it may still fetch
    expires BIGINT NOT NULL
);
CREATE INDEX credential_grant_by_account ON credential_grant (account);

CREATE TABLE status_list (
    number BIGINT PRIMARY KEY,
    bits BYTEA NOT NULL, -- as published: those of credentials, and far more that mean nothing
    token TEXT NOT NULL, -- as published
    made BIGINT NOT NULL -- when it was last compared with the chain
);

-- Which bit is whose, while the credential lasts. Once the bit is set, whose it was is forgotten.
CREATE TABLE status_position (
    number BIGINT NOT NULL,
    position BIGINT NOT NULL,
    account BYTEA,
    person_tag BYTEA,
    expires BIGINT NOT NULL,
    PRIMARY KEY (number, position)
);
CREATE INDEX status_position_by_person ON status_position (person_tag);
