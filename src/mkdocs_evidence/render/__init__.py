"""A checked library to pages: pure functions, no MkDocs."""
