def test_pytest_canary_fails() -> None:
    assert False, "the pytest canary sang"  # noqa: B011, PT015
