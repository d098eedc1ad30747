"""Whether an account can vote, why not, and how to mend it: in words, by house."""

from dataclasses import dataclass

from lexiarch.dashboard.language import gettext
from lexiarch.domain.eligibility import Reason
from lexiarch.views.models import Eligibility, HouseEligibility, HouseName


@dataclass(frozen=True, slots=True)
class ReasonWords:
    code: str
    why: str
    remedy: str


@dataclass(frozen=True, slots=True)
class HouseWords:
    slug: str
    title: str
    house: HouseEligibility
    reasons: list[ReasonWords]


def eligibility_words(eligibility: Eligibility, *, has_roll: bool) -> list[HouseWords]:
    """Both houses; of a governor that has but one, that."""
    houses = [eligibility.token_house, eligibility.holder_house][: 2 if has_roll else 1]
    return [
        HouseWords(
            house.house.value,
            _title(house.house, has_roll=has_roll),
            house,
            [_reason(reason.code) for reason in house.reasons],
        )
        for house in houses
    ]


def _title(name: HouseName, *, has_roll: bool) -> str:
    if not has_roll:
        return gettext("With tokens")
    return gettext("Token house") if name is HouseName.TOKEN else gettext("Holder house")


def _reason(code: Reason) -> ReasonWords:
    why, remedy = _words()[code]
    return ReasonWords(code.value, why, remedy)


def _words() -> dict[Reason, tuple[str, str]]:
    """What is the matter, and what can be done; the latter may be nothing."""
    return {
        Reason.HOUSE_NOT_ASKED: (gettext("What the proposal calls is not this house’s matter."), ""),
        Reason.NOT_ACTIVE_YET: (
            gettext("The vote has not opened yet."),
            gettext("What counts is how things stand when it opens."),
        ),
        Reason.VOTE_OVER: (gettext("The vote is over."), ""),
        Reason.PROPOSAL_CANCELED: (gettext("The proposal was canceled."), ""),
        Reason.ALREADY_VOTED: (gettext("This account has voted."), gettext("A vote cannot be changed.")),
        Reason.PERSON_ALREADY_VOTED: (gettext("This person has voted, with the account before."), ""),
        Reason.NO_POWER_AT_SNAPSHOT: (
            gettext("No votes were delegated to the account when the vote opened."),
            gettext("Votes that are delegated now count in proposals whose vote opens later."),
        ),
        Reason.NOT_DELEGATED: (
            gettext("Its tokens were not delegated to anybody, so nobody votes with them."),
            gettext("Delegate them, if only to yourself, for the next proposals."),
        ),
        Reason.DELEGATED_TO_OTHER: (
            gettext("Somebody else votes with its tokens."),
            gettext("Ask the delegate, or delegate to yourself for the next proposals."),
        ),
        Reason.NO_ID: (
            gettext("The account has no iD."),
            gettext("Accept an attestation from an issuer; it counts in proposals whose vote opens later."),
        ),
        Reason.ID_ENDED: (
            gettext("Its iD has ended."),
            gettext("A new attestation before the vote ends counts, if the iD stood when the vote opened."),
        ),
        Reason.ID_EXPIRED: (
            gettext("Its iD has run out."),
            gettext("Have it renewed before the vote ends; it counts if it stood when the vote opened."),
        ),
        Reason.ID_MOVED: (
            gettext("Its iD has moved to another account."),
            gettext("Vote with that account."),
        ),
        Reason.NOT_A_PERSON: (
            gettext("Its iD is an organisation’s, and organisations have no vote."),
            gettext("Vote with a person’s iD."),
        ),
        Reason.NOT_A_HOLDER_AT_SNAPSHOT: (
            gettext("Its iD did not stand when the vote opened."),
            gettext("It counts in proposals whose vote opens later."),
        ),
        Reason.SECRET_BALLOT_NEEDS_COMMITMENT: (
            gettext("Persons vote in secret, and this one is not in the tree that was frozen for it."),
            gettext("Join the tree of members for the next secret votes."),
        ),
        Reason.NO_TREE_FROZEN: (
            gettext("Persons vote in secret, and no tree was frozen before the vote opened."),
            "",
        ),
    }
