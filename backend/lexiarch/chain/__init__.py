"""What a node says: the only place that talks to one, and the only one that uses web3."""
