"""What transactions cost, ours beside those of the field."""
