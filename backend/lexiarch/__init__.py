"""The record: an index of what the chain says, an API and a dashboard over it."""

__version__ = "0.1.0"
