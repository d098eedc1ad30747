"""Parts about what an account did and who chose it, and about being told of what comes."""

from collections.abc import Iterator, Sequence

from lexiarch.dashboard.languages import ENGLISH, languages
from lexiarch.dashboard.patterns.sample import Group, Sample, include
from lexiarch.dashboard.words.power import power_chart
from lexiarch.dashboard.words.webhooks import USUAL, change_words
from lexiarch.domain.deployment import Deployment
from lexiarch.views import examples
from lexiarch.views.models import Act, ActKind, Delegation

_ME, _OTHER = examples.ACCOUNT.address, examples.ISSUER.address
_MOVE = examples.DELEGATION


def following_groups(deployment: Deployment) -> Iterator[Group]:
    """All of them."""
    yield Group("What an account did", list(_histories()))
    yield Group("Delegators", list(_delegators()))
    chart = power_chart(examples.POWER_HISTORY, deployment)
    yield Group(
        "Voting power over time",
        [include("", "power", {"chart": chart}), include("never any: not shown", "power", {"chart": None})],
    )
    yield Group("Remind me", list(_reminders()))
    kinds = [(kind.value, words) for kind, words in change_words(has_roll=deployment.governor.has_roll)]
    webhooks = {
        "kinds": kinds,
        "usual_kinds": [kind.value for kind in USUAL],
        "recipes": [("Python", "def verify(): …"), ("TypeScript", "function verify() {}")],
    }
    yield Group("Webhooks", [include("", "webhooks", webhooks)])
    choice = {"back": "/", "languages": list(languages().values()), "language": ENGLISH.code}
    yield Group("Languages", [include("", "languages", choice)])


def _histories() -> Iterator[Sample]:
    silent = examples.VOTE.model_copy(update={"reason": "", "weight": 0, "in_holder_house": False})
    acts = [
        examples.ACT,
        examples.ACT.model_copy(update={"vote": silent}),
        examples.ACT.model_copy(update={"kind": ActKind.PROPOSAL, "vote": None}),
        *(_delegated(to) for to in (_ME, _OTHER, None)),
    ]
    yield include("", "history", _history(acts, None))
    for kind in (None, *ActKind):
        yield include(f"nothing: {kind or 'at all'}", "history", _history([], kind))


def _delegated(to: str | None) -> Act:
    move = _MOVE.model_copy(update={"delegator": _ME, "from_delegate": _OTHER, "to_delegate": to})
    changes = {"kind": ActKind.DELEGATION, "vote": None, "delegation": move}
    return examples.ACT.model_copy(update=changes)


def _history(acts: Sequence[Act], kind: ActKind | None) -> dict[str, object]:
    return {
        "account": examples.ACCOUNT,
        "acts": acts,
        "kind": kind and kind.value,
        "kind_links": [("Everything", "/all", kind is None), ("Votes", "/votes", kind is ActKind.VOTE)],
        "history_newest_url": acts and "/newest",
        "history_older_url": acts and "/older",
    }


def _delegators() -> Iterator[Sample]:
    itself = examples.DELEGATOR.model_copy(update={"address": _ME})
    moves = [
        _moved(_OTHER, None, _ME),
        _moved(_OTHER, examples.SIMULATION.executor, _ME),
        _moved(_OTHER, _ME, _ME),
        _moved(_OTHER, _ME, examples.SIMULATION.executor),
        _moved(_ME, _ME, None),
    ]
    yield include("", "delegators", _chosen([examples.DELEGATOR, itself], moves))
    yield include("nobody", "delegators", _chosen([], []))


def _moved(who: str, before: str | None, after: str | None) -> Delegation:
    return _MOVE.model_copy(update={"delegator": who, "from_delegate": before, "to_delegate": after})


def _chosen(delegators: Sequence[object], moves: Sequence[Delegation]) -> dict[str, object]:
    lists = ("delegators", "moves")
    return {
        "account": examples.ACCOUNT,
        "delegators": delegators,
        "moves": moves,
        **{f"{name}_newest_url": delegators and "/newest" for name in lists},
        **{f"{name}_older_url": delegators and "/older" for name in lists},
    }


def _reminders() -> Iterator[Sample]:
    account = examples.ACCOUNT
    nothing = account.model_copy(update={"balance": 0})
    (open_vote, *_) = examples.OPEN_VOTES
    house = open_vote.eligibility.holder_house.model_copy(update={"secret": True, "can_vote": True})
    eligibility = open_vote.eligibility.model_copy(update={"holder_house": house})
    secret = open_vote.model_copy(update={"eligibility": eligibility})
    for state, who, waiting, may_vote, more in (
        ("a vote waits", account, examples.OPEN_VOTES, True, {}),
        ("a secret vote waits", account, [secret], True, {}),
        ("none waits", account, [], True, {}),
        ("not delegated", account, [], False, {}),
        ("no vote", nothing, [], False, {}),
        ("no vote, without a roll", nothing, [], False, {"has_roll": False}),
    ):
        yield include(state, "remind", {"account": who, "waiting": waiting, "may_vote": may_vote, **more})
