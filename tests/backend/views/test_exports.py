from collections.abc import Iterator

import pytest

from lexiarch.domain.chain import BlockHeader
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.errors import ExportOvertaken, IndexEmpty, ParameterInvalid, ProposalNotFound
from lexiarch.domain.proposals import ProposalState
from lexiarch.domain.words import End, HolderStatus
from lexiarch.store.blocks import delete_above, insert_headers
from lexiarch.store.database import Database
from lexiarch.views import exports
from lexiarch.views.exports import Export, ExportName, begin_export, build_part
from lexiarch.views.models import AccountFigures, Attestation, Delegation, Model, ProposalRow, Vote
from lexiarch.views.text import address_text
from tests.helpers.builders import AGAINST, DELAY, FOR, START, History, account, hash32


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rows at once, so that every list has several parts."""
    lists = {name: kind._replace(at_once=2) for name, kind in exports._LISTS.items()}
    monkeypatch.setattr(exports, "_LISTS", lists)


def begin(
    database: Database, deployment: Deployment, name: ExportName, proposal: int | None = None
) -> Export:
    with database.read() as reader:
        return begin_export(reader, deployment, name, proposal)


def rows(database: Database, export: Export) -> Iterator[Model]:
    """All rows, each part read in its own transaction."""
    key = export.start
    while key is not None:
        with database.read() as reader:
            part = build_part(reader, export, key)
        yield from part.rows
        key = part.next_key


def exported(
    database: Database, deployment: Deployment, name: ExportName, proposal: int | None = None
) -> list[Model]:
    found = list(rows(database, begin(database, deployment, name, proposal)))
    assert all(type(row) is begin(database, deployment, name).listing.row_type for row in found)
    return found


def test_proposals_come_whole_with_both_counts(
    index: Database, deployment: Deployment, history: History
) -> None:
    long = "# Mill\n\n" + "water " * 1000
    for number in range(1, 6):
        history.at(number).propose(number, long)
    history.at(DELAY + 10).vote(5, 1, FOR, 300, person=1).vote(5, 2, AGAINST, 7).save(index)
    found = exported(index, deployment, ExportName.PROPOSALS)
    assert [row.id for row in found if isinstance(row, ProposalRow)] == [5, 4, 3, 2, 1]
    last = found[0]
    assert isinstance(last, ProposalRow)
    assert (last.title, last.description, last.state) == ("Mill", long, ProposalState.ACTIVE)
    assert (last.tokens_for, last.tokens_against, last.token_quorum, last.token_supply) == (300, 7, 100, 1000)
    assert (last.persons_for, last.persons_against, last.holder_quorum, last.persons) == (1, 0, 2, 10)
    assert (last.snapshot, last.eta, last.secret) == (START + 5 + DELAY, None, False)


def test_votes_are_of_all_proposals_or_of_one(
    index: Database, deployment: Deployment, history: History
) -> None:
    history.propose(1).propose(2).at(DELAY + 1)
    for voter in range(1, 6):
        history.vote(1 + voter % 2, voter, FOR, voter)
    history.save(index)
    everything = exported(index, deployment, ExportName.VOTES)
    assert [row.weight for row in everything if isinstance(row, Vote)] == [5, 4, 3, 2, 1]
    of_one = exported(index, deployment, ExportName.VOTES, 2)
    assert [row.weight for row in of_one if isinstance(row, Vote)] == [5, 3, 1]


def test_delegations_name_nobody_where_there_is_nobody(
    index: Database, deployment: Deployment, history: History
) -> None:
    history.at(1).delegate(1, 1).delegate(2, 1).at(2).delegate(1, None, was=1).save(index)
    found = exported(index, deployment, ExportName.DELEGATIONS)
    one, two = (address_text(account(number)) for number in (1, 2))
    assert [
        (row.delegator, row.from_delegate, row.to_delegate) for row in found if isinstance(row, Delegation)
    ] == [(one, one, None), (two, None, one), (one, None, one)]


def test_nobody_is_listed_for_having_lost_an_id(
    index: Database, deployment: Deployment, history: History
) -> None:
    history.at(1).attest(1, 1).attest(2, 2, until=5).attest(3, 3).attest(4, 4).attest(5, 5).suspend(5, 900)
    history.at(10).end(3, 3, End.REVOKED).end(4, 4, End.EXITED).attest(6, 6).save(index)
    found = exported(index, deployment, ExportName.HOLDERS)
    assert [(row.holder, row.status) for row in found if isinstance(row, Attestation)] == [
        (address_text(account(6)), HolderStatus.LIVE),
        (address_text(account(2)), HolderStatus.EXPIRED),
        (address_text(account(1)), HolderStatus.LIVE),
    ]


def test_accounts_are_those_with_tokens_or_power(
    index: Database, deployment: Deployment, history: History
) -> None:
    history.at(1)
    for number in range(1, 6):
        history.balance(number, number)
    history.power(2, 9).power(6, 2**255).delegate(1, 6).at(2).balance(3, 0).delegate(2, 2).save(index)
    found = {
        row.address: (row.balance, row.power, row.delegate)
        for row in exported(index, deployment, ExportName.ACCOUNTS)
        if isinstance(row, AccountFigures)
    }
    names = [address_text(account(number)) for number in range(7)]
    assert found == {
        names[1]: (1, 0, names[6]),
        names[2]: (2, 9, names[2]),
        names[4]: (4, 0, None),
        names[5]: (5, 0, None),
        names[6]: (0, 2**255, None),
    }


@pytest.mark.parametrize("name", ExportName)
def test_an_export_has_every_row_of_its_block_once_and_none_that_came_later(
    index: Database, deployment: Deployment, history: History, name: ExportName
) -> None:
    for number in range(1, 8):
        history.at(number).propose(number).vote(number, number, FOR, 1).delegate(number, number)
        history.attest(number, number).balance(number, 1)
    history.save(index)
    running, later = (rows(index, begin(index, deployment, name)) for _ in range(2))
    found = [next(running) for _ in range(3)]
    for number in range(8, 20):
        history.at(number).propose(number).vote(number, number, FOR, 1).delegate(number, number)
        history.attest(number, number).balance(number, 1)
    history.save(index)
    found += running
    assert len(found) == 7
    assert len({row.model_dump_json() for row in found}) == 7
    assert len(list(later)) == 7  # though nothing of it was read before


def test_an_export_ends_when_the_chain_replaces_its_block(
    index: Database, deployment: Deployment, history: History
) -> None:
    for number in range(1, 6):
        history.at(number).delegate(number, number)
    history.save(index)
    block = history.block
    with index.write() as writer:
        header = BlockHeader(block, hash32("block", block), hash32("block", block - 1), START, b"")
        insert_headers(writer, [header])
    running = rows(index, begin(index, deployment, ExportName.DELEGATIONS))
    assert next(running)
    with index.write() as writer:
        delete_above(writer, block - 1)
        insert_headers(writer, [header._replace(hash=hash32("another", block))])
    with pytest.raises(ExportOvertaken, match=str(block)):
        list(running)


def test_an_export_ends_while_its_block_is_gone(
    index: Database, deployment: Deployment, history: History
) -> None:
    history.at(1).delegate(1, 1).delegate(2, 2).delegate(3, 3).save(index)
    export = begin(index, deployment, ExportName.DELEGATIONS)
    with index.write() as writer:
        writer.execute("UPDATE checkpoint SET block_number = block_number - 1")
    with index.read() as reader, pytest.raises(ExportOvertaken):
        build_part(reader, export, export.start)


def test_only_votes_are_of_one_proposal(index: Database, deployment: Deployment, history: History) -> None:
    history.propose(1).save(index)
    with pytest.raises(ParameterInvalid, match="holders"):
        begin(index, deployment, ExportName.HOLDERS, 1)
    with pytest.raises(ProposalNotFound):
        begin(index, deployment, ExportName.VOTES, 2)


def test_an_empty_index_says_so(index: Database, deployment: Deployment) -> None:
    with pytest.raises(IndexEmpty):
        begin(index, deployment, ExportName.VOTES)
