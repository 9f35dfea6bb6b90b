"""Every kind of problem with its code, a family a file; docs/about/checks.md documents each one."""
