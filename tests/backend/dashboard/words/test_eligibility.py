import pytest

from lexiarch.dashboard.words.eligibility import eligibility_words
from lexiarch.domain.eligibility import REMEDIES, Reason
from lexiarch.views import examples
from lexiarch.views.models import Eligibility, EligibilityReason


def because(code: Reason) -> Eligibility:
    reason = EligibilityReason(code=code, remedy=REMEDIES[code])
    house = examples.ELIGIBILITY.holder_house.model_copy(update={"can_vote": False, "reasons": [reason]})
    return examples.ELIGIBILITY.model_copy(update={"holder_house": house})


@pytest.mark.parametrize("code", list(Reason))
def test_every_reason_has_words(code: Reason) -> None:
    (reason,) = eligibility_words(because(code), has_roll=True)[1].reasons
    assert reason.code == code.value
    assert reason.why.endswith(".")
    assert reason.remedy == "" or reason.remedy.endswith(".")


def test_where_something_can_be_done_it_is_said() -> None:
    for code in Reason:
        (reason,) = eligibility_words(because(code), has_roll=True)[1].reasons
        if not REMEDIES[code].startswith(("Nothing to do", "Vote once")):
            assert reason.remedy, code


def test_a_governor_with_one_house_is_told_of_as_one() -> None:
    (house,) = eligibility_words(examples.ELIGIBILITY, has_roll=False)
    assert (house.slug, house.title) == ("token", "With tokens")
