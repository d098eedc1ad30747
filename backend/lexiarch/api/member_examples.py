"""Examples of answers about one member."""

from lexiarch.domain.words import IdState
from lexiarch.views.examples import ACCOUNT, ATTESTATION, BLOCK, CASE, DELEGATION, POWER, VOTE
from lexiarch.views.member_models import (
    AccountData,
    AccountExport,
    AccountList,
    AccountNow,
    BalanceChange,
    HeldAttestation,
    IssuerTerm,
    ListSize,
    MemberId,
)

_DAY = 86_400
_NOW = ACCOUNT.at
_DEFINITION = "A living human being, met in person by the issuer."

HELD = HeldAttestation(
    uid=ATTESTATION.uid,
    person_tag=ATTESTATION.person_tag,
    issuer=ATTESTATION.issuer,
    schema_=ATTESTATION.schema_,
    schema_definition=_DEFINITION,
    kind=ATTESTATION.kind,
    given=ATTESTATION.since,
    since=ATTESTATION.since,
    expiration_time=ATTESTATION.expiration_time,
    in_force=True,
    renewed=False,
    ended=None,
    block=1201,
    tx_hash=ATTESTATION.tx_hash,
)
TERM = IssuerTerm(
    number=1,
    issuer=ATTESTATION.issuer,
    schema_=ATTESTATION.schema_,
    schema_definition=_DEFINITION,
    kind=ATTESTATION.kind,
    valid_from=_NOW - 200 * _DAY,
    valid_until=_NOW + 530 * _DAY,
    withdrawn=False,
    suspended_until=None,
)
MEMBER = MemberId(
    address=ACCOUNT.address,
    at=_NOW,
    state=IdState.LIVE,
    attestation=HELD,
    case=CASE,
    recovery=None,
    request=None,
    attestations=[HELD],
    renewers=[TERM],
)
DATA = AccountData(
    address=ACCOUNT.address,
    block=BLOCK,
    lists=[ListSize(name=name, rows=rows) for rows, name in enumerate(AccountList, 1)],
)
EXPORT = AccountExport(
    dao="Commons of the Upper Valley",
    chain_id=31337,
    address=ACCOUNT.address,
    block=BLOCK,
    now=AccountNow(
        balance=ACCOUNT.balance,
        power=ACCOUNT.power,
        delegate=ACCOUNT.delegate,
        state=IdState.LIVE,
        case=CASE,
        recovery=None,
        request=None,
    ),
    attestations=[HELD],
    votes=[VOTE],
    delegations=[DELEGATION],
    power=[POWER],
    balances=[BalanceChange(balance=ACCOUNT.balance, time=_NOW, block=1230)],
    proposals=[],
)
