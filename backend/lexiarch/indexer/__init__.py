"""Moves the index towards the chain, back when the chain goes back, and checks it against the contracts."""
