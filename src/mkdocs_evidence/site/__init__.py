"""The MkDocs plugin: events in, pure functions called."""
