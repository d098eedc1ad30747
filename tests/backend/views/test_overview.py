import pytest

from lexiarch.domain.deployment import ContractName, Deployment
from lexiarch.domain.errors import IndexEmpty
from lexiarch.domain.words import Setting, Step
from lexiarch.store.database import Database
from lexiarch.store.meta import EtherAt, save_ether
from lexiarch.views.models import Overview, Rules
from lexiarch.views.overview import build_overview
from lexiarch.views.text import address_text
from tests.helpers.builders import DELAY, GRACE, PERIOD, History


def overview(database: Database, deployment: Deployment) -> Overview:
    with database.read() as reader:
        return build_overview(reader, deployment)


def test_the_overview_counts_what_there_is_now(
    index: Database, deployment: Deployment, history: History
) -> None:
    history.at(0).propose(1).propose(2).step(2, Step.CANCELED).at(50).propose(3).schema().accredit(
        1
    ).accredit(2, 901, until=60)
    history.power(1, 5).power(2, 5).at(DELAY + 1).power(2, 0).count(12).supply(2**200).save(index)
    found = overview(index, deployment)
    assert (found.proposals, found.active_proposals) == (3, 1)
    assert (found.holders, found.issuers, found.delegates, found.token_supply) == (12, 1, 1, 2**200)
    assert (found.name, found.token_symbol) == ("Commons of the Test", "TEST")


def test_the_treasury_is_what_the_timelock_holds_and_its_ether_as_it_was_read(
    index: Database, deployment: Deployment, history: History
) -> None:
    timelock = deployment.address(ContractName.TIMELOCK)
    number = 1000 + list(ContractName).index(ContractName.TIMELOCK)
    history.at(5).balance(number, 7).balance(1, 9).save(index)
    unread = overview(index, deployment).treasury
    assert (unread.address, unread.tokens) == (address_text(timelock), 7)
    assert (unread.ether, unread.ether_block) == (None, None)
    with index.write() as writer:
        save_ether(writer, EtherAt(2**70, 2))
    read = overview(index, deployment).treasury
    assert (read.ether, read.ether_block) == (2**70, 2)


def test_the_rules_are_the_last_that_were_set(
    index: Database, deployment: Deployment, history: History
) -> None:
    history.at(10).set(Setting.VOTING_DELAY, 1).set(Setting.VOTING_DELAY, 2).save(index)
    assert overview(index, deployment).rules == Rules(
        voting_delay=2,
        voting_period=PERIOD,
        proposal_threshold=5,
        token_quorum_percent=10,
        holder_quorum_percent=20,
        timelock_delay=50,
        grace_period=GRACE,
        late_quorum_vote_extension=60,
        tracks=[],
    )


def test_an_empty_index_says_so(index: Database, deployment: Deployment) -> None:
    with pytest.raises(IndexEmpty):
        overview(index, deployment)
