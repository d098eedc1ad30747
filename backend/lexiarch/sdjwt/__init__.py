"""SD-JWT (RFC 9901): signed claims of which the holder shows what they choose, with a key that is theirs.

Issue, present, verify. No network, no clock, nothing of Lexiarch but its words for errors.
"""
