"""Benchmarks: invented knowledge bases of any size, and what building them costs in several tools."""
