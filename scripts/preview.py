"""What a pull request shows, made here: python3 scripts/preview.py BASE [folder].

Writes comment.md (what the change does to the evidence) and the built site into preview/.
"""

import subprocess
import sys
from pathlib import Path

from environment import BIN, ROOT, make_environment, run

MARK = "<!-- evidence-diff -->"


def main() -> None:
    """Compare with BASE, write the comment, build the site; the exit code is that of the diff."""
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__)
    base, folder = sys.argv[1], Path(sys.argv[2] if len(sys.argv) > 2 else ROOT / "preview")
    make_environment("site")
    compared = subprocess.run(
        [BIN / "evidence", "diff", base, "--format", "markdown"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if compared.returncode > 1:
        sys.exit(compared.stderr)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "comment.md").write_text(f"{MARK}\n{compared.stdout}", "utf-8")
    print(compared.stdout)
    run(BIN / "mkdocs", "build", "--strict", "--site-dir", folder / "site")
    print(f"Comment and site are in {folder}.")
    sys.exit(compared.returncode)


if __name__ == "__main__":
    main()
