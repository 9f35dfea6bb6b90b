"""The same base for Hugo with a theme of three templates, and every link ready-made."""

from __future__ import annotations

import json
from itertools import chain
from pathlib import Path

from benchmarks.content import Base
from benchmarks.files import write
from benchmarks.markdown_pages import Dialect, PageWriter
from benchmarks.mkdocs_peers import ready_made

_SETTINGS = """baseURL = "https://example.org/invented/"
languageCode = "en"
title = "{name}"
disableKinds = ["taxonomy", "term", "RSS"]
"""
_SHELL = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{{ .Title }} - {{ site.Title }}</title>
<link rel="canonical" href="{{ .Permalink }}">
</head>
<body>
<header><nav><a href="{{ "/" | relURL }}">{{ site.Title }}</a>
<a href="{{ "conditions/" | relURL }}">Conditions</a>
<a href="{{ "treatments/" | relURL }}">Treatments</a>
<a href="{{ "studies/" | relURL }}">Studies</a></nav></header>
<main>{{ block "main" . }}{{ end }}</main>
<aside>{{ .TableOfContents }}</aside>
</body>
</html>
"""
_PAGE = """{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}{{ end }}
"""


def write_hugo(base: Base, folder: Path) -> None:
    """Every study has its page; there is no search, which Hugo leaves to themes."""
    dialect = Dialect(cite=ready_made(base, _address), address=_address, begin=_begin)
    writer = PageWriter(base, dialect)
    pages = chain(writer.home(), writer.conditions(), writer.treatments(), writer.studies())
    for name, text in pages:
        # The name that Hugo has for the page of a folder.
        path = f"{name.removesuffix('index')}_index" if name.endswith("index") else name
        write(folder / "content" / f"{path}.md", text)
    write(folder / "hugo.toml", _SETTINGS.format(name=base.name))
    write(folder / "layouts" / "_default" / "baseof.html", _SHELL)
    for kind in ("single", "list", "home"):
        write(folder / "layouts" / "_default" / f"{kind}.html", _PAGE)


def _address(folder: str, name: str, anchor: str) -> str:
    return f"/invented/{folder}/{name}/{f'#{anchor}' if anchor else ''}"


def _begin(title: str) -> str:
    return f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n---\n\n"
