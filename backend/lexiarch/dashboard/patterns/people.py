"""Parts about accounts: standing, votes cast, eligibility, what waits for a vote."""

from collections.abc import Iterator

from lexiarch.dashboard.patterns.models import DAY, NOW, proposal_in
from lexiarch.dashboard.patterns.sample import Group, Sample, include
from lexiarch.dashboard.words.eligibility import eligibility_words
from lexiarch.dashboard.words.rules import rules_in_brief, rules_in_words
from lexiarch.domain.deployment import Deployment
from lexiarch.domain.eligibility import REMEDIES, Reason
from lexiarch.domain.proposals import ProposalState
from lexiarch.domain.words import HolderStatus
from lexiarch.views import examples
from lexiarch.views.models import Account, EligibilityReason, OpenVote, PendingRecovery, TookPart, Vote

_RECOVERY = PendingRecovery(new_holder=examples.ISSUER.address, started=NOW - DAY, ready_at=NOW + 6 * DAY)


def people_groups(deployment: Deployment) -> Iterator[Group]:
    """All of them."""
    yield Group("Standing", [include(state, "standing", {"account": each}) for state, each in _accounts()])
    yield Group("Can I vote", list(_eligibilities()))
    yield Group("Waiting for your vote", list(_waiting()))
    overview = {
        "overview": examples.OVERVIEW,
        "brief": rules_in_brief(examples.RULES),
        "rules": rules_in_words(examples.RULES, deployment.token_symbol),
    }
    treasury = examples.OVERVIEW.treasury.model_copy(update={"ether": None, "ether_block": None})
    unread = {**overview, "overview": examples.OVERVIEW.model_copy(update={"treasury": treasury})}
    yield Group(
        "At a glance",
        [
            include("", "glance", overview),
            include("treasury not read yet", "glance", unread),
            include("of a DAO without a roll", "glance", {**overview, "has_roll": False}),
        ],
    )


def _accounts() -> Iterator[tuple[str, Account]]:
    account = examples.ACCOUNT
    yield "live, appealed", account
    case = account.case and account.case.model_copy(update={"appealed": None, "suspended_until": NOW + DAY})
    yield (
        "under notice, suspended",
        account.model_copy(update={"case": case, "is_holder": False, "status": HolderStatus.SUSPENDED}),
    )
    yield "asked for by another account", account.model_copy(update={"case": None, "recovery": _RECOVERY})
    for status in (HolderStatus.EXPIRED, HolderStatus.MOVED, HolderStatus.ENDED):
        gone = account.attestation and account.attestation.model_copy(
            update={"status": status, "expiration_time": NOW - DAY}
        )
        yield (
            status.value,
            account.model_copy(
                update={"case": None, "is_holder": False, "status": status, "attestation": gone}
            ),
        )
    nobody: dict[str, object] = {
        **{"case": None, "attestation": None, "is_holder": False, "status": HolderStatus.NONE},
        **{"delegators": 0, "power": 0, "delegate": None},
    }
    yield "not delegated, no iD", account.model_copy(update=nobody)
    never = {"token_house": TookPart(voted=0, could_vote=0), "holder_house": TookPart(voted=0, could_vote=0)}
    yield "nothing", account.model_copy(update={**nobody, **never, "balance": 0, "votes_cast": 0})
    yield "delegated", account.model_copy(update={**nobody, "delegate": examples.ISSUER.address})


def _vote(**changes: object) -> Vote:
    return examples.VOTE.model_copy(update=changes)


def _eligibilities() -> Iterator[Sample]:
    proposal = proposal_in(ProposalState.ACTIVE)
    nobody: dict[str, object] = {"proposal": proposal, "eligibility": None, "seats": [], "receipt": None}
    yield include("nobody is asked about", "eligibility", nobody)
    yield include("of a DAO without a roll", "eligibility", {**nobody, "has_roll": False})
    secret = {**nobody, "proposal": proposal_in(ProposalState.ACTIVE, secret=True)}
    yield include("nobody is asked about, in secret", "eligibility", secret)
    no = examples.ELIGIBILITY.token_house
    every = [EligibilityReason(code=reason, remedy=REMEDIES[reason]) for reason in Reason]
    yes = no.model_copy(update={"can_vote": True, "weight": 250_000 * 10**18, "reasons": []})
    person = examples.ELIGIBILITY.holder_house
    for state, houses, receipt in (
        ("yes", (yes, person), None),
        ("every reason why not", (no.model_copy(update={"reasons": every}), person), None),
        ("in secret", (no, person.model_copy(update={"secret": True})), None),
        ("receipt", (yes, person), examples.VOTE),
        ("receipt, tokens alone", (yes, person), _vote(in_holder_house=False)),
        ("receipt, person alone", (yes, person), _vote(weight=0)),
        ("receipt, of nothing", (yes, person), _vote(weight=0, in_holder_house=False)),
    ):
        found = examples.ELIGIBILITY.model_copy(update={"token_house": houses[0], "holder_house": houses[1]})
        seats = eligibility_words(found, has_roll=True)
        shown = {"proposal": proposal, "eligibility": found, "seats": seats, "receipt": receipt}
        yield include(state, "eligibility", shown)


def _waiting() -> Iterator[Sample]:
    person = examples.ELIGIBILITY.holder_house.model_copy(update={"secret": True})
    secret = examples.ELIGIBILITY.model_copy(update={"holder_house": person})
    votes = [*examples.OPEN_VOTES, OpenVote(proposal=examples.SUMMARY, eligibility=secret)]
    account = examples.ACCOUNT.address
    yield include("", "mine", {"account": account, "mine": votes})
    yield include("nothing", "mine", {"account": account, "mine": []})
    yield include("nobody is asked about", "mine", {"account": "", "mine": []})
    yield include("of a DAO without a roll", "mine", {"account": "", "mine": [], "has_roll": False})
