"""What the chain does not say and nobody else may read: sessions, consents, who read what.

A database of its own beside the index, never rebuilt from a node, never on a replica, never in an export.
Every row is about somebody who can have it erased.
"""
