"""How an editor's files are written: canonical layout, new records, the schema for editors."""
