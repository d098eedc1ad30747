"""What anybody may do for the roll and its tree: in words, and from when on it can be done."""

from dataclasses import dataclass, field

from lexiarch.dashboard.language import gettext as _
from lexiarch.dashboard.language import ngettext
from lexiarch.domain.cases import CasePhase
from lexiarch.views.member_models import MemberId
from lexiarch.views.models import Account, Tree


@dataclass(frozen=True, slots=True)
class Chore:
    """One act. `act` is the name that contracts/chores.ts knows."""

    act: str
    title: str
    words: str
    button: str
    tag: str = ""
    """Person tag of the iD that it is about."""
    tags: list[str] = field(default_factory=list)
    from_: int | None = None
    """First moment at which it can be done, while that lies ahead."""

    @property
    def key(self) -> str:
        """Changes when the act does."""
        return f"{self.act}{self.tag}{len(self.tags)}{self.from_ or ''}"


def roll_chores(lapsed: list[str], tree: Tree) -> list[Chore]:
    """Of the roll as a whole.

    Args:
        lapsed: person tags of iDs that ran out and are still counted.
    """
    chores = []
    if lapsed:
        chores.append(
            Chore(
                "sweep",
                _("Sweep iDs that ran out"),
                ngettext(
                    "%(num)s iD ran out and is still in the count that the quorum of persons rests on.",
                    "%(num)s iDs ran out and are still in the count that the quorum of persons rests on.",
                    len(lapsed),
                ),
                _("Sweep"),
                tags=lapsed,
            )
        )
    if waiting := tree.ended + tree.due:
        chores.append(
            Chore(
                "settle",
                _("Prune or refresh the tree"),
                ngettext(
                    "%(num)s commitment is of an iD that ended, or is to be refreshed. Until it is dealt "
                    "with, no tree can be frozen for a secret vote.",
                    "%(num)s commitments are of iDs that ended, or are to be refreshed. Until they are dealt "
                    "with, one by one, no tree can be frozen for a secret vote.",
                    waiting,
                ),
                _("Deal with the next one"),
            )
        )
    return chores


def account_chores(account: Account | MemberId, now: int) -> list[Chore]:
    """About the iD of one account: what its notice or a request for it waits for."""
    chores = []
    if account.attestation and account.case and account.case.phase is CasePhase.OPEN:
        ahead = account.case.appeal_until
        chores.append(
            Chore(
                "conclude",
                _("Conclude the case"),
                _("If the holder does not appeal in time, anyone may conclude the case; then the iD ends."),
                _("Conclude the case"),
                account.attestation.person_tag,
                from_=ahead if now < ahead else None,
            )
        )
    if account.attestation and account.recovery:
        chores.append(_recovery(account.attestation.person_tag, account.recovery.ready_at, now))
    elif isinstance(account, MemberId) and account.request:
        chores.append(_recovery(account.request.person_tag, account.request.ready_at, now))
    return chores


def _recovery(tag: str, ready_at: int, now: int) -> Chore:
    return Chore(
        "recover",
        _("Complete the recovery"),
        _("If the holder does not refuse in time, anyone may move the iD to the new account."),
        _("Complete the recovery"),
        tag,
        from_=ready_at if now < ready_at else None,
    )
