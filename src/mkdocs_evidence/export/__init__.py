"""Library to data files, reports and feeds."""
