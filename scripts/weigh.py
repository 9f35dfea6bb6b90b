"""Print what pages and our own files weigh, gzipped: python3 scripts/weigh.py [site folder]."""

import gzip
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OURS = ROOT / "src" / "mkdocs_evidence" / "site" / "files"
#: Budgets in bytes: a condition page, and our CSS and JavaScript together.
PAGE, FILES = 60 * 1024, 60 * 1024


def weight(*files: Path) -> int:
    """Gzipped bytes of some files, each compressed by itself as servers do."""
    return sum(len(gzip.compress(file.read_bytes(), 6)) for file in files)


def main() -> None:
    """Weigh the heaviest pages of each folder of the built site, then our own files."""
    site = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "site"
    pages = sorted(site.rglob("index.html"))
    if not pages:
        sys.exit(f"There is no site in {site}: python3 scripts/serve.py --build makes it.")
    for folder in sorted({page.relative_to(site).parts[0] for page in pages}):
        weights = [
            (weight(page), page) for page in pages if page.relative_to(site).parts[0] == folder
        ]
        heaviest, page = max(weights)
        median = sorted(weights)[len(weights) // 2][0]
        shown = page.relative_to(site).parent.as_posix()
        print(
            f"{folder:<12} {len(weights):>4} pages, median {median:>6}, heaviest {heaviest:>6} ({shown})"
        )
    conditions = [weight(page) for page in (site / "conditions").glob("*/index.html")]
    print(f"condition pages: heaviest {max(conditions)} of {PAGE} bytes allowed")
    ours = weight(*(file for file in OURS.iterdir() if file.suffix in {".css", ".js"}))
    print(f"our CSS and JavaScript: {ours} of {FILES} bytes allowed")


if __name__ == "__main__":
    main()
