"""What the relay answers."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from lexiarch.relay.queue import State
from lexiarch.web.errors import ErrorBody


class _Model(BaseModel):
    model_config = ConfigDict(use_attribute_docstrings=True, frozen=True)


class RequestStatus(_Model):
    """A request that was taken, and what became of it."""

    id: str
    """Ask for it under this name. Whoever knows it can; it tells nothing of the request."""
    status: State
    """waiting: not sent yet, or held as its sender wants. sent: given to the network. mined: counted by the
    contract. refused: not counted by this request, see `error`."""
    tx_hash: str | None = None
    """Of the transaction, once it is in a block."""
    block: int | None = None
    final: bool = False
    """Whether nothing of it will change any more: it is deep enough, or was refused before it was sent."""
    error: ErrorBody | None = None
    """Why it was refused."""


class ActInfo(_Model):
    """A function that the relay calls for an act."""

    act: str
    contract: str
    address: str
    function: str
    selector: str
    gas: int
    """Limit."""


class Limits(_Model):
    """What the relay takes."""

    max_fee: str = Field(examples=["50000000000"])
    """Most wei for a unit of gas."""
    source_per_minute: float
    """Requests of one network, in the long run; four times as many at once."""
    source_per_day: int
    source_waiting: int
    proposal_per_day: int
    queue: int
    max_body: int
    """Bytes."""
    max_delay: int
    """Longest time, in seconds, for which a secret ballot is held."""
    deadline_margin: int
    """Seconds before the deadline at which nothing is held any more."""


class Info(_Model):
    """What this relay is and does."""

    chain_id: int
    account: str
    """Who pays: the sender of its transactions."""
    acts: list[ActInfo]
    """All that it can call; nothing else."""
    limits: Limits
    balance: Literal["ample", "low", "empty", "unknown"]
    """ample: for a day at its limit. low: for less. empty: for no secret ballot at the present fees."""
    held_up: str
    """Why it sends nothing at the moment; empty when it does. fees: gas is dearer than it pays. day: it has
    spent what it may today. funds: its account has too little. Else the node's trouble."""
    minimum_wait: int | None
    """Seconds that a secret ballot waits here at least; null when nobody knows."""
    minimum_wait_of_others: int | None
    """The same, of other acts."""
    version: str


class Health(_Model):
    """The process is up."""

    up: bool


class Readiness(_Model):
    """The relay reaches its node and can pay."""

    ready: bool
