"""What a reader takes home as a file: every kind of it, the making, and where a page asks for it."""
