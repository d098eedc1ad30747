"""Everything that only the DAO may have its contracts do has a form, or a reason for none."""

import re
import tomllib
from pathlib import Path

import pytest

from lexiarch.dashboard.words.forms import Form, forms, human
from lexiarch.decode.functions import FUNCTIONS
from lexiarch.domain.deployment import ContractName
from tests.helpers.builders import make_deployment

PERMISSIONS = Path(__file__).resolve().parents[4] / "docs" / "permissions.toml"
CONTRACTS = {
    "LexiarchTimelock": "timelock",
    "LexiarchGovernor": "governor",
    "Tracks": "tracks",
    "HolderRegistry": "holder_registry",
    "IssuerRegistry": "issuer_registry",
}
WITHOUT = {"relay", "renounceOwnership"}
"""`relay` is for what the governor itself holds, and nobody should give the DAO's contracts up with a click.
Both can be called by their signature."""


@pytest.fixture
def every() -> list[Form]:
    return [form for group in forms(make_deployment(), {}).values() for form in group]


def test_each_function_that_a_proposal_may_call_has_a_form(every: list[Form]) -> None:
    tables = tomllib.loads(PERMISSIONS.read_text())
    wanted = {
        f"{CONTRACTS[contract]}.{function}"
        for contract, functions in tables.items()
        for function, entry in functions.items()
        if "proposal" in entry["who"] and function not in WITHOUT
    }
    assert wanted
    assert wanted <= {form.key for form in every}


def test_a_form_has_a_field_for_each_value(every: list[Form]) -> None:
    for form in every:
        inner = re.sub(r"^function \w+\(|\)$", "", form.function)
        values = re.sub(r"[()]", "", inner).split(",")
        assert len(form.fields) == len([each for each in values if each.strip()]), form.key


def test_bounds_are_those_of_the_contracts(every: list[Form]) -> None:
    (delay,) = next(form.fields for form in every if form.key == "governor.setVotingDelay")
    assert (delay.unit, delay.least, delay.most) == ("duration", 3600, 30 * 86_400)


def test_a_struct_is_written_with_its_members() -> None:
    add = next(each for each in FUNCTIONS[ContractName.TRACKS] if each.name == "addTrack")
    assert human(add) == (
        "function addTrack((bool tokenHouse, bool holderHouse, uint8 tokenQuorum, uint8 holderQuorum, "
        "bool secret) newTrack)"
    )
