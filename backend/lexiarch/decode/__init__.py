"""Bytes to typed values and back: events, calls, errors. No network."""
