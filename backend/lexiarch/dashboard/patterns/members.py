"""Parts of members' own pages and of the issuer's desk."""

from collections.abc import Iterator

from lexiarch.dashboard.patterns.models import DAY, NOW
from lexiarch.dashboard.patterns.sample import Group, Sample, Shown, include
from lexiarch.dashboard.words.member import expiry_warning, next_change, standing_words
from lexiarch.dashboard.words.terms import TERMS
from lexiarch.domain.words import IdState
from lexiarch.views import examples
from lexiarch.views.member_models import HeldAttestation, IssuerTerm, MemberId, PendingRequest
from lexiarch.views.models import PendingRecovery

_HELD = HeldAttestation(
    uid=examples.ATTESTATION.uid,
    person_tag=examples.ATTESTATION.person_tag,
    issuer=examples.ISSUER.address,
    schema_=examples.ISSUER.schema_,
    schema_definition=examples.ISSUER.schema_definition,
    kind="person",
    given=NOW - 100 * DAY,
    since=NOW - 100 * DAY,
    expiration_time=NOW + 265 * DAY,
    in_force=True,
    renewed=False,
    ended=None,
    block=examples.BLOCK.number,
    tx_hash=examples.ATTESTATION.tx_hash,
)
_TERM = IssuerTerm(
    number=1,
    issuer=examples.ISSUER.address,
    schema_=examples.ISSUER.schema_,
    schema_definition=examples.ISSUER.schema_definition,
    kind="person",
    valid_from=examples.ISSUER.valid_from,
    valid_until=examples.ISSUER.valid_until,
    withdrawn=False,
    suspended_until=None,
)
_MEMBER = MemberId(
    address=examples.ACCOUNT.address,
    at=NOW,
    state=IdState.LIVE,
    attestation=_HELD,
    case=None,
    recovery=None,
    request=None,
    attestations=[_HELD],
    renewers=[_TERM],
)
_GONE = _MEMBER.model_copy(update={"state": IdState.ENDED, "attestation": None, "renewers": []})
_AS_SERVED = Shown()
_RELAYS = ["https://relay.example"]
_DESK = '{% import "parts/desk.html" as desk with context %}'


def member_groups() -> Iterator[Group]:
    """All of them."""
    yield Group("Whose wallet", [_part("strip", "", shown=Shown("connect"))])
    yield Group("State of an iD", list(_standings()))
    yield Group("Notice of a case", list(_appeals()))
    recovery = PendingRecovery(new_holder=examples.ISSUER.address, started=NOW - DAY, ready_at=NOW + 6 * DAY)
    asked = _MEMBER.model_copy(update={"recovery": recovery})
    yield Group(
        "Refusing a move",
        [_part("veto", "", asked, Shown("ready")), _part("veto", "none: not shown")],
    )
    yield Group("Attestations", list(_attestations()))
    request = PendingRequest(
        person_tag=_HELD.person_tag,
        holder=examples.ISSUER.address,
        started=NOW - DAY,
        ready_at=NOW + 6 * DAY,
        expiration_time=_HELD.expiration_time,
    )
    yield Group(
        "Lost account",
        [
            _part("request", "", _GONE),
            _part("request", "asked for", _GONE.model_copy(update={"request": request})),
            _part("request", "holds an iD: not shown"),
        ],
    )
    for name, title in (("commitment", "Commitment"), ("exit", "Leaving")):
        samples = [
            _part(name, "", shown=Shown("ready"), relays=_RELAYS),
            _part(name, "no iD: not shown", _GONE),
        ]
        yield Group(title, samples)
    yield Group("Issuer’s desk", list(_desk()))
    yield Group("Renewals", list(_renewals()))
    checks = [
        include(stage, "member/check", {"rules": TERMS}, Shown(stage)) for stage in ("connect", "ready")
    ]
    yield Group("Reason of a case", checks)


def _part(
    name: str, state: str, member: MemberId = _MEMBER, shown: Shown = _AS_SERVED, **more: object
) -> Sample:
    context = {
        "member": member,
        "tag": member.attestation.person_tag if member.attestation else "",
        "standing": standing_words(member),
        "warning": expiry_warning(member),
        "changes_at": next_change(member),
        "rules": TERMS,
        **more,
    }
    return include(state, f"member/{name}", context, shown)


def _standings() -> Iterator[Sample]:
    yield _part("standing", "live")
    soon = _HELD.model_copy(update={"expiration_time": NOW + 20 * DAY})
    yield _part("standing", "runs out soon", _MEMBER.model_copy(update={"attestation": soon}))
    yield _part("standing", "no issuer", _GONE)
    never = _GONE.model_copy(update={"state": IdState.NONE, "renewers": [_TERM]})
    yield _part("standing", "never", never)


def _appeals() -> Iterator[Sample]:
    yield _part("appeal", "none: not shown")
    open_case = examples.CASE.model_copy(update={"appealed": None, "suspended_until": NOW + DAY})
    for state, changes in (
        ("may appeal", {"suspended_until": NOW + DAY}),
        ("too late", {"appeal_until": NOW - DAY, "by_issuer": False}),
        ("appealed", {"appealed": NOW - DAY}),
    ):
        case = open_case.model_copy(update={"suspended_until": None, **changes})
        member = _MEMBER.model_copy(update={"case": case})
        yield _part("appeal", state, member, Shown("ready"), relays=_RELAYS)


def _attestations() -> Iterator[Sample]:
    before = {"in_force": False, "given": NOW - 400 * DAY, "expiration_time": NOW - 35 * DAY}
    held = [
        _HELD,
        _HELD.model_copy(update={**before, "renewed": True}),
        _HELD.model_copy(update={**before, "ended": NOW - 60 * DAY}),
        _HELD.model_copy(update=before),
    ]
    yield _part("attestations", "", _MEMBER.model_copy(update={"attestations": held}))
    yield _part("attestations", "none", _GONE.model_copy(update={"attestations": []}))


def _desk() -> Iterator[Sample]:
    field = '{% call desk.field("name", "Label", "optional") %}{{ desk.text_input("name") }}{% endcall %}'
    yield Sample("a field", _DESK + field)
    for macro, stages in (
        ("standing", ("connect", "switch", "ready")),
        ("cases", ("ready",)),
        ("offer", ("ready",)),
        ("notice", ("ready",)),
        ("batch", ("ready",)),
        ("signer", ("ready",)),
    ):
        for stage in stages:
            shown = Shown(stage, standing="This account may attest persons until the term ends.")
            yield Sample(f"{macro}, {stage}", f"{_DESK}{{{{ desk.{macro}() }}}}", {"rules": TERMS}, shown)


def _renewals() -> Iterator[Sample]:
    soon = examples.ATTESTATION.model_copy(update={"expiration_time": NOW + 9 * DAY})
    account = examples.ISSUER.address
    for state, address, found, more in (
        ("", account, [soon], True),
        ("none", account, [], False),
        ("nobody is asked about", "", [], False),
    ):
        context = {"account": address, "within_days": 30, "renewals": found, "more": more}
        yield include(state, "renewals", context)
