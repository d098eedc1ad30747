"""What is wrong is refused before it costs anything, in words, and honest requests go on."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from lexiarch.domain.chain import ZERO_ADDRESS
from tests.e2e.conftest import CHAIN_ID, OUTSIDER
from tests.e2e.relay.conftest import Assembly
from tests.helpers.cast import person
from tests.helpers.dao import ABSTAIN, AGAINST, DAY, FOR
from tests.helpers.relay import Relay, relaying

pytestmark = pytest.mark.chain

FIELD = 21888242871839275222246405745257275088548364400416034343698204186575808495617


@pytest.fixture(scope="module")
def relay(assembled: Assembly, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Relay]:
    """One for all: nothing that is refused leaves anything behind."""
    with relaying(assembled.dao, tmp_path_factory.mktemp("relay")) as relay:
        yield relay
        assert (relay.nonce, relay.spent) == (0, 0)


def test_nothing_but_the_fields_of_an_act_is_taken(assembly: Assembly, relay: Relay) -> None:
    secret, signed = assembly.secret_ballot(0, FOR), assembly.signed_ballot(3, FOR)
    for wrong in (
        secret | {"target": person(3).address},
        secret | {"governor": assembly.dao.governor.address},
        secret | {"data": "0x1234"},
        secret | {"value": "1"},
        secret | {"act": "transfer"},
        secret | {"act": "castSecretBallot"},
        secret | {"support": 3},
        secret | {"support": "1"},
        secret | {"support": True},
        secret | {"chain_id": str(CHAIN_ID)},
        secret | {"nullifier": 7},
        secret | {"nullifier": "07"},
        secret | {"nullifier": str(2**256)},
        secret | {"nullifier": "-1"},
        secret | {"proof": secret["proof"][:7]},
        secret | {"proof": [*secret["proof"], "1"]},
        secret | {"max_delay": -1},
        signed | {"signature": "0x"},
        signed | {"signature": "0x" + "ab" * 5000},
        signed | {"signature": signed["signature"][2:]},
        signed | {"voter": "0x1234"},
        {name: value for name, value in signed.items() if name != "voter"},
        assembly.acceptance(30) | {"offer": assembly.acceptance(30)["offer"] | {"extra": 1}},
        assembly.acceptance(30) | {"proof": ["0x" + "00" * 32] * 33},
        [],
        {},
    ):
        assert relay.refuse(wrong, 400) == "ParameterInvalid", wrong
    assert relay.post(secret | {"value": "1"}).json()["error"]["message"].startswith("The body parameter ")


def test_a_request_is_for_its_chain_only(assembly: Assembly, relay: Relay) -> None:
    assert relay.refuse(assembly.secret_ballot(0, FOR, chain_id=1), 400) == "OtherChain"


def test_a_body_has_an_end(assembly: Assembly, relay: Relay) -> None:
    assert relay.refuse(assembly.secret_ballot(0, FOR) | {"padding": "x" * 40_000}, 413) == "BodyTooLarge"


def test_what_the_contracts_would_refuse_is_refused_in_words(assembly: Assembly, relay: Relay) -> None:
    dao = assembly.dao
    secret, signed = assembly.secret_ballot(0, FOR), assembly.signed_ballot(3, FOR)
    stale = replace(dao.offer(30), deadline=dao.now - 1)
    forged = replace(dao.offer(30), issuer=ZERO_ADDRESS)
    for body, code in (
        (secret | {"support": AGAINST}, "BallotBoxProofInvalid"),
        (secret | {"support": ABSTAIN}, "BallotBoxProofInvalid"),
        (secret | {"nullifier": str(int(secret["nullifier"]) + 1)}, "BallotBoxProofInvalid"),
        (secret | {"nullifier": str(int(secret["nullifier"]) + FIELD)}, "BallotBoxProofInvalid"),
        (secret | {"proof": [*secret["proof"][:7], "1"]}, "BallotBoxProofInvalid"),
        (secret | {"proof": ["0"] * 8}, "BallotBoxProofInvalid"),
        (secret | {"proof": [str(2**256 - 1)] * 8}, "BallotBoxProofInvalid"),
        (secret | {"proposal_id": "7"}, "BallotBoxNotFrozen"),
        (secret | {"proposal_id": str(assembly.open.id)}, "BallotBoxNotFrozen"),
        (assembly.signed_ballot(3, FOR, proposal=7), "GovernorNonexistentProposal"),
        (signed | {"proposal_id": "7"}, "GovernorInvalidSignature"),
        (signed | {"support": AGAINST}, "GovernorInvalidSignature"),
        (signed | {"voter": person(4).address}, "GovernorInvalidSignature"),
        (signed | {"signature": "0x" + "11" * 65}, "GovernorInvalidSignature"),
        (signed | {"proposal_id": str(assembly.secret.id)}, "GovernorInvalidSignature"),
        (assembly.signed_ballot(OUTSIDER, FOR), "TwoHousesNoVote"),
        (assembly.acceptance(30, stale), "HolderRegistryOfferExpired"),
        (assembly.acceptance(30, forged), "HolderRegistryIssuerNotAccredited"),
        (assembly.acceptance(30) | {"holder_signature": "0x12"}, "HolderRegistryHolderSignatureInvalid"),
        (assembly.acceptance(30, act="recovery"), "HolderRegistryNotLive"),
        (assembly.acceptance(3, act="recovery"), "HolderRecoverySameHolder"),
    ):
        assert relay.refuse(body, 409) == code, body


def test_what_needs_too_much_gas_is_refused(assembly: Assembly, relay: Relay) -> None:
    assembly.dao.rpc("anvil_setCode", person(28).address, "0x5b600056")  # goes round for ever
    ballot = assembly.signed_ballot(28, FOR, signer=29)
    assert relay.refuse(ballot, 409) in ("GovernorInvalidSignature", "RefusedInSilence")


def test_no_ballot_is_taken_before_or_after_the_vote(assembly: Assembly, relay: Relay) -> None:
    ballot = assembly.secret_ballot(0, FOR)
    assembly.dao.travel(30 * DAY)
    answer = relay.post(ballot)
    assert answer.status_code == 409
    assert answer.json()["error"]["code"] == "GovernorUnexpectedProposalState"
    assert "it is Defeated" in answer.json()["error"]["message"]


def test_a_request_that_nobody_made_is_unknown(relay: Relay) -> None:
    answer = httpx.get(f"{relay.url}/api/v1/requests/b4Tq1kVn0WmX7dJc2sYh9A")
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "RequestUnknown"


def test_a_relay_hands_in_what_it_is_set_to_and_starts_on_its_chain_only(
    assembly: Assembly, tmp_path: Path
) -> None:
    with relaying(assembly.dao, tmp_path, acts="secret_ballot, exit") as relay:
        assert {act["act"] for act in relay.get("/api/v1/info")["acts"]} == {"secret_ballot", "exit"}
        assert relay.refuse(assembly.signed_ballot(3, FOR), 400) == "ActNotOffered"
