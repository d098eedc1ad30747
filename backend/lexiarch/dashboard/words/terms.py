"""Lengths of time that the roll's contracts keep, in days: for the texts that tell of them."""

from lexiarch.domain import cases, recoveries
from lexiarch.domain.tree import DAY

TERMS = {
    "appeal_days": cases.APPEAL_WINDOW // DAY,
    "decision_days": cases.DECISION_TIME // DAY,
    "suspension_days": cases.SUSPENSION // DAY,
    "recovery_days": recoveries.RECOVERY_DELAY // DAY,
    "rest_days": recoveries.VETO_REST // DAY,
}
