"""What this service knows of an account, and from where: in plain words."""

from dataclasses import dataclass

from lexiarch.dashboard.language import gettext
from lexiarch.views.member_models import AccountData, AccountList


@dataclass(frozen=True, slots=True)
class ListWords:
    name: str
    rows: int
    title: str
    what: str
    source: str
    """Which public events it is from."""


def data_words(data: AccountData, *, has_roll: bool) -> list[ListWords]:
    """Every list that there is of an account; of a DAO without a roll, none of attestations."""
    words = _words()
    return [
        ListWords(each.name.value, each.rows, *words[each.name])
        for each in data.lists
        if has_roll or each.name is not AccountList.ATTESTATIONS
    ]


def _words() -> dict[AccountList, tuple[str, str, str]]:
    return {
        AccountList.ATTESTATIONS: (
            gettext("Attestations"),
            gettext(
                "Which issuer attested what, from when until when. Not: who you are; that never gets here."
            ),
            gettext("The roll: Attested, Recovered, Exited, Revoked"),
        ),
        AccountList.VOTES: (
            gettext("Votes"),
            gettext(
                "Open ballots with choice, weight and the reason given. Not: secret ballots; nobody knows "
                "whose they are."
            ),
            gettext("The governor: VoteCast"),
        ),
        AccountList.DELEGATIONS: (
            gettext("Delegations"),
            gettext("Whom the account let vote with its tokens, and who let it vote with theirs."),
            gettext("The token: DelegateChanged"),
        ),
        AccountList.POWER: (
            gettext("Voting power"),
            gettext("The votes that the account could cast, after each change."),
            gettext("The token: DelegateVotesChanged"),
        ),
        AccountList.BALANCES: (
            gettext("Tokens held"),
            gettext(
                "What the account held of this DAO’s token, after each change. Not: anything else it owns."
            ),
            gettext("The token: Transfer"),
        ),
        AccountList.PROPOSALS: (
            gettext("Proposals"),
            gettext("What the account proposed, with the result."),
            gettext("The governor: ProposalCreated"),
        ),
    }
