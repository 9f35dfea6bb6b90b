"""Templates compiled once: a preview fills them again and again, and compiling is a tenth of a small build."""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from types import CodeType

import jinja2
from jinja2.bccache import Bucket, BytecodeCache, bc_magic

from mkdocs_evidence.words import Words

#: What decides, beside its text, what a template of ours compiles to.
_COMPILERS = ("direct_code.py", "environment.py", "template_words.py")


class CompiledTemplates(BytecodeCache):
    """Keeps compiled templates in memory, each as long as its text stays the same.

    Not on disk: compiled code in a folder that others may write to would run in every build.
    """

    def __init__(self) -> None:
        self._codes: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give back what was compiled from the same text."""
        checksum, code = self._codes.get(bucket.key, ("", None))
        if code is not None and checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was just compiled."""
        if bucket.code is not None:
            self._codes[bucket.key] = bucket.checksum, bucket.code


class OurTemplates(CompiledTemplates):
    """Keeps our own templates on disk, too: where Python keeps our modules, and as it does.

    Who may write there may change the program itself. Where nobody may, or where Python is told to
    write nothing (`PYTHONDONTWRITEBYTECODE`), each process compiles what it needs.
    """

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._language = "".join(filter(str.isalnum, words.language))
        self._compiler = hashlib.sha256(bc_magic)
        self._compiler.update(f"{jinja2.__version__} {words.language} {words.edition}".encode())
        for name in _COMPILERS:
            self._compiler.update(Path(__file__).with_name(name).read_bytes())

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The file of a template."""
        return filename or name

    def get_source_checksum(self, source: str) -> str:
        """Names the text of a template, and all that compiles it."""
        made_of = self._compiler.copy()
        made_of.update(source.encode())
        return made_of.hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give back what was compiled from the same text, now or by an earlier process."""
        super().load_bytecode(bucket)
        if bucket.code is None:
            with suppress(OSError, EOFError, ValueError, TypeError):
                bucket.code = _read(self._file(bucket), bucket.checksum)
                super().dump_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was just compiled."""
        super().dump_bytecode(bucket)
        if bucket.code is not None and not sys.dont_write_bytecode:
            with suppress(OSError):
                _write(self._file(bucket), bucket.checksum, bucket.code)

    def _file(self, bucket: Bucket) -> Path:
        return Path(cache_from_source(bucket.key, optimization=self._language))


def _read(file: Path, checksum: str) -> CodeType | None:
    kept = file.read_bytes()
    begin = checksum.encode()
    if not kept.startswith(begin):
        return None
    code = marshal.loads(kept[len(begin) :])  # noqa: S302  # Python reads our modules from there so
    return code if isinstance(code, CodeType) else None


def _write(file: Path, checksum: str, code: CodeType) -> None:
    """Whole, or not at all: another process may be reading."""
    file.parent.mkdir(exist_ok=True)
    fresh = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        fresh.write_bytes(checksum.encode() + marshal.dumps(code))
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)


#: For templates without words of ours, as those of themes; the key is a template's name and file.
COMPILED = CompiledTemplates()
#: For ours, by language: the words stand in what was compiled.
_IN_LANGUAGE: dict[Words, OurTemplates] = {}


def compiled_in(words: Words) -> OurTemplates:
    """What was compiled with these words; an older edition of their catalogue is forgotten."""
    for other in [known for known in _IN_LANGUAGE if known.language == words.language]:
        if other != words:
            del _IN_LANGUAGE[other]
    if words not in _IN_LANGUAGE:
        _IN_LANGUAGE[words] = OurTemplates(words)
    return _IN_LANGUAGE[words]
