"""Status lists: what is published of whose credentials hold, so that nobody reads more from it."""
