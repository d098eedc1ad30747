"""What the description of the relay's API shows."""

from typing import Any

from lexiarch import __version__
from lexiarch.decode.errors import DecodedError
from lexiarch.domain.errors import LexiarchError
from lexiarch.relay.front.info import MAX_BODY
from lexiarch.relay.front.models import ActInfo, Info, Limits, RequestStatus
from lexiarch.relay.intake.acts import FUNCTIONS
from lexiarch.relay.intake.words import refusal_of
from lexiarch.relay.queue import State
from lexiarch.relay.settings import Act

_ID = "b4Tq1kVn0WmX7dJc2sYh9A"
_ACCOUNT = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"
_PROPOSAL = "57896044618658097711785492504343953926634992332820282019728792003956564819967"
_SIGNATURE = "0x" + "5e" * 65
_TAG = "0x" + "a7" * 32
_OFFER = {
    "holder": _ACCOUNT,
    "issuer": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
    "schema": "0x" + "c1" * 32,
    "person_tag": _TAG,
    "issued_at": 1_790_000_000,
    "expiration_time": 1_821_536_000,
    "deadline": 1_790_604_800,
}

WAITS = RequestStatus(id=_ID, status=State.WAITING)
MINED = RequestStatus(id=_ID, status=State.MINED, tx_hash="0x" + "d4" * 32, block=21_000_000, final=True)
REFUSED_AT_ONCE: LexiarchError = refusal_of(DecodedError("BallotBoxNullifierSpent", {}))

INFO = Info(
    chain_id=11155111,
    account=_ACCOUNT,
    acts=[
        ActInfo(
            act=Act.SECRET_BALLOT,
            contract="ballot_box",
            address="0x5FbDB2315678afecb367f032d93F642f64180aa3",
            function="castSecretBallot(address,uint256,uint8,uint256,uint256[8])",
            selector="0x00000000",
            gas=FUNCTIONS[Act.SECRET_BALLOT][0].gas,
        )
    ],
    limits=Limits(
        max_fee="50000000000",
        source_per_minute=12,
        source_per_day=200,
        source_waiting=20,
        proposal_per_day=2000,
        queue=500,
        max_body=MAX_BODY,
        max_delay=21_600,
        deadline_margin=3600,
    ),
    balance="ample",
    held_up="",
    minimum_wait=0,
    minimum_wait_of_others=0,
    version=__version__,
)


def _request(act: Act, **fields: Any) -> dict[str, Any]:
    return {"value": {"act": act, "chain_id": 11155111, **fields}}


REQUESTS: dict[str, Any] = {
    "secret_ballot": _request(
        Act.SECRET_BALLOT,
        proposal_id=_PROPOSAL,
        support=1,
        nullifier="8146728146728146728146728146728146728146728",
        proof=["1", "2", "3", "4", "5", "6", "7", "8"],
        max_delay=1800,
    ),
    "signed_ballot": _request(
        Act.SIGNED_BALLOT, proposal_id=_PROPOSAL, support=0, voter=_ACCOUNT, signature=_SIGNATURE
    ),
    "acceptance": _request(
        Act.ACCEPTANCE, offer=_OFFER, issuer_signature=_SIGNATURE, holder_signature=_SIGNATURE
    ),
    "recovery": _request(
        Act.RECOVERY, offer=_OFFER, issuer_signature=_SIGNATURE, holder_signature=_SIGNATURE
    ),
    "appeal": _request(Act.APPEAL, person_tag=_TAG, signature=_SIGNATURE),
    "exit": _request(Act.EXIT, person_tag=_TAG, deadline=1_790_604_800, signature=_SIGNATURE),
}
