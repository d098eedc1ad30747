"""Requests are read as they are meant, into calls of the deployment's contracts and of nothing else."""

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from lexiarch.decode.calls import decode_call_exactly
from lexiarch.domain.deployment import ContractName
from lexiarch.relay.errors import ActNotOffered, OtherChain
from lexiarch.relay.front.examples import REQUESTS
from lexiarch.relay.intake.acts import BATCH_MOST, FUNCTIONS, Acts, Order
from lexiarch.relay.intake.requests import AnyRequest
from lexiarch.relay.settings import Act
from lexiarch.signing.ballots import Ballot, sign_ballot
from tests.helpers.builders import make_deployment
from tests.helpers.cast import person
from tests.helpers.dao import address_of

DEPLOYMENT = make_deployment()
CHAIN = DEPLOYMENT.chain_id
READ: TypeAdapter[AnyRequest] = TypeAdapter(AnyRequest)
EXAMPLES = {name: example["value"] | {"chain_id": CHAIN} for name, example in REQUESTS.items()}
BATCHED = EXAMPLES["acceptance"] | {"proof": ["0x" + "11" * 32]}


def order_of(body: dict[str, Any], acts: frozenset[Act] = frozenset(Act)) -> Order:
    return Acts(DEPLOYMENT, acts).order_of(READ.validate_python(body))


@pytest.mark.parametrize("body", [*EXAMPLES.values(), BATCHED], ids=[*EXAMPLES, "claim"])
def test_an_act_calls_its_function_of_its_contract_with_what_was_asked(body: dict[str, Any]) -> None:
    order = order_of(body)
    function = FUNCTIONS[order.act][1 if body is BATCHED else 0]
    assert order.call.to == DEPLOYMENT.address(function.contract)
    assert (order.call.value, order.gas) == (0, function.gas)
    call = decode_call_exactly(function.contract, order.call.data)
    assert call is not None
    assert call.function.partition("(")[0] == function.name
    said = str([argument.value for argument in call.arguments])
    for value in body.values():
        if isinstance(value, str) and value.isdecimal():
            assert value in said


def test_only_what_is_offered_on_this_chain_is_taken() -> None:
    with pytest.raises(ActNotOffered):
        order_of(EXAMPLES["exit"], frozenset({Act.APPEAL}))
    with pytest.raises(OtherChain):
        order_of(EXAMPLES["exit"] | {"chain_id": CHAIN + 1})


def test_the_same_request_is_known_again_and_one_person_has_one_on_each_matter() -> None:
    ballot = EXAMPLES["secret_ballot"]
    other_choice = order_of(ballot | {"support": 0})
    assert order_of(ballot).digest == order_of(ballot | {"max_delay": 7}).digest != other_choice.digest
    assert order_of(ballot).subject == other_choice.subject
    assert order_of(ballot).subject != order_of(ballot | {"nullifier": "7"}).subject
    assert order_of(ballot).subject != order_of(ballot | {"proposal_id": "7"}).subject
    assert order_of(EXAMPLES["exit"]).subject != order_of(EXAMPLES["appeal"]).subject
    assert order_of(EXAMPLES["acceptance"]).subject == order_of(BATCHED).subject


def signed(voter: int, signer: int | None = None) -> dict[str, Any]:
    ballot = Ballot(7, 1, address_of(voter))
    key = bytes(person(voter if signer is None else signer).key)
    signature = sign_ballot(key, CHAIN, DEPLOYMENT.address(ContractName.GOVERNOR), ballot)
    facts = {"proposal_id": "7", "support": 1, "voter": person(voter).address}
    return EXAMPLES["signed_ballot"] | facts | {"signature": f"0x{signature.hex()}"}


def test_what_a_key_signed_may_go_into_a_batch_and_nothing_else() -> None:
    assert order_of(signed(3)).ballot is not None
    assert order_of(signed(3, signer=4)).ballot is None
    assert all(order_of(body).ballot is None for name, body in EXAMPLES.items())
    orders = [order_of(signed(voter)) for voter in range(3, 3 + BATCH_MOST)]
    call, gas = Acts(DEPLOYMENT, frozenset(Act)).batch_of(orders)
    read = decode_call_exactly(ContractName.BALLOT_BATCH, call.data)
    assert read is not None
    assert read.arguments[0].value == DEPLOYMENT.address(ContractName.GOVERNOR)
    assert [each[2] for each in read.arguments[1].value] == [address_of(v) for v in range(3, 3 + BATCH_MOST)]
    assert gas == FUNCTIONS[Act.SIGNED_BALLOT][1].gas


def test_nothing_of_a_request_shows_when_it_is_printed() -> None:
    order = order_of(EXAMPLES["secret_ballot"])
    assert str(EXAMPLES["secret_ballot"]["nullifier"]) not in repr(order)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("exit", {"deadline": 2**48}),
        ("exit", {"deadline": "7"}),
        ("exit", {"person_tag": "0x" + "a7" * 31}),
        ("appeal", {"signature": "0x" + "a7" * 4097}),
        ("secret_ballot", {"proposal_id": "+7"}),
        ("secret_ballot", {"proposal_id": "٧"}),
        ("secret_ballot", {"proposal_id": "7" * 79}),
        ("secret_ballot", {"support": 1.0}),
        ("secret_ballot", {"max_delay": None}),
        ("signed_ballot", {"voter": "0x" + "zz" * 20}),
        ("signed_ballot", {"reason": "because"}),
    ],
)
def test_what_has_another_form_is_not_read(name: str, change: dict[str, Any]) -> None:
    READ.validate_python(EXAMPLES[name])
    with pytest.raises(ValidationError):
        READ.validate_python(EXAMPLES[name] | change)
