"""Templates compiled once in the life of a process: a preview fills them again and again."""

from __future__ import annotations

from types import CodeType

from jinja2.bccache import Bucket, BytecodeCache

from mkdocs_evidence.words import Words


class CompiledTemplates(BytecodeCache):
    """Keeps compiled templates in memory, each as long as its text and its words stay the same.

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


#: For templates without words of ours, as those of themes; the key is a template's name and file.
COMPILED = CompiledTemplates()
#: For ours, by language: the words stand in what was compiled.
_IN_LANGUAGE: dict[Words, CompiledTemplates] = {}


def compiled_in(words: Words) -> CompiledTemplates:
    """What was compiled with these words; an older edition of their catalogue is forgotten."""
    for other in [known for known in _IN_LANGUAGE if known.language == words.language]:
        if other != words:
            del _IN_LANGUAGE[other]
    return _IN_LANGUAGE.setdefault(words, CompiledTemplates())
