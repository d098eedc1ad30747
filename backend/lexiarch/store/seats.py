"""Who has a vote on a proposal, and whether it was cast."""

from lexiarch.domain.chain import Address, Hash32
from lexiarch.store.database import Reader
from lexiarch.store.keyset import MAX_BIGINT
from lexiarch.store.tables import encode_amount


def has_voted(reader: Reader, proposal_id: bytes, voter: Address) -> bool:
    """Whether an account has cast an open ballot."""
    sql = "SELECT 1 FROM vote WHERE voter = ? AND proposal_id = ?"
    return reader.one(sql, (voter, proposal_id)) is not None


def has_person_voted_elsewhere(
    reader: Reader, proposal_id: bytes, person_tag: Hash32, account: Address
) -> bool:
    """Whether a person has cast an open ballot with another account."""
    sql = """SELECT 1 FROM vote WHERE voter IN (SELECT a.holder FROM attestation a WHERE a.person_tag = ?)
        AND voter <> ? AND proposal_id = ? AND person_tag = ?"""
    return reader.one(sql, (person_tag, account, proposal_id, person_tag)) is not None


def is_in_tree(reader: Reader, proposal_id: bytes, person_tag: Hash32) -> bool:
    """Whether a person is in the tree frozen for a proposal; till one is frozen, in the tree of now."""
    frozen = reader.one(
        """SELECT block_number, log_index FROM frozen_ballots WHERE proposal_id = ?
        ORDER BY block_number DESC, log_index DESC LIMIT 1""",
        (proposal_id,),
    )
    leaf = reader.one(
        """SELECT commitment FROM leaf WHERE person_tag = ? AND (block_number, log_index) < (?, ?)
        ORDER BY block_number DESC, log_index DESC LIMIT 1""",
        (person_tag, *(frozen or (MAX_BIGINT, MAX_BIGINT))),
    )
    return leaf is not None and leaf[0] != encode_amount(0)
