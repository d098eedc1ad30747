from lexiarch.dashboard.words.chart import Chart, Plot, Series

WIDTH, HEIGHT = Chart.WIDTH, Chart.HEIGHT


def draw(
    *values: int, times: list[int] | None = None, mark: int | None = None, span: tuple[int, int] = (0, 100)
) -> Chart:
    chosen = [50 + at for at in range(len(values))] if times is None else times
    line = [Series("For", "for", values), Series("Against", "against", [0] * len(values))]
    plot = Plot(chosen, line, span, "{} T".format, str, None if mark is None else (mark, "Quorum"))
    return plot.draw("token", "Votes over time", "Token house", "In words.")


def test_a_figure_stays_until_the_next_and_to_the_edge() -> None:
    chart = draw(100, times=[50])
    top = 100 + 10 + 1
    assert [line.path for line in chart.lines] == [
        f"M0 {HEIGHT}H{WIDTH // 2}V{HEIGHT - HEIGHT * 100 // top}H{WIDTH}",
        f"M0 {HEIGHT}H{WIDTH // 2}V{HEIGHT}H{WIDTH}",
    ]
    assert (chart.top, chart.mark) == ("111 T", None)


def test_what_lies_beside_the_picture_stands_at_its_edge() -> None:
    path = draw(1, 2, 3, times=[-10, 50, 1000]).lines[0].path
    assert [step.partition("V")[0] for step in path.split("H")[1:]] == ["0", str(WIDTH // 2), "600", "600"]


def test_a_mark_far_above_is_not_drawn_and_is_told() -> None:
    near, far = draw(100, mark=150).mark, draw(100, mark=500).mark
    assert near is not None
    assert near.at is not None
    assert 0 < near.at < HEIGHT
    assert far is not None
    assert (far.at, far.words) == (None, "Quorum")


def test_the_rows_are_the_same_as_figures() -> None:
    assert draw(7, 9).rows == [(50, ["7", "0"]), (51, ["9", "0"])]


def test_figures_of_any_size_fit() -> None:
    assert "V" in draw(2**256 - 1, 0).lines[0].path
    assert draw(0, span=(5, 5), times=[5]).lines[0].path.endswith(f"H{WIDTH}")
