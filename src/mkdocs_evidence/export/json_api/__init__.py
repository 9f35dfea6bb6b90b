"""The JSON API: static files, each of which says what it is, with published schemas."""
