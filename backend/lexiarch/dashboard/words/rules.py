"""The Assembly's rules in force, as sentences."""

from lexiarch.dashboard.language import gettext
from lexiarch.dashboard.words.amounts import counted, short_units
from lexiarch.dashboard.words.times import duration
from lexiarch.domain.governor import Clock
from lexiarch.views.models import Rules, Track, TrackFunction


def rules_in_words(rules: Rules, symbol: str) -> list[str]:
    """How a proposal becomes law, one sentence per step."""
    if not rules.holder_house:
        return _of_one_house(rules, symbol)
    opens = f"{duration(rules.voting_delay)} after it is proposed" if rules.voting_delay else "at once"
    return [
        f"Members of the roll may propose, and so may anyone with {short_units(rules.proposal_threshold)} "
        f"{symbol} of voting power.",
        f"The vote opens {opens} and lasts {duration(rules.voting_period)}.",
        "It passes when every house that it asks passes it: more For than Against in each, and a quorum of "
        f"For and Abstain of {rules.token_quorum_percent}% of all tokens in the token house and "
        f"{rules.holder_quorum_percent}% of all persons in the holder house.",
        f"When the quorums are reached late, {duration(rules.late_quorum_vote_extension)} remain to answer.",
        "It asks both houses, except:" if rules.tracks else "It asks both houses.",
        *(_track(track) for track in rules.tracks),
        f"What has passed waits {duration(rules.timelock_delay)} in the timelock before anyone can execute "
        f"it, and expires when nobody does within {duration(rules.grace_period or 0)}.",
    ]


def rules_in_brief(rules: Rules) -> list[tuple[str, str]]:
    """The figures alone, each with its name; those that are not known are left out."""
    quorums = [gettext("%(share)s%% of all tokens", share=rules.token_quorum_percent)]
    if rules.holder_house:
        quorums.append(gettext("%(share)s%% of all persons", share=rules.holder_quorum_percent))
    known = [
        (gettext("Vote opens after"), rules.voting_delay and _span(rules, rules.voting_delay)),
        (gettext("Vote lasts"), rules.voting_period and _span(rules, rules.voting_period)),
        (gettext("Quorum"), (rules.token_quorum_percent or rules.holder_house) and ", ".join(quorums)),
        (gettext("Wait before execution"), rules.timelock_delay and duration(rules.timelock_delay)),
        (gettext("Tracks of their own"), rules.tracks and str(len(rules.tracks))),
    ]
    return [(name, str(value)) for name, value in known if value]


def _of_one_house(rules: Rules, symbol: str) -> list[str]:
    """Of another governor, as far as its events say."""
    sentences = []
    if rules.proposal_threshold:
        sentences.append(
            f"Who has {short_units(rules.proposal_threshold)} {symbol} of voting power may propose."
        )
    if rules.voting_period:
        opens = (
            f"{_span(rules, rules.voting_delay)} after it is proposed" if rules.voting_delay else "at once"
        )
        sentences.append(f"The vote opens {opens} and lasts {_span(rules, rules.voting_period)}.")
    quorum = (
        f"a quorum of {rules.token_quorum_percent}% of all tokens"
        if rules.token_quorum_percent
        else "a quorum"
    )
    sentences.append(f"It passes with more For than Against, and {quorum}.")
    if rules.timelock_delay:
        sentences.append(
            f"What has passed and was queued waits {duration(rules.timelock_delay)} before it is executed."
        )
    return sentences


def _span(rules: Rules, length: int) -> str:
    return duration(length) if rules.clock is Clock.TIMESTAMP else counted(length, "block")


def _track(track: Track) -> str:
    """`The holder house alone decides about: accredit, withdraw. Least quorum there: 40%.`"""
    houses = {"token": track.token_house, "holder": track.holder_house}
    percents = {"token": track.token_quorum_percent, "holder": track.holder_quorum_percent}
    asked = [name for name, is_asked in houses.items() if is_asked]
    who = "Both houses decide" if len(asked) == 2 else f"The {asked[0]} house alone decides"
    calls = ", ".join(_call(function) for function in track.functions) or "nothing yet"
    floors = [f" Least quorum in the {name} house: {percents[name]}%." for name in asked if percents[name]]
    return f"{who} about: {calls}.{''.join(floors)}"


def _call(function: TrackFunction) -> str:
    name = function.function.partition("(")[0] if function.function else function.selector
    where = function.target_name.replace("_", " ") if function.target_name else function.target
    return f"{name} ({where})"
