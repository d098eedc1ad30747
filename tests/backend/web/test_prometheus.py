from lexiarch.web.prometheus import Family, Sample, prometheus_text


def test_figures_are_written_with_their_help_and_type() -> None:
    families = [
        Family("a_block", "gauge", "A block.", [Sample(20_000_000)]),
        Family(
            "b_total", "counter", "Some.", [Sample(1, {"route": "/x/{id}", "status": "2xx"}), Sample(0.25)]
        ),
        Family("c", "gauge", "Not known.", []),
        Family("d", "histogram", "Parts.", [Sample(3, {"le": "+Inf"}, "_bucket"), Sample(1.5, {}, "_sum")]),
    ]
    assert prometheus_text(families) == (
        "# HELP a_block A block.\n# TYPE a_block gauge\na_block 20000000\n"
        "# HELP b_total Some.\n# TYPE b_total counter\n"
        'b_total{route="/x/{id}",status="2xx"} 1\nb_total 0.25\n'
        '# HELP d Parts.\n# TYPE d histogram\nd_bucket{le="+Inf"} 3\nd_sum 1.5\n'
    )


def test_labels_are_escaped() -> None:
    text = prometheus_text([Family("a", "gauge", "A.", [Sample(True, {"x": 'a"b\\c\nd'})])])
    assert text.splitlines()[-1] == r'a{x="a\"b\\c\nd"} 1'
