"""The Assembly's rules in force, as sentences."""

from collections.abc import Iterator

from lexiarch.dashboard.language import gettext, ngettext, number
from lexiarch.dashboard.words.amounts import tokens_text, whole_percent
from lexiarch.dashboard.words.times import duration
from lexiarch.domain.governor import Clock
from lexiarch.views.models import Rules, Track, TrackFunction


def rules_in_words(rules: Rules, symbol: str) -> list[str]:
    """How a proposal becomes law, one sentence per step."""
    return list(_of_both_houses(rules, symbol) if rules.holder_house else _of_one_house(rules, symbol))


def _of_both_houses(rules: Rules, symbol: str) -> Iterator[str]:
    yield gettext(
        "Members of the roll may propose, and so may anyone with %(amount)s of voting power.",
        amount=tokens_text(rules.proposal_threshold, symbol),
    )
    yield _opening(rules)
    yield gettext(
        "It passes when every house that it asks passes it: more For than Against in each, and a quorum of "
        "For and Abstain of %(tokens)s of all tokens in the token house and %(persons)s of all persons in "
        "the holder house.",
        tokens=whole_percent(rules.token_quorum_percent),
        persons=whole_percent(rules.holder_quorum_percent),
    )
    yield gettext(
        "When the quorums are reached late, %(time)s remain to answer.",
        time=duration(rules.late_quorum_vote_extension),
    )
    yield gettext("It asks both houses, except:") if rules.tracks else gettext("It asks both houses.")
    yield from map(_track, rules.tracks)
    yield gettext(
        "What has passed waits %(delay)s in the timelock before anyone can execute it, and expires when "
        "nobody does within %(grace)s.",
        delay=duration(rules.timelock_delay),
        grace=duration(rules.grace_period or 0),
    )


def rules_in_brief(rules: Rules) -> list[tuple[str, str]]:
    """The figures alone, each with its name; those that are not known are left out."""
    quorums = [gettext("%(share)s of all tokens", share=whole_percent(rules.token_quorum_percent))]
    if rules.holder_house:
        quorums.append(gettext("%(share)s of all persons", share=whole_percent(rules.holder_quorum_percent)))
    known = [
        (gettext("Vote opens after"), rules.voting_delay and _span(rules, rules.voting_delay)),
        (gettext("Vote lasts"), rules.voting_period and _span(rules, rules.voting_period)),
        (gettext("Quorum"), (rules.token_quorum_percent or rules.holder_house) and ", ".join(quorums)),
        (gettext("Wait before execution"), rules.timelock_delay and duration(rules.timelock_delay)),
        (gettext("Matters with rules of their own"), rules.tracks and number(len(rules.tracks))),
    ]
    return [(name, str(value)) for name, value in known if value]


def _of_one_house(rules: Rules, symbol: str) -> Iterator[str]:
    """Of another governor, as far as its events say."""
    if rules.proposal_threshold:
        amount = tokens_text(rules.proposal_threshold, symbol)
        yield gettext("Who has %(amount)s of voting power may propose.", amount=amount)
    if rules.voting_period:
        yield _opening(rules)
    if rules.token_quorum_percent:
        yield gettext(
            "It passes with more For than Against, and a quorum of %(share)s of all tokens.",
            share=whole_percent(rules.token_quorum_percent),
        )
    else:
        yield gettext("It passes with more For than Against, and a quorum.")
    if rules.timelock_delay:
        yield gettext(
            "What has passed and was queued waits %(time)s before it is executed.",
            time=duration(rules.timelock_delay),
        )


def _opening(rules: Rules) -> str:
    period = _span(rules, rules.voting_period)
    if not rules.voting_delay:
        return gettext("The vote opens at once and lasts %(period)s.", period=period)
    return gettext(
        "The vote opens %(delay)s after it is proposed and lasts %(period)s.",
        delay=_span(rules, rules.voting_delay),
        period=period,
    )


def _span(rules: Rules, length: int) -> str:
    if rules.clock is Clock.TIMESTAMP:
        return duration(length)
    return ngettext("%(num)s block", "%(num)s blocks", length)


def _track(track: Track) -> str:
    """`The holder house alone decides about: accredit, withdraw. Least quorum in the holder house: 40%.`"""
    calls = ", ".join(_call(function) for function in track.functions) or gettext("nothing yet")
    if track.token_house and track.holder_house:
        sentences = [gettext("Both houses decide about: %(calls)s.", calls=calls)]
    elif track.token_house:
        sentences = [gettext("The token house alone decides about: %(calls)s.", calls=calls)]
    else:
        sentences = [gettext("The holder house alone decides about: %(calls)s.", calls=calls)]
    if track.token_house and track.token_quorum_percent:
        share = whole_percent(track.token_quorum_percent)
        sentences.append(gettext("Least quorum in the token house: %(share)s.", share=share))
    if track.holder_house and track.holder_quorum_percent:
        share = whole_percent(track.holder_quorum_percent)
        sentences.append(gettext("Least quorum in the holder house: %(share)s.", share=share))
    return " ".join(sentences)


def _call(function: TrackFunction) -> str:
    name = function.function.partition("(")[0] if function.function else function.selector
    where = function.target_name.replace("_", " ") if function.target_name else function.target
    return f"{name} ({where})"
