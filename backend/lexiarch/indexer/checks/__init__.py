"""Questions to the contracts whose answers the index claims to know, one file per part of the DAO."""

from lexiarch.indexer.checks.assembly import proposal_checks, total_checks
from lexiarch.indexer.checks.ballots import ballot_checks
from lexiarch.indexer.checks.check import Check, run_checks
from lexiarch.indexer.checks.foreign import (
    foreign_account_checks,
    foreign_proposal_checks,
    foreign_total_checks,
)
from lexiarch.indexer.checks.register import register_checks
from lexiarch.indexer.checks.roll import account_checks, tag_checks, tree_checks

__all__ = [
    "Check",
    "account_checks",
    "ballot_checks",
    "foreign_account_checks",
    "foreign_proposal_checks",
    "foreign_total_checks",
    "proposal_checks",
    "register_checks",
    "run_checks",
    "tag_checks",
    "total_checks",
    "tree_checks",
]
