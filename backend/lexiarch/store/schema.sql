-- The index. One file for SQLite and PostgreSQL.
--
-- Every table below `log` is a pure function of the canonical logs: append-only rows, each at its position
-- (block_number, log_index). The present is the last row, the past is the last row before a time, and a reorg is
-- `DELETE … WHERE block_number > ancestor` on every table. Nothing is ever updated.
--
-- Types: BIGINT numbers and times (seconds since 1970); BYTEA addresses (20 bytes), hashes, ids, tags (32 bytes) and
-- amounts (uint256, 32 bytes big-endian: exact, and in order); TEXT words.

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- The last block that is indexed whole. One row.
CREATE TABLE checkpoint (
    id SMALLINT PRIMARY KEY CHECK (id = 1),
    block_number BIGINT NOT NULL,
    block_hash BYTEA NOT NULL,
    block_time BIGINT NOT NULL
);

-- Headers: of every block inside the reorg window, and of every older block that holds a log of ours.
CREATE TABLE block (
    number BIGINT PRIMARY KEY,
    hash BYTEA NOT NULL,
    parent_hash BYTEA NOT NULL,
    timestamp BIGINT NOT NULL
);

-- Raw logs of our contracts, so that a new projection needs no node.
CREATE TABLE log (
    block_number BIGINT NOT NULL,
    log_index BIGINT NOT NULL,
    block_hash BYTEA NOT NULL,
    tx_hash BYTEA NOT NULL,
    address BYTEA NOT NULL,
    topics BYTEA NOT NULL, -- one to four topics of 32 bytes, one after the other
    data BYTEA NOT NULL,
    PRIMARY KEY (block_number, log_index)
);

-- What changed, for listeners; written in the transaction that changed it, never deleted by a reorg.
CREATE TABLE outbox (
    id BIGINT PRIMARY KEY,
    block_number BIGINT NOT NULL,
    kind TEXT NOT NULL, -- see domain/words.py
    subject TEXT NOT NULL, -- proposal id, account, person tag or '' as the kind says
    data TEXT NOT NULL -- JSON object
);

CREATE TABLE setting (
    block_number BIGINT NOT NULL,
    log_index BIGINT NOT NULL,
    tx_hash BYTEA NOT NULL,
    block_time BIGINT NOT NULL,
    name TEXT NOT NULL, -- see domain/words.py
    value BYTEA NOT NULL, -- amount
    PRIMARY KEY (block_number, log_index, name)
);
CREATE INDEX setting_by_name ON setting (name, block_time, block_number, log_index);

CREATE TABLE proposal (
    block_number BIGINT NOT NULL,
    log_index BIGINT NOT NULL,
    tx_hash BYTEA NOT NULL,
    block_time BIGINT NOT NULL,
    proposal_id BYTEA NOT NULL,
    proposer BYTEA NOT NULL,
    snapshot BIGINT NOT NULL,
    deadline BIGINT NOT NULL,
    description TEXT NOT NULL,
    PRIMARY KEY (block_number, log_index)
);
CREATE UNIQUE INDEX proposal_by_id ON proposal (proposal_id);
CREATE INDEX proposal_by_proposer ON proposal (proposer, block_number, log_index);

-- Which houses a proposal asks, fixed when it was made.
CREATE TABLE proposal_terms (
    block_number BIGINT NOT NULL,
    log_index BIGINT NOT NULL,
    proposal_id BYTEA NOT NULL,
    token_house SMALLINT NOT NULL, -- 1 when asked
    holder_house SMALLINT NOT NULL,
    token_floor SMALLINT NOT NULL, -- least quorum, percent; 0 for the governor's own
    holder_floor SMALLINT NOT NULL,
    PRIMARY KEY (block_number, log_index)
);
CREATE UNIQUE INDEX proposal_terms_by_proposal ON proposal_terms (proposal_id);

CREATE TABLE proposal_action (
    block_number BIGINT NOT NULL,
    log_index BIGINT NOT NULL,
    ordinal BIGINT NOT NULL,
    proposal_id BYTEA NOT NULL,
    target BYTEA NOT NULL,
    value BYTEA NOT NULL, -- amount, wei
    calldata BYTEA NOT NULL,
    PRIMARY KEY (block_number, log_index, ordinal)
);
CREATE INDEX proposal_action_by_proposal ON proposal_action (proposal_id, ordinal);

CREATE TABLE proposal_step (
    block_number BIGINT NOT NULL,
    log_index BIGINT NOT NULL,
    tx_hash BYTEA NOT NULL,
    block_time BIGINT NOT NULL,
    proposal_id BYTEA NOT NULL,
    step TEXT NOT NULL, -- extended, queued, executed, canceled
    eta BIGINT, -- of queued; of extended, the new deadline
    PRIMARY KEY (block_number, log_index)
);
CREATE INDEX proposal_step_by_proposal ON proposal_step (proposal_id, block_number, log_index);

-- One row a ballot, of one house or both. The running sums make a proposal's tally its last row.
CREATE TABLE vote (
    block_number BIGINT NOT NULL,
    log_index BIGINT NOT NULL, -- of VoteCast
    tx_hash BYTEA NOT NULL,
    block_time BIGINT NOT NULL,
    proposal_id BYTEA NOT NULL,
    voter BYTEA NOT NULL,
    support SMALLINT NOT NULL, -- 0 against, 1 for, 2 abstain
    weight BYTEA NOT NULL, -- amount, token house
    person_tag BYTEA, -- of the person counted in the holder house; NULL when the ballot counted in the token house only
    reason TEXT NOT NULL,
    tokens_against BYTEA NOT NULL, -- amounts, up to and with this row
    tokens_for BYTEA NOT NULL,
    tokens_abstain BYTEA NOT NULL,
    persons_against BIGINT NOT NULL, -- persons, up to and with this row
    persons_for BIGINT NOT NULL,
    persons_abstain BIGINT NOT NULL,
    PRIMARY KEY (block_number, log_index)
);
CREATE INDEX vote_by_proposal ON vote (proposal_id, block_number, log_index);
CREATE INDEX vote_by_voter ON vote (voter, block_number, log_index);

-- Which houses a track asks, after a change.
CREATE TABLE track (
    block_number BIGINT NOT NULL,
    log_index BIGINT NOT NULL,
    number SMALLINT NOT NULL,
    token_house SMALLINT NOT NULL, -- 1 when asked
    holder_house SMALLINT NOT NULL,
    token_floor SMALLINT NOT NULL, -- least quorum, percent; 0 for the governor's own
    holder_floor SMALLINT NOT NULL,
    PRIMARY KEY (block_number, log_index)
);

-- Which track decides about calls of a function, after a change.
CREATE TABLE track_assignment (
    block_number BIGINT NOT NULL,
    log_index BIGINT NOT NULL,
    target BYTEA NOT NULL,
    selector BYTEA NOT NULL, -- 4 bytes
    number SMALLINT NOT NULL,
    PRIMARY KEY (block_number, log_index)
);

CREATE TABLE delegation (
    block_number BIGINT NOT NULL,
    log_index BIGINT NOT NULL,
    tx_hash BYTEA NOT NULL,
    block_time BIGINT NOT NULL,
    delegator BYTEA NOT NULL,
    from_delegate BYTEA NOT NULL,
    to_delegate BYTEA NOT NULL,
    PRIMARY KEY (block_number, log_index)
);
CREATE INDEX delegation_by_delegator ON delegation (delegator, block_number, log_index);
CREATE INDEX delegation_by_delegate ON delegation (to_delegate, block_number, log_index);

-- Voting power (ERC-5805 votes) of an account after a change.
CREATE TABLE power (
    block_number BIGINT NOT NULL,
    log_index BIGINT NOT NULL,
    tx_hash BYTEA NOT NULL,
    block_time BIGINT NOT NULL,
    account BYTEA NOT NULL,
    votes BYTEA NOT NULL, -- amount
    PRIMARY KEY (block_number, log_index)
);
CREATE INDEX power_by_account ON power (account, block_number, log_index);

-- Token balance of an account after a transfer.
CREATE TABLE balance (
    block_number BIGINT NOT NULL,
    log_index BIGINT NOT NULL,
    block_time BIGINT NOT NULL,
    account BYTEA NOT NULL,
    amount BYTEA NOT NULL,
    PRIMARY KEY (block_number, log_index, account)
);
CREATE INDEX balance_by_account ON balance (account, block_number, log_index);

-- Token supply after a mint or burn.
CREATE TABLE supply (
    block_number BIGINT NOT NULL,
    log_index BIGINT NOT NULL,
    block_time BIGINT NOT NULL,
    amount BYTEA NOT NULL,
    PRIMARY KEY (block_number, log_index)
);
CREATE INDEX supply_by_time ON supply (block_time, block_number, log_index);

CREATE TABLE attestation (
    block_number BIGINT NOT NULL,
    log_index BIGINT NOT NULL,
    tx_hash BYTEA NOT NULL,
    block_time BIGINT NOT NULL,
    person_tag BYTEA NOT NULL,
    holder BYTEA NOT NULL,
    issuer BYTEA NOT NULL,
    uid BYTEA NOT NULL,
    schema BYTEA NOT NULL,
    kind SMALLINT NOT NULL, -- 1 person, 2 organisation
    since BIGINT NOT NULL,
    expiration_time BIGINT NOT NULL,
    PRIMARY KEY (block_number, log_index)
);
CREATE INDEX attestation_by_tag ON attestation (person_tag, block_number, log_index);
CREATE INDEX attestation_by_holder ON attestation (holder, block_number, log_index);
CREATE INDEX attestation_by_issuer ON attestation (issuer, block_number, log_index);

CREATE TABLE attestation_end (
    block_number BIGINT NOT NULL,
    log_index BIGINT NOT NULL,
    tx_hash BYTEA NOT NULL,
    block_time BIGINT NOT NULL,
    person_tag BYTEA NOT NULL,
    holder BYTEA NOT NULL,
    how TEXT NOT NULL, -- revoked, exited, swept
    reason_commitment BYTEA, -- of revoked
    PRIMARY KEY (block_number, log_index)
);
CREATE INDEX attestation_end_by_tag ON attestation_end (person_tag, block_number, log_index);
CREATE INDEX attestation_end_by_holder ON attestation_end (holder, block_number, log_index);

-- Persons in the roll's count after a change: the base of the holder quorum.
CREATE TABLE holder_count (
    block_number BIGINT NOT NULL,
    log_index BIGINT NOT NULL,
    block_time BIGINT NOT NULL,
    persons BIGINT NOT NULL,
    PRIMARY KEY (block_number, log_index)
);
CREATE INDEX holder_count_by_time ON holder_count (block_time, block_number, log_index);

CREATE TABLE id_schema (
    block_number BIGINT NOT NULL,
    log_index BIGINT NOT NULL,
    tx_hash BYTEA NOT NULL,
    block_time BIGINT NOT NULL,
    uid BYTEA NOT NULL,
    kind SMALLINT NOT NULL,
    definition TEXT NOT NULL,
    PRIMARY KEY (block_number, log_index)
);

CREATE TABLE accreditation (
    block_number BIGINT NOT NULL,
    log_index BIGINT NOT NULL,
    tx_hash BYTEA NOT NULL,
    block_time BIGINT NOT NULL,
    number BIGINT NOT NULL,
    issuer BYTEA NOT NULL,
    schema BYTEA NOT NULL,
    valid_from BIGINT NOT NULL,
    valid_until BIGINT NOT NULL,
    withdrawn SMALLINT NOT NULL, -- 1 when this row is a withdrawal
    PRIMARY KEY (block_number, log_index)
);
CREATE INDEX accreditation_by_number ON accreditation (number, block_number, log_index);
