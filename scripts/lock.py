"""Renew the locked requirements: python3 scripts/lock.py (needs uv in the test environment)."""

from environment import BIN, make_environment, run


def main() -> None:
    """Resolve for every platform and Python that we support, with hashes and without addresses."""
    make_environment("test")
    common = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "-q"]
    common += ["--upgrade", "--no-emit-index-url", "--no-annotate"]
    sources = ["pyproject.toml", "requirements/build.in"]
    for name, extras in {"site": [], "test": ["--extra", "test"]}.items():
        target = f"requirements/{name}.lock"
        run(BIN / "uv", "pip", "compile", *common, *extras, *sources, "-o", target)


if __name__ == "__main__":
    main()
