"""The two houses."""
