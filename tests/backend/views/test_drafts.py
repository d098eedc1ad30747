"""A draft is previewed as the governor and the tracks would take it."""

from collections.abc import Callable
from typing import Any

import pytest

from lexiarch.decode.calls import encode_call
from lexiarch.domain.deployment import ContractName, Deployment
from lexiarch.domain.errors import AddressInvalid
from lexiarch.domain.words import End
from lexiarch.store.database import Database
from lexiarch.views.draft_models import Draft, DraftAction, Preview, Proposer
from lexiarch.views.drafts import build_preview
from lexiarch.views.proposers import build_proposer
from lexiarch.views.text import address_text
from tests.helpers.builders import START, History, account
from tests.helpers.model.governor import Terms

Show = Callable[..., Preview]
Ask = Callable[..., Proposer]
DAY = 86_400


@pytest.fixture
def call(deployment: Deployment) -> Callable[..., DraftAction]:
    def build(contract: ContractName, function: str, *args: Any) -> DraftAction:
        return DraftAction(
            target=address_text(deployment.address(contract)),
            calldata="0x" + encode_call(contract, function, *args).hex(),
        )

    return build


@pytest.fixture
def show(index: Database, deployment: Deployment) -> Show:
    def build(*actions: DraftAction, description: str = "# Mend it", proposer: str | None = None) -> Preview:
        draft = Draft(description=description, actions=list(actions), proposer=proposer)
        with index.read() as reader:
            return build_preview(reader, deployment, draft)

    return build


@pytest.fixture
def ask(index: Database, deployment: Deployment) -> Ask:
    def build(who: int, description: str = "") -> Proposer:
        with index.read() as reader:
            return build_proposer(reader, deployment, account(who), description)

    return build


@pytest.fixture
def founded(index: Database, history: History) -> Database:
    history.at(5).save(index)
    return index


def codes(preview: Preview) -> list[tuple[str, int | None]]:
    return [(warning.code.value, warning.action) for warning in preview.warnings]


def test_what_is_on_no_track_asks_both_houses_with_the_quorums_of_the_rules(
    index: Database, history: History, show: Show, call: Callable[..., DraftAction]
) -> None:
    history.at(5).save(index)
    preview = show(call(ContractName.GOVERNOR, "setVotingDelay", DAY))
    assert preview.actions[0].decoded is not None
    assert preview.actions[0].decoded.function == "setVotingDelay(uint48)"
    assert (preview.asks.token_house, preview.asks.holder_house) == (True, True)
    assert (preview.asks.token_quorum_percent, preview.asks.holder_quorum_percent) == (10, 20)
    assert (preview.asks.voting_starts, preview.asks.voting_ends) == (START + 105, START + 605)
    assert (preview.title, codes(preview)) == ("Mend it", [])


def test_several_actions_are_on_the_union_of_their_tracks(
    index: Database,
    history: History,
    deployment: Deployment,
    show: Show,
    call: Callable[..., DraftAction],
) -> None:
    ground = call(ContractName.ISSUER_REGISTRY, "registerGround", "Moved away")
    payment = call(ContractName.TOKEN, "transfer", account(50), 0)
    history.at(5).track(1, Terms(token_house=False, holder_floor=40))
    history.assign(deployment.address(ContractName.ISSUER_REGISTRY), bytes.fromhex(ground.calldata[2:10]), 1)
    history.save(index)
    alone = show(ground)
    assert (alone.asks.token_house, alone.asks.holder_house) == (False, True)
    assert (alone.asks.token_quorum_percent, alone.asks.holder_quorum_percent) == (0, 40)
    both = show(ground, payment)
    assert [action.track for action in both.actions] == [1, 0]
    assert (both.asks.token_house, both.asks.holder_quorum_percent) == (True, 40)


GOVERNOR, TIMELOCK = ContractName.GOVERNOR, ContractName.TIMELOCK


@pytest.mark.parametrize(
    ("setting", "is_refused"),
    [
        ((GOVERNOR, "setVotingDelay", 3599), True),
        ((GOVERNOR, "setVotingDelay", 3600), False),
        ((GOVERNOR, "setVotingPeriod", 90 * DAY + 1), True),
        ((GOVERNOR, "updateHolderQuorumNumerator", 51), True),
        ((GOVERNOR, "setProposalThreshold", 50), False),
        ((GOVERNOR, "setProposalThreshold", 51), True),
        ((TIMELOCK, "updateDelay", 30 * DAY + 1), True),
    ],
)
def test_a_setting_that_its_contract_refuses_is_told(
    founded: Database,
    show: Show,
    call: Callable[..., DraftAction],
    setting: tuple[ContractName, str, int],
    is_refused: bool,
) -> None:
    assert codes(show(call(*setting))) == ([("OUT_OF_BOUNDS", 0)] if is_refused else [])


def test_a_proposer_is_warned_of_what_members_will_ask(
    index: Database,
    history: History,
    deployment: Deployment,
    show: Show,
    call: Callable[..., DraftAction],
) -> None:
    history.at(5).save(index)
    with index.write() as writer:
        writer.execute("DELETE FROM balance")
    unknown = DraftAction(target=address_text(account(60)), calldata="0x12345678")
    power = call(ContractName.GOVERNOR, "updateTimelock", account(61))
    poor = call(ContractName.TOKEN, "transfer", account(50), 1)
    assert codes(show(unknown, power, poor)) == [
        ("UNKNOWN_CALL", 0),
        ("POWER_MOVE", 1),
        ("TREASURY_SHORT", 2),
    ]
    assert codes(show()) == [("NO_ACTIONS", None)]
    with pytest.raises(AddressInvalid):
        show(DraftAction(target="0x12"))


def test_a_call_that_members_can_read_is_not_called_unreadable(founded: Database, show: Show) -> None:
    transfer = "0xa9059cbb" + account(7).hex().rjust(64, "0") + "5".rjust(64, "0")
    preview = show(DraftAction(target=address_text(account(60)), calldata=transfer))
    (action,) = preview.actions
    assert action.decoded is not None
    assert (action.decoded.interface, action.reencodes, codes(preview)) == ("ERC-20", True, [])


def test_what_was_proposed_already_is_told(
    index: Database, history: History, show: Show, call: Callable[..., DraftAction]
) -> None:
    history.at(5).save(index)
    action = call(ContractName.GOVERNOR, "setVotingDelay", DAY)
    number = show(action).proposal_id
    assert number is not None
    history.at(6).propose(number).save(index)
    assert codes(show(action)) == [("PROPOSAL_EXISTS", None)]
    assert codes(show(action, description="# Another text")) == []


def test_persons_and_whoever_speaks_for_enough_tokens_may_propose(
    index: Database, history: History, ask: Ask
) -> None:
    history.at(5).attest(1, 1).power(2, 5).power(3, 4).balance(4, 9).attest(5, 5).attest(6, 6, kind=2)
    history.at(6).end(5, 5, End.REVOKED).save(index)
    found = {who: ask(who) for who in range(1, 8)}
    assert [who for who in found if found[who].can_propose] == [1, 2]
    assert (found[1].as_person, found[2].as_person) == (True, False)
    reasons = {who: [each.code.value for each in found[who].reasons] for who in found}
    assert reasons[3] == ["NO_ID", "POWER_BELOW_THRESHOLD"]
    assert reasons[4] == ["NO_ID", "POWER_BELOW_THRESHOLD", "NOT_DELEGATED"]
    assert reasons[5] == ["ID_ENDED", "POWER_BELOW_THRESHOLD"]
    assert reasons[6] == ["NOT_A_PERSON", "POWER_BELOW_THRESHOLD"]


def test_a_text_that_names_its_proposer_is_nobody_elses(index: Database, history: History, ask: Ask) -> None:
    history.at(5).attest(1, 1).attest(2, 2).save(index)
    text = f"# Mine\n\n#proposer={address_text(account(1))}"
    assert ask(1, text).can_propose
    assert [each.code.value for each in ask(2, text).reasons] == ["TEXT_OF_ANOTHER"]
    assert ask(2, text + " and more").can_propose
