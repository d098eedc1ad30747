"""Why a message could not be delivered. Who sends it logs that, and tries again."""


class DeliveryFailed(Exception):
    """The receiver was not reached, or did not take it."""


class AddressForbidden(DeliveryFailed):
    """The receiver's name leads to an address that may not be connected to. Nothing was sent."""
