"""Single values: times, amounts, accounts, states, choices."""

from collections.abc import Iterator

from lexiarch.dashboard.patterns.models import DAY, NOW
from lexiarch.dashboard.patterns.sample import Group, Sample
from lexiarch.dashboard.words.actions import Piece
from lexiarch.domain.proposals import ProposalState, Support
from lexiarch.domain.warnings import WarningCode
from lexiarch.views import examples
from lexiarch.views.models import ProposalWarning

_PIECES = {
    "text": "Send",
    "address": examples.ACCOUNT.address,
    "tokens": str(1250 * 10**18),
    "ether": str(25 * 10**17),
    "time": str(NOW),
    "duration": str(2 * DAY),
    "percent": "25",
    "kind": "1",
    "verdict": "true",
    "hash": examples.PROPOSAL.tx_hash,
    "code": "setVotingDelay",
}


_DISTANCES = {
    "long ago": -200 * DAY,
    "a moment ago": -9,
    "minutes ago": -900,
    "soon": 90,
    "days ahead": 3 * DAY,
}


def value_groups() -> Iterator[Group]:
    """Each kind of value in what it can be."""
    yield Group(
        "Times",
        [
            Sample("a moment", "{{ show.when(time) }}", {"time": NOW}),
            Sample("a day", "{{ show.day(time) }}", {"time": NOW}),
            *(
                Sample(state, "{{ show.ago(time) }}", {"time": NOW + distance})
                for state, distance in _DISTANCES.items()
            ),
        ],
    )
    amounts = (0, 1, 10**16, 1250 * 10**18 + 5 * 10**17, 10_000_000 * 10**18)
    yield Group("Amounts", [Sample("", "{{ show.tokens(value) }}", {"value": value}) for value in amounts])
    yield Group(
        "Accounts and hashes",
        [
            Sample("an account", "{{ show.account(address) }}", {"address": examples.ACCOUNT.address}),
            Sample("with a place", '{{ show.account(address, "a") }}', {"address": examples.ISSUER.address}),
            Sample("a hash", "{{ show.hash(value) }}", {"value": examples.PROPOSAL.tx_hash}),
        ],
    )
    states = [Sample("", "{{ show.badge(state) }}", {"state": state.value}) for state in ProposalState]
    yield Group("Badges", states)
    choices = [Sample("", "{{ show.choice(word) }}", {"word": support.value}) for support in Support]
    yield Group("Choices", choices)
    yield Group("What a ballot counts", list(_ballots()))
    yield Group("Parts of a sentence", list(_pieces()))
    warnings = [ProposalWarning(code=code, action=None, proposals=_earlier(code)) for code in WarningCode]
    yield Group("Warnings", [Sample("", "{{ pieces.notes(warnings) }}", {"warnings": warnings})])


def _earlier(code: WarningCode) -> list[int]:
    return [examples.PROPOSAL.id, 7] if code is WarningCode.REPEATED else []


def _ballots() -> Iterator[Sample]:
    both, neither = examples.VOTE, examples.VOTE.model_copy(update={"weight": 0, "in_holder_house": False})
    for state, vote in (("counted", both), ("not counted", neither)):
        yield Sample(f"tokens, {state}", "{{ show.weight(vote) }}", {"vote": vote})
        yield Sample(f"person, {state}", "{{ show.person(vote) }}", {"vote": vote})
    yield Sample("nothing", '{{ show.nothing("no tokens") }}')


def _pieces() -> Iterator[Sample]:
    for kind, value in _PIECES.items():
        yield Sample(kind, "{{ pieces.piece(part) }}", {"part": Piece(kind, value)})
    sentence = [Piece("text", "Send "), Piece("tokens", _PIECES["tokens"]), Piece("text", " to ")]
    sentence.append(Piece("address", _PIECES["address"]))
    yield Sample("a sentence", "{{ pieces.sentence(parts) }}", {"parts": sentence})
