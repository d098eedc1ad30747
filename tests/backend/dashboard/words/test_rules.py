from lexiarch.dashboard.words.rules import rules_in_words
from lexiarch.views.models import Rules


def test_the_rules_in_force_are_told_in_plain_words() -> None:
    rules = Rules(
        voting_delay=86_400,
        voting_period=432_000,
        proposal_threshold=100_000 * 10**18,
        token_quorum_percent=10,
        holder_quorum_percent=25,
        timelock_delay=172_800,
        grace_period=1_209_600,
    )
    told = " ".join(rules_in_words(rules, "VALE"))
    for fact in (
        "100,000 VALE",
        "opens 1 day after",
        "lasts 5 days",
        "10% of all tokens",
        "25% of all persons",
    ):
        assert fact in told
    assert "waits 2 days" in told
    assert "within 14 days" in told
