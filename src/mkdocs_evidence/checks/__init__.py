"""The laws of the knowledge base: one rule, one code, one table."""
