"""Write the bill of materials of a site, CycloneDX 1.6: python3 scripts/sbom.py [FILE].

It comes from requirements/site.lock and from what the installed packages say of themselves: no
network, no clock, so that the same lock gives the same bytes.
"""

from __future__ import annotations

import json
import sys
import tomllib
import uuid
from pathlib import Path

from environment import PYTHON, ROOT, make_environment, run

_NAMESPACE = uuid.UUID("6ba7b811-9dad-11d1-80b4-00c04fd430c8")  # of addresses: RFC 9562, 6.6


def main() -> None:
    """Write the file beside the built package, or where the command says."""
    if Path(sys.prefix) != PYTHON.parent.parent:
        make_environment("test")
        run(PYTHON, *sys.argv)
        return
    version = _project()["version"]
    target = Path(sys.argv[1] if len(sys.argv) > 1 else f"dist/mkdocs-evidence-{version}.cdx.json")
    text = bill_of_materials()
    named = len(json.loads(text)["components"])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8")
    print(f"{target}: {named} packages named")


def bill_of_materials() -> str:
    """The bill of materials as JSON: every locked package with version, hashes, licence, and needs."""
    from cyclonedx.contrib.license.factories import LicenseFactory
    from cyclonedx.model import (
        ExternalReference,
        ExternalReferenceType,
        HashAlgorithm,
        HashType,
        XsUri,
    )
    from cyclonedx.model.bom import Bom, BomMetaData
    from cyclonedx.model.component import Component, ComponentType
    from cyclonedx.output.json import JsonV1Dot6
    from locked import locked, requirement_name
    from packageurl import PackageURL

    project, licences = _project(), LicenseFactory()
    root = Component(
        name=project["name"],
        version=project["version"],
        type=ComponentType.APPLICATION,
        licenses=[licences.make_from_string(project["license"])],
        bom_ref=project["name"],
    )
    packages = locked("site")
    components = {
        package: Component(
            name=package.name,
            version=package.version,
            type=ComponentType.LIBRARY,
            bom_ref=f"pkg:pypi/{package.name}@{package.version}",
            purl=PackageURL("pypi", name=package.name, version=package.version),
            licenses=[licences.make_from_string(package.licence)] if package.licence else [],
            external_references=[
                ExternalReference(
                    type=ExternalReferenceType.DISTRIBUTION,
                    url=XsUri(f"https://pypi.org/project/{package.name}/{package.version}/"),
                    hashes=[HashType(alg=HashAlgorithm.SHA_256, content=h) for h in package.hashes],
                )
            ],
        )
        for package in packages
    }
    lock = (ROOT / "requirements" / "site.lock").read_text("utf-8")
    bom = Bom(
        serial_number=uuid.uuid5(_NAMESPACE, lock + project["version"]),
        components=components.values(),
        metadata=BomMetaData(component=root),
    )
    direct = [requirement_name(line) for line in project["dependencies"]]
    bom.register_dependency(root, [components[p] for p in packages if p.name in direct])
    for package in packages:
        needed = [components[other] for other in packages if other.name in package.needs]
        bom.register_dependency(components[package], needed)
    written = json.loads(JsonV1Dot6(bom).output_as_string())
    del written["metadata"]["timestamp"]  # the lock says when it is from: in version control
    return json.dumps(written, indent=2, ensure_ascii=False) + "\n"


def _project() -> dict[str, str]:
    project: dict[str, str] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return project


if __name__ == "__main__":
    main()
