-- The index. One file for SQLite and PostgreSQL.
--
-- Every table below `log` is a pure function of the canonical logs: append-only rows, each at its position
-- (block_number, log_index). The present is the last row, the past is the last row before a time, and a reorg is
-- `DELETE … WHERE block_number > ancestor` on every table. Nothing is ever updated.
--
-- Types: BIGINT numbers and times (seconds since 1970); BYTEA addresses (20 bytes), hashes, tags (32 bytes), ids and
-- amounts (uint256: a byte that says how many follow, then those,
-- big-endian: short, exact, and in order); TEXT words.

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

-- Raw logs of our contracts, so that a new projection needs no node. One row a block: they are read as they are
-- written, many at once, and nobody looks for one.
CREATE TABLE log (
    block_number BIGINT PRIMARY KEY,
    count BIGINT NOT NULL,
    logs BYTEA NOT NULL -- MessagePack: for each log its index, transaction, address, topics and data
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
    snapshot BIGINT NOT NULL, -- this and the deadline: by the governor's clock
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
    secret SMALLINT NOT NULL, -- 1 when the holder house votes in secret
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
    signature TEXT NOT NULL, -- of the function, where the proposal gives it; empty elsewhere
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
    PRIMARY KEY (block_number, log_index, proposal_id)
);
CREATE INDEX proposal_step_by_proposal ON proposal_step (proposal_id, block_number, log_index);

-- The quorum at a proposal's snapshot, of governors whose events do not say it: read from the contract once the
-- snapshot has passed. At the position of the proposal.
CREATE TABLE quorum (
    block_number BIGINT NOT NULL,
    log_index BIGINT NOT NULL,
    proposal_id BYTEA NOT NULL,
    snapshot BIGINT NOT NULL, -- by the governor's clock
    votes BYTEA, -- amount; NULL when the contract does not say
    PRIMARY KEY (block_number, log_index)
);

-- Which operation of the timelock carries out a proposal.
CREATE TABLE operation (
    block_number BIGINT NOT NULL,
    log_index BIGINT NOT NULL,
    operation_id BYTEA NOT NULL,
    proposal_id BYTEA NOT NULL,
    PRIMARY KEY (block_number, log_index)
);
CREATE INDEX operation_by_id ON operation (operation_id, block_number, log_index);

-- One row a ballot, of one house or both. The running sums make a proposal's tally its last row.
CREATE TABLE vote (
    block_number BIGINT NOT NULL,
    log_index BIGINT NOT NULL, -- of VoteCast
    tx_hash BYTEA NOT NULL,
    block_time BIGINT NOT NULL,
    proposal_id BYTEA NOT NULL,
    voter BYTEA NOT NULL,
    support SMALLINT NOT NULL, -- 0 against, 1 for, 2 abstain, 255 some of each, 254 anything else
    split BYTEA, -- of support 255: weight against, for and abstain, 16 bytes each
    weight BYTEA NOT NULL, -- amount, token house
    person_tag BYTEA, -- of the person counted in the holder house; NULL when the ballot counted in the token house only
    reason TEXT NOT NULL,
    tokens_against BYTEA NOT NULL, -- amounts, up to and with this row
    tokens_for BYTEA NOT NULL,
    tokens_abstain BYTEA NOT NULL,
    persons_against BIGINT NOT NULL, -- persons, up to and with this row
    persons_for BIGINT NOT NULL,
    persons_abstain BIGINT NOT NULL,
    ballots BIGINT NOT NULL, -- on the proposal, in this table, up to and with this row
    PRIMARY KEY (block_number, log_index)
);
CREATE INDEX vote_by_proposal ON vote (proposal_id, block_number, log_index);
CREATE INDEX vote_by_voter ON vote (voter, block_number, log_index);

-- One row a secret ballot: nobody knows whose. On a secret proposal the holder house has no others.
CREATE TABLE secret_vote (
    block_number BIGINT NOT NULL,
    log_index BIGINT NOT NULL,
    tx_hash BYTEA NOT NULL,
    block_time BIGINT NOT NULL,
    proposal_id BYTEA NOT NULL,
    nullifier BYTEA NOT NULL,
    support SMALLINT NOT NULL, -- 0 against, 1 for, 2 abstain
    persons_against BIGINT NOT NULL, -- persons, up to and with this row
    persons_for BIGINT NOT NULL,
    persons_abstain BIGINT NOT NULL,
    ballots BIGINT NOT NULL, -- on the proposal, in this table, up to and with this row
    PRIMARY KEY (block_number, log_index)
);
CREATE INDEX secret_vote_by_proposal ON secret_vote (proposal_id, block_number, log_index);

-- Who may vote in secret on a proposal: the persons in the tree with this root. The last row counts.
CREATE TABLE frozen_ballots (
    block_number BIGINT NOT NULL,
    log_index BIGINT NOT NULL,
    tx_hash BYTEA NOT NULL,
    block_time BIGINT NOT NULL,
    proposal_id BYTEA NOT NULL,
    root BYTEA NOT NULL, -- field element
    members BIGINT NOT NULL,
    PRIMARY KEY (block_number, log_index)
);
CREATE INDEX frozen_ballots_by_proposal ON frozen_ballots (proposal_id, block_number, log_index);

-- Which houses a track asks, after a change.
CREATE TABLE track (
    block_number BIGINT NOT NULL,
    log_index BIGINT NOT NULL,
    number SMALLINT NOT NULL,
    token_house SMALLINT NOT NULL, -- 1 when asked
    holder_house SMALLINT NOT NULL,
    token_floor SMALLINT NOT NULL, -- least quorum, percent; 0 for the governor's own
    holder_floor SMALLINT NOT NULL,
    secret SMALLINT NOT NULL, -- 1 when the holder house votes in secret
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
CREATE INDEX delegation_by_former ON delegation (from_delegate, block_number, log_index);

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

-- An iD with an account: given, renewed, or moved there by a recovery.
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

-- An iD no longer with an account. A move has the same position as the attestation with the next account.
CREATE TABLE attestation_end (
    block_number BIGINT NOT NULL,
    log_index BIGINT NOT NULL,
    tx_hash BYTEA NOT NULL,
    block_time BIGINT NOT NULL,
    person_tag BYTEA NOT NULL,
    holder BYTEA NOT NULL,
    how TEXT NOT NULL, -- revoked, exited, swept, moved
    ended BIGINT NOT NULL, -- the block's time; of swept, the expiration
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

-- A notice: the beginning of a case about an iD.
CREATE TABLE case_notice (
    block_number BIGINT NOT NULL,
    log_index BIGINT NOT NULL,
    tx_hash BYTEA NOT NULL,
    block_time BIGINT NOT NULL,
    person_tag BYTEA NOT NULL,
    number BIGINT NOT NULL, -- of the case, from 1 for each iD
    holder BYTEA NOT NULL, -- then
    opener BYTEA NOT NULL,
    by_issuer SMALLINT NOT NULL, -- 1 when an issuer opened it, not the DAO
    reason_commitment BYTEA NOT NULL,
    appeal_until BIGINT NOT NULL,
    decide_until BIGINT NOT NULL,
    suspended_until BIGINT NOT NULL, -- 0 when it did not suspend
    PRIMARY KEY (block_number, log_index)
);
CREATE UNIQUE INDEX case_notice_by_tag ON case_notice (person_tag, number);

CREATE TABLE case_step (
    block_number BIGINT NOT NULL,
    log_index BIGINT NOT NULL,
    tx_hash BYTEA NOT NULL,
    block_time BIGINT NOT NULL,
    person_tag BYTEA NOT NULL,
    number BIGINT NOT NULL,
    step TEXT NOT NULL, -- appealed, dismissed, withdrawn, upheld
    PRIMARY KEY (block_number, log_index)
);
CREATE INDEX case_step_by_case ON case_step (person_tag, number, block_number, log_index);

-- From this row's time an iD is suspended until `until`, or until the next row: a suspension that is lifted has a
-- second row, whose `until` is its own time.
CREATE TABLE suspension (
    block_number BIGINT NOT NULL,
    log_index BIGINT NOT NULL,
    block_time BIGINT NOT NULL,
    person_tag BYTEA NOT NULL,
    until BIGINT NOT NULL,
    PRIMARY KEY (block_number, log_index)
);
CREATE INDEX suspension_by_tag ON suspension (person_tag, block_number, log_index);

-- On the way of an iD to another account.
CREATE TABLE recovery (
    block_number BIGINT NOT NULL,
    log_index BIGINT NOT NULL,
    tx_hash BYTEA NOT NULL,
    block_time BIGINT NOT NULL,
    person_tag BYTEA NOT NULL,
    old_holder BYTEA NOT NULL,
    new_holder BYTEA NOT NULL,
    step TEXT NOT NULL, -- started, vetoed, completed
    until BIGINT NOT NULL, -- of started, when it can be completed; of vetoed, when another can start; else 0
    uid BYTEA, -- this and the two after it: of started
    expiration_time BIGINT,
    accreditation BIGINT,
    PRIMARY KEY (block_number, log_index)
);
CREATE INDEX recovery_by_tag ON recovery (person_tag, block_number, log_index);

-- A leaf of the tree after a change.
CREATE TABLE leaf (
    block_number BIGINT NOT NULL,
    log_index BIGINT NOT NULL,
    tx_hash BYTEA NOT NULL,
    block_time BIGINT NOT NULL,
    person_tag BYTEA NOT NULL,
    place BIGINT NOT NULL, -- in the tree, from 0
    commitment BYTEA NOT NULL, -- field element; 0 once pruned
    root BYTEA NOT NULL, -- field element, of the tree with this change
    PRIMARY KEY (block_number, log_index)
);
CREATE INDEX leaf_by_tag ON leaf (person_tag, block_number, log_index);

-- The day on which a leaf is due, set when it was added, and again when it was refreshed.
CREATE TABLE leaf_due (
    block_number BIGINT NOT NULL,
    log_index BIGINT NOT NULL,
    person_tag BYTEA NOT NULL,
    day BIGINT NOT NULL, -- since 1970, UTC
    PRIMARY KEY (block_number, log_index)
);
CREATE INDEX leaf_due_by_tag ON leaf_due (person_tag, block_number, log_index);

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

-- A ground for ending an iD entered the list, or was taken off it.
CREATE TABLE ground (
    block_number BIGINT NOT NULL,
    log_index BIGINT NOT NULL,
    tx_hash BYTEA NOT NULL,
    block_time BIGINT NOT NULL,
    uid BYTEA NOT NULL,
    definition TEXT NOT NULL, -- '' when it was taken off
    retired SMALLINT NOT NULL, -- 1 when it was taken off
    PRIMARY KEY (block_number, log_index)
);

-- All that is set of an accreditation, after a change.
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
    daily_cap BIGINT NOT NULL,
    signer BYTEA NOT NULL, -- ERC-7913; empty when the issuer's account signs
    suspended_until BIGINT NOT NULL, -- 0 when not suspended since it was last given
    step TEXT NOT NULL, -- what changed: accredited, withdrawn, signer_set, suspended
    PRIMARY KEY (block_number, log_index)
);
CREATE INDEX accreditation_by_number ON accreditation (number, block_number, log_index);

-- Who may stop new attestations; the zero address when nobody.
CREATE TABLE guardian (
    block_number BIGINT NOT NULL,
    log_index BIGINT NOT NULL,
    tx_hash BYTEA NOT NULL,
    block_time BIGINT NOT NULL,
    account BYTEA NOT NULL,
    PRIMARY KEY (block_number, log_index)
);

CREATE TABLE owner (
    block_number BIGINT NOT NULL,
    log_index BIGINT NOT NULL,
    contract TEXT NOT NULL, -- as in the deployment file
    account BYTEA NOT NULL,
    PRIMARY KEY (block_number, log_index)
);
