"""Requests: what may be asked for, from where, and whether it is taken."""
