"""A new knowledge base: an example on an invented subject, or a list of studies to begin with."""
