"""Pure words and rules: no network, no SQL, no clock of its own."""
