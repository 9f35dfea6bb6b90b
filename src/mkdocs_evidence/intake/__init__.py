"""Metadata from outside: scholarly services and the files of reference managers."""
