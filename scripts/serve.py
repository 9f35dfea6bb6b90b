"""Build the site and serve it: python3 scripts/serve.py [--build] [--port 8000]."""

import argparse
import socket

from environment import BIN, make_environment, run


def main() -> None:
    """Make the environment, build strictly, then serve with live reload."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", action="store_true", help="build into site/ and stop")
    parser.add_argument("--port", type=int, default=0, help="port to serve at (a free one)")
    options = parser.parse_args()
    make_environment("site")
    run(BIN / "mkdocs", "build", "--strict")
    print("Built into site/.", flush=True)
    if not options.build:
        address = f"127.0.0.1:{options.port or free_port()}"
        print(f"Serving at http://{address}/ (Ctrl+C stops)", flush=True)
        run(BIN / "mkdocs", "serve", "--livereload", "--dev-addr", address)


def free_port() -> int:
    """Port 8000, or any free one where that is taken."""
    for port in (8000, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    return 8000


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        print("\nStopped.")
