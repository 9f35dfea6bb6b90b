"""A benchmark base as Markdown pages, for tools that know nothing of claims.

Every tool gets the same words; a dialect says how it cites and how it links.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from benchmarks.content import Base, Citation, Claim, Condition, Paragraph, Study, Treatment

#: Pages by their path below the folder of pages, without ending.
Pages = Iterator[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a tool says what all say."""

    #: Citation of some studies, by their keys, as it stands in a sentence.
    cite: Callable[[tuple[str, ...]], str]
    #: Address of a page (folder, name, anchor) as a page in another folder has it.
    address: Callable[[str, str, str], str]
    #: First lines of a page with a title.
    begin: Callable[[str], str]


@dataclass(frozen=True)
class PageWriter:
    """Writes the pages of a base in a dialect."""

    base: Base
    dialect: Dialect

    def conditions(self) -> Pages:
        """A page for each condition, and their index."""
        names = self.base.names()
        for condition in self.base.conditions:
            yield f"conditions/{condition.slug}", self._condition(condition, names)
        listed = [(condition.slug, condition.name) for condition in self.base.conditions]
        yield "conditions/index", self._index("Conditions", "conditions", listed)

    def treatments(self) -> Pages:
        """A page for each treatment with the claims on it, and their index."""
        about = defaultdict(list)
        for condition, claim in self._claims():
            about[claim.treatment].append((condition, claim))
        for treatment in self.base.treatments:
            page = self._treatment(treatment, about[treatment.slug])
            yield f"treatments/{treatment.slug}", page
        listed = [(treatment.slug, treatment.name) for treatment in self.base.treatments]
        yield "treatments/index", self._index("Treatments", "treatments", listed)

    def studies(self) -> Pages:
        """A page for each study with what cites it, and indexes of one letter each."""
        citing = defaultdict(list)
        for condition, claim in self._claims():
            for citation in claim.citations:
                citing[citation.study].append((condition, claim, citation))
        letters = defaultdict(list)
        for study in self.base.studies:
            yield f"studies/{study.key}", self._study(study, citing[study.key])
            letters[study.key[0]].append((study.key, f"{study.label}: {study.title}"))
        for letter, listed in sorted(letters.items()):
            page = self._index(f"Studies, {letter.upper()}", "studies", sorted(listed))
            yield f"studies/letter-{letter}", page
        pages = [(f"letter-{letter}", letter.upper()) for letter in sorted(letters)]
        yield "studies/index", self._index("Studies", "studies", pages)

    def home(self) -> Pages:
        """The first page."""
        yield "index", f"{self.dialect.begin(self.base.name)}Nothing on this site is real.\n"

    def _claims(self) -> Iterator[tuple[Condition, Claim]]:
        for condition in self.base.conditions:
            for claim in condition.claims:
                yield condition, claim

    def _link(self, words: str, folder: str, name: str, anchor: str = "") -> str:
        return f"[{words}]({self.dialect.address(folder, name, anchor)})"

    def _record(self, slug: str, names: Mapping[str, str]) -> str:
        is_treatment = any(treatment.slug == slug for treatment in self.base.treatments)
        return self._link(names[slug], "treatments" if is_treatment else "conditions", slug)

    def _prose(self, sentences: Paragraph, names: Mapping[str, str]) -> str:
        parts = []
        for sentence in sentences:
            cited = f" {self.dialect.cite(sentence.cites)}" if sentence.cites else ""
            see = f" (see {self._record(sentence.see, names)})" if sentence.see else ""
            parts.append(f"{sentence.text}{see}{cited}.")
        return " ".join(parts)

    def _index(self, title: str, folder: str, listed: list[tuple[str, str]]) -> str:
        items = "".join(f"- {self._link(words, folder, name)}\n" for name, words in listed)
        return f"{self.dialect.begin(title)}{items}"

    def _condition(self, condition: Condition, names: Mapping[str, str]) -> str:
        parts = [
            f"Also called {', '.join(condition.synonyms)}.",
            f"> {self._prose(condition.bottom_line, names)}",
            "## Summary of findings",
            self._summary(condition),
            "## Claims",
            *(self._claim(claim, names) for claim in condition.claims),
        ]
        for section in condition.sections:
            points = (f"- {self._prose((point,), names)}" for point in section.points)
            prose = (self._prose(paragraph, names) for paragraph in section.paragraphs)
            parts += [f"## {section.title}", *prose, "\n".join(points)]
        related = ", ".join(self._record(slug, names) for slug in condition.related)
        parts += ["## What is not known", condition.gap, "## Related", f"{related}."]
        return self.dialect.begin(condition.name) + "\n\n".join(parts) + "\n"

    def _summary(self, condition: Condition) -> str:
        rows = ["| Outcome | Compared with | Effect | Certainty | Studies |"]
        rows.append("|---|---|---|---|---|")
        for claim in [claim for claim in condition.claims if claim.effect][:7]:
            said = claim.effect.in_words if claim.effect else ""
            keys = tuple(citation.study for citation in claim.citations)
            cells = (claim.outcome.name, claim.comparator, said, claim.certainty)
            rows.append(f"| {' | '.join(cells)} | {self.dialect.cite(keys)} |")
        return "\n".join(rows)

    def _claim(self, claim: Claim, names: Mapping[str, str]) -> str:
        facts = {
            "Population": claim.population,
            "Treatment": self._record(claim.treatment, names),
            "Comparator": claim.comparator,
            "Measured": " ".join(filter(None, (claim.outcome.instrument, claim.outcome.time))),
            "Direction": claim.direction,
            "Certainty": f"{claim.certainty} certainty",
            "Why": "; ".join(why for _, _, why in claim.rating.steps) if claim.rating else "",
            "Effect": claim.effect.in_words if claim.effect else "",
        }
        lines = [f"- {name}: {value}" for name, value in facts.items() if value]
        evidence = [f"- {self._evidence(citation)}" for citation in claim.citations]
        return "\n\n".join(
            (
                f"### {claim.outcome.name.capitalize()}",
                claim.statement,
                "\n".join(lines),
                "Evidence:",
                "\n".join(evidence),
            )
        )

    def _evidence(self, citation: Citation) -> str:
        where = ", ".join(filter(None, (citation.locator, citation.read, citation.analysis)))
        p = f" p {citation.effect.p}." if citation.effect and citation.effect.p else ""
        cited = self.dialect.cite((citation.study,))
        return f"**{citation.supports}** {cited}: {citation.finding}{p} *{where}*"

    def _treatment(self, treatment: Treatment, about: list[tuple[Condition, Claim]]) -> str:
        items = (
            f"- {self._link(condition.name, 'conditions', condition.slug, claim.id)}: "
            f"{claim.statement} ({claim.certainty})\n"
            for condition, claim in about
        )
        bottom_line = self._prose(treatment.bottom_line, {})
        begin = self.dialect.begin(treatment.name)
        return (
            f"{begin}> {bottom_line}\n\nTaken {treatment.route}.\n\n## Claims\n\n{''.join(items)}"
        )

    def _study(self, study: Study, citing: list[tuple[Condition, Claim, Citation]]) -> str:
        facts = [f"- {name}: {value}\n" for name, value in study.facts]
        items = (
            f"- {self._link(condition.name, 'conditions', condition.slug, claim.id)} "
            f"({citation.supports}): {claim.statement} {citation.finding}\n"
            for condition, claim, citation in citing
        )
        begin = self.dialect.begin(study.title)
        known = f"{reference(study)}\n\n## Appraisal\n\n- design: {study.design}\n{''.join(facts)}"
        return f"{begin}{known}\n## Cited by\n\n{''.join(items)}"


def reference(study: Study) -> str:
    """The reference in words, ready-made."""
    people = (f"{person.family} {person.given[0]}" for person in study.authors)
    authors = study.corporate or ", ".join(people)
    where = f"{study.volume}({study.number}):{study.pages[0]}-{study.pages[1]}"
    address = f"https://doi.org/{study.doi}" if study.doi else study.url
    journal = study.container.replace("\\", "")
    printed = f"{journal}. {study.year};{where}." if study.volume else f"{journal}; {study.year}."
    return f"{authors}. {study.title}. {printed} <{address}>"
