"""Prose of records: cited, linked, and safe whatever stands in it."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from knowledge_bases import BASE, Project
from mkdocs_evidence.library import Library
from mkdocs_evidence.prose import Cited, ListRequest, RecordLink, parse_citation, scan
from mkdocs_evidence.render import prose_html
from mkdocs_evidence.render.addresses import Addresses
from mkdocs_evidence.render.environment import make_environment
from mkdocs_evidence.render.page import PageWriter
from mkdocs_evidence.render.prose_html import ProseWriter

WRITER = ProseWriter()
ENVIRONMENT = make_environment()


@cache
def library() -> Library:
    return Project(BASE).library()


def new_page() -> PageWriter:
    addresses = Addresses(library().layout)
    return PageWriter("conditions/blue-fever", library(), addresses, ENVIRONMENT)


def drawn(text: str) -> str:
    return str(WRITER.paragraphs(text, new_page()))


class _Page(HTMLParser):
    """What a reader sees of some HTML, and its tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def visible(html: str) -> str:
    return " ".join(_Page(html).text.split())


def elements(html: str) -> list[str]:
    """The elements of some HTML but those that only keep citations together."""
    return [tag for tag, _ in _Page(html).tags if tag != "span"]


# The notation


@pytest.mark.parametrize(
    ("inner", "cited"),
    [
        ("@a", [Cited("a")]),
        ("@a, p. 3", [Cited("a", "p. 3")]),
        ("@a, p. 3, Table 2", [Cited("a", "p. 3, Table 2")]),
        ("@a;@b ; @c, abstract", [Cited("a"), Cited("b"), Cited("c", "abstract")]),
        ("@DBLP:conf/x/Y+20.1", [Cited("DBLP:conf/x/Y+20.1")]),
    ],
)
def test_a_bracket_names_studies_and_places_in_them(inner: str, cited: list[Cited]) -> None:
    assert parse_citation(inner) == cited
    assert scan(f"Tea [{inner}] helps.").citations == cited


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("[[tremor]]", RecordLink("tremor")),
        ("[[tremor#claim-1]]", RecordLink("tremor", "claim-1")),
        ("[[#claim-1]]", RecordLink("", "claim-1")),
        ("[[tremor|the shakes]]", RecordLink("tremor", "", "the shakes")),
        ("[[tremor#a| x ]]", RecordLink("tremor", "a", "x")),
    ],
)
def test_a_double_bracket_names_a_record_or_a_claim(text: str, link: RecordLink) -> None:
    assert scan(f"See {text}.").links == [link]


@pytest.mark.parametrize(
    "text",
    [
        *("[a@b.org]", "[@]", "[@ a]", "a@b", "[[]]", "[[|x]]", "[[#]]", "[[Tremor]]", "[x](y)"),
        *("`[@a]` and `[[b]]`", "``[@a] ` [[b]]``", "\\[@a]", "    [@a]\n\n\t[[b]]", "[@a", "@a]"),
    ],
)
def test_what_is_no_notation_or_stands_in_code_cites_nothing(text: str) -> None:
    found = scan(text)

    assert (found.citations, found.links) == ([], [])


def test_a_list_is_for_written_pages_only() -> None:
    assert scan("`x` [[list:numbers]]").lists == [ListRequest("numbers")]
    assert visible(drawn("*All* [[list:numbers]]")) == "All [[list:numbers]]"


# Citations


@pytest.mark.parametrize("markup", ["", "*Tea* "])
def test_citations_are_numbered_in_the_order_in_which_they_appear(markup: str) -> None:
    page = new_page()
    first = WRITER.paragraphs(f"{markup}A [@novak2021], B [@muster2020; @novak2021].", page)
    second = WRITER.paragraphs(f"{markup}C [@agency2022; @muster2020].", page)

    assert visible(first) == f"{markup}A[1], B[2][1].".replace("*", "")
    assert visible(second) == f"{markup}C[3][2].".replace("*", "")
    assert list(page.cited) == ["novak2021", "muster2020", "agency2022"]


@pytest.mark.parametrize("markup", ["", "*Tea* "])
def test_each_place_of_a_citation_has_an_anchor_of_its_own_and_leads_to_the_study(
    markup: str,
) -> None:
    page = new_page()
    html = _Page(str(WRITER.paragraphs(f"{markup}A [@novak2021] B [@novak2021].", page)))

    assert [mark["id"] for mark in html.all("sup")] == ["_cite-1-1", "_cite-1-2"]
    assert page.cited["novak2021"].places == ["_cite-1-1", "_cite-1-2"]
    assert {"_cite-1-1", "_cite-1-2"} <= page.anchors
    assert {link["href"] for link in html.all("a")} == {"../../studies/novak2021/"}
    assert ("studies/novak2021", "") in page.links


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Tea [@muster2020; @novak2021].", "Tea[1][2]."),
        ("Tea[@muster2020][@novak2021].", "Tea[1][2]."),
        ("Tea [@muster2020] [@novak2021] helps.", "Tea[1][2] helps."),
        ("*Tea* [@muster2020; @novak2021].", "Tea[1][2]."),
        ("*Tea* [@muster2020][@novak2021].", "Tea[1][2]."),
        ("Tea [@muster2020, p. 3; @novak2021, Table 2].", "Tea[1] p. 3[2] Table 2."),
        ("*Tea* [@muster2020, p. 3; @novak2021, Table 2].", "Tea[1] p. 3[2] Table 2."),
        ("[@muster2020] first.", "[1] first."),
        ('He said "tea [@muster2020]".', 'He said "tea[1]".'),
    ],
)
def test_adjacent_marks_stay_apart_and_hug_the_word_before_them(text: str, seen: str) -> None:
    assert visible(drawn(text)) == seen


@pytest.mark.parametrize("text", ["[@muster2020]: a *sentence*", "*a*\n\n[@muster2020]: b"])
def test_a_sentence_that_begins_with_a_citation_and_a_colon_is_not_lost(text: str) -> None:
    assert visible(drawn(text)) == text.replace("@muster2020", "1").replace("*", "").replace(
        "\n\n", " "
    )


@pytest.mark.parametrize("locator", ["*p*. 3", "`x`", "a_b_c", "<b>3</b>", "&lt;", "[x"])
def test_a_locator_reads_the_same_in_plain_and_in_marked_up_prose(locator: str) -> None:
    plain = visible(drawn(f"Tea [@muster2020, {locator}]."))
    marked_up = visible(drawn(f"*Tea* [@muster2020, {locator}]."))

    assert plain == marked_up


# Links


@pytest.mark.parametrize(
    ("text", "href", "seen"),
    [
        ("See [[tremor]].", "../../harms/tremor/", "See tremor."),
        ("*See* [[tremor]].", "../../harms/tremor/", "See tremor."),
        ("[[tremor|The shakes]] came.", "../../harms/tremor/", "The shakes came."),
        ("[[blue-fever#skyroot-tremor|x]]", "#skyroot-tremor", "x"),
        ("[[#skyroot-tremor|x]]", "#skyroot-tremor", "x"),
        ("*a* [[#skyroot-tremor|x]]", "#skyroot-tremor", "a x"),
        ("[site](https://example.org/?a=1&b=2)", "https://example.org/?a=1&b=2", "site"),
        ("<https://example.org/>", "https://example.org/", "https://example.org/"),
        ("[mail](mailto:a@example.org)", "mailto:a@example.org", "mail"),
    ],
)
def test_a_link_leads_where_it_says(text: str, href: str, seen: str) -> None:
    html = _Page(drawn(text))

    assert [link["href"] for link in html.all("a")] == [href]
    assert html.text.strip() == seen


def test_a_link_to_a_claim_is_noted_so_that_the_build_can_check_it() -> None:
    page = new_page()
    WRITER.paragraphs("See [[botany]] and *see* [[blue-fever#skyroot-tremor]].", page)

    assert page.links == {("topics/botany", ""), ("conditions/blue-fever", "skyroot-tremor")}


# Safety


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script> tea",
        "tea <img src=x onerror=alert(1)>",
        "<div onclick='alert(1)'>tea</div>",
        "tea <!-- comment --> tea",
        "<a href='javascript:alert(1)'>tea</a>",
        "<svg/onload=alert(1)> tea",
        "<style>p {}</style> tea",
        "*tea* <b>bold</b>",
        "| a |\n|---|\n| <iframe src=x></iframe> |",
        "`<script>alert(1)</script>`",
    ],
)
def test_raw_html_is_shown_as_text_and_never_run(text: str) -> None:
    html = _Page(drawn(text))
    written = re.findall(r"<[^<>]+>", text)

    assert {tag for tag, _ in html.tags} <= {
        "p",
        "em",
        "code",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    }
    assert all(tag in html.text for tag in written)
    assert not any(attributes for _, attributes in html.tags)


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "  javascript:alert(1)",
        "&#106;avascript:alert(1)",
        "data:text/html,tea",
        "vbscript:msgbox",
        "file:///etc/passwd",
    ],
)
@pytest.mark.parametrize("form", ["[tea]({})", "*[tea]({})*", "[tea][1]\n\n[1]: {}", "<{}>"])
def test_a_link_that_would_run_code_leads_nowhere(form: str, target: str) -> None:
    html = _Page(drawn(form.format(target)))

    assert [link.get("href") for link in html.all("a")] in ([], [None])


@pytest.mark.parametrize(
    "text",
    ["![tea](https://example.org/x.png) cup", "![tea][1] cup\n\n[1]: x.png", "cup ![](x.png)"],
)
def test_images_are_dropped(text: str) -> None:
    html = _Page(drawn(text))

    assert html.all("img") == []
    assert "cup" in html.text


@pytest.mark.parametrize(
    "text",
    [
        "`[@muster2020] and [[tremor]]`",
        "``[@muster2020] ` [[tremor]]``",
        "    [@muster2020] and [[tremor]]",
        "\t[@muster2020] and [[tremor]]",
        "tea\n\n\t[@muster2020] and [[tremor]]",
    ],
)
def test_code_is_left_untouched(text: str) -> None:
    page = new_page()
    html = _Page(str(WRITER.paragraphs(text, page)))

    assert len(html.all("code")) == 1
    assert "[[tremor]]" in html.text
    assert (page.cited, page.links) == ({}, set())


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("one\n\ntwo", ["p", "p"]),
        ("one\ntwo", ["p"]),
        ("one  \ntwo", ["p", "br"]),
        ("- one\n- two", ["ul", "li", "li"]),
        ("1. one\n2. two", ["ol", "li", "li"]),
        ("*one* **two**", ["p", "em", "strong"]),
        ("> one", ["blockquote", "p"]),
        ("a | b\n--|--\n1 | 2", ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td"]),
        ("p<0.05 & n>3", ["p"]),
    ],
)
def test_markdown_of_records_is_paragraphs_lists_tables_and_emphasis(
    text: str, tags: list[str]
) -> None:
    assert [tag for tag, _ in _Page(drawn(text)).tags] == tags


@pytest.mark.parametrize(
    ("text", "html"),
    [("tea", "tea"), ("*tea*", "<em>tea</em>"), ("a\n\nb", "<p>a</p>\n<p>b</p>"), ("", "")],
)
def test_prose_of_one_paragraph_can_stand_inside_a_line(text: str, html: str) -> None:
    assert str(WRITER.inline(text, new_page())) == html


# Any prose at all

NOTATIONS = [
    *("[@muster2020]", " [@novak2021; @agency2022, p. 3]", "[@muster2020, Table 2]"),
    *("[[tremor]]", "[[#skyroot-tremor]]", "[[botany|words]]", "[[blue-fever#skyroot-duration|x]]"),
]
plain = st.lists(
    st.sampled_from(NOTATIONS)
    | st.sampled_from(
        [
            *("\n\n", "\n", "  ", "\t", "1.", "12)", "- ", "+ ", "= ", "==", "--", "(", '"'),
            *("*", "**", "*a*", "**b c**", "\n- ", "\n\n- ", "- a\n- b", "\n\n    "),
        ]
    )
    | st.text("ab1 .,;:()/%+=?'\"’“”–—−±≥≤°×·…€£$-\n", max_size=8),
    max_size=12,
).map("".join)


@given(plain)
@example("    code [@muster2020]")
@example("\tcode [@muster2020]")
@example("one\t[@muster2020]")
@example("[@muster2020]: one")
@example("a\n===\nb\n---\n1. c")
@example("a\n\n- *b*\n- c [@muster2020]\n\nd **e**")
@example("- a\n\n- b")
@example("- a\n\n  b")
@example("- - a")
@example("2 * 3 * 4 *a *b* c* **d*")
def test_plain_prose_reads_the_same_with_and_without_the_markdown_engine(text: str) -> None:
    quick = drawn(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prose_html, "usual_html", lambda *_: None)
        thorough = drawn(text)

    assert visible(quick) == visible(thorough)
    assert elements(quick) == elements(thorough)


marked_up = st.lists(
    st.sampled_from(NOTATIONS)
    | st.sampled_from(
        [
            *(
                "*",
                "**",
                "_",
                "`",
                "``",
                "\\",
                "[",
                "]",
                "(",
                ")",
                "](",
                "!",
                "<",
                ">",
                "> ",
                "#",
                "|",
            ),
            *(
                "\n",
                "\n\n",
                "    ",
                "\t",
                "- ",
                "1. ",
                "---",
                "|--|",
                "<div>",
                "</div>",
                "<!--",
                "-->",
            ),
            *(
                "[x]: ",
                "[@muster2020;",
                "[@muster2020,\n",
                "\n@novak2021]",
                "\n> @novak2021]",
                "&lt;",
            ),
            *("<a href='x'>", "https://x.org", "~~~", "```", "[[tremor|", "]]", "a", " ", "@", ";"),
        ]
    ),
    max_size=14,
).map("".join)


@given(marked_up)
@example("<div>[@muster2020]</div>")
@example("<!-- [@muster2020] -->")
@example("[@muster2020;@[[tremor]]]]")
@example("> [@muster2020;\n> @novak2021]")
@example("~~~\n[@muster2020]\n~~~")
def test_no_prose_cites_or_links_what_the_checks_have_not_seen(text: str) -> None:
    page, found = new_page(), scan(text)
    WRITER.paragraphs(text, page)
    linked = [page.library.by_slug[link.slug or "blue-fever"] for link in found.links]

    assert set(page.cited) <= {cited.key for cited in found.citations}
    assert {name for name, _ in page.links if not name.startswith("studies/")} <= {
        page.addresses.record(record) for record in linked
    }


@given(marked_up)
def test_no_prose_escapes_from_the_tags_that_records_may_have(text: str) -> None:
    html = _Page(drawn(text))
    addresses = [link.get("href") or "" for link in html.all("a")]

    assert {tag for tag, _ in html.tags} <= prose_html._TAGS
    assert {name for _, attributes in html.tags for name in attributes} <= {
        *("href", "title", "class", "id", "start", "style", "rel")
    }
    assert not any(re.match(r"(?i)\s*(javascript|data|vbscript):", href) for href in addresses)
