"""What may be asked of a relay: typed and complete, never a call as bytes, never an address to call."""

import re
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from lexiarch.domain.chain import Address, Hash32
from lexiarch.relay.settings import Act

_UINT256: Final = 2**256
_LONGEST_SIGNATURE: Final = 4096
"""Bytes; contract wallets with many signers need more than a key's 65."""
_LONGEST_PROOF: Final = 32
"""Hashes: a batch of four thousand million offers."""


def _read_uint(value: Any) -> int:
    if not isinstance(value, str) or not re.fullmatch(r"0|[1-9][0-9]{0,77}", value, re.ASCII):
        raise ValueError("it must be a decimal number as text, such as '7'")
    if (number := int(value)) >= _UINT256:
        raise ValueError("it must be below 2^256")
    return number


def _read_hex(value: Any, least: int, most: int) -> bytes:
    if not isinstance(value, str) or not re.fullmatch(r"0x([0-9a-fA-F]{2})*", value, re.ASCII):
        raise ValueError("it must be 0x and hexadecimal digits, two for each byte")
    if not least <= len(value) // 2 - 1 <= most:
        raise ValueError(
            f"it must have {least} bytes" if least == most else f"it must have {least} to {most} bytes"
        )
    return bytes.fromhex(value[2:])


def _hex(least: int, most: int, form: str) -> tuple[BeforeValidator, WithJsonSchema]:
    digits = f"{{{2 * least}}}" if least == most else f"{{{2 * least},{2 * most}}}"
    schema = {"type": "string", "format": form, "pattern": f"^0x[0-9a-fA-F]{digits}$"}
    return BeforeValidator(lambda value: _read_hex(value, least, most)), WithJsonSchema(schema)


_UINT_SCHEMA: Final = {"type": "string", "format": "uint256", "pattern": "^(0|[1-9][0-9]{0,77})$"}
Uint = Annotated[int, BeforeValidator(_read_uint), WithJsonSchema(_UINT_SCHEMA)]
AddressBytes = Annotated[Address, *_hex(20, 20, "address")]
Bytes32 = Annotated[Hash32, *_hex(32, 32, "bytes32")]
Signature = Annotated[bytes, *_hex(1, _LONGEST_SIGNATURE, "bytes")]
Seconds = Annotated[int, Field(ge=0, lt=2**48, strict=True)]
Support = Annotated[int, Field(ge=0, le=2, strict=True, description="0 Against, 1 For, 2 Abstain.")]


class _Request(BaseModel):
    model_config = ConfigDict(
        extra="forbid", frozen=True, use_attribute_docstrings=True, arbitrary_types_allowed=True
    )

    chain_id: Annotated[int, Field(ge=1, strict=True)]
    """The chain that it is meant for."""


class SecretBallot(_Request):
    """A person's vote in secret: a proof of Semaphore for `BallotBox.castSecretBallot`."""

    act: Literal[Act.SECRET_BALLOT]
    proposal_id: Uint
    support: Support
    """The message of the proof."""
    nullifier: Uint
    proof: Annotated[list[Uint], Field(min_length=8, max_length=8)]
    """`points` of Semaphore's proof."""
    max_delay: Annotated[int, Field(ge=0, le=2**31, strict=True)] = 0
    """Seconds for which the relay may hold it, at most; it draws the time at random."""


class SignedBallot(_Request):
    """An account's vote, signed for `castVoteBySig` of the governor."""

    act: Literal[Act.SIGNED_BALLOT]
    proposal_id: Uint
    support: Support
    voter: AddressBytes
    signature: Signature


class OfferFacts(BaseModel):
    """What an issuer offers to attest."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, use_attribute_docstrings=True, arbitrary_types_allowed=True
    )

    holder: AddressBytes
    issuer: AddressBytes
    schema_uid: Annotated[Bytes32, Field(alias="schema")]
    """Uid of the schema."""
    person_tag: Bytes32
    issued_at: Seconds
    expiration_time: Seconds
    deadline: Seconds


class Acceptance(_Request):
    """An offer that its holder accepts, signed for the roll's `attestBySig`, or with `proof` `claimBySig`."""

    act: Literal[Act.ACCEPTANCE]
    offer: OfferFacts
    issuer_signature: Signature
    """Of the offer; with `proof`, of the batch that it is in."""
    holder_signature: Signature
    proof: Annotated[list[Bytes32], Field(max_length=_LONGEST_PROOF)] | None = None
    """Sibling hashes from the offer to the root of its batch; without it, the offer stands alone."""


class RecoveryRequest(_Request):
    """An iD asked for with another account, signed for `startRecovery` of the roll."""

    act: Literal[Act.RECOVERY]
    offer: OfferFacts
    issuer_signature: Signature
    holder_signature: Signature


class Appeal(_Request):
    """A holder's appeal in the case about their iD, signed for `appealBySig` of the roll."""

    act: Literal[Act.APPEAL]
    person_tag: Bytes32
    signature: Signature


class Exit(_Request):
    """A holder's leaving of the roll, signed for `exitBySig`."""

    act: Literal[Act.EXIT]
    person_tag: Bytes32
    deadline: Seconds
    signature: Signature


AnyRequest = Annotated[
    SecretBallot | SignedBallot | Acceptance | RecoveryRequest | Appeal | Exit, Field(discriminator="act")
]
