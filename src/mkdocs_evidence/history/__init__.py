"""Two libraries, or many of them in time: what changed in the evidence, in clinical words."""
