"""What anybody may do for the roll and for secret votes, from the pages."""

import pytest
from playwright.sync_api import expect
from web3 import Web3

from lexiarch.domain.deployment import ContractName
from tests.e2e.test_eligibility import order
from tests.helpers.axe import find_violations
from tests.helpers.cast import person
from tests.helpers.dao import DAY, Dao
from tests.helpers.pages import OVERFLOW, SOON, Open, connect
from tests.helpers.service import Service

pytestmark = [pytest.mark.chain, pytest.mark.browser]

WHO = 30
"""Has ether, and nothing to do with the DAO."""


def test_the_tree_is_pruned_refreshed_and_frozen_by_anybody(
    dao: Dao, service: Service, open_as: Open
) -> None:
    tree = dao.contract(ContractName.HOLDER_TREE).functions
    box = dao.contract(ContractName.BALLOT_BOX).functions
    tracks = dao.contract(ContractName.TRACKS).functions
    payment = dao.token.functions.transfer(person(37).address, 7)
    order(dao, tracks.addTrack((True, True, 0, 0, True)))
    selector = bytes.fromhex(payment._encode_transaction_data()[2:10])
    order(dao, tracks.assign(dao.token.address, selector, tracks.trackCount().call() - 1))
    for who in range(3, 8):
        dao.send(tree.join(1000 + who), who)
    dao.send(dao.roll.functions.exit(), 4)
    dao.send(dao.roll.functions.exit(), 6)
    flow = dao.propose(3, "In secret", [payment])
    assert box.frozenRoot(dao.governor.address, flow.id).call() == 0
    service.wait_for_block(dao.web3.eth.block_number)

    page, _ = open_as(WHO)
    page.goto(f"{service.url}/proposals/{flow.id}")
    connect(page, person(WHO).address)
    expect(page.get_by_test_id("freeze-reason")).to_contain_text("wait to be pruned", timeout=SOON)
    expect(page.get_by_test_id("freeze-button")).to_be_disabled()

    members, _ = open_as(WHO + 1, width=320)
    members.goto(f"{service.url}/members")
    connect(members, person(WHO + 1).address)
    expect(members.get_by_test_id("chores")).to_contain_text("2 commitments are of iDs that ended")
    assert find_violations(members) == []
    assert members.evaluate(OVERFLOW) <= 0
    for left in (1, 0):
        members.get_by_test_id("chore-settle").click()
        expect(members.get_by_test_id("tree-ended")).to_contain_text(f"{left} commitment", timeout=SOON)
    assert dao.roll.functions.endedLeaves().call() == 0

    page.reload()
    page.get_by_test_id("freeze-button").click(timeout=SOON)
    expect(page.get_by_test_id("step-status")).to_contain_text("The tree is frozen", timeout=SOON)
    assert box.frozenRoot(dao.governor.address, flow.id).call() == tree.root().call() != 0
    expect(page.get_by_test_id("steps")).to_contain_text("A tree with 3 persons is frozen", timeout=SOON)
    assert find_violations(page) == []


def test_ids_that_ran_out_are_swept_by_anybody(dao: Dao, service: Service, open_as: Open) -> None:
    dao.attest(10, days=30)
    dao.attest(11, days=30)
    dao.travel(31 * DAY)
    service.wait_for_block(dao.web3.eth.block_number)
    before = dao.roll.functions.holderCount().call()
    page, _ = open_as(WHO)
    page.goto(f"{service.url}/members")
    connect(page, person(WHO).address)
    expect(page.get_by_test_id("chores")).to_contain_text("2 iDs ran out")
    page.get_by_test_id("chore-sweep").click()
    expect(page.get_by_test_id("member-count")).to_contain_text(f"{before - 2} person", timeout=SOON)
    assert dao.roll.functions.holderCount().call() == before - 2
    expect(page.get_by_test_id("chore-sweep")).to_have_count(0, timeout=SOON)


def test_a_case_that_nobody_appealed_is_concluded_by_anybody(
    dao: Dao, service: Service, open_as: Open
) -> None:
    tag = Web3.keccak(text="person 7")
    dao.send(dao.roll.functions.openCase(tag, b"\1" * 32, False), 1)
    service.wait_for_block(dao.web3.eth.block_number)
    page, _ = open_as(WHO)
    page.goto(f"{service.url}/accounts/{person(7).address}")
    expect(page.get_by_test_id("chore-conclude")).to_be_disabled()
    expect(page.get_by_test_id("chores")).to_contain_text("Possible from")
    dao.travel(14 * DAY)
    service.wait_for_block(dao.web3.eth.block_number)
    page.reload()
    connect(page, person(WHO).address)
    page.get_by_test_id("chore-conclude").click()
    expect(page.get_by_test_id("account-id")).to_contain_text("Not live", timeout=SOON)
    assert not dao.roll.functions.isHolder(person(7).address).call()
