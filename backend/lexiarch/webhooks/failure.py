"""Why a change could not be delivered. The courier logs it, and tries again."""


class DeliveryFailed(Exception):
    """The receiver was not reached, or did not take it."""


class AddressForbidden(DeliveryFailed):
    """The receiver's name leads to an address that may not be connected to. Nothing was sent."""
