from lexiarch.dashboard.words.accounts import figure, short

ADDRESS = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"


def test_the_short_form_keeps_both_ends() -> None:
    assert short(ADDRESS) == "0x7099…79C8"


def test_the_figure_depends_on_the_account_and_not_on_its_spelling() -> None:
    assert figure(ADDRESS) == figure(ADDRESS.lower())
    assert figure(ADDRESS) != figure("0x" + "11" * 20)


def test_the_figure_is_decoration_and_needs_no_inline_style() -> None:
    assert 'aria-hidden="true"' in figure(ADDRESS)
    assert "style=" not in figure(ADDRESS)
