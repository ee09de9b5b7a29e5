"""What leaves the atlas as files."""
