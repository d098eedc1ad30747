"""Everything signed: the only place that uses eth_account."""
