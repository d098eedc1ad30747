"""The closed list of what a relay hands in: each act calls one function of one contract of the deployment."""

import hashlib
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from lexiarch.decode.calls import encode_call
from lexiarch.domain.chain import Address
from lexiarch.domain.deployment import ContractName, Deployment
from lexiarch.domain.execution import Call
from lexiarch.relay.errors import ActNotOffered, OtherChain
from lexiarch.relay.intake.requests import (
    Acceptance,
    AnyRequest,
    Appeal,
    Exit,
    OfferFacts,
    RecoveryRequest,
    SecretBallot,
    SignedBallot,
)
from lexiarch.relay.settings import Act
from lexiarch.signing.ballots import Ballot, is_signed_by_key

BATCH_MOST: Final = 15
"""Signed ballots in one transaction."""
_BATCH_GAS: Final = 500_000
"""What a batch needs beside its ballots: BallotBatch wants a whole ballot's gas to be left at the last."""
_BALLOT_GAS: Final = 130_000
"""Most that a ballot signed by a key uses: docs/gas.md, and a slot that is new."""


class Function(NamedTuple):
    """What an act calls."""

    contract: ContractName
    name: str
    gas: int
    """Limit; docs/gas.md says what is used. Signatures of contract wallets may need more than a key's."""


FUNCTIONS: Final[dict[Act, tuple[Function, ...]]] = {
    Act.SECRET_BALLOT: (Function(ContractName.BALLOT_BOX, "castSecretBallot", 420_000),),
    Act.SIGNED_BALLOT: (
        Function(ContractName.GOVERNOR, "castVoteBySig", 400_000),
        Function(ContractName.BALLOT_BATCH, "castVotesBySig", _BATCH_GAS + BATCH_MOST * _BALLOT_GAS),
    ),
    Act.ACCEPTANCE: (
        Function(ContractName.HOLDER_REGISTRY, "attestBySig", 400_000),
        Function(ContractName.HOLDER_REGISTRY, "claimBySig", 400_000),
    ),
    Act.RECOVERY: (Function(ContractName.HOLDER_REGISTRY, "startRecovery", 400_000),),
    Act.APPEAL: (Function(ContractName.HOLDER_REGISTRY, "appealBySig", 250_000),),
    Act.EXIT: (Function(ContractName.HOLDER_REGISTRY, "exitBySig", 300_000),),
}
MOST_GAS: Final = max(function.gas for functions in FUNCTIONS.values() for function in functions)


@dataclass(frozen=True, eq=False, repr=False)
class Order:
    """A request that was understood: what to call for it.

    Attributes:
        gas: limit.
        subject: of orders with the same subject at most one can succeed.
        digest: the same for the same request.
        proposal_id: of a ballot.
        ballot: the arguments of a ballot that may go into a batch.
    """

    act: Act
    call: Call
    gas: int
    subject: Hashable
    digest: bytes
    proposal_id: int | None = None
    ballot: tuple[Any, ...] | None = None


class Acts:
    """Turns requests into calls.

    Args:
        offered: acts that this relay hands in.
    """

    def __init__(self, deployment: Deployment, offered: frozenset[Act]) -> None:
        self._deployment = deployment
        self._offered = offered
        self.governor = deployment.address(ContractName.GOVERNOR)

    @property
    def functions(self) -> list[tuple[Act, Function, Address]]:
        """All that the relay may call."""
        return [
            (act, function, self._deployment.address(function.contract))
            for act, functions in FUNCTIONS.items()
            if act in self._offered
            for function in functions
        ]

    def order_of(self, request: AnyRequest) -> Order:
        """What a request asks for.

        Raises:
            OtherChain, ActNotOffered.
        """
        if request.chain_id != self._deployment.chain_id:
            raise OtherChain(request.chain_id, self._deployment.chain_id)
        if request.act not in self._offered:
            raise ActNotOffered(request.act)
        which, arguments, about = self._asked(request)
        function = FUNCTIONS[request.act][which]
        call = self._call(function, arguments)
        ballot = self._ballot_for_batch(request) if isinstance(request, SignedBallot) else None
        return Order(
            act=request.act,
            call=call,
            gas=function.gas,
            subject=(request.act, about),
            digest=hashlib.sha256(call.to + call.data).digest(),
            proposal_id=getattr(request, "proposal_id", None),
            ballot=ballot,
        )

    def batch_of(self, orders: Sequence[Order]) -> tuple[Call, int]:
        """One call for several signed ballots, and its gas limit."""
        ballots = [order.ballot for order in orders]
        call = self._call(FUNCTIONS[Act.SIGNED_BALLOT][1], (self.governor, ballots))
        return call, _BATCH_GAS + len(orders) * _BALLOT_GAS

    def _asked(self, request: AnyRequest) -> tuple[int, tuple[Any, ...], Hashable]:
        """Which of the act's functions, its arguments, and what only one request can be about."""
        match request:
            case SecretBallot(proposal_id=proposal, nullifier=nullifier):
                arguments = (self.governor, proposal, request.support, nullifier, request.proof)
                return 0, arguments, (proposal, nullifier)
            case SignedBallot(proposal_id=proposal, voter=voter):
                return 0, (proposal, request.support, voter, request.signature), (proposal, voter)
            case Acceptance(proof=list(proof), offer=offer):
                signed = (_struct(offer), proof, request.issuer_signature, request.holder_signature)
                return 1, signed, offer.person_tag
            case Acceptance(offer=offer) | RecoveryRequest(offer=offer):
                return (
                    0,
                    (_struct(offer), request.issuer_signature, request.holder_signature),
                    offer.person_tag,
                )
            case Appeal(person_tag=tag):
                return 0, (tag, request.signature), tag
            case Exit(person_tag=tag):
                return 0, (tag, request.deadline, request.signature), tag

    def _ballot_for_batch(self, request: SignedBallot) -> tuple[Any, ...] | None:
        """Only what a key signed goes into batches: a wallet's code could use up the gas of the others."""
        ballot = Ballot(request.proposal_id, request.support, request.voter)
        by_key = is_signed_by_key(self._deployment.chain_id, self.governor, ballot, request.signature)
        return (*ballot, request.signature) if by_key else None

    def _call(self, function: Function, arguments: Sequence[Any]) -> Call:
        data = encode_call(function.contract, function.name, *arguments)
        return Call(self._deployment.address(function.contract), 0, data)


def _struct(offer: OfferFacts) -> tuple[Any, ...]:
    """As the roll's `Offer`."""
    return (
        offer.holder,
        offer.issuer,
        offer.schema_uid,
        offer.person_tag,
        offer.issued_at,
        offer.expiration_time,
        offer.deadline,
    )
