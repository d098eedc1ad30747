"""Transactions: what they may cost, their nonces, and what becomes of them."""
