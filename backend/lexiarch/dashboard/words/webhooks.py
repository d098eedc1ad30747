"""What a webhook can tell of, in words."""

from lexiarch.dashboard.language import gettext as _
from lexiarch.domain.words import Change

USUAL = (Change.PROPOSAL, Change.VOTE, Change.REORG)
"""What most services want."""


_OF_THE_ROLL = (Change.HOLDER, Change.ISSUER, Change.TREE, Change.REGISTER, Change.TRACK)


def change_words(*, has_roll: bool) -> list[tuple[Change, str]]:
    """Every kind of change that a DAO has, and when it is told."""
    words = {
        Change.PROPOSAL: _("made, extended, queued, executed or canceled"),
        Change.VOTE: _("a ballot was counted"),
        Change.REORG: _("the chain changed: what was read of the last blocks must be read again"),
        Change.ACCOUNT: _("voting power, delegate or balance changed"),
        Change.HOLDER: _("an iD was given, renewed, moved or ended, or a case about it moved on"),
        Change.ISSUER: _("accredited, withdrawn, stopped, or with another key"),
        Change.TREE: _("the tree for secret ballots changed"),
        Change.REGISTER: _("schemas, grounds or the guardian changed"),
        Change.TRACK: _("who decides what changed"),
        Change.SETTING: _("a rule changed"),
        Change.BLOCK: _("blocks were indexed"),
    }
    return [(kind, words[kind]) for kind in words if has_roll or kind not in _OF_THE_ROLL]
