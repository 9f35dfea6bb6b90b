"""How `evidence check` prints problems: for people, programs, GitHub and code scanners."""
