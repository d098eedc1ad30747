"""What happened last: to proposals, and to an account."""

from typing import NamedTuple

from lexiarch.domain.chain import Address
from lexiarch.domain.words import End
from lexiarch.store.database import Reader
from lexiarch.store.keyset import Place, marks
from lexiarch.store.proposal_records import BEGINNING
from lexiarch.store.tables import AttestationEndRow, AttestationRow, ProposalRow, ProposalStepRow

_NEWEST = "ORDER BY {0}.block_number DESC, {0}.log_index DESC LIMIT ?"


class StepRecord(NamedTuple):
    """What happened to a proposal, with the beginning of its description."""

    step: ProposalStepRow
    proposer: Address
    description: str


class TermRecord(NamedTuple):
    """An iD given or renewed, or come from another account."""

    attestation: AttestationRow
    moved: bool


def _fields(row: type[NamedTuple], alias: str) -> str:
    return ", ".join(f"{alias}.{name}" for name in row._fields)


_PROPOSAL = _fields(ProposalRow, "p").replace("p.description", BEGINNING)


def load_last_proposals(reader: Reader, limit: int) -> list[ProposalRow]:
    """The newest proposals, with the beginnings of their descriptions."""
    sql = f"SELECT {_PROPOSAL} FROM proposal p {_NEWEST.format('p')}"
    return [ProposalRow._make(row) for row in reader.all(sql, (limit,))]


def load_proposals_by_before(
    reader: Reader, proposer: Address, before: Place, limit: int
) -> list[ProposalRow]:
    """An account's proposals that are older than a place, newest first; descriptions as above."""
    sql = f"""SELECT {_PROPOSAL} FROM proposal p
        WHERE p.proposer = ? AND (p.block_number, p.log_index) < (?, ?) {_NEWEST.format("p")}"""
    return [ProposalRow._make(row) for row in reader.all(sql, (proposer, *before, limit))]


def load_last_steps(reader: Reader, limit: int) -> list[StepRecord]:
    """What happened last to proposals after they were made."""
    sql = f"""SELECT {_fields(ProposalStepRow, "s")}, p.proposer, {BEGINNING}
        FROM proposal_step s JOIN proposal p ON p.proposal_id = s.proposal_id {_NEWEST.format("s")}"""
    return [
        StepRecord(ProposalStepRow._make(fields), Address(proposer), description)
        for *fields, proposer, description in reader.all(sql, (limit,))
    ]


def load_steps_of(reader: Reader, proposal_ids: list[bytes]) -> dict[bytes, list[ProposalStepRow]]:
    """What happened to each proposal after it was made, oldest first."""
    sql = f"""SELECT {_fields(ProposalStepRow, "s")} FROM proposal_step s
        WHERE s.proposal_id IN ({marks(len(proposal_ids))}) ORDER BY s.block_number, s.log_index"""
    steps: dict[bytes, list[ProposalStepRow]] = {key: [] for key in proposal_ids}
    for row in map(ProposalStepRow._make, reader.all(sql, proposal_ids)):
        steps[row.proposal_id].append(row)
    return steps


def load_last_terms(reader: Reader, holder: Address, limit: int) -> list[TermRecord]:
    """The iDs that an account was given or renewed last."""
    sql = f"""SELECT {_fields(AttestationRow, "a")}, EXISTS (SELECT 1 FROM attestation_end e
            WHERE e.person_tag = a.person_tag AND e.how = '{End.MOVED}'
            AND (e.block_number, e.log_index) = (a.block_number, a.log_index))
        FROM attestation a WHERE a.holder = ? {_NEWEST.format("a")}"""
    return [
        TermRecord(AttestationRow._make(fields), bool(moved))
        for *fields, moved in reader.all(sql, (holder, limit))
    ]


def load_last_ends(reader: Reader, holder: Address, limit: int) -> list[AttestationEndRow]:
    """How an account's last iDs ended."""
    sql = f"""SELECT {_fields(AttestationEndRow, "e")} FROM attestation_end e
        WHERE e.holder = ? {_NEWEST.format("e")}"""
    return [AttestationEndRow._make(row) for row in reader.all(sql, (holder, limit))]


_Placed = ProposalRow | ProposalStepRow | AttestationRow | AttestationEndRow


def place_of(row: _Placed) -> Place:
    """A row's place in the chain."""
    return Place(row.block_number, row.log_index)
