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

CREATE TABLE spent ( -- what may be used once and was
    digest BYTEA PRIMARY KEY,
    expires BIGINT NOT NULL
);
CREATE INDEX spent_by_expiry ON spent (expires);

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
    account BYTEA, -- that gave it; none of who showed the status and no account
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

-- ---- OpenID Connect: websites that were told of somebody, and what they can ask again with

CREATE TABLE openid_grant (
    id TEXT PRIMARY KEY, -- random; `sid` in this website's tokens, and in no other's
    client_id TEXT NOT NULL,
    means TEXT NOT NULL, -- how the member has proven the status
    seed BYTEA NOT NULL, -- what the website's `sub` is made from: the person tag after a wallet's sign-in
    handle BYTEA NOT NULL, -- what that way needs to see whether the status lasts: the account, or the tree's root
    consent_id BIGINT NOT NULL, -- 0 after an anonymous proof
    scope TEXT NOT NULL,
    auth_time BIGINT, -- as the website is told, when it asked
    session BYTEA NOT NULL, -- digest of the token of the session that it ends with; empty when bound to none
    session_expires BIGINT NOT NULL,
    told BIGINT NOT NULL, -- 1 once the website has tokens
    begun BIGINT NOT NULL,
    expires BIGINT NOT NULL
);
CREATE INDEX openid_grant_by_session ON openid_grant (session);
CREATE INDEX openid_grant_by_seed ON openid_grant (seed);
CREATE INDEX openid_grant_by_consent ON openid_grant (client_id, consent_id);
CREATE INDEX openid_grant_by_handle ON openid_grant (handle);
CREATE INDEX openid_grant_by_expiry ON openid_grant (expires);

CREATE TABLE openid_code (
    digest BYTEA PRIMARY KEY,
    grant_id TEXT NOT NULL,
    redirect_uri TEXT NOT NULL,
    challenge TEXT NOT NULL,
    nonce TEXT,
    used BIGINT NOT NULL, -- 1 once it was; kept as long as the grant, so that a second use is noticed
    expires BIGINT NOT NULL
);
CREATE INDEX openid_code_by_grant ON openid_code (grant_id);

CREATE TABLE openid_token (
    digest BYTEA PRIMARY KEY,
    grant_id TEXT NOT NULL,
    kind TEXT NOT NULL, -- access or refresh
    scope TEXT NOT NULL,
    used BIGINT NOT NULL, -- of a refresh token, as of a code
    expires BIGINT NOT NULL
);
CREATE INDEX openid_token_by_grant ON openid_token (grant_id);

CREATE TABLE openid_notice ( -- logout tokens that a website has not taken yet
    id TEXT PRIMARY KEY,
    client_id TEXT NOT NULL,
    sub TEXT NOT NULL,
    sid TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    due BIGINT NOT NULL
);
CREATE INDEX openid_notice_by_due ON openid_notice (due);

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
