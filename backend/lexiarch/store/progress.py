"""How the counts of a proposal grew: the running sums of its ballots, some of them."""

from typing import NamedTuple

from lexiarch.store.database import Reader

TOKENS = ("vote", "tokens_against, tokens_for, tokens_abstain")
"""Table and columns of the token house's sums."""
PERSONS = ("vote", "persons_against, persons_for, persons_abstain")
SECRET = ("secret_vote", PERSONS[1])


class ProgressRecord(NamedTuple):
    """Sums up to and with a ballot; amounts or numbers, as the columns have them."""

    block_time: int
    block_number: int
    against: bytes | int
    for_: bytes | int
    abstain: bytes | int


def load_progress(
    reader: Reader, proposal_id: bytes, sums: tuple[str, str], ballots: int, most: int
) -> list[ProgressRecord]:
    """Sums after about `most` of a proposal's ballots, evenly chosen, the last among them; oldest first.

    Args:
        sums: TOKENS, PERSONS or SECRET.
        ballots: how many there are in that table.
    """
    table, columns = sums
    rows = reader.all(
        f"SELECT block_time, block_number, {columns} FROM {table} WHERE proposal_id = ? "
        "AND (ballots % ? = 0 OR ballots = ?) ORDER BY block_number, log_index",
        (proposal_id, max(1, ballots // most), ballots),
    )
    return [ProgressRecord._make(row) for row in rows]
