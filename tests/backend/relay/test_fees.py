"""What is offered for gas."""

import pytest

from lexiarch.domain.transactions import Fees
from lexiarch.relay.sending.fees import Offer, first_offer, next_offer


@pytest.mark.parametrize(
    ("base", "tip", "cap", "expected"),
    [
        (100, 2, 1000, Offer(152, 2)),
        (100, 2, 120, Offer(120, 2)),
        (100, 30, 110, Offer(110, 10)),
        (100, 2, 100, None),
        (101, 0, 100, None),
        (0, 0, 1, Offer(0, 0)),
    ],
)
def test_a_first_offer_holds_for_rising_fees_and_never_passes_the_cap(
    base: int, tip: int, cap: int, expected: Offer | None
) -> None:
    assert first_offer(Fees(base, tip), cap) == expected


@pytest.mark.parametrize(
    ("last", "base", "tip", "expected"),
    [
        (Offer(800, 80), 100, 2, Offer(901, 91)),  # an eighth more
        (Offer(100, 2), 400, 50, Offer(650, 50)),  # as much as is asked for
        (Offer(888, 2), 5000, 2, Offer(1000, 3)),  # the base fee is over the cap: more, all the same
        (Offer(890, 2), 100, 2, None),
        (Offer(10, 889), 1, 1, None),
        (Offer(0, 0), 0, 0, Offer(1, 1)),
    ],
)
def test_the_next_offer_is_an_eighth_more_or_there_is_none(
    last: Offer, base: int, tip: int, expected: Offer | None
) -> None:
    assert next_offer(last, Fees(base, tip), 1000) == expected


def test_offers_rise_by_at_least_a_tenth_up_to_the_cap_and_tips_stay_within_them() -> None:
    offer, cap = Offer(7, 1), 10**6
    while following := next_offer(offer, Fees(3, 1), cap):
        assert following.max_fee * 10 >= offer.max_fee * 11
        assert following.tip * 10 >= offer.tip * 11
        assert following.tip <= following.max_fee <= cap
        offer = following
    assert offer.max_fee > cap * 8 // 9
