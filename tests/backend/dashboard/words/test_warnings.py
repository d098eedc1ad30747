import pytest

from lexiarch.dashboard.words.warnings import warning_words
from lexiarch.domain.warnings import WarningCode
from lexiarch.views.models import ProposalWarning


@pytest.mark.parametrize("code", list(WarningCode))
def test_every_warning_has_words(code: WarningCode) -> None:
    words = warning_words(ProposalWarning(code=code, action=0, proposals=[1]))
    assert len(words) > 20
    assert code.value not in words


def test_several_earlier_proposals_are_counted() -> None:
    found = ProposalWarning(code=WarningCode.REPEATED, action=None, proposals=[1, 2])
    assert warning_words(found) == "2 earlier proposals had exactly these calls:"
