"""The knowledge base as tables: CSV files with a data package, and one SQLite file."""
