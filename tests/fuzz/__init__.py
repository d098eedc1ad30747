"""schemathesis against a running service: `python -m tests.fuzz` writes docs/audit/api.md."""
