"""One example of every answer, made from the models themselves, so that none can be out of date."""

from lexiarch import __version__
from lexiarch.domain.cases import CasePhase
from lexiarch.domain.drafts import DRAFT_WARNINGS, PROPOSER_REMEDIES, DraftWarning, ProposerReason
from lexiarch.domain.eligibility import REMEDIES, Reason
from lexiarch.domain.proposals import ProposalState, Support
from lexiarch.domain.reminders import BEFORE_THE_END
from lexiarch.domain.warnings import WarningCode
from lexiarch.domain.words import HolderStatus
from lexiarch.views.draft_models import (
    Asked,
    DraftNotice,
    Preview,
    PreviewAction,
    Proposer,
    ProposerReasonText,
)
from lexiarch.views.issuer_models import (
    Accreditation,
    AccreditationAct,
    AccreditationEvent,
    IssuerCases,
    IssuerRecord,
)
from lexiarch.views.models import (
    Account,
    Act,
    Action,
    ActKind,
    Attestation,
    BlockRef,
    CalendarEvent,
    DecodedArgument,
    DecodedCall,
    Delegate,
    Delegation,
    Delegator,
    Draw,
    Eligibility,
    EligibilityReason,
    Feed,
    FeedEntry,
    Ground,
    House,
    HouseEligibility,
    HouseName,
    HouseParticipation,
    Issuer,
    Nonvoter,
    OpenVote,
    Overview,
    Page,
    Participation,
    PendingCase,
    PowerChange,
    PowerHistory,
    Progress,
    Proposal,
    ProposalSummary,
    ProposalWarning,
    Rules,
    Status,
    StreamEvent,
    TimelineEntry,
    TookPart,
    Track,
    TrackFunction,
    Treasury,
    Tree,
    Vote,
    VoteProgress,
)
from lexiarch.views.secret_ballot_models import FrozenTree, SecretBallot, TreeLeaves
from lexiarch.views.simulation_models import (
    EventArgument,
    SimulatedAction,
    SimulatedEvent,
    SimulatedTarget,
    Simulation,
)

_NOW = 1_790_000_000
_DAY = 86_400
_TOKEN = 10**18
_HASH = "0x" + "5e" * 32
_HOLDER = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"
_ISSUER = "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC"
_TIMELOCK = "0xe7f1725E7734CE288F8367e1Bb143E90bb3F0512"
_GOVERNOR = "0xCf7Ed3AccA5a467e9e704C703E8D87F634fB0Fc9"
_ID = 57896044618658097711785492504343953926634992332820282019728792003956564819967

BLOCK = BlockRef(number=1234, hash=_HASH, timestamp=_NOW)
STATUS = Status(
    name="Commons of the Upper Valley",
    chain_id=31337,
    indexed=BLOCK,
    head=BLOCK,
    lag_blocks=0,
    lag_seconds=0,
    verified_block=1233,
    differences=[],
    contracts={"governor": _GOVERNOR},
    version=__version__,
)
RULES = Rules(
    voting_delay=_DAY,
    voting_period=5 * _DAY,
    proposal_threshold=100_000 * _TOKEN,
    token_quorum_percent=10,
    holder_quorum_percent=25,
    timelock_delay=2 * _DAY,
    grace_period=14 * _DAY,
    late_quorum_vote_extension=2 * _DAY,
    tracks=[
        Track(
            number=1,
            token_house=False,
            holder_house=True,
            token_quorum_percent=0,
            holder_quorum_percent=30,
            secret=False,
            functions=[
                TrackFunction(
                    target=_GOVERNOR,
                    target_name="issuer_registry",
                    selector="0x40e5e9aa",
                    function="withdraw(address,bytes32)",
                )
            ],
        )
    ],
)
OVERVIEW = Overview(
    name=STATUS.name,
    token_symbol="VALE",
    proposals=9,
    active_proposals=1,
    holders=24,
    issuers=2,
    delegates=17,
    token_supply=10_000_000 * _TOKEN,
    treasury=Treasury(address=_GOVERNOR, tokens=4_000_000 * _TOKEN, ether=12 * _TOKEN, ether_block=1233),
    rules=RULES,
)
TOKEN_HOUSE = House(
    house=HouseName.TOKEN,
    against=120_000 * _TOKEN,
    for_=1_900_000 * _TOKEN,
    abstain=0,
    asked=True,
    quorum=1_000_000 * _TOKEN,
    quorum_final=True,
    electorate=10_000_000 * _TOKEN,
    quorum_reached=True,
    majority=True,
    passed=True,
)
HOLDER_HOUSE = House(
    house=HouseName.HOLDER,
    against=2,
    for_=5,
    abstain=1,
    asked=True,
    quorum=6,
    quorum_final=True,
    electorate=24,
    quorum_reached=True,
    majority=True,
    passed=True,
)
SUMMARY = ProposalSummary(
    id=_ID,
    title="Repair the mill",
    proposer=_HOLDER,
    state=ProposalState.ACTIVE,
    created=_NOW - 2 * _DAY,
    snapshot=_NOW - _DAY,
    deadline=_NOW + 4 * _DAY,
    snapshot_timepoint=_NOW - _DAY,
    deadline_timepoint=_NOW + 4 * _DAY,
    token_house=TOKEN_HOUSE,
    holder_house=HOLDER_HOUSE,
    secret=False,
)
ACTION = Action(
    target=_GOVERNOR,
    target_name="governor",
    value=0,
    calldata="0x79051887" + f"{_DAY:064x}",
    decoded=DecodedCall(
        contract="governor",
        function="setVotingDelay(uint48)",
        arguments=[DecodedArgument(name="newVotingDelay", type="uint48", value=str(_DAY))],
    ),
)
PROPOSAL = Proposal(
    **dict(SUMMARY),
    description="# Repair the mill\n\nThe wheel is broken.",
    actions=[ACTION],
    warnings=[ProposalWarning(code=WarningCode.OWN_RULES, action=0)],
    timeline=[
        TimelineEntry(event="created", time=SUMMARY.created, happened=True, tx_hash=_HASH),
        TimelineEntry(event="voting_starts", time=SUMMARY.snapshot, happened=True, tx_hash=None),
        TimelineEntry(event="voting_ends", time=SUMMARY.deadline, happened=False, tx_hash=None),
    ],
    eta=None,
    block=1200,
    tx_hash=_HASH,
    ballots=8,
    secret_ballots=0,
    secret_root=None,
    secret_electorate=None,
)
DRAFT_JSON = {
    "description": PROPOSAL.description,
    "actions": [{"target": ACTION.target, "value": "0", "calldata": ACTION.calldata}],
    "proposer": _HOLDER,
}
PROPOSER = Proposer(
    address=_HOLDER,
    can_propose=False,
    as_person=False,
    power=0,
    threshold=50_000 * _TOKEN,
    reasons=[
        ProposerReasonText(code=reason, remedy=PROPOSER_REMEDIES[reason])
        for reason in (ProposerReason.NO_ID, ProposerReason.POWER_BELOW_THRESHOLD)
    ],
)
PREVIEW = Preview(
    proposal_id=_ID,
    title="Repair the mill",
    actions=[PreviewAction(**dict(ACTION), track=0, reencodes=True)],
    asks=Asked(
        token_house=True,
        holder_house=True,
        token_quorum_percent=4,
        holder_quorum_percent=10,
        secret=False,
        voting_starts=_NOW + _DAY,
        voting_ends=_NOW + 6 * _DAY,
    ),
    warnings=[
        DraftNotice(
            code=DraftWarning.PROPOSAL_EXISTS,
            action=None,
            message=DRAFT_WARNINGS[DraftWarning.PROPOSAL_EXISTS],
        )
    ],
    proposer=PROPOSER,
)
VOTE = Vote(
    proposal_id=_ID,
    proposal_title=SUMMARY.title,
    voter=_HOLDER,
    support=Support.FOR,
    weight=250_000 * _TOKEN,
    weight_against=0,
    weight_for=250_000 * _TOKEN,
    weight_abstain=0,
    in_holder_house=True,
    reason="Winter is coming.",
    time=_NOW,
    block=1230,
    tx_hash=_HASH,
)
ELIGIBILITY = Eligibility(
    proposal_id=_ID,
    address=_HOLDER,
    at=_NOW,
    state=ProposalState.ACTIVE,
    snapshot=SUMMARY.snapshot,
    deadline=SUMMARY.deadline,
    voted=False,
    can_vote=True,
    token_house=HouseEligibility(
        house=HouseName.TOKEN,
        can_vote=False,
        secret=False,
        weight=0,
        weight_final=True,
        reasons=[
            EligibilityReason(code=reason, remedy=REMEDIES[reason])
            for reason in (Reason.NO_POWER_AT_SNAPSHOT, Reason.NOT_DELEGATED)
        ],
    ),
    holder_house=HouseEligibility(
        house=HouseName.HOLDER, can_vote=True, secret=False, weight=1, weight_final=True, reasons=[]
    ),
)
OPEN_VOTES = [OpenVote(proposal=SUMMARY, eligibility=ELIGIBILITY)]
PROGRESS = Progress(
    proposal_id=_ID,
    opens=SUMMARY.snapshot,
    closes=SUMMARY.deadline,
    now=_NOW,
    token_house=[
        VoteProgress(time=_NOW - 3600, block=1220, against=0, for_=1_900_000 * _TOKEN, abstain=0),
        VoteProgress(time=_NOW, block=1230, against=120_000 * _TOKEN, for_=1_900_000 * _TOKEN, abstain=0),
    ],
    holder_house=[VoteProgress(time=_NOW - 3600, block=1220, against=0, for_=1, abstain=0)],
)
SIMULATION = Simulation(
    proposal_id=_ID,
    block=1234,
    time=_NOW + 1,
    executor=_TIMELOCK,
    together=True,
    success=True,
    actions=[
        SimulatedAction(
            success=True,
            error=None,
            gas=38_102,
            events=[
                SimulatedEvent(
                    contract=_GOVERNOR,
                    contract_name="governor",
                    event="VotingDelaySet",
                    arguments=[
                        EventArgument(name="oldVotingDelay", value=str(2 * _DAY)),
                        EventArgument(name="newVotingDelay", value=str(_DAY)),
                    ],
                )
            ],
        )
    ],
    targets=[
        SimulatedTarget(
            address=_GOVERNOR,
            has_code=True,
            code_changed=False,
            implementation=None,
            implementation_changed=None,
        )
    ],
    warnings=[],
)
ATTESTATION = Attestation(
    person_tag=_HASH,
    holder=_HOLDER,
    issuer=_ISSUER,
    schema_=_HASH,
    kind="person",
    status=HolderStatus.LIVE,
    since=_NOW - 100 * _DAY,
    expiration_time=_NOW + 265 * _DAY,
    ended=None,
    uid=_HASH,
    tx_hash=_HASH,
)
CASE = PendingCase(
    number=1,
    phase=CasePhase.APPEALED,
    opener=_ISSUER,
    by_issuer=True,
    reason_commitment=_HASH,
    opened=_NOW - 5 * _DAY,
    appeal_until=_NOW + 9 * _DAY,
    decide_until=_NOW + 69 * _DAY,
    appealed=_NOW - 2 * _DAY,
    suspended_until=None,
)
GROUND = Ground(
    uid=_HASH,
    definition="The person holds another iD on this roll.",
    registered=_NOW - 200 * _DAY,
    retired=None,
)
FROZEN_TREE = FrozenTree(
    proposal_id=_ID, root=_HASH, members=2, block=1200, leaves=[_HASH, "0x" + "00" * 32, "0x" + "2a" * 32]
)
TREE_LEAVES = TreeLeaves(
    root=_HASH, members=2, block=1200, leaves=[_HASH, "0x" + "00" * 32, "0x" + "2a" * 32]
)
SECRET_BALLOT = SecretBallot(
    proposal_id=_ID, nullifier=_HASH, support=Support.AGAINST, time=_NOW, block=1234, tx_hash=_HASH
)
TREE = Tree(root=_HASH, size=21, members=19, ended=0, due=1)
ACCOUNT = Account(
    address=_HOLDER,
    at=_NOW,
    balance=250_000 * _TOKEN,
    power=310_000 * _TOKEN,
    delegate=_HOLDER,
    delegators=3,
    is_holder=True,
    status=HolderStatus.LIVE,
    attestation=ATTESTATION,
    case=CASE,
    recovery=None,
    votes_cast=4,
    could_vote=6,
    token_house=TookPart(voted=4, could_vote=6),
    holder_house=TookPart(voted=3, could_vote=4),
    proposals_made=1,
)
ISSUER = Issuer(
    number=1,
    address=_ISSUER,
    schema_=_HASH,
    schema_definition="A living human being, met in person by the issuer.",
    kind="person",
    valid_from=_NOW - 200 * _DAY,
    valid_until=_NOW + 530 * _DAY,
    accredited=True,
    withdrawn=False,
    daily_cap=20,
    signer=None,
    suspended_until=None,
    attestations=31,
    live_holders=24,
    revoked=1,
    cases=2,
)
ISSUER_RECORD = IssuerRecord(
    address=_ISSUER,
    may_attest=True,
    attestations=31,
    live_holders=24,
    revoked=1,
    cases=IssuerCases(opened=2, pending=0, upheld=1, dismissed=0, withdrawn=1, lapsed=0, moot=0),
    accreditations=[
        Accreditation(
            **dict(ISSUER),
            used_today=3,
            history=[
                AccreditationEvent(
                    act=AccreditationAct.GRANTED,
                    time=_NOW - 200 * _DAY,
                    valid_until=_NOW + 530 * _DAY,
                    daily_cap=20,
                    signer=None,
                    suspended_until=None,
                    proposal_id=_ID,
                    proposal_title="Accredit the Harbour Office",
                    tx_hash=_HASH,
                )
            ],
        )
    ],
)
DELEGATE = Delegate(address=_HOLDER, power=310_000 * _TOKEN, delegators=3, votes_cast=4, is_holder=True)
DRAW = Draw(block=BLOCK, drawn=17)
NONVOTER = Nonvoter(address=_HOLDER, weight=310_000 * _TOKEN, person_tag=None)
POWER = PowerChange(power=310_000 * _TOKEN, time=_NOW, block=1230, tx_hash=_HASH)
DELEGATION = Delegation(
    delegator=_ISSUER,
    from_delegate=None,
    to_delegate=_HOLDER,
    amount=60_000 * _TOKEN,
    time=_NOW,
    block=1230,
    tx_hash=_HASH,
)
POWER_HISTORY = PowerHistory(address=_HOLDER, now=_NOW + _DAY, points=[POWER])
DELEGATOR = Delegator(address=_ISSUER, amount=60_000 * _TOKEN, since=_NOW, block=1230, tx_hash=_HASH)
ACT = Act(
    kind=ActKind.VOTE,
    time=VOTE.time,
    block=VOTE.block,
    tx_hash=VOTE.tx_hash,
    proposal_id=VOTE.proposal_id,
    proposal_title=VOTE.proposal_title,
    vote=VOTE,
    delegation=None,
)
TURNOUT = Participation(
    proposal_id=_ID,
    title=SUMMARY.title,
    state=SUMMARY.state,
    snapshot=SUMMARY.snapshot,
    deadline=SUMMARY.deadline,
    token_house=HouseParticipation(
        asked=True, ballots=6, cast=2_020_000 * _TOKEN, electorate=TOKEN_HOUSE.electorate, share=2020
    ),
    holder_house=HouseParticipation(
        asked=True, ballots=8, cast=8, electorate=HOLDER_HOUSE.electorate, share=3333
    ),
)
EVENT = StreamEvent(id=77, kind="vote", block=1230, subject=str(_ID), data={"voter": _HOLDER.lower()})
FEED = Feed(
    id=f"urn:lexiarch:31337:{_GOVERNOR.lower()}",
    title="Commons of the Upper Valley",
    path="/",
    updated=SUMMARY.created,
    entries=[
        FeedEntry(
            id=f"urn:lexiarch:31337:{_GOVERNOR.lower()}:1200:3:proposed",
            title="Proposed: Repair the mill",
            text="The wheel is broken.",
            path=f"/proposals/{_ID}",
            updated=SUMMARY.created,
        )
    ],
)
CALENDAR_EVENT = CalendarEvent(
    id=f"{_ID}-voting-ends@31337.{_GOVERNOR.lower()}",
    title="Vote ends: Repair the mill",
    path=f"/proposals/{_ID}",
    time=SUMMARY.deadline,
    revision=0,
    updated=SUMMARY.created,
    canceled=False,
)
REMINDERS_FEED = Feed(
    id=f"{FEED.id}:account:{_HOLDER.lower()}:reminders",
    title=f"Votes that wait for {_HOLDER} · {STATUS.name}",
    path=f"/accounts/{_HOLDER}",
    updated=SUMMARY.snapshot,
    entries=[
        FeedEntry(
            id=f"{FEED.id}:account:{_HOLDER.lower()}:reminders:{_ID}:open",
            title="Your vote is missing: Repair the mill",
            text="Vote until 2026-09-25T14:13:20Z.",
            path=f"/proposals/{_ID}?account={_HOLDER}#ballot",
            updated=SUMMARY.snapshot,
        )
    ],
)
REMINDER = CalendarEvent(
    id=f"{_ID}-reminder-{_HOLDER.lower()}@31337.{_GOVERNOR.lower()}",
    title="Vote ends, yours is missing: Repair the mill",
    text="Vote until 2026-09-25T14:13:20Z.",
    path=f"/proposals/{_ID}?account={_HOLDER}#ballot",
    time=SUMMARY.deadline,
    alarms=list(BEFORE_THE_END),
    revision=0,
    updated=SUMMARY.created,
    canceled=False,
)

PROPOSALS = Page[ProposalSummary](items=[SUMMARY], next_cursor="WyJwcm9wb3NhbHMiLDEyMDAsM10")
VOTES = Page[Vote](items=[VOTE], next_cursor=None)
SECRET_BALLOTS = Page[SecretBallot](items=[SECRET_BALLOT], next_cursor=None)
HOLDERS = Page[Attestation](items=[ATTESTATION], next_cursor=None)
DELEGATES = Page[Delegate](items=[DELEGATE], next_cursor=None)
NONVOTERS = Page[Nonvoter](items=[NONVOTER], next_cursor=None)
POWERS = Page[PowerChange](items=[POWER], next_cursor=None)
DELEGATIONS = Page[Delegation](items=[DELEGATION], next_cursor=None)
DELEGATORS = Page[Delegator](items=[DELEGATOR], next_cursor=None)
ACTS = Page[Act](items=[ACT], next_cursor=None)
PARTICIPATION = Page[Participation](items=[TURNOUT], next_cursor=None)
