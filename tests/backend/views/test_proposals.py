from collections.abc import Callable

import pytest

from lexiarch.domain.deployment import ContractName, Deployment
from lexiarch.domain.errors import CursorInvalid, IndexEmpty, ProposalNotFound
from lexiarch.domain.proposals import ProposalState
from lexiarch.domain.words import Setting, Step
from lexiarch.store.database import Database
from lexiarch.views.cursors import VotesCursor
from lexiarch.views.models import Page, Proposal, ProposalSummary
from lexiarch.views.proposals import build_proposal, build_proposals
from tests.helpers.builders import AGAINST, DELAY, FOR, GRACE, PERIOD, START, History, account, hash32

VOTING = DELAY + 1
OVER = DELAY + PERIOD + 1


@pytest.fixture
def one(index: Database, deployment: Deployment) -> Callable[[int], Proposal]:
    def build(number: int) -> Proposal:
        with index.read() as reader:
            return build_proposal(reader, deployment, number)

    return build


@pytest.fixture
def listed(index: Database, deployment: Deployment) -> Callable[..., Page[ProposalSummary]]:
    def build(
        state: ProposalState | None = None, limit: int = 100, cursor: str | None = None
    ) -> Page[ProposalSummary]:
        with index.read() as reader:
            return build_proposals(reader, deployment, state, limit, cursor)

    return build


def walk(listed: Callable[..., Page[ProposalSummary]], state: ProposalState | None, limit: int) -> list[int]:
    """Ids of all pages."""
    page = listed(state, limit)
    found = [item.id for item in page.items]
    while page.next_cursor:
        page = listed(state, limit, page.next_cursor)
        assert len(page.items) <= limit
        found += [item.id for item in page.items]
    return found


# ---- state by chain time


def test_a_state_changes_with_the_chains_time_alone(
    index: Database, history: History, one: Callable[[int], Proposal]
) -> None:
    history.at(0).propose(1).at(VOTING).pass_(1).save(index)
    for seconds, state in [
        (DELAY + PERIOD, ProposalState.ACTIVE),
        (OVER, ProposalState.SUCCEEDED),
        (DELAY + PERIOD + GRACE, ProposalState.SUCCEEDED),
        (DELAY + PERIOD + GRACE + 1, ProposalState.EXPIRED),
    ]:
        history.at(seconds).save(index)
        assert one(1).state is state


def test_the_first_second_of_the_vote_is_the_one_after_the_snapshot(
    index: Database, history: History, one: Callable[[int], Proposal]
) -> None:
    history.at(0).propose(1).at(DELAY).save(index)
    assert one(1).state is ProposalState.PENDING
    history.at(DELAY + 1).save(index)
    assert one(1).state is ProposalState.ACTIVE


def test_a_queued_proposal_expires_after_its_eta_and_the_grace_period(
    index: Database, history: History, one: Callable[[int], Proposal]
) -> None:
    eta = OVER + 50
    history.at(0).propose(1).at(VOTING).pass_(1).at(OVER).step(1, Step.QUEUED, eta).at(eta + GRACE).save(
        index
    )
    assert (one(1).state, one(1).eta) == (ProposalState.QUEUED, START + eta)
    history.at(eta + GRACE + 1).save(index)
    assert one(1).state is ProposalState.EXPIRED


def in_every_state(history: History) -> dict[ProposalState, list[int]]:
    """Three proposals in each state, at a time when that is so. Stories overlap; each has its own order."""
    wanted: dict[ProposalState, list[int]] = {state: [] for state in ProposalState}
    late = OVER + GRACE + 1000

    def born(state: ProposalState, created: int) -> int:
        number = 1 + sum(map(len, wanted.values()))
        wanted[state].append(number)
        history.at(created).propose(number, f"# {state} {number}")
        return number

    for _ in range(3):
        expired = born(ProposalState.EXPIRED, 0)
        history.at(VOTING).pass_(expired)
        executed = born(ProposalState.EXECUTED, VOTING)
        history.at(VOTING + DELAY + 1).pass_(executed)
        canceled = born(ProposalState.CANCELED, VOTING + DELAY + 1)
        history.step(canceled, Step.CANCELED)
        born(ProposalState.DEFEATED, VOTING + DELAY + 1)
        history.at(OVER + DELAY).step(executed, Step.QUEUED, OVER + DELAY + 50)
        history.at(OVER + DELAY + 50).step(executed, Step.EXECUTED)
    for _ in range(3):
        succeeded = born(ProposalState.SUCCEEDED, late - OVER)
        history.at(late - PERIOD).pass_(succeeded)
        queued = born(ProposalState.QUEUED, late - OVER - 10)
        history.at(late - PERIOD - 1).pass_(queued)
        history.at(late - 5).step(queued, Step.QUEUED, late + 50)
        born(ProposalState.ACTIVE, late - DELAY - 5)
        born(ProposalState.PENDING, late)
    history.at(late)
    return wanted


@pytest.mark.parametrize("state", list(ProposalState))
@pytest.mark.parametrize("limit", [1, 2, 3, 100])
def test_the_filter_finds_all_proposals_of_a_state_and_no_other(
    index: Database,
    history: History,
    listed: Callable[..., Page[ProposalSummary]],
    state: ProposalState,
    limit: int,
) -> None:
    wanted = in_every_state(history)
    history.save(index)
    assert {item.id: item.state for item in listed().items} == {
        number: each for each, numbers in wanted.items() for number in numbers
    }
    assert walk(listed, state, limit) == sorted(wanted[state], reverse=True)


def test_a_filtered_page_ends_after_a_bounded_stretch_and_goes_on_from_there(
    index: Database,
    history: History,
    listed: Callable[..., Page[ProposalSummary]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("lexiarch.views.pages.MOST_EXAMINED", 50)
    history.at(0).propose(1)
    for number in range(2, 202):
        history.at(number).propose(number)
    history.at(VOTING).pass_(1).at(OVER + 300).save(index)  # all but the first are defeated
    first = listed(ProposalState.SUCCEEDED, 10)
    assert first.items == []
    assert first.next_cursor is not None
    assert walk(listed, ProposalState.SUCCEEDED, 10) == [1]


# ---- pages


def test_pages_go_from_new_to_old_and_end(
    index: Database, history: History, listed: Callable[..., Page[ProposalSummary]]
) -> None:
    history.at(5).propose(1).propose(2).propose(3).at(6).propose(4).save(index)
    first = listed(None, 2)
    assert [item.id for item in first.items] == [4, 3]
    second = listed(None, 2, first.next_cursor)
    assert [item.id for item in second.items] == [2, 1]
    assert second.next_cursor is None


def test_a_page_stays_stable_while_proposals_arrive(
    index: Database, history: History, listed: Callable[..., Page[ProposalSummary]]
) -> None:
    history.at(5).propose(1).propose(2).at(6).propose(3).save(index)
    first = listed(None, 2)
    history.at(7).propose(4).propose(5).save(index)
    rest = listed(None, 2, first.next_cursor)
    assert [item.id for item in (*first.items, *rest.items)] == [3, 2, 1]


def test_a_cursor_of_another_list_is_refused(
    index: Database, history: History, listed: Callable[..., Page[ProposalSummary]]
) -> None:
    history.save(index)
    with pytest.raises(CursorInvalid):
        listed(None, 2, VotesCursor(1, 1).encode())


def test_an_empty_index_says_so(index: Database, listed: Callable[..., Page[ProposalSummary]]) -> None:
    with pytest.raises(IndexEmpty):
        listed()


# ---- houses


def test_both_houses_show_their_tally_and_electorate(
    index: Database, history: History, one: Callable[[int], Proposal]
) -> None:
    history.at(0).propose(1).at(VOTING).vote(1, 1, FOR, 60, person=1).vote(1, 2, AGAINST, 2**200).save(index)
    proposal = one(1)
    token = proposal.token_house
    assert (token.for_, token.against, token.abstain) == (60, 2**200, 0)
    assert (token.electorate, token.quorum, token.quorum_reached, token.majority) == (1000, 100, False, False)
    holder = proposal.holder_house
    assert (holder.for_, holder.against, holder.abstain) == (1, 0, 0)
    assert (holder.electorate, holder.quorum, holder.quorum_reached, holder.majority) == (10, 2, False, True)
    assert not holder.passed


def test_a_quorum_is_an_estimate_from_the_latest_figures_until_the_snapshot_has_passed(
    index: Database, history: History, one: Callable[[int], Proposal]
) -> None:
    history.at(0).propose(1).save(index)
    assert (one(1).holder_house.quorum, one(1).holder_house.quorum_final) == (2, False)
    history.at(50).count(50).supply(3000).set(Setting.TOKEN_QUORUM_NUMERATOR, 20).save(index)
    assert (one(1).holder_house.quorum, one(1).token_house.quorum) == (10, 600)
    history.at(DELAY).set(Setting.HOLDER_QUORUM_NUMERATOR, 40).save(index)
    assert (one(1).holder_house.quorum, one(1).holder_house.quorum_final) == (20, False)


def test_a_quorum_is_fixed_by_the_last_figures_of_the_snapshots_second(
    index: Database, history: History, one: Callable[[int], Proposal]
) -> None:
    history.at(0).propose(1).at(DELAY).count(20).count(30).at(DELAY + 1).count(1000).save(index)
    house = one(1).holder_house
    assert (house.electorate, house.quorum, house.quorum_final) == (30, 6, True)


def test_the_holder_quorum_is_never_less_than_one_person(
    index: Database, history: History, one: Callable[[int], Proposal]
) -> None:
    history.at(0).count(0).at(1).propose(1).save(index)
    assert one(1).holder_house.quorum == 1


# ---- one in full


def moments(proposal: Proposal) -> list[tuple[str, int, bool]]:
    return [(entry.event, entry.time - START, entry.happened) for entry in proposal.timeline]


def test_the_timeline_of_a_young_proposal_shows_what_is_to_come(
    index: Database, history: History, one: Callable[[int], Proposal]
) -> None:
    history.at(7).propose(1).save(index)
    assert moments(one(1)) == [
        ("created", 7, True),
        ("voting_starts", 7 + DELAY, False),
        ("voting_ends", 7 + DELAY + PERIOD, False),
    ]
    assert one(1).timeline[0].tx_hash == one(1).tx_hash


def test_the_timeline_of_a_success_says_when_it_expires(
    index: Database, history: History, one: Callable[[int], Proposal]
) -> None:
    history.at(0).propose(1).at(VOTING).pass_(1).at(OVER).save(index)
    assert moments(one(1))[-1] == ("expires", DELAY + PERIOD + GRACE, False)


def test_the_timeline_of_an_executed_proposal_is_all_past(
    index: Database, history: History, one: Callable[[int], Proposal]
) -> None:
    history.at(0).propose(1).at(VOTING).pass_(1).at(OVER).step(1, Step.QUEUED, OVER + 50)
    history.at(OVER + 50).save(index)
    assert moments(one(1))[-2:] == [("executable", OVER + 50, True), ("expires", OVER + 50 + GRACE, False)]
    history.step(1, Step.EXECUTED).at(OVER + 51).save(index)
    assert [name for name, _, _ in moments(one(1))] == [
        "created",
        "voting_starts",
        "voting_ends",
        "queued",
        "executable",
        "executed",
    ]
    assert all(entry.happened for entry in one(1).timeline)


def test_the_timeline_of_a_canceled_proposal_ends_there(
    index: Database, history: History, one: Callable[[int], Proposal]
) -> None:
    history.at(0).propose(1).at(40).step(1, Step.CANCELED).at(5000).save(index)
    assert moments(one(1)) == [("created", 0, True), ("canceled", 40, True)]


def test_an_expired_proposal_did_expire(
    index: Database, history: History, one: Callable[[int], Proposal]
) -> None:
    history.at(0).propose(1).at(VOTING).pass_(1).at(9000).save(index)
    assert moments(one(1))[-1] == ("expires", DELAY + PERIOD + GRACE, True)


def test_a_proposal_is_shown_whole_though_the_list_is_not(
    index: Database,
    history: History,
    one: Callable[[int], Proposal],
    listed: Callable[..., Page[ProposalSummary]],
) -> None:
    text = "# Mill\n\n" + "word " * 5000
    history.at(0).propose(1, text).at(VOTING).pass_(1).save(index)
    proposal = one(1)
    assert proposal.description == text
    assert (proposal.title, proposal.ballots, proposal.block) == ("Mill", 2, 2)
    assert listed().items[0].title == "Mill"
    assert proposal.tx_hash == "0x" + hash32("transaction", 2001).hex()


def test_actions_name_the_contracts_of_this_dao(
    index: Database, history: History, one: Callable[[int], Proposal], deployment: Deployment
) -> None:
    token = deployment.address(ContractName.TOKEN)
    history.at(0).propose(1, actions=((account(77), 5, b"\x01\x02"), (token, 0, b""))).save(index)
    foreign, own = one(1).actions
    assert (foreign.target_name, foreign.value, foreign.calldata, foreign.decoded) == (
        None,
        5,
        "0x0102",
        None,
    )
    assert (own.target_name, own.calldata, own.decoded) == ("token", "0x", None)


def test_an_unknown_proposal_is_not_found(
    index: Database, history: History, one: Callable[[int], Proposal]
) -> None:
    history.save(index)
    with pytest.raises(ProposalNotFound):
        one(2**256 - 1)
