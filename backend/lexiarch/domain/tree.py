"""When a leaf of the tree waits to be pruned or refreshed: the rules of HolderTree and HolderRecords."""

DAY = 86_400


def is_due(day: int, now: int) -> bool:
    """Whether a leaf is due that is good until the beginning of `day` (since 1970, UTC)."""
    return day <= now // DAY


def can_refresh(stands_until: int, now: int) -> bool:
    """Whether a leaf that waits can be refreshed, since its iD stands beyond today. Else it can be pruned."""
    return stands_until // DAY > now // DAY
