"""Views in words and figures: pure functions, one file per subject. "Now" is always the chain's time."""
