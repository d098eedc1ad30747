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

-- ---- OpenID Connect: websites that were told of somebody, and what they can ask again with

CREATE TABLE openid_grant (
    id TEXT PRIMARY KEY, -- random; `sid` in this website's tokens, and in no other's
    client_id TEXT NOT NULL,
    means TEXT NOT NULL, -- how the member has proven the status
    seed BYTEA NOT NULL, -- what the website's `sub` is made from: the person tag after a wallet's sign-in
    handle BYTEA NOT NULL, -- what that way needs to see whether the status lasts: the account
    consent_id BIGINT NOT NULL,
    scope TEXT NOT NULL,
    auth_time BIGINT, -- as the website is told, when it asked
    session BYTEA NOT NULL, -- digest of the token of the session that it ends with; empty when bound to none
    session_expires BIGINT NOT NULL,
    told BIGINT NOT NULL, -- 1 once the website has tokens
    begun BIGINT NOT NULL,
    expires BIGINT NOT NULL
);
CREATE INDEX openid_grant_by_session ON openid_grant (session);
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

CREATE TABLE openid_consent ( -- stands in for the member's consents until they are kept for all proofs
    id BIGINT PRIMARY KEY,
    person_tag BYTEA NOT NULL,
    client_id TEXT NOT NULL,
    claims TEXT NOT NULL,
    given BIGINT NOT NULL
);
CREATE INDEX openid_consent_by_person ON openid_consent (person_tag, client_id);
