import pytest

from lexiarch.dashboard.words.actions import _TEMPLATES, Piece, action_words, unchecked
from lexiarch.decode.calls import decode_call, encode_call
from lexiarch.domain.deployment import ContractName
from lexiarch.views.models import Action, DecodedArgument, DecodedCall

TARGET = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"
OTHER = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"
SCHEMA = "0x" + "5e" * 32


def make_action(
    call: tuple[str, str, list[str]] | None = None, value: int = 0, calldata: str = "0x12345678"
) -> Action:
    decoded = None
    if call:
        contract, function, values = call
        types = function.partition("(")[2].removesuffix(")").split(",")
        arguments = [
            DecodedArgument(name="", type=kind, value=text) for kind, text in zip(types, values, strict=True)
        ]
        decoded = DecodedCall(contract=contract, function=function, arguments=arguments)
    return Action(target=TARGET, target_name=None, value=value, calldata=calldata, decoded=decoded)


def sentence(pieces: list[Piece]) -> str:
    return "".join(
        f"[{piece.kind} {piece.value}]" if piece.kind != "text" else piece.value for piece in pieces
    )


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        (
            make_action(("token", "transfer(address,uint256)", [OTHER, "5"])),
            f"Send [tokens 5] from the treasury to [address {OTHER}]",
        ),
        (
            make_action(
                ("issuer_registry", "accredit(address,bytes32,uint48,uint32)", [OTHER, SCHEMA, "99", "20"])
            ),
            f"Accredit [address {OTHER}] until [time 99], for [number 20] new iDs a day at most, "
            "as an issuer of: A living human being",
        ),
        (make_action(("governor", "setVotingPeriod(uint32)", ["600"])), "Let votes last [duration 600]"),
        (
            make_action(("governor", "relay(address,uint256,bytes)", [OTHER, "0", "0x"])),
            "Call [code relay] of the governor",
        ),
        (make_action(None, value=7, calldata="0x"), f"Send [ether 7] to [address {TARGET}]"),
        (make_action(None), f"Call [address {TARGET}] with 4 bytes that are not decoded"),
        (
            make_action(("token", "transfer(address,uint256)", [OTHER, "5"]), value=7),
            f"Send [tokens 5] from the treasury to [address {OTHER}], sending [ether 7]",
        ),
    ],
)
def test_an_action_is_told_in_words(action: Action, expected: str) -> None:
    assert sentence(action_words(action, {SCHEMA: "A living human being"})) == expected


def make_foreign(function: str, values: list[str], interface: str | None, name: str | None) -> Action:
    action = make_action(("token", function, values))
    assert action.decoded is not None
    decoded = action.decoded.model_copy(update={"contract": None, "interface": interface})
    return action.model_copy(update={"target_name": name, "decoded": decoded})


def test_a_call_of_a_contract_that_nobody_looked_at_says_so() -> None:
    action = make_foreign("transfer(address,uint256)", [OTHER, "5"], "ERC-20", None)
    assert sentence(action_words(action, {})) == f"Call [code transfer] of [address {TARGET}]"
    assert unchecked(action) == "Read as ERC-20 declares it; the contract’s code was not looked at."
    action = make_foreign("upgradeTo(address)", [OTHER], "UUPS", "governor")
    assert sentence(action_words(action, {})) == "Call [code upgradeTo] of the governor"
    action = make_foreign("setFee(uint256)", ["5"], None, None)
    assert (
        unchecked(action) == "The function is named by the proposal; the contract’s code was not looked at."
    )


def test_a_transfer_of_another_daos_own_token_is_told_in_words() -> None:
    action = make_foreign("transfer(address,uint256)", [OTHER, "5"], "ERC-20", "token")
    assert sentence(action_words(action, {})) == f"Send [tokens 5] from the treasury to [address {OTHER}]"
    assert unchecked(action) is None


def test_a_schema_that_nobody_knows_is_shown_as_its_uid() -> None:
    action = make_action(("issuer_registry", "withdraw(address,bytes32)", [OTHER, SCHEMA]))
    assert sentence(action_words(action, {})).endswith(f"[schema {SCHEMA}]")


SAMPLES: dict[str, object] = {
    "bool": True,
    "address": bytes(20),
    "bytes32": bytes(32),
    "bytes32[]": (bytes(32),),
    "string": "words",
}


@pytest.mark.parametrize(("contract", "function"), list(_TEMPLATES))
def test_every_sentence_is_of_a_function_that_the_contract_has(contract: str, function: str) -> None:
    types = function.partition("(")[2].removesuffix(")").split(",")
    name = ContractName(contract)
    calldata = encode_call(name, function, *[SAMPLES.get(kind, 1) for kind in types])
    decoded = decode_call(name, calldata)
    assert decoded is not None
    assert decoded.function == function
