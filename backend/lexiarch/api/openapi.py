"""The description of the API as a whole."""

DESCRIPTION = """
What the chain says of one DAO: its proposals and both houses' votes, its roll of iD holders, its issuers and
delegates.

Everything is read from an index of public events, as of the last indexed block; times are seconds since 1970
on the chain's clock. Integers that may exceed 2^53 are decimal strings. Every answer with a status of 400 or
more is `{"error": {"code", "message", "remedy"}}`.

Answers carry an `ETag`: send it back as `If-None-Match`, and what has not changed is answered 304, without
content. The event stream, exports and health checks have none. Who asks too often is answered 429, with
`Retry-After`.
"""
TAGS = [
    {"name": "dao", "description": "The DAO as a whole, and how far its index is"},
    {"name": "proposals", "description": "Proposals and their ballots"},
    {"name": "accounts", "description": "Tokens, delegation and ballots by account"},
    {"name": "roll", "description": "iDs and issuers"},
    {"name": "credentials", "description": "A member's credentials in wallets, for who signed in"},
    {"name": "feeds", "description": "For feed readers and calendars"},
    {"name": "exports", "description": "Whole lists as files"},
    {"name": "stream", "description": "Changes as they happen"},
    {"name": "sign-in", "description": "Sessions of accounts that signed in, and what is kept about them"},
    {"name": "health", "description": "For load balancers and supervisors"},
]
