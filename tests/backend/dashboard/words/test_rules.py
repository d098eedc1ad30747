from lexiarch.dashboard.words.rules import rules_in_words
from lexiarch.views.models import Rules, Track, TrackFunction


def test_the_rules_in_force_are_told_in_plain_words() -> None:
    function = TrackFunction(
        target="0x" + "11" * 20,
        target_name="issuer_registry",
        selector="0x40e5e9aa",
        function="withdraw(address,bytes32)",
    )
    track = Track(
        number=1,
        token_house=False,
        holder_house=True,
        token_quorum_percent=0,
        holder_quorum_percent=30,
        secret=False,
        functions=[function, function.model_copy(update={"function": None, "target_name": None})],
    )
    rules = Rules(
        voting_delay=86_400,
        voting_period=432_000,
        proposal_threshold=100_000 * 10**18,
        token_quorum_percent=10,
        holder_quorum_percent=25,
        timelock_delay=172_800,
        grace_period=1_209_600,
        late_quorum_vote_extension=86_400,
        tracks=[track],
    )
    told = " ".join(rules_in_words(rules, "VALE"))
    for fact in (
        "100,000 VALE",
        "1 day remain to answer",
        "The holder house alone decides about: withdraw (issuer registry), 0x40e5e9aa (0x1111",
        "Least quorum in the holder house: 30%.",
        "opens 1 day after",
        "lasts 5 days",
        "10% of all tokens",
        "25% of all persons",
    ):
        assert fact in told
    assert "waits 2 days" in told
    assert "within 14 days" in told
