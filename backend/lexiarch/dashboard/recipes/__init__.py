"""Programs for readers to take: shown on pages, linked to by the documentation, run by the tests."""
