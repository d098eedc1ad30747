"""The relay over HTTP, and what it says of itself."""
