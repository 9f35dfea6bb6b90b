"""The locked requirements, read: what a site or its tests install, with hashes."""

from __future__ import annotations

import importlib.metadata
import re
from collections.abc import Iterator
from dataclasses import dataclass

from environment import ROOT

_ENTRY = re.compile(
    r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)(?:\s*;\s*([^\\\n]+?))?\s*\\?\n((?:    --hash=.*\n?)*)",
    re.MULTILINE,
)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
#: What classifiers and old `License` fields call the licences that we know, by their SPDX names.
_SPDX = {
    "MIT License": "MIT",
    "BSD License": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "ISC License (ISCL)": "ISC",
}


@dataclass(frozen=True)
class Locked:
    """One package of a lock file."""

    name: str
    version: str
    #: For which systems it is; empty: for all.
    marker: str
    hashes: tuple[str, ...]

    @property
    def licence(self) -> str:
        """Its licence by SPDX name, as the installed package says; empty where it says none."""
        try:
            says = importlib.metadata.metadata(self.name)
        except importlib.metadata.PackageNotFoundError:
            return ""
        # `says[name]` raises or gives None where the field is absent, by the version of the library.
        if expressions := says.get_all("License-Expression"):
            return str(expressions[0])
        named = [
            classifier.rsplit(" :: ", 1)[-1]
            for classifier in says.get_all("Classifier") or []
            if classifier.startswith("License ::")
        ]
        known = [_SPDX[name] for name in named if name in _SPDX]
        written = str((says.get_all("License") or [""])[0]).strip()
        if re.fullmatch(r"[A-Za-z]+(?:-[\d.]+)?(?:-[A-Za-z]+)?", written) and written != "UNKNOWN":
            return written
        return known[0] if known else ""

    @property
    def needs(self) -> tuple[str, ...]:
        """Names of the packages that it asks for, as the installed package says, extras left out."""
        try:
            wanted = importlib.metadata.requires(self.name) or []
        except importlib.metadata.PackageNotFoundError:
            return ()
        return tuple(
            dict.fromkeys(requirement_name(line) for line in wanted if "extra ==" not in line)
        )


def requirement_name(line: str) -> str:
    """Name of the package of a requirement, as indexes write it."""
    name = re.match(r"[A-Za-z0-9_.-]+", line)
    return re.sub(r"[-_.]+", "-", name[0] if name else line).lower()


def locked(name: str) -> list[Locked]:
    """The packages of requirements/<name>.lock, by name."""
    return list(_read((ROOT / "requirements" / f"{name}.lock").read_text("utf-8")))


def _read(text: str) -> Iterator[Locked]:
    for name, version, marker, hashes in _ENTRY.findall(text):
        yield Locked(requirement_name(name), version, marker.strip(), tuple(_HASH.findall(hashes)))
