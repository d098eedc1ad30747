"""Events of HolderRegistry. Written by scripts/export_abi.py: do not edit."""

from collections.abc import Callable
from typing import Final

from msgspec import Struct

from lexiarch.decode.reader import ACCOUNTS, address, boolean, uint, wrong_shape
from lexiarch.domain.chain import Address, Hash32


class Approval(Struct, frozen=True, gc=False):
    """Solidity: `Approval(address indexed owner, address indexed approved, uint256 indexed tokenId)`."""

    owner: Address
    approved: Address
    token_id: int


class ApprovalForAll(Struct, frozen=True, gc=False):
    """Solidity: `ApprovalForAll(address indexed owner, address indexed operator, bool approved)`."""

    owner: Address
    operator: Address
    approved: bool


class Attested(Struct, frozen=True, gc=False):
    """An attestation took effect: a new iD, a renewal (`since` lies before this block) or a return.

    Solidity: `Attested(address indexed holder, address indexed issuer, bytes32 indexed personTag,
    bytes32 uid, bytes32 schema, uint8 kind, uint48 since, uint48 expirationTime)`.
    """

    holder: Address
    issuer: Address
    person_tag: Hash32
    uid: Hash32
    schema: Hash32
    kind: int
    since: int
    expiration_time: int


class CaseAppealed(Struct, frozen=True, gc=False):
    """The holder appealed: now only the DAO can decide.

    Solidity: `CaseAppealed(address indexed holder, bytes32 indexed personTag, uint32 indexed number)`.
    """

    holder: Address
    person_tag: Hash32
    number: int


class CaseDismissed(Struct, frozen=True, gc=False):
    """The case ended, and the iD stays; a suspension is lifted.

    Solidity: `CaseDismissed(address indexed holder, bytes32 indexed personTag, uint32 indexed number,
    bool withdrawn)`.
    """

    holder: Address
    person_tag: Hash32
    number: int
    withdrawn: bool


class CaseOpened(Struct, frozen=True, gc=False):
    """Notice was given.

    Solidity: `CaseOpened(address indexed holder, bytes32 indexed personTag, uint32 indexed number,
    address opener, bytes32 reasonCommitment, uint48 appealUntil, uint48 decideUntil, uint48
    suspendedUntil)`.
    """

    holder: Address
    person_tag: Hash32
    number: int
    opener: Address
    reason_commitment: Hash32
    appeal_until: int
    decide_until: int
    suspended_until: int


class EIP712DomainChanged(Struct, frozen=True, gc=False):
    """Solidity: `EIP712DomainChanged()`."""


class Exited(Struct, frozen=True, gc=False):
    """The holder left the roll.

    Solidity: `Exited(address indexed holder, bytes32 indexed personTag)`.
    """

    holder: Address
    person_tag: Hash32


class Issued(Struct, frozen=True, gc=False):
    """A token was issued with the consent of `to`.

    Solidity: `Issued(address indexed from, address indexed to, uint256 indexed tokenId, uint8
    burnAuth)`.
    """

    from_: Address
    to: Address
    token_id: int
    burn_auth: int


class Locked(Struct, frozen=True, gc=False):
    """The token can no longer be transferred.

    Solidity: `Locked(uint256 tokenId)`.
    """

    token_id: int


class OwnershipTransferred(Struct, frozen=True, gc=False):
    """Solidity: `OwnershipTransferred(address indexed previousOwner, address indexed newOwner)`."""

    previous_owner: Address
    new_owner: Address


class Recovered(Struct, frozen=True, gc=False):
    """The iD moved.

    Solidity: `Recovered(bytes32 indexed personTag, address indexed oldHolder, address indexed
    newHolder, uint48 expirationTime)`.
    """

    person_tag: Hash32
    old_holder: Address
    new_holder: Address
    expiration_time: int


class RecoveryStarted(Struct, frozen=True, gc=False):
    """An account asked for an iD that stands with another.

    Solidity: `RecoveryStarted(bytes32 indexed personTag, address indexed oldHolder, address indexed
    newHolder, bytes32 uid, uint48 readyAt, uint48 expirationTime, uint16 accreditation)`.
    """

    person_tag: Hash32
    old_holder: Address
    new_holder: Address
    uid: Hash32
    ready_at: int
    expiration_time: int
    accreditation: int


class RecoveryVetoed(Struct, frozen=True, gc=False):
    """The old account refused.

    Solidity: `RecoveryVetoed(bytes32 indexed personTag, address indexed oldHolder, address indexed
    newHolder, uint48 restsUntil)`.
    """

    person_tag: Hash32
    old_holder: Address
    new_holder: Address
    rests_until: int


class Revoked(Struct, frozen=True, gc=False):
    """The case ended the iD: without an appeal, or by decision of the DAO.

    Solidity: `Revoked(address indexed holder, bytes32 indexed personTag, uint32 indexed number)`.
    """

    holder: Address
    person_tag: Hash32
    number: int


class Swept(Struct, frozen=True, gc=False):
    """An expired iD was taken out of the count of holders.

    Solidity: `Swept(address indexed holder, bytes32 indexed personTag, uint48 expirationTime)`.
    """

    holder: Address
    person_tag: Hash32
    expiration_time: int


class TokenExpiryUpdated(Struct, frozen=True, gc=False):
    """The time for which a token is good was set.

    Solidity: `TokenExpiryUpdated(uint256 indexed tokenId, uint256 indexed startTime, uint256 indexed
    endTime)`.
    """

    token_id: int
    start_time: int
    end_time: int


class Transfer(Struct, frozen=True, gc=False):
    """Solidity: `Transfer(address indexed from, address indexed to, uint256 indexed tokenId)`."""

    from_: Address
    to: Address
    token_id: int


class Unlocked(Struct, frozen=True, gc=False):
    """The token can be transferred. Part of the standard; the roll never emits it.

    Solidity: `Unlocked(uint256 tokenId)`.
    """

    token_id: int


Event = (
    Approval
    | ApprovalForAll
    | Attested
    | CaseAppealed
    | CaseDismissed
    | CaseOpened
    | EIP712DomainChanged
    | Exited
    | Issued
    | Locked
    | OwnershipTransferred
    | Recovered
    | RecoveryStarted
    | RecoveryVetoed
    | Revoked
    | Swept
    | TokenExpiryUpdated
    | Transfer
    | Unlocked
)


def _decode_approval(topics: tuple[Hash32, ...], data: bytes) -> Approval:
    if len(topics) != 4 or len(data) != 0:
        raise wrong_shape(topics, 4, data, 0)
    return Approval(ACCOUNTS[topics[1]], ACCOUNTS[topics[2]], int.from_bytes(topics[3]))


def _decode_approval_for_all(topics: tuple[Hash32, ...], data: bytes) -> ApprovalForAll:
    if len(topics) != 3 or len(data) != 32:
        raise wrong_shape(topics, 3, data, 32)
    return ApprovalForAll(ACCOUNTS[topics[1]], ACCOUNTS[topics[2]], boolean(data, 0))


def _decode_attested(topics: tuple[Hash32, ...], data: bytes) -> Attested:
    if len(topics) != 4 or len(data) != 160:
        raise wrong_shape(topics, 4, data, 160)
    return Attested(
        ACCOUNTS[topics[1]],
        ACCOUNTS[topics[2]],
        topics[3],
        Hash32(data[0:32]),
        Hash32(data[32:64]),
        uint(data, 64, 8),
        uint(data, 96, 48),
        uint(data, 128, 48),
    )


def _decode_case_appealed(topics: tuple[Hash32, ...], data: bytes) -> CaseAppealed:
    if len(topics) != 4 or len(data) != 0:
        raise wrong_shape(topics, 4, data, 0)
    return CaseAppealed(ACCOUNTS[topics[1]], topics[2], uint(topics[3], 0, 32))


def _decode_case_dismissed(topics: tuple[Hash32, ...], data: bytes) -> CaseDismissed:
    if len(topics) != 4 or len(data) != 32:
        raise wrong_shape(topics, 4, data, 32)
    return CaseDismissed(ACCOUNTS[topics[1]], topics[2], uint(topics[3], 0, 32), boolean(data, 0))


def _decode_case_opened(topics: tuple[Hash32, ...], data: bytes) -> CaseOpened:
    if len(topics) != 4 or len(data) != 160:
        raise wrong_shape(topics, 4, data, 160)
    return CaseOpened(
        ACCOUNTS[topics[1]],
        topics[2],
        uint(topics[3], 0, 32),
        address(data, 0),
        Hash32(data[32:64]),
        uint(data, 64, 48),
        uint(data, 96, 48),
        uint(data, 128, 48),
    )


def _decode_eip712_domain_changed(topics: tuple[Hash32, ...], data: bytes) -> EIP712DomainChanged:
    if len(topics) != 1 or len(data) != 0:
        raise wrong_shape(topics, 1, data, 0)
    return EIP712DomainChanged()


def _decode_exited(topics: tuple[Hash32, ...], data: bytes) -> Exited:
    if len(topics) != 3 or len(data) != 0:
        raise wrong_shape(topics, 3, data, 0)
    return Exited(ACCOUNTS[topics[1]], topics[2])


def _decode_issued(topics: tuple[Hash32, ...], data: bytes) -> Issued:
    if len(topics) != 4 or len(data) != 32:
        raise wrong_shape(topics, 4, data, 32)
    return Issued(ACCOUNTS[topics[1]], ACCOUNTS[topics[2]], int.from_bytes(topics[3]), uint(data, 0, 8))


def _decode_locked(topics: tuple[Hash32, ...], data: bytes) -> Locked:
    if len(topics) != 1 or len(data) != 32:
        raise wrong_shape(topics, 1, data, 32)
    return Locked(int.from_bytes(data[0:32]))


def _decode_ownership_transferred(topics: tuple[Hash32, ...], data: bytes) -> OwnershipTransferred:
    if len(topics) != 3 or len(data) != 0:
        raise wrong_shape(topics, 3, data, 0)
    return OwnershipTransferred(ACCOUNTS[topics[1]], ACCOUNTS[topics[2]])


def _decode_recovered(topics: tuple[Hash32, ...], data: bytes) -> Recovered:
    if len(topics) != 4 or len(data) != 32:
        raise wrong_shape(topics, 4, data, 32)
    return Recovered(topics[1], ACCOUNTS[topics[2]], ACCOUNTS[topics[3]], uint(data, 0, 48))


def _decode_recovery_started(topics: tuple[Hash32, ...], data: bytes) -> RecoveryStarted:
    if len(topics) != 4 or len(data) != 128:
        raise wrong_shape(topics, 4, data, 128)
    return RecoveryStarted(
        topics[1],
        ACCOUNTS[topics[2]],
        ACCOUNTS[topics[3]],
        Hash32(data[0:32]),
        uint(data, 32, 48),
        uint(data, 64, 48),
        uint(data, 96, 16),
    )


def _decode_recovery_vetoed(topics: tuple[Hash32, ...], data: bytes) -> RecoveryVetoed:
    if len(topics) != 4 or len(data) != 32:
        raise wrong_shape(topics, 4, data, 32)
    return RecoveryVetoed(topics[1], ACCOUNTS[topics[2]], ACCOUNTS[topics[3]], uint(data, 0, 48))


def _decode_revoked(topics: tuple[Hash32, ...], data: bytes) -> Revoked:
    if len(topics) != 4 or len(data) != 0:
        raise wrong_shape(topics, 4, data, 0)
    return Revoked(ACCOUNTS[topics[1]], topics[2], uint(topics[3], 0, 32))


def _decode_swept(topics: tuple[Hash32, ...], data: bytes) -> Swept:
    if len(topics) != 3 or len(data) != 32:
        raise wrong_shape(topics, 3, data, 32)
    return Swept(ACCOUNTS[topics[1]], topics[2], uint(data, 0, 48))


def _decode_token_expiry_updated(topics: tuple[Hash32, ...], data: bytes) -> TokenExpiryUpdated:
    if len(topics) != 4 or len(data) != 0:
        raise wrong_shape(topics, 4, data, 0)
    return TokenExpiryUpdated(int.from_bytes(topics[1]), int.from_bytes(topics[2]), int.from_bytes(topics[3]))


def _decode_transfer(topics: tuple[Hash32, ...], data: bytes) -> Transfer:
    if len(topics) != 4 or len(data) != 0:
        raise wrong_shape(topics, 4, data, 0)
    return Transfer(ACCOUNTS[topics[1]], ACCOUNTS[topics[2]], int.from_bytes(topics[3]))


def _decode_unlocked(topics: tuple[Hash32, ...], data: bytes) -> Unlocked:
    if len(topics) != 1 or len(data) != 32:
        raise wrong_shape(topics, 1, data, 32)
    return Unlocked(int.from_bytes(data[0:32]))


DECODERS: Final[dict[bytes, Callable[[tuple[Hash32, ...], bytes], Event]]] = {
    bytes.fromhex("8c5be1e5ebec7d5bd14f71427d1e84f3dd0314c0f7b2291e5b200ac8c7c3b925"): _decode_approval,
    bytes.fromhex(
        "17307eab39ab6107e8899845ad3d59bd9653f200f220920489ca2b5937696c31"
    ): _decode_approval_for_all,
    bytes.fromhex("cf41d4cd49b3296f6debbd1b00d10790f7093609cdad6a4710ed841e92aed6d4"): _decode_attested,
    bytes.fromhex("4a1494bc80e69a5bac57254f9809b85ae68fb0e6dd1e212a325ef1dcd10df2f3"): _decode_case_appealed,
    bytes.fromhex("b8c5e53216ba5c278334e0e25b75dcd7b3f09b7530b0ddd0f3ebcd8f8f583b67"): _decode_case_dismissed,
    bytes.fromhex("d526a616b28dc084f103fb3643bdf32ff1aedd9527d10f3b6efd5a706409aadf"): _decode_case_opened,
    bytes.fromhex(
        "0a6387c9ea3628b88a633bb4f3b151770f70085117a15f9bf3787cda53f13d31"
    ): _decode_eip712_domain_changed,
    bytes.fromhex("d4dbbc04eaafd9157209188acc5dbd99b46f70b4aeb3042bc003d782448d1166"): _decode_exited,
    bytes.fromhex("135ffb3383e06280e062ac5095bbf8faa98517161e596a2536bd98a9a8b64a88"): _decode_issued,
    bytes.fromhex("032bc66be43dbccb7487781d168eb7bda224628a3b2c3388bdf69b532a3a1611"): _decode_locked,
    bytes.fromhex(
        "8be0079c531659141344cd1fd0a4f28419497f9722a3daafe3b4186f6b6457e0"
    ): _decode_ownership_transferred,
    bytes.fromhex("a5d6339a01a89f3799cc2cd0a6ca7721aa5abc955f82a4e135f6d9c5184d4111"): _decode_recovered,
    bytes.fromhex(
        "93cb1c266678c7eb19fdd6e9ddc497611a611134ae3784fc5e23ac9438bd1dc4"
    ): _decode_recovery_started,
    bytes.fromhex(
        "058d6f890c6fe7a7be075dff7241f1d5d1af099b657560660d5993196252554a"
    ): _decode_recovery_vetoed,
    bytes.fromhex("4361f12b4b6841eb759d838912995fdb12b0ba5633479db4ae520ccb75cd4139"): _decode_revoked,
    bytes.fromhex("9234a2e62adb08fa89d5c8c51eae32306e32b597768a88557bb9f7d94e7672de"): _decode_swept,
    bytes.fromhex(
        "5bbbda328befc12958d162832ddcd2b701c669ae1c2a248a1af0d8891a11b6a2"
    ): _decode_token_expiry_updated,
    bytes.fromhex("ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"): _decode_transfer,
    bytes.fromhex("f27b6ce5b2f5e68ddb2fd95a8a909d4ecf1daaac270935fff052feacb24f1842"): _decode_unlocked,
}
"""By topic0."""
