"""How fast the record is, beside its peers: `make bench`."""
