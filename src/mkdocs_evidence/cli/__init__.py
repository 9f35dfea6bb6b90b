"""The evidence command."""
