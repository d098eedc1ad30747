"""What the contracts refuse, in words."""

import re
from pathlib import Path

import pytest

from lexiarch.decode.error_table import ERRORS
from lexiarch.domain.execution import Outcome
from lexiarch.relay.intake.words import WORDS, refusal, refusal_by_selector

CONTRACTS = Path(__file__).resolve().parents[3] / "contracts"
BY_NAME = {error.name: error for error in ERRORS}
MET = {
    "governance": {"BallotBox", "GovernorSecretBallot"},
    "identity": {"HolderOffers", "HolderRecovery", "HolderCases", "HolderRecords"},
}
OF_OTHER_ACTS = re.compile(
    "PartMissing|TooLate$|Unsettled|BallotBoxInvalid|NotBallotBox|OfferHolder|NotLapsed|NotTree|TreeInvalid"
    "|IssuersInvalid|NotPending|TooEarly|NotOpener|Spent$|Ground|Reason|WindowOpen|Pending$|Owner"
)


def test_every_word_is_of_an_error_that_there_is() -> None:
    assert set(WORDS) - set(BY_NAME) == set()


@pytest.mark.parametrize("folder", MET)
def test_every_error_that_these_contracts_raise_in_a_relays_acts_has_words(folder: str) -> None:
    raised = {
        name
        for contract in MET[folder]
        for name in re.findall(r"revert (\w+)\(", (CONTRACTS / folder / f"{contract}.sol").read_text())
    }
    assert len(raised) > 5
    assert {name for name in raised - set(WORDS) if not OF_OTHER_ACTS.search(name)} == set()


def test_the_state_of_a_proposal_is_told() -> None:
    error = BY_NAME["GovernorUnexpectedProposalState"]
    data = error.selector + (7).to_bytes(32, "big") + (3).to_bytes(32, "big") + bytes(32)
    said = refusal(Outcome(False, data, "", None, ()), 1)
    assert (said.code, said.status_code) == ("GovernorUnexpectedProposalState", 409)
    assert "it is Defeated" in said.message
    assert "it is not Active" in refusal_by_selector(error.selector).message


@pytest.mark.parametrize(
    ("data", "code", "told"),
    [
        (b"", "RefusedInSilence", "more gas than this relay gives: 77"),
        (b"\x12\x34\x56\x78", "UnknownError", "0x12345678"),
        (
            BY_NAME["EnforcedPause"].selector if "EnforcedPause" in BY_NAME else b"\0\0\0\0",
            "UnknownError",
            "0x",
        ),
    ],
)
def test_what_says_nothing_known_is_told_as_such(data: bytes, code: str, told: str) -> None:
    said = refusal(Outcome(False, data, "", None, ()), 77)
    assert said.code == code
    assert told in said.message


def test_an_error_without_words_is_told_with_its_values() -> None:
    data = BY_NAME["HolderCasesPending"].selector + b"\xaa" * 32 + (5).to_bytes(32, "big")
    said = refusal(Outcome(False, data, "", None, ()), 1)
    assert said.code == "HolderCasesPending"
    assert f"personTag=0x{'aa' * 32}, number=5" in said.message
