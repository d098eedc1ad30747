"""Ballots signed for a governor. That the governor takes them, tests/e2e/relay shows."""

import pytest

from lexiarch.domain.chain import Address
from lexiarch.signing.ballots import Ballot, is_signed_by_key, sign_ballot
from tests.helpers.cast import person
from tests.helpers.dao import address_of

CHAIN, GOVERNOR = 31337, Address(b"\x77" * 20)
BALLOT = Ballot(2**255 + 5, 1, address_of(3))
SIGNATURE = sign_ballot(bytes(person(3).key), CHAIN, GOVERNOR, BALLOT)


def test_the_voters_own_signature_is_known() -> None:
    assert is_signed_by_key(CHAIN, GOVERNOR, BALLOT, SIGNATURE)


@pytest.mark.parametrize(
    "ballot",
    [
        BALLOT._replace(support=0),
        BALLOT._replace(voter=address_of(4)),
        BALLOT._replace(proposal_id=2**255 + 6),
        BALLOT._replace(proposal_id=5),  # the same nonce
    ],
)
def test_it_is_of_one_ballot(ballot: Ballot) -> None:
    assert not is_signed_by_key(CHAIN, GOVERNOR, ballot, SIGNATURE)


def test_it_is_for_one_governor_on_one_chain() -> None:
    assert not is_signed_by_key(1, GOVERNOR, BALLOT, SIGNATURE)
    assert not is_signed_by_key(CHAIN, Address(b"\x78" * 20), BALLOT, SIGNATURE)


@pytest.mark.parametrize(
    "signature", [b"", SIGNATURE[:64], SIGNATURE + b"\0", bytes(65), b"\xff" * 65, SIGNATURE[:64] + b"\x05"]
)
def test_what_is_no_signature_of_a_key_is_none(signature: bytes) -> None:
    assert not is_signed_by_key(CHAIN, GOVERNOR, BALLOT, signature)
