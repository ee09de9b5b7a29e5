"""What the pages say, as HTML."""
