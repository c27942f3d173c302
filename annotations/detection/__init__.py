"""Text in, mentions out: pure functions without clock or file."""
