"""The life of the demo DAO, as data: who is who, what was proposed, who voted how and why.

People are numbers of the public test mnemonic's accounts. Days count back from the moment of playing.
"""

from dataclasses import dataclass, field

FIRST_ISSUER, SECOND_ISSUER = 1, 2
VISITOR = 16
"""A member with tokens that nobody votes with yet: the account for a visitor to try things with."""

FIRST_MEMBERS = range(3, 24)
EXIT, DUPLICATE, LAPSED, SWEPT = 22, 20, 21, 19
"""Who leaves, whose iD the DAO ends, and whose iDs expire."""
RELAYED_MEMBER = 24
ORGANISATION = 25
HARBOUR_MEMBER = 26
"""Admitted by the second issuer, after the DAO accredited it."""

BATCH = (35, 36, 37)
"""Members who claim from one batch of offers."""
GUARDIAN = 17
LOST, FOUND = 18, 38
"""A member whose account was lost, and the account to which the iD moved."""
ASKED_FOR, ASKING = 37, 39
"""A member of whose iD another account has asked for; they may still refuse."""
CLEARED, ACCUSED, APPELLANT = 15, 23, 24
"""Members about whom a case was opened: taken back; pending; appealed, to be decided in secret."""
IN_TREE = (3, 4, 5, 7, 8, 9, 10, 12, 14, 16, 18, 35)
"""Members with a ballot key in the tree for secret ballots, made of a signature of their accounts."""
COURIERS = (32, 33, 34)
"""Accounts that hand in the members' secret ballots, and have nothing to do with them."""

SECRET_PROPOSAL = "appeal"
"""Key of the proposal on which persons vote in secret."""

SHORT_TERM_DAYS, TERM_DAYS = 40, 730

SELF_DELEGATES = (3, 4, 5, 7, 9, 10, 12, 14, 27, 28, 29, 30, 31)
DELEGATIONS = {6: 5, 8: 5, 11: 3, 13: 27, 15: 12, 32: 27}
"""Who lets whom vote with their tokens. 16 and 33 never decided: their tokens count for nothing yet."""


@dataclass(frozen=True)
class Ballots:
    """Who votes how on a proposal; all between its snapshot and its deadline."""

    for_: tuple[int, ...] = ()
    against: tuple[int, ...] = ()
    abstain: tuple[int, ...] = ()
    reasons: dict[int, str] = field(default_factory=dict)

    def in_order(self) -> list[tuple[int, int]]:
        """(account, support), mixed so that the tally moves as it does in life."""
        cast = [(account, 1) for account in self.for_]
        cast += [(account, 0) for account in self.against]
        cast += [(account, 2) for account in self.abstain]
        return sorted(cast, key=lambda ballot: (ballot[0] * 7) % 31)


@dataclass(frozen=True)
class ProposalStory:
    key: str
    """Names the action in scripts/demo.py."""
    day: float
    """Days before now on which it is proposed."""
    proposer: int
    title: str
    body: str
    ballots: Ballots = Ballots()
    queue_day: float | None = None
    execute_day: float | None = None
    cancel_day: float | None = None

    @property
    def description(self) -> str:
        return f"# {self.title}\n\n{self.body}"


PROPOSALS = (
    ProposalStory(
        "accredit",
        50,
        27,
        "Accredit the Harbour Office as a second issuer",
        "One issuer for everybody is one gatekeeper too many. The Harbour Office has verified tenants in "
        "person since "
        "2011 and agrees to the *same* uniqueness check.\n\n"
        "- accredited for **persons** only, for two years\n"
        "- both offices must be able to renew what the other attested\n"
        "- [How the check works](https://example.org/uniqueness)",
        Ballots(
            for_=(3, 4, 5, 6, 7, 8, 9, 10, 11, 12),
            against=(13,),
            abstain=(14,),
            reasons={
                3: "No right should hang on one office.",
                13: "One good issuer is easier to watch than two.",
                14: "I work for the Harbour Office, so I leave this to others.",
            },
        ),
        queue_day=43.9,
        execute_day=41.5,
    ),
    ProposalStory(
        "revoke",
        40,
        3,
        "Decide the appeal: does a second iD of one person end?",
        "The uniqueness check of March found that one person holds a second iD under an older document. "
        "The issuer gave notice; the holder appealed, so the members decide.\n\nThe reason is committed on "
        "chain as a salted hash; the file is with the issuer and with the holder, and was read to those who "
        "came to the hearing.",
        Ballots(
            for_=(3, 4, 5, 7, 8, 10, 12, 14),
            against=(6, 9),
            abstain=(11, 13),
            reasons={
                9: "Two documents are not yet two iDs of one person.",
                3: "I checked the file as a witness.",
            },
        ),
        queue_day=33.8,
        execute_day=31.5,
    ),
    ProposalStory(
        "minutes",
        38,
        5,
        "Print the minutes of the Assembly for the reading room",
        "3,000 VALE for a year of printing. Not everybody reads on a screen.",
        Ballots(
            for_=(27, 28, 29, 3, 4, 5, 6, 7, 8, 9, 10),
            against=(30,),
            reasons={30: "Three thousand for paper?"},
        ),
    ),
    ProposalStory(
        "mill",
        30,
        28,
        "Buy the second mill for 600,000 VALE",
        "The owner sells to us or to the holding from the coast. Income of the mill would pay the price "
        "back in nine "
        "years.\n\n> A valley that does not own its mills does not own its bread.\n\n"
        "| Year | Cost | Income |\n| --- | ---: | ---: |\n| 1 | 600,000 | 41,000 |\n| 2 | 12,000 | 66,000 "
        "|\n",
        Ballots(
            for_=(27, 28, 29, 30, 31, 5, 12),
            against=(3, 4, 6, 7, 8, 9, 10, 11, 14, 15),
            abstain=(13,),
            reasons={
                28: "It pays for itself in nine years.",
                3: "The same six people would run both mills.",
                8: "Nobody asked those who live beside it.",
            },
        ),
    ),
    ProposalStory(
        "bells",
        22,
        9,
        "Ring the bells at the opening of each vote",
        "So that those without a telephone know, too.",
        Ballots(for_=(9, 10, 11), against=(4,)),
    ),
    ProposalStory(
        "seal",
        20,
        12,
        "Commission a seal for the Assembly",
        "Withdrawn: the amount was wrong by a factor of ten.",
        cancel_day=19.6,
    ),
    ProposalStory(
        "secrecy",
        29,
        5,
        "Decide in secret whether an iD ends",
        "Last time everybody could see who had voted to end a neighbour’s iD. Whoever decides about a "
        "neighbour should owe nobody an explanation at the well.\n\nFrom now on members vote on appeals with "
        "secret ballots: everybody can count them, and nobody can see whose they are.",
        Ballots(
            for_=(27, 28, 29, 3, 4, 5, 6, 7, 8, 9, 10, 12),
            against=(30, 11),
            reasons={11: "I stand by my vote, and want to see others stand by theirs."},
        ),
        queue_day=22.8,
        execute_day=20.5,
    ),
    ProposalStory(
        "threshold",
        18,
        29,
        "Lower the proposal threshold to 50,000 VALE",
        "Members of the roll can propose without tokens. Token holders who are no members should not need "
        "a fortune "
        "either.",
        Ballots(
            for_=(27, 28, 29, 31, 3, 4, 5, 6, 8, 9, 12),
            against=(30, 7),
            reasons={
                7: "Cheap proposals cost everybody's time.",
                5: "Better a bad proposal than an unheard one.",
            },
        ),
        queue_day=11.9,
        execute_day=9.5,
    ),
    ProposalStory(
        "school",
        8.5,
        4,
        "Grant the evening school 48,000 VALE",
        "For two teachers and heating, from October to April. Receipts go to the Assembly every quarter.",
        Ballots(
            for_=(27, 28, 29, 30, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 24, 26),
            abstain=(12,),
            reasons={
                24: "I learned to read there.",
                12: "My sister teaches there, so I abstain.",
                26: "The harbour sends forty pupils.",
            },
        ),
        queue_day=1.0,
    ),
    ProposalStory(
        "quorum",
        7,
        30,
        "Raise the holder quorum to 30 percent",
        "A quarter of the members is too few to bind all of them.",
        Ballots(
            for_=(27, 29, 30, 31, 3, 5, 7, 8, 9, 10, 14, 15),
            against=(28, 4, 6),
            reasons={4: "Then nothing passes in harvest time.", 8: "If it matters, people come."},
        ),
    ),
    ProposalStory(
        "solar",
        5,
        27,
        "Put solar panels on the reading room and the mill: 120,000 VALE",
        "The co-operative offers 64 panels, installed before winter. The treasury pays in one sum; the "
        "power is ours "
        "for 25 years.\n\n### What happens if this passes\n\n1. The timelock sends 120,000 VALE to the "
        "co-operative.\n"
        "2. Work begins in the week after.",
        Ballots(
            for_=(27, 29, 31, 3, 5, 7, 9, 26),
            against=(28, 30, 12),
            abstain=(10,),
            reasons={
                27: "Power that nobody can switch off for us.",
                30: "Ask again when prices have fallen.",
                26: "Yes, if the harbour is next.",
            },
        ),
    ),
    ProposalStory(
        "appeal",
        3.2,
        8,
        "Decide the appeal: is the account still in its owner’s hands?",
        "The issuer gave notice that the account is in the hands of somebody other than the person; the "
        "holder says it never was, and appealed.\n\nThe file was read at the hearing. Members decide, in "
        "secret.",
        Ballots(for_=(4, 9), against=(3, 7, 10, 12)),
    ),
    ProposalStory(
        "river",
        2.5,
        6,
        "Open the river register to every member",
        "Readings of the three gauges have been kept in a drawer since spring. This pays 8,000 VALE to the "
        "keeper of the "
        "gauges to publish them, every week, for a year.",
        Ballots(for_=(6, 8), reasons={6: "Those who live downstream should not have to ask."}),
    ),
    ProposalStory(
        "assembly",
        0.1,
        10,
        "Meet in person twice a year",
        "Screens are fine for counting. For listening, the old threshing hall is better. 5,000 VALE for "
        "two evenings.",
    ),
)
