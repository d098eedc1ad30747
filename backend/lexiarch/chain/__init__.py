"""What a node says: the only place that talks to one, and the only one that may use web3."""
