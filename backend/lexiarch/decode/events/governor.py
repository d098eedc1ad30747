"""Events of LexiarchGovernor. Written by scripts/export_abi.py: do not edit."""

from collections.abc import Callable
from typing import Final

from msgspec import Struct

from lexiarch.decode.kinds import ADDRESS, BLOB, TEXT, UINT256, array_of
from lexiarch.decode.reader import ACCOUNTS, address, boolean, check_end, check_topics, uint, wrong_shape
from lexiarch.domain.chain import Address, Hash32


class EIP712DomainChanged(Struct, frozen=True, gc=False):
    """Solidity: `EIP712DomainChanged()`."""


class HolderQuorumNumeratorUpdated(Struct, frozen=True, gc=False):
    """The share of holders that makes a quorum in the holder house changed, in percent.

    Solidity: `HolderQuorumNumeratorUpdated(uint256 oldQuorumNumerator, uint256 newQuorumNumerator)`.
    """

    old_quorum_numerator: int
    new_quorum_numerator: int


class HolderVoteCast(Struct, frozen=True, gc=False):
    """A person's ballot was counted in the holder house.

    Solidity: `HolderVoteCast(address indexed voter, uint256 indexed proposalId, bytes32 indexed
    personTag, uint8 support)`.
    """

    voter: Address
    proposal_id: int
    person_tag: Hash32
    support: int


class LateQuorumVoteExtensionSet(Struct, frozen=True, gc=False):
    """The time that a late quorum gives changed, in seconds.

    Solidity: `LateQuorumVoteExtensionSet(uint64 oldVoteExtension, uint64 newVoteExtension)`.
    """

    old_vote_extension: int
    new_vote_extension: int


class ProposalCanceled(Struct, frozen=True, gc=False):
    """Solidity: `ProposalCanceled(uint256 proposalId)`."""

    proposal_id: int


class ProposalCreated(Struct, frozen=True, gc=False):
    """Solidity: `ProposalCreated(uint256 proposalId, address proposer, address[] targets, uint256[]
    values, string[] signatures, bytes[] calldatas, uint256 voteStart, uint256 voteEnd, string
    description)`.
    """

    proposal_id: int
    proposer: Address
    targets: tuple[Address, ...]
    values: tuple[int, ...]
    signatures: tuple[str, ...]
    calldatas: tuple[bytes, ...]
    vote_start: int
    vote_end: int
    description: str


class ProposalExecuted(Struct, frozen=True, gc=False):
    """Solidity: `ProposalExecuted(uint256 proposalId)`."""

    proposal_id: int


class ProposalExtended(Struct, frozen=True, gc=False):
    """A quorum that was reached late gives everybody time to answer.

    Solidity: `ProposalExtended(uint256 indexed proposalId, uint64 extendedDeadline)`.
    """

    proposal_id: int
    extended_deadline: int


class ProposalQueued(Struct, frozen=True, gc=False):
    """Solidity: `ProposalQueued(uint256 proposalId, uint256 etaSeconds)`."""

    proposal_id: int
    eta_seconds: int


class ProposalTerms(Struct, frozen=True, gc=False):
    """Which houses a new proposal asks, the least quorums of its track in percent (0: the governor's own),
    and whether the holder house votes in secret.

    Solidity: `ProposalTerms(uint256 indexed proposalId, bool tokenHouse, bool holderHouse, uint8
    tokenQuorum, uint8 holderQuorum, bool secret)`.
    """

    proposal_id: int
    token_house: bool
    holder_house: bool
    token_quorum: int
    holder_quorum: int
    secret: bool


class ProposalThresholdSet(Struct, frozen=True, gc=False):
    """Solidity: `ProposalThresholdSet(uint256 oldProposalThreshold, uint256 newProposalThreshold)`."""

    old_proposal_threshold: int
    new_proposal_threshold: int


class QuorumNumeratorUpdated(Struct, frozen=True, gc=False):
    """Solidity: `QuorumNumeratorUpdated(uint256 oldQuorumNumerator, uint256 newQuorumNumerator)`."""

    old_quorum_numerator: int
    new_quorum_numerator: int


class SecretVoteCast(Struct, frozen=True, gc=False):
    """A person's secret ballot was counted in the holder house. Nobody knows whose.

    Solidity: `SecretVoteCast(uint256 indexed proposalId, uint256 nullifier, uint8 support)`.
    """

    proposal_id: int
    nullifier: int
    support: int


class TimelockChange(Struct, frozen=True, gc=False):
    """Solidity: `TimelockChange(address oldTimelock, address newTimelock)`."""

    old_timelock: Address
    new_timelock: Address


class VoteCast(Struct, frozen=True, gc=False):
    """Solidity: `VoteCast(address indexed voter, uint256 proposalId, uint8 support, uint256 weight, string
    reason)`.
    """

    voter: Address
    proposal_id: int
    support: int
    weight: int
    reason: str


class VoteCastWithParams(Struct, frozen=True, gc=False):
    """Solidity: `VoteCastWithParams(address indexed voter, uint256 proposalId, uint8 support, uint256
    weight, string reason, bytes params)`.
    """

    voter: Address
    proposal_id: int
    support: int
    weight: int
    reason: str
    params: bytes


class VotingDelaySet(Struct, frozen=True, gc=False):
    """Solidity: `VotingDelaySet(uint256 oldVotingDelay, uint256 newVotingDelay)`."""

    old_voting_delay: int
    new_voting_delay: int


class VotingPeriodSet(Struct, frozen=True, gc=False):
    """Solidity: `VotingPeriodSet(uint256 oldVotingPeriod, uint256 newVotingPeriod)`."""

    old_voting_period: int
    new_voting_period: int


Event = (
    EIP712DomainChanged
    | HolderQuorumNumeratorUpdated
    | HolderVoteCast
    | LateQuorumVoteExtensionSet
    | ProposalCanceled
    | ProposalCreated
    | ProposalExecuted
    | ProposalExtended
    | ProposalQueued
    | ProposalTerms
    | ProposalThresholdSet
    | QuorumNumeratorUpdated
    | SecretVoteCast
    | TimelockChange
    | VoteCast
    | VoteCastWithParams
    | VotingDelaySet
    | VotingPeriodSet
)


def _decode_eip712_domain_changed(topics: tuple[Hash32, ...], data: bytes) -> EIP712DomainChanged:
    if len(topics) != 1 or len(data) != 0:
        raise wrong_shape(topics, 1, data, 0)
    return EIP712DomainChanged()


def _decode_holder_quorum_numerator_updated(
    topics: tuple[Hash32, ...], data: bytes
) -> HolderQuorumNumeratorUpdated:
    if len(topics) != 1 or len(data) != 64:
        raise wrong_shape(topics, 1, data, 64)
    return HolderQuorumNumeratorUpdated(int.from_bytes(data[0:32]), int.from_bytes(data[32:64]))


def _decode_holder_vote_cast(topics: tuple[Hash32, ...], data: bytes) -> HolderVoteCast:
    if len(topics) != 4 or len(data) != 32:
        raise wrong_shape(topics, 4, data, 32)
    return HolderVoteCast(ACCOUNTS[topics[1]], int.from_bytes(topics[2]), topics[3], uint(data, 0, 8))


def _decode_late_quorum_vote_extension_set(
    topics: tuple[Hash32, ...], data: bytes
) -> LateQuorumVoteExtensionSet:
    if len(topics) != 1 or len(data) != 64:
        raise wrong_shape(topics, 1, data, 64)
    return LateQuorumVoteExtensionSet(uint(data, 0, 64), uint(data, 32, 64))


def _decode_proposal_canceled(topics: tuple[Hash32, ...], data: bytes) -> ProposalCanceled:
    if len(topics) != 1 or len(data) != 32:
        raise wrong_shape(topics, 1, data, 32)
    return ProposalCanceled(int.from_bytes(data[0:32]))


def _decode_proposal_created(topics: tuple[Hash32, ...], data: bytes) -> ProposalCreated:
    check_topics(topics, 1)
    targets, end = array_of(ADDRESS).follow(data, 64, 288)
    values, end = array_of(UINT256).follow(data, 96, end)
    signatures, end = array_of(TEXT).follow(data, 128, end)
    calldatas, end = array_of(BLOB).follow(data, 160, end)
    description, end = TEXT.follow(data, 256, end)
    check_end(data, end)
    return ProposalCreated(
        int.from_bytes(data[0:32]),
        address(data, 32),
        targets,
        values,
        signatures,
        calldatas,
        int.from_bytes(data[192:224]),
        int.from_bytes(data[224:256]),
        description,
    )


def _decode_proposal_executed(topics: tuple[Hash32, ...], data: bytes) -> ProposalExecuted:
    if len(topics) != 1 or len(data) != 32:
        raise wrong_shape(topics, 1, data, 32)
    return ProposalExecuted(int.from_bytes(data[0:32]))


def _decode_proposal_extended(topics: tuple[Hash32, ...], data: bytes) -> ProposalExtended:
    if len(topics) != 2 or len(data) != 32:
        raise wrong_shape(topics, 2, data, 32)
    return ProposalExtended(int.from_bytes(topics[1]), uint(data, 0, 64))


def _decode_proposal_queued(topics: tuple[Hash32, ...], data: bytes) -> ProposalQueued:
    if len(topics) != 1 or len(data) != 64:
        raise wrong_shape(topics, 1, data, 64)
    return ProposalQueued(int.from_bytes(data[0:32]), int.from_bytes(data[32:64]))


def _decode_proposal_terms(topics: tuple[Hash32, ...], data: bytes) -> ProposalTerms:
    if len(topics) != 2 or len(data) != 160:
        raise wrong_shape(topics, 2, data, 160)
    return ProposalTerms(
        int.from_bytes(topics[1]),
        boolean(data, 0),
        boolean(data, 32),
        uint(data, 64, 8),
        uint(data, 96, 8),
        boolean(data, 128),
    )


def _decode_proposal_threshold_set(topics: tuple[Hash32, ...], data: bytes) -> ProposalThresholdSet:
    if len(topics) != 1 or len(data) != 64:
        raise wrong_shape(topics, 1, data, 64)
    return ProposalThresholdSet(int.from_bytes(data[0:32]), int.from_bytes(data[32:64]))


def _decode_quorum_numerator_updated(topics: tuple[Hash32, ...], data: bytes) -> QuorumNumeratorUpdated:
    if len(topics) != 1 or len(data) != 64:
        raise wrong_shape(topics, 1, data, 64)
    return QuorumNumeratorUpdated(int.from_bytes(data[0:32]), int.from_bytes(data[32:64]))


def _decode_secret_vote_cast(topics: tuple[Hash32, ...], data: bytes) -> SecretVoteCast:
    if len(topics) != 2 or len(data) != 64:
        raise wrong_shape(topics, 2, data, 64)
    return SecretVoteCast(int.from_bytes(topics[1]), int.from_bytes(data[0:32]), uint(data, 32, 8))


def _decode_timelock_change(topics: tuple[Hash32, ...], data: bytes) -> TimelockChange:
    if len(topics) != 1 or len(data) != 64:
        raise wrong_shape(topics, 1, data, 64)
    return TimelockChange(address(data, 0), address(data, 32))


def _decode_vote_cast(topics: tuple[Hash32, ...], data: bytes) -> VoteCast:
    check_topics(topics, 2)
    reason, end = TEXT.follow(data, 96, 128)
    check_end(data, end)
    return VoteCast(
        ACCOUNTS[topics[1]],
        int.from_bytes(data[0:32]),
        uint(data, 32, 8),
        int.from_bytes(data[64:96]),
        reason,
    )


def _decode_vote_cast_with_params(topics: tuple[Hash32, ...], data: bytes) -> VoteCastWithParams:
    check_topics(topics, 2)
    reason, end = TEXT.follow(data, 96, 160)
    params, end = BLOB.follow(data, 128, end)
    check_end(data, end)
    return VoteCastWithParams(
        ACCOUNTS[topics[1]],
        int.from_bytes(data[0:32]),
        uint(data, 32, 8),
        int.from_bytes(data[64:96]),
        reason,
        params,
    )


def _decode_voting_delay_set(topics: tuple[Hash32, ...], data: bytes) -> VotingDelaySet:
    if len(topics) != 1 or len(data) != 64:
        raise wrong_shape(topics, 1, data, 64)
    return VotingDelaySet(int.from_bytes(data[0:32]), int.from_bytes(data[32:64]))


def _decode_voting_period_set(topics: tuple[Hash32, ...], data: bytes) -> VotingPeriodSet:
    if len(topics) != 1 or len(data) != 64:
        raise wrong_shape(topics, 1, data, 64)
    return VotingPeriodSet(int.from_bytes(data[0:32]), int.from_bytes(data[32:64]))


DECODERS: Final[dict[bytes, Callable[[tuple[Hash32, ...], bytes], Event]]] = {
    bytes.fromhex(
        "0a6387c9ea3628b88a633bb4f3b151770f70085117a15f9bf3787cda53f13d31"
    ): _decode_eip712_domain_changed,
    bytes.fromhex(
        "085d6210795e58e630b6f3692a658708fd6ead3577b6b63715e95d713fc22f22"
    ): _decode_holder_quorum_numerator_updated,
    bytes.fromhex(
        "ee86583bd08cafe3906ed5146ca881b1b82509ca15f8448006f012807e230b6e"
    ): _decode_holder_vote_cast,
    bytes.fromhex(
        "7ca4ac117ed3cdce75c1161d8207c440389b1a15d69d096831664657c07dafc2"
    ): _decode_late_quorum_vote_extension_set,
    bytes.fromhex(
        "789cf55be980739dad1d0699b93b58e806b51c9d96619bfa8fe0a28abaa7b30c"
    ): _decode_proposal_canceled,
    bytes.fromhex(
        "7d84a6263ae0d98d3329bd7b46bb4e8d6f98cd35a7adb45c274c8b7fd5ebd5e0"
    ): _decode_proposal_created,
    bytes.fromhex(
        "712ae1383f79ac853f8d882153778e0260ef8f03b504e2866e0593e04d2b291f"
    ): _decode_proposal_executed,
    bytes.fromhex(
        "541f725fb9f7c98a30cc9c0ff32fbb14358cd7159c847a3aa20a2bdc442ba511"
    ): _decode_proposal_extended,
    bytes.fromhex(
        "9a2e42fd6722813d69113e7d0079d3d940171428df7373df9c7f7617cfda2892"
    ): _decode_proposal_queued,
    bytes.fromhex("c9c239cd4460282b8c79fedee083d567e51d930b326b36c2d2ce254b8b584391"): _decode_proposal_terms,
    bytes.fromhex(
        "ccb45da8d5717e6c4544694297c4ba5cf151d455c9bb0ed4fc7a38411bc05461"
    ): _decode_proposal_threshold_set,
    bytes.fromhex(
        "0553476bf02ef2726e8ce5ced78d63e26e602e4a2257b1f559418e24b4633997"
    ): _decode_quorum_numerator_updated,
    bytes.fromhex(
        "eb6c2ac13372e10065bb8d4b17accab36990287cadaecb85f829eb590afda9f6"
    ): _decode_secret_vote_cast,
    bytes.fromhex(
        "08f74ea46ef7894f65eabfb5e6e695de773a000b47c529ab559178069b226401"
    ): _decode_timelock_change,
    bytes.fromhex("b8e138887d0aa13bab447e82de9d5c1777041ecd21ca36ba824ff1e6c07ddda4"): _decode_vote_cast,
    bytes.fromhex(
        "e2babfbac5889a709b63bb7f598b324e08bc5a4fb9ec647fb3cbc9ec07eb8712"
    ): _decode_vote_cast_with_params,
    bytes.fromhex(
        "c565b045403dc03c2eea82b81a0465edad9e2e7fc4d97e11421c209da93d7a93"
    ): _decode_voting_delay_set,
    bytes.fromhex(
        "7e3f7f0708a84de9203036abaa450dccc85ad5ff52f78c170f3edb55cf5e8828"
    ): _decode_voting_period_set,
}
"""By topic0."""
