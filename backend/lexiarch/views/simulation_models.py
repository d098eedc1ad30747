"""What a trial of a proposal's execution shows: on pages and in the API, as in models.py."""

from lexiarch.views.models import AddressText, Model, ProposalWarning, Time, Uint


class EventArgument(Model):
    name: str
    value: str
    """As in {DecodedArgument}."""


class SimulatedEvent(Model):
    """A log that the execution would leave."""

    contract: AddressText
    """0xEeee…EEeE, of Transfer: the amount is ether, in wei."""
    contract_name: str | None
    """Name of the contract if it is of this DAO."""
    event: str | None
    """Name, such as `Transfer`; null when it is not known."""
    arguments: list[EventArgument]
    """Empty when the event is not known."""


class SimulatedAction(Model):
    """What would become of one action."""

    success: bool
    error: str | None
    """Why it would fail, as `TracksUnknown(track=9)`, or in the node's words; null when it would not."""
    gas: int | None
    """Null when the node does not tell."""
    events: list[SimulatedEvent]


class SimulatedTarget(Model):
    """The code that an action calls."""

    address: AddressText
    has_code: bool | None
    """Null when the node does not tell."""
    code_changed: bool | None
    """Whether the code is another than when it was proposed; null when the node does not know that time."""
    implementation: AddressText | None
    """Where a proxy (ERC-1967) leads; null when it is none."""
    implementation_changed: bool | None
    """As `code_changed`, of where it leads."""


class Simulation(Model):
    """What would happen if the proposal were executed now, as a node finds. Nothing of it is on the chain."""

    proposal_id: Uint
    block: int
    """The last indexed block, on whose state it was tried."""
    time: Time
    """That it was tried at: after that block, and not before the timelock would allow it."""
    executor: AddressText
    """Who makes the calls."""
    together: bool
    """Whether each action saw what those before it did. If not, each was tried alone, since the node
    cannot do better, and events and gas are not known."""
    success: bool
    """Whether every action would succeed. If one fails, none takes effect."""
    actions: list[SimulatedAction]
    targets: list[SimulatedTarget]
    """Each once, in the order of the actions."""
    warnings: list[ProposalWarning]
    """What the code at the targets tells."""
