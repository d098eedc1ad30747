"""Credentials over HTTP: for the member's page, for wallets (OpenID4VCI), and what is published for all."""
