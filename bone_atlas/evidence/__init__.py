"""What follows from several studies at once."""
