"""The views of a reader's own table."""
