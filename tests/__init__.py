"""The tests mirror the tree; plain `pytest` runs them all."""
