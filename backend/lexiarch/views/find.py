"""What was asked for, or the error that says that it is not there."""

from lexiarch.domain.errors import ProposalNotFound
from lexiarch.domain.governor import Clock
from lexiarch.store.database import Reader
from lexiarch.store.proposal_lists import load_proposal_record
from lexiarch.store.proposal_records import ProposalRecord
from lexiarch.store.tables import encode_amount


def find_proposal(reader: Reader, clock: Clock, proposal_id: int) -> ProposalRecord:
    """A proposal as the store has it.

    Raises:
        ProposalNotFound: no proposal has this id.
    """
    record = load_proposal_record(reader, clock, encode_amount(proposal_id))
    if record is None:
        raise ProposalNotFound(proposal_id)
    return record
