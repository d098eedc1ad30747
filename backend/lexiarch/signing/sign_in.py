"""Messages of EIP-4361 (Sign-In with Ethereum), and whose signature they bear (EIP-191, ERC-6492)."""

from datetime import datetime
from typing import Any, Final, NamedTuple

from eth_abi import decode, encode
from eth_account import Account
from eth_account.messages import SignableMessage, encode_defunct
from eth_utils import keccak, to_checksum_address

from lexiarch.domain.chain import Address, Hash32
from lexiarch.domain.errors import SignInMessageInvalid

LONGEST_MESSAGE: Final = 700
"""Characters; ours has about 450. Reading a long one takes a noticeable part of a second."""
_KEY_LENGTH: Final = 65
_UNDEPLOYED: Final = bytes.fromhex("6492" * 16)
"""What a signature of a wallet that is not deployed yet ends with (ERC-6492)."""
_SUCCESS: Final = bytes.fromhex("1626ba7e")
"""What a contract says of a signature of its own (ERC-1271)."""


class SignInMessage(NamedTuple):
    """What somebody signed. Times in seconds since 1970."""

    scheme: str | None
    domain: str
    address: Address
    statement: str | None
    uri: str
    chain_id: int
    nonce: str
    issued_at: float
    expiration_time: float | None
    not_before: float | None
    request_id: str | None
    resources: tuple[str, ...] | None


def load_library() -> Any:
    """The library that reads messages; it takes a second to load, so only who needs it does."""
    from siwe import siwe  # type: ignore[import-untyped]  # it has none  # noqa: PLC0415 - see above

    return siwe


def parse_message(text: str) -> SignInMessage:
    """Reads a message, of version 1.

    Raises:
        SignInMessageInvalid: it is none, or its address lacks the checksum of EIP-55.
    """
    if len(text) > LONGEST_MESSAGE:
        raise SignInMessageInvalid(f"it is longer than {LONGEST_MESSAGE} characters")
    try:
        read = load_library().SiweMessage.from_message(text)
        again = read.prepare_message()
    except Exception:  # whatever the library makes of a stranger's text
        raise SignInMessageInvalid("it has another form than EIP-4361's") from None
    if again != text:
        raise SignInMessageInvalid("it can be read in more than one way")
    if read.address != to_checksum_address(read.address):
        raise SignInMessageInvalid("its address lacks the checksum of EIP-55")
    return _message(read)


def _message(read: Any) -> SignInMessage:
    return SignInMessage(
        scheme=read.scheme,
        domain=read.domain,
        address=Address(bytes.fromhex(read.address[2:])),
        statement=read.statement,
        uri=read.uri,
        chain_id=read.chain_id,
        nonce=read.nonce,
        issued_at=_seconds(read.issued_at),
        expiration_time=_seconds(read.expiration_time) if read.expiration_time else None,
        not_before=_seconds(read.not_before) if read.not_before else None,
        request_id=read.request_id,
        resources=None if read.resources is None else tuple(read.resources),
    )


def _seconds(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()


def is_signed_by_key(text: str, account: Address, signature: bytes) -> bool:
    """Whether the account's own key signed a text. False says nothing: a contract may be the account."""
    if len(signature) != _KEY_LENGTH:
        return False
    try:
        signer = Account.recover_message(_signable(text), signature=signature)
    except Exception:  # whatever the library makes of a stranger's bytes
        return False
    return bytes.fromhex(signer[2:]) == account


def is_of_undeployed(signature: bytes) -> bool:
    """Whether a signature says how to deploy the wallet that made it."""
    return signature.endswith(_UNDEPLOYED)


def inner_signature(signature: bytes) -> bytes:
    """What a wallet is asked of, without how to deploy it; empty when that cannot be read."""
    if not is_of_undeployed(signature):
        return signature
    try:
        *_, inner = decode(["address", "bytes", "bytes"], signature[: -len(_UNDEPLOYED)])
    except Exception:  # whatever the library makes of a stranger's bytes
        return b""
    return bytes(inner)


def wallet_call(text: str, signature: bytes) -> bytes:
    """Call data that asks a wallet of a signature of its own (ERC-1271)."""
    return _SUCCESS + encode(["bytes32", "bytes"], [_digest(text), signature])


def is_yes(answer: bytes) -> bool:
    """Whether that is what a wallet says of a signature of its own."""
    return answer[:32] == _SUCCESS.ljust(32, b"\0")


def deploying_call(text: str, account: Address, signature: bytes) -> bytes:
    """Init code that deploys the wallet as the signature says and asks it: ERC-6492's universal validator.

    A call without a recipient runs it and leaves nothing on chain; it returns one byte, 1 for yes.
    """
    validator = bytes.fromhex(load_library().EIP6492_VALIDATOR_BYTECODE[2:])
    return validator + encode(["address", "bytes32", "bytes"], [account, _digest(text), signature])


def _digest(text: str) -> Hash32:
    signable = _signable(text)
    return Hash32(keccak(b"\x19" + signable.version + signable.header + signable.body))


def _signable(text: str) -> SignableMessage:
    return encode_defunct(text=text)
