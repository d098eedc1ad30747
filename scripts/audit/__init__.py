"""Measurements and audits of the contracts: `make gas`, `make audit`. They write their own reports."""
