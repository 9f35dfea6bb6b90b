"""Files to model values, each value with its place; what is odd becomes a problem."""
