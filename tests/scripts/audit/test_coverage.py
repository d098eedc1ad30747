"""A line, branch or function of the law that no test reaches is named; what is not law is left out."""

from scripts.audit.coverage import page, parse_lcov

REPORT = """\
TN:
SF:contracts/mocks/Mock.sol
DA:1,0
end_of_record
SF:contracts/identity/Roll.sol
DA:10,3
DA:11,0
FN:10,Roll.exit
FNDA:3,Roll.exit
FNDA:0,Roll.sweep
BRDA:10,0,0,3
BRDA:10,0,1,-
end_of_record
SF:contracts/governance/Box.sol
DA:7,1
end_of_record
"""


def test_what_is_not_reached_is_named() -> None:
    files = parse_lcov(REPORT.splitlines())
    assert [each.file for each in files] == ["contracts/governance/Box.sol", "contracts/identity/Roll.sol"]
    assert files[0].problems == []
    assert files[1].problems == [
        "contracts/identity/Roll.sol: no test reaches the line 11",
        "contracts/identity/Roll.sol: no test reaches the branch 1 of line 10",
        "contracts/identity/Roll.sol: no test reaches the function Roll.sweep",
    ]


def test_the_page_counts_what_is_reached() -> None:
    assert "| identity/Roll.sol | 1 of 2 | 1 of 2 | 1 of 2 |" in page(parse_lcov(REPORT.splitlines()))
