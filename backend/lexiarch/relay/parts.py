"""What a relay is made of."""

from typing import NamedTuple

from lexiarch.chain.wallet import WalletNode
from lexiarch.domain.deployment import Deployment
from lexiarch.relay.sending.budget import Budget
from lexiarch.relay.sending.journal import Journal
from lexiarch.relay.settings import RelaySettings
from lexiarch.signing.keystore import HotKey


class Parts(NamedTuple):
    """What {Wallet}, {Sender} and {Desk} share."""

    deployment: Deployment
    settings: RelaySettings
    node: WalletNode
    key: HotKey
    journal: Journal
    budget: Budget
