"""The atlas without a server: a folder for any web host, and one HTML file."""
