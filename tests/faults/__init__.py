"""Scripts of faults, after each of which the index must equal one made from zero: `make audit-index`."""
