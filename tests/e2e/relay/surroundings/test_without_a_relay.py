"""No relay runs: each act that one hands in is done with the same papers, from any account."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

import pytest
from eth_utils import to_checksum_address

from lexiarch.domain.deployment import ContractName
from lexiarch.relay.intake.acts import FUNCTIONS
from lexiarch.relay.settings import Act
from lexiarch.signing.typed_data import merkle_tree, sign_batch
from tests.e2e.conftest import CHAIN_ID
from tests.e2e.relay.conftest import Assembly
from tests.helpers.cast import person
from tests.helpers.dao import DAY, FOR, person_tag

pytestmark = pytest.mark.chain

NEWCOMER, OTHER_NEWCOMER, ANYBODY = 30, 31, 33


class Done(NamedTuple):
    """An act as a contract call, and what is so afterwards."""

    call: Any
    shows: Callable[[], bool]


def offer_of(body: dict[str, Any]) -> tuple[Any, ...]:
    """As the roll's `Offer`; addresses as web3 wants them."""
    holder, issuer, *rest = body["offer"].values()
    return (to_checksum_address(holder), to_checksum_address(issuer), *rest)


def secret_ballot(assembly: Assembly) -> Done:
    body, box = assembly.secret_ballot(0, FOR), assembly.dao.contract(ContractName.BALLOT_BOX).functions
    proof = [int(point) for point in body["proof"]]
    said = (assembly.dao.governor.address, assembly.secret.id, FOR, int(body["nullifier"]), proof)
    return Done(box.castSecretBallot(*said), lambda: assembly.secret_votes == [0, 1, 0])


def signed_ballot(assembly: Assembly) -> Done:
    body, governor = assembly.signed_ballot(3, FOR), assembly.dao.governor.functions
    call = governor.castVoteBySig(assembly.open.id, FOR, body["voter"], body["signature"])
    return Done(call, lambda: assembly.open_votes == [0, 1, 0])


def batch(assembly: Assembly) -> Done:
    bodies = [assembly.signed_ballot(voter, FOR) for voter in (3, 4)]
    ballots = [(assembly.open.id, FOR, body["voter"], body["signature"]) for body in bodies]
    box = assembly.dao.contract(ContractName.BALLOT_BATCH).functions
    call = box.castVotesBySig(assembly.dao.governor.address, ballots)
    return Done(call, lambda: assembly.open_votes == [0, 2, 0])


def is_holder(assembly: Assembly, who: int) -> bool:
    return bool(assembly.dao.roll.functions.isHolder(person(who).address).call())


def acceptance(assembly: Assembly) -> Done:
    body = assembly.acceptance(NEWCOMER)
    signed = (offer_of(body), body["issuer_signature"], body["holder_signature"])
    return Done(assembly.dao.roll.functions.attestBySig(*signed), lambda: is_holder(assembly, NEWCOMER))


def claim(assembly: Assembly) -> Done:
    dao = assembly.dao
    offers = [dao.offer(NEWCOMER), dao.offer(OTHER_NEWCOMER)]
    root, proofs = merkle_tree(offers)
    roll = dao.deployment.address(ContractName.HOLDER_REGISTRY)
    signature = sign_batch(bytes(person(1).key), CHAIN_ID, roll, root)
    body = assembly.acceptance(OTHER_NEWCOMER, offers[1])
    call = dao.roll.functions.claimBySig(offer_of(body), proofs[1], signature, body["holder_signature"])
    return Done(call, lambda: is_holder(assembly, OTHER_NEWCOMER))


def recovery(assembly: Assembly) -> Done:
    roll = assembly.dao.roll.functions
    body = assembly.acceptance(
        NEWCOMER, replace(assembly.dao.offer(NEWCOMER), person_tag=person_tag(5)), "recovery"
    )
    call = roll.startRecovery(offer_of(body), body["issuer_signature"], body["holder_signature"])
    return Done(call, lambda: roll.recoveryOf(person_tag(5)).call()[0] == person(NEWCOMER).address)


def appeal(assembly: Assembly) -> Done:
    dao, tag = assembly.dao, person_tag(6)
    dao.send(dao.roll.functions.openCase(tag, b"\1" * 32, True), 1)
    signature = assembly.sign_for_roll(6, "Appeal", {"personTag": ("bytes32", tag), "number": ("uint32", 1)})
    appealed = 2
    return Done(
        dao.roll.functions.appealBySig(tag, signature),
        lambda: dao.roll.functions.caseOf(tag).call()[1] == appealed,
    )


def leaving(assembly: Assembly) -> Done:
    dao, tag = assembly.dao, person_tag(8)
    deadline, since = dao.now + DAY, dao.roll.functions.attestationOf(tag).call()[4]
    fields = {"personTag": ("bytes32", tag), "since": ("uint48", since), "deadline": ("uint48", deadline)}
    signature = assembly.sign_for_roll(8, "Exit", fields)
    return Done(dao.roll.functions.exitBySig(tag, deadline, signature), lambda: not is_holder(assembly, 8))


ACTS: dict[tuple[Act, str], Callable[[Assembly], Done]] = {
    (Act.SECRET_BALLOT, "castSecretBallot"): secret_ballot,
    (Act.SIGNED_BALLOT, "castVoteBySig"): signed_ballot,
    (Act.SIGNED_BALLOT, "castVotesBySig"): batch,
    (Act.ACCEPTANCE, "attestBySig"): acceptance,
    (Act.ACCEPTANCE, "claimBySig"): claim,
    (Act.RECOVERY, "startRecovery"): recovery,
    (Act.APPEAL, "appealBySig"): appeal,
    (Act.EXIT, "exitBySig"): leaving,
}


@pytest.mark.parametrize("act", ACTS.values(), ids=lambda act: act.__name__)
def test_with_no_relay_every_act_is_done_from_any_account(
    assembly: Assembly, act: Callable[[Assembly], Done]
) -> None:
    done = act(assembly)
    assert not done.shows()
    assembly.dao.send(done.call, ANYBODY)
    assert done.shows()


def test_every_act_of_a_relay_is_among_them() -> None:
    assert {(act, each.name) for act, functions in FUNCTIONS.items() for each in functions} == set(ACTS)
