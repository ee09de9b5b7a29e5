"""Build-time programs that make what is committed under `assets/`; the application does not run them."""
