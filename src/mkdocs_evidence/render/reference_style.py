"""References in the NLM style that ICMJE recommends, as parts rather than one string.

Source: Citing Medicine (Patrias and Wendling, NLM, 2nd ed.) and ICMJE's sample references. Up to
six authors are listed, as ICMJE asks; journal names stand as the reference list gives them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from mkdocs_evidence.model.study import Name, Reference

MAX_AUTHORS = 6
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_ARTICLE = {"article", "preprint", "unpublished"}
_CHAPTER = {"incollection", "inbook", "inproceedings", "conference"}
_THESIS = {"phdthesis": "dissertation", "mastersthesis": "master's thesis", "thesis": "thesis"}
_REPORT = {"techreport", "report"}
_ORDINAL = {"1": "st", "2": "nd", "3": "rd"}


class Part(NamedTuple):
    """A piece of a reference: what it is, its text and, for identifiers, its address.

    A tuple, as a site has tens of thousands.
    """

    role: str
    text: str
    href: str = ""


def reference_parts(reference: Reference) -> list[Part]:
    """The parts of a reference in the order of the style; joined by spaces they are its text."""
    return [part for part in _parts(reference) if part.text]


def reference_text(reference: Reference) -> str:
    """A reference as one line of text."""
    return " ".join(part.text for part in reference_parts(reference))


def _parts(reference: Reference) -> Iterator[Part]:
    is_chapter = reference.entry_type in _CHAPTER
    authors = format_names(reference.authors, complete=reference.authors_complete)
    edits_itself = not reference.authors and reference.editors and not is_chapter
    if edits_itself:
        authors = _editors(reference)
    yield Part("authors", _sentence(authors))
    has_server = reference.entry_type == "preprint" and reference.container
    medium = _medium(reference)
    yield Part("title", _sentence(reference.title + ("" if has_server else medium)))
    if is_chapter:
        yield from _chapter(reference)
    elif reference.entry_type in _ARTICLE or (reference.container and reference.volume):
        server = f"{reference.container}{medium}" if has_server else reference.container
        yield Part("journal", _sentence(server))
        yield Part("date", _article_source(reference))
    else:
        yield from _book(reference)
    yield from identifiers(reference)


@lru_cache(maxsize=20_000)
def format_names(names: tuple[Name, ...], *, complete: bool = True) -> str:
    """Authors as `Family AB`, the first six and "et al." where there are more.

    An organisation is set off by semicolons (ICMJE's samples 3 and 22).
    """
    shown = ""
    for before, name in zip([None, *names], names[:MAX_AUTHORS], strict=False):
        if before is not None:
            shown += "; " if before.corporate or name.corporate else ", "
        shown += format_name(name)
    return f"{shown}, et al" if len(names) > MAX_AUTHORS or (names and not complete) else shown


def format_name(name: Name) -> str:
    """One author as `Family AB Jr`; organisations stand as they are."""
    if name.corporate:
        return name.family
    family = f"{name.particle} {name.family}".strip()
    suffix = name.suffix.rstrip(".")
    suffix = {"II": "2nd", "III": "3rd", "IV": "4th"}.get(suffix.upper(), suffix)
    return " ".join(filter(None, [family, initials(name.given), suffix]))


@lru_cache(maxsize=4096)
def initials(given: str) -> str:
    """Initials of given names: `Jean-Marc A.` is `JMA`; scripts without case stay whole."""
    words = re.split(r"[\s.\-\u2010]+", given)
    letters = []
    for word in filter(None, words):
        cased = word[0].lower() != word[0].upper()
        already_initials = word.isupper() and len(word) <= 3
        letters.append(word if already_initials or not cased else word[0].upper())
    return "".join(letters)


def _editors(reference: Reference) -> str:
    names = format_names(reference.editors)
    return f"{names}, editor{'s' if len(reference.editors) > 1 else ''}" if names else ""


def _medium(reference: Reference) -> str:
    if thesis := _THESIS.get(reference.entry_type):
        return f" [{thesis}]"
    if reference.entry_type == "preprint":
        return " [Preprint]"
    return " [Internet]" if reference.entry_type in {"online", "electronic", "www"} else ""


def _sentence(text: str) -> str:
    text = text.strip()
    return text if not text or text[-1] in ".?!" else f"{text}."


def _article_source(reference: Reference) -> str:
    """Date;volume(issue):pages, as far as they are known."""
    issue = reference.issue
    if re.match(r"(?i)suppl", issue):
        issue = f" {issue}"
    elif issue:
        issue = f"({issue})"
    volume = f";{reference.volume}{issue}" if reference.volume or issue else ""
    pages = f":{short_pages(reference.pages)}" if reference.pages else ""
    cited = _cited(reference) if reference.entry_type == "preprint" else ""
    return _sentence(f"{_date(reference)}{cited}{volume}{pages}".lstrip(";: "))


def _date(reference: Reference) -> str:
    month = reference.month
    if month.isdigit() and 1 <= int(month) <= 12:
        month = _MONTHS[int(month) - 1]
    return " ".join(filter(None, [reference.year, month, reference.day if month else ""]))


def short_pages(pages: str) -> str:
    """Page ranges without repeated digits: `1574-1581` is `1574-81` (Citing Medicine, ch. 1)."""
    return ",".join(_short_range(part.strip()) for part in pages.split(",") if part.strip())


def _short_range(pages: str) -> str:
    match = re.fullmatch(r"([A-Za-z]*)(\d+)\s*[-\u2013\u2014]+\s*([A-Za-z]*)(\d+)", pages)
    if not match:
        return re.sub(r"\s*[-\u2013\u2014]+\s*", "-", pages)
    prefix, first, last_prefix, last = match.groups()
    if last_prefix not in {"", prefix}:
        return f"{prefix}{first}-{last_prefix}{last}"
    common = 0
    if len(last) == len(first):
        while common < len(first) - 1 and first[common] == last[common]:
            common += 1
    return f"{prefix}{first}-{last[common:]}"


def _chapter(reference: Reference) -> Iterator[Part]:
    editors = _editors(reference)
    yield Part("editors", _sentence(f"In: {editors}") if editors else "In:")
    yield Part("journal", _sentence(reference.container))
    yield Part("edition", _edition(reference))
    yield from _imprint(reference)
    if reference.pages:
        yield Part("pages", _sentence(f"p. {short_pages(reference.pages)}"))


def _book(reference: Reference) -> Iterator[Part]:
    if reference.container and reference.container != reference.publisher:
        yield Part("journal", _sentence(reference.container))
    yield Part("edition", _edition(reference))
    if reference.authors:
        yield Part("editors", _sentence(_editors(reference)))
    yield from _imprint(reference)
    if reference.entry_type in _REPORT and reference.issue:
        yield Part("number", _sentence(f"Report No.: {reference.issue}"))


def _edition(reference: Reference) -> str:
    edition = re.sub(r"(?i)\s*\bed(ition|n)?\.?$", "", reference.edition)
    if edition.isdigit():
        teen = edition[-2:-1] == "1"
        edition += "th" if teen else _ORDINAL.get(edition[-1], "th")
    return f"{edition} ed." if edition else ""


def _imprint(reference: Reference) -> Iterator[Part]:
    """Place: Publisher; date [cited date]."""
    publisher = reference.publisher
    if reference.authors and publisher == reference.authors[0].family:
        publisher = ""
    source = ": ".join(filter(None, [reference.place, publisher]))
    source = "; ".join(filter(None, [source, _date(reference)]))
    yield Part("date", _sentence(source + _cited(reference)))


def _cited(reference: Reference) -> str:
    return f" [cited {_spoken_date(reference.accessed)}]" if reference.accessed else ""


def _spoken_date(iso: str) -> str:
    match = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", iso)
    if not match:
        return iso
    year, month, day = match.groups()
    return f"{year} {_MONTHS[(int(month) - 1) % 12]} {int(day)}"


def identifiers(reference: Reference) -> Iterator[Part]:
    """DOI, PubMed, PMC and URL with their addresses; a URL only where there is no DOI or PMID."""
    if reference.doi:
        yield Part("doi", f"doi:{reference.doi}", f"https://doi.org/{reference.doi}")
    if reference.pmid:
        address = f"https://pubmed.ncbi.nlm.nih.gov/{reference.pmid}/"
        yield Part("pmid", f"PMID: {reference.pmid}", address)
    if reference.pmcid:
        pmcid = "PMC" + re.sub(r"\D", "", reference.pmcid)
        address = f"https://pmc.ncbi.nlm.nih.gov/articles/{pmcid}/"
        yield Part("pmcid", f"PMCID: {pmcid}", address)
    if reference.isbn:
        yield Part("isbn", f"ISBN: {reference.isbn}")
    if reference.url and not (reference.doi or reference.pmid):
        is_web = re.match(r"(?i)https?://", reference.url)
        address = reference.url if is_web else ""
        yield Part("url", f"Available from: {reference.url}", address)
