"""What the browser fetches: figures, scripts and lessons, each made by any process from its address."""
