"""What the browser fetches: figures, scripts and lessons as content-addressed files."""
