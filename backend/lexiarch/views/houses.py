"""Both houses' counts of a proposal."""

from lexiarch.domain.governor import GovernorModel
from lexiarch.store.proposal_records import ProposalRecord
from lexiarch.store.proposals import HouseCount, house_counts
from lexiarch.views.models import House, HouseName


def build_houses(record: ProposalRecord, governor: GovernorModel, point: int) -> tuple[House, House]:
    """Token house and holder house at a timepoint. Quorums are estimates until the snapshot has passed."""
    counts = house_counts(record, governor)
    final = point > record.snapshot
    return _house(HouseName.TOKEN, counts.tokens, final), _house(HouseName.HOLDER, counts.persons, final)


def _house(name: HouseName, count: HouseCount, final: bool) -> House:
    tally = count.tally
    return House(
        house=name,
        against=tally.against,
        for_=tally.for_,
        abstain=tally.abstain,
        quorum=count.quorum,
        quorum_final=final,
        quorum_of=count.quorum_of,
        electorate=count.electorate,
        asked=count.asked,
        quorum_reached=count.quorum_reached,
        majority=count.majority,
        passed=count.passed,
    )
