"""A whole editor's session on a clean clone: python3 scripts/editor_session.py.

Renews docs/about/editor-session.md and the picture of the comment on its pull request.
"""

from environment import PYTHON, ROOT, make_environment, run

from browser import find_browser


def main() -> None:
    """Take every step that the page tells, and print the page with what the commands say."""
    make_environment("test")
    run(PYTHON, ROOT / "tests" / "editor_session.py", find_browser())


if __name__ == "__main__":
    main()
