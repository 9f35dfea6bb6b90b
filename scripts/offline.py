"""Build the site as a folder that opens without a server: python3 scripts/offline.py."""

from environment import BIN, ROOT, make_environment, run


def main() -> None:
    """Build into site-offline/; open its index.html with a browser, or copy the folder anywhere."""
    make_environment("site")
    run(BIN / "mkdocs", "build", "--strict", "-f", "mkdocs-offline.yml")
    print(f"Open {(ROOT / 'site-offline' / 'index.html').as_uri()}", flush=True)


if __name__ == "__main__":
    main()
