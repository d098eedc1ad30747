"""The Assembly's rules in force, as sentences."""

from lexiarch.dashboard.words.amounts import short_units
from lexiarch.dashboard.words.times import duration
from lexiarch.views.models import Rules


def rules_in_words(rules: Rules, symbol: str) -> list[str]:
    """How a proposal becomes law, one sentence per step."""
    opens = f"{duration(rules.voting_delay)} after it is proposed" if rules.voting_delay else "at once"
    return [
        f"Members of the roll may propose, and so may anyone with {short_units(rules.proposal_threshold)} "
        f"{symbol} of voting power.",
        f"The vote opens {opens} and lasts {duration(rules.voting_period)}.",
        "It passes when both houses pass it: more For than Against in each, and a quorum of For and "
        f"Abstain of {rules.token_quorum_percent}% of all tokens in the token house and "
        f"{rules.holder_quorum_percent}% of all persons in the holder house.",
        f"What has passed waits {duration(rules.timelock_delay)} in the timelock before anyone can execute "
        f"it, and expires when nobody does within {duration(rules.grace_period)}.",
    ]
