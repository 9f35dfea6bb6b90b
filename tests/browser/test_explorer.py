"""The table of all claims: filters, order, address, CSV, with and without scripts."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from markupsafe import escape
from playwright.sync_api import Browser, Page, Route, expect

from browser_measures import address_of, barriers, eventually, layout_shift, tab_to
from browser_reader import Reader, at_desk

FILTERS = ["about", "treatment", "kind", "direction", "certainty", "design", "funding"]
SHOWN_AT_ONCE = 100
#: Below this width filters fold and rows are cards.
NARROW = 1152


@pytest.fixture(scope="session")
def parts(real_site: Path) -> list[str]:
    """The pages of the parts that the page leads to, in order."""
    html = (real_site / "claims" / "index.html").read_text("utf-8")
    nav = re.search(r'<nav class="ev-parts".*?</nav>', html, re.DOTALL)
    return [
        (real_site / "claims" / name / "index.html").read_text("utf-8")
        for name in re.findall(r'href="([^"]+)"', nav[0])
    ]


@pytest.fixture(scope="session")
def rows(parts: list[str]) -> list[dict[str, str]]:
    """What the pages themselves say of each claim, before any script."""
    return [
        dict(re.findall(r'data-(\w+)="([^"]*)"', tag))
        for html in parts
        for tag in re.findall("<tr data-[^>]*>", html)
    ]


@pytest.fixture
def page(reader: Reader) -> Page:
    return whole(unfolded(reader.open("claims/")))


def unfolded(page: Page) -> Page:
    """On a phone the filters are opened first."""
    if page.viewport_size["width"] < NARROW:
        page.locator(".ev-fold > summary").click()
    return page


def whole(page: Page) -> Page:
    """The page when it has the rows of all parts."""
    page.locator(".ev-explorer:not([aria-busy])").wait_for()
    return page


def found(page: Page) -> int:
    """The number of claims that is announced."""
    whole(page)
    return int(re.match(r"[\d,]+", page.locator(".ev-found").inner_text())[0].replace(",", ""))


def choose(page: Page, name: str, value: str) -> None:
    control = page.locator(f".ev-filters [name={name}]")
    if control.count() > 1:
        page.locator(f".ev-filters [name={name}][value='{value}']").check()
    else:
        control.select_option(value)


def shown(page: Page, name: str) -> list[str]:
    return page.eval_on_selector_all(
        ".ev-claims tbody tr", f"rows => rows.map(row => row.dataset.{name})"
    )


def column(page: Page, number: int) -> list[str]:
    return page.eval_on_selector_all(
        ".ev-claims tbody tr", f"rows => rows.map(row => row.cells[{number}].textContent.trim())"
    )


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address_of(page)).query)


def downloaded(page: Page) -> list[list[str]]:
    whole(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download CSV").click()
    raw = Path(download.value.path()).read_bytes()

    assert download.value.suggested_filename == "claims.csv"
    assert raw.replace(b"\r\n", b"").count(b"\n") == 0
    return list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


@at_desk
@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_leaves_the_claims_that_fit_and_says_how_many(
    page: Page, rows: list[dict[str, str]], name: str
) -> None:
    value = min({value for row in rows for value in row[name].split()})
    expected = sum(value in row[name].split() for row in rows)
    choose(page, name, value)

    assert 0 < expected < len(rows)
    expect(page.locator(".ev-found")).to_have_text(f"{expected} of {len(rows)} claims")
    expect(page.locator(".ev-found")).to_have_role("status")
    assert len(shown(page, name)) == min(expected, SHOWN_AT_ONCE)
    assert all(value in values.split() for values in shown(page, name))
    assert asked(page) == {name: [value]}


@at_desk
def test_the_year_leaves_claims_with_a_study_of_that_year_or_later(page: Page) -> None:
    choose(page, "since", "2024")

    assert found(page) > 0
    assert min(column(page, 8)) == "2024"


@at_desk
def test_two_ticks_of_one_filter_widen_it_and_two_filters_narrow(
    page: Page, rows: list[dict[str, str]]
) -> None:
    choose(page, "certainty", "moderate")
    choose(page, "certainty", "low")
    choose(page, "direction", "harm")
    expected = [
        r for r in rows if r["certainty"] in {"moderate", "low"} and r["direction"] == "harm"
    ]

    assert found(page) == len(expected)
    assert asked(page)["certainty"] == ["moderate", "low"]


@at_desk
@pytest.mark.parametrize("words", ["Popova", "TRD", "SPRAVATO", "meta nausea"])
def test_words_find_authors_synonyms_and_what_a_row_says(page: Page, words: str) -> None:
    before = found(page)
    page.locator("[name=words]").fill(words)
    page.wait_for_url("**/claims/?words=*")

    assert 0 < found(page) < before


def test_nothing_found_says_so_and_reset_brings_everything_back(
    page: Page, rows: list[dict[str, str]]
) -> None:
    page.locator("[name=words]").fill("xyzzy")
    page.locator(".ev-nothing").wait_for(state="visible")

    expect(page.locator(".ev-found")).to_have_text(f"0 of {len(rows)} claims")

    page.get_by_role("button", name="Reset").click()

    assert found(page) == len(rows)
    assert page.locator("[name=words]").input_value() == ""
    assert asked(page) == {}


@at_desk
def test_a_heading_sorts_and_says_so(page: Page) -> None:
    header = page.locator("th[data-sort=people]")
    header.get_by_role("button").click()
    numbers = [int(text.replace(",", "")) for text in column(page, 7)]

    expect(header).to_have_attribute("aria-sort", "descending")
    assert numbers == sorted(numbers, reverse=True)
    assert asked(page) == {"sort": ["-people"]}

    header.get_by_role("button").click()
    numbers = [int(text.replace(",", "")) for text in column(page, 7) if text]

    expect(header).to_have_attribute("aria-sort", "ascending")
    assert numbers == sorted(numbers)


@at_desk
def test_sorting_by_certainty_puts_the_surest_first(page: Page) -> None:
    page.locator("th[data-sort=certainty] button").click()
    order = ["high", "moderate", "low", "very-low", "not-graded"]
    places = [order.index(value) for value in shown(page, "certainty")]

    assert places == sorted(places)


@at_desk
def test_an_address_brings_back_what_was_asked(page: Page, reader: Reader) -> None:
    choose(page, "kind", "safety")
    choose(page, "certainty", "low")
    page.locator("th[data-sort=year] button").click()
    page.locator("[name=words]").fill("pain")
    page.wait_for_url("**words=pain**")
    address, count, first = page.url, found(page), column(page, 0)[0]
    reader.open("")
    page.goto(address)

    assert (found(page), column(page, 0)[0]) == (count, first)
    assert page.locator("[name=kind]").input_value() == "safety"
    assert page.locator("[name=certainty][value=low]").is_checked()
    expect(page.locator("th[data-sort=year]")).to_have_attribute("aria-sort", "descending")


@at_desk
def test_an_old_address_with_a_term_that_is_no_more_shows_everything(
    reader: Reader, rows: list[dict[str, str]]
) -> None:
    page = reader.open("claims/?kind=alchemy&certainty=absolute&sort=colour")

    assert found(page) == len(rows)
    assert reader.complaints == []


@at_desk
def test_the_back_button_takes_one_step_back(page: Page, rows: list[dict[str, str]]) -> None:
    choose(page, "kind", "safety")
    safety = found(page)
    page.locator("[name=words]").press_sequentially("blad", delay=200)
    page.wait_for_url("**words=blad**")
    page.go_back()
    eventually(lambda: found(page) == safety)
    expect(page.locator("[name=words]")).to_have_value("")
    page.go_back()
    eventually(lambda: found(page) == len(rows))


def test_from_a_claim_back_to_the_same_table(page: Page) -> None:
    choose(page, "kind", "dosing")
    count = found(page)
    page.locator(".ev-claims tbody a").first.click()
    page.wait_for_url("**/*#*")

    expect(page.locator(":target")).to_be_visible()
    page.go_back()
    eventually(lambda: found(page) == count)


def test_more_rows_come_when_asked_and_the_reader_stands_at_the_first_of_them(
    page: Page, rows: list[dict[str, str]]
) -> None:
    assert len(shown(page, "kind")) == SHOWN_AT_ONCE

    more = page.locator("[data-action=more]")
    more.click()
    place = page.evaluate("document.activeElement.closest('tr').sectionRowIndex")

    assert len(shown(page, "kind")) == 2 * SHOWN_AT_ONCE
    assert place == SHOWN_AT_ONCE

    while more.is_visible():
        more.click()

    assert len(shown(page, "kind")) == len(rows)


@at_desk
def test_the_csv_holds_every_claim_found_in_the_order_shown(page: Page) -> None:
    choose(page, "treatment", "intravenous-infusion")
    page.locator("th[data-sort=people] button").click()
    header, *lines = downloaded(page)
    people = [int(line[7]) for line in lines if line[7]]

    assert header == [
        *("Claim", "Condition or topic", "Kind", "Treatment", "Direction", "Certainty"),
        *("Best design", "People", "Latest study", "Who paid", "Address"),
    ]
    assert len(lines) == found(page) > SHOWN_AT_ONCE
    assert all("Intravenous ketamine" in line[3] for line in lines)
    assert people == sorted(people, reverse=True)
    assert [line[0] for line in lines[:SHOWN_AT_ONCE]] == column(page, 0)
    assert all(line[10].startswith("http") and "#" in line[10] for line in lines)


@at_desk
@pytest.mark.parametrize(
    ("statement", "written"),
    [
        ('=HYPERLINK("http://x")', '\'=HYPERLINK("http://x")'),
        ("+1+1", "'+1+1"),
        ("-cmd|x", "'-cmd|x"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-4.0", "-4.0"),
        ("+12", "+12"),
        ('A "quoted", long claim', 'A "quoted", long claim'),
    ],
)
def test_a_spreadsheet_never_runs_a_cell_of_the_csv(
    page: Page, statement: str, written: str
) -> None:
    def write(route: Route) -> None:
        html = route.fetch().text()
        first = re.compile(r'(<th scope="row"><a [^>]*>).*?(</a>)', re.DOTALL)
        changed = first.sub(lambda row: row[1] + str(escape(statement)) + row[2], html, count=1)
        route.fulfill(body=changed, content_type="text/html")

    page.route("**/claims/conditions/a-c/", write)
    page.reload()

    assert downloaded(page)[1][0] == written


def test_the_keyboard_alone_filters_sorts_and_opens_a_claim(reader: Reader) -> None:
    page = whole(reader.open("claims/"))
    page.locator(".ev-views a").last.focus()
    page.keyboard.press("Tab")
    page.keyboard.type("nausea")
    page.wait_for_url("**words=nausea**")
    if page.viewport_size["width"] < NARROW:
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    before = found(page)
    tab_to(page, "at.name === 'certainty'")
    page.keyboard.press("Space")

    assert 0 < found(page) < before

    tab_to(page, "at.textContent === 'People'")
    page.keyboard.press("Enter")

    expect(page.locator("th[data-sort=people]")).to_have_attribute("aria-sort", "descending")

    tab_to(page, "at.matches('tbody a')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/*#*")

    expect(page.locator(":target")).to_be_visible()


def test_on_a_phone_the_filters_fold_and_each_row_is_a_card(reader: Reader) -> None:
    page = whole(reader.open("claims/"))
    is_phone = page.viewport_size["width"] < NARROW
    card = page.locator(".ev-claims tbody tr").first.evaluate(
        "row => getComputedStyle(row).display"
    )

    assert page.locator("[name=kind]").is_visible() is not is_phone
    assert page.locator(".ev-fold > summary").is_visible() is is_phone
    assert card == ("flex" if is_phone else "table-row")


def test_folded_filters_say_how_many_are_set(reader: Reader) -> None:
    page = reader.open("claims/?kind=safety&certainty=low&words=pain")

    expect(page.locator(".ev-fold > summary")).to_have_text("Filters (2 set)")


@pytest.mark.parametrize("query", ["?kind=safety", "?words=xyzzy"])
def test_axe_finds_nothing_and_nobody_else_is_asked(reader: Reader, query: str) -> None:
    """The page as it opens is among those of test_every_page.py."""
    page = whole(unfolded(reader.open(f"claims/{query}")))

    assert barriers(page) == []
    assert reader.foreign_requests == []
    assert reader.complaints == []


def test_the_script_does_not_move_the_page(reader: Reader) -> None:
    assert layout_shift(reader.open("claims/")) < 0.01


@pytest.fixture
def without_scripts(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 1280, "height": 900}
    )
    page = context.new_page()
    page.goto(f"{address}claims/")
    yield page
    context.close()


def test_without_scripts_the_first_claims_are_there_and_pages_with_all_of_them(
    without_scripts: Page, rows: list[dict[str, str]]
) -> None:
    links = without_scripts.locator(".ev-parts a")
    counts = without_scripts.locator(".ev-parts .ev-count").all_inner_texts()

    assert without_scripts.locator(".ev-claims tbody tr").count() == SHOWN_AT_ONCE
    assert sum(map(int, counts)) == len(rows)
    assert not without_scripts.locator(".ev-filters").is_visible()
    assert not without_scripts.locator(".ev-more").is_visible()

    links.first.click()

    assert without_scripts.locator(".ev-claims tbody tr").count() == int(counts[0])
    assert without_scripts.locator(".ev-claims tbody tr").last.is_visible()


@at_desk
def test_a_part_that_cannot_be_loaded_is_told(reader: Reader, rows: list[dict[str, str]]) -> None:
    reader.page.route("**/claims/harms/**", lambda route: route.abort())
    page = whole(reader.open("claims/"))
    said = page.locator(".ev-found").inner_text()

    assert said == f"{SHOWN_AT_ONCE} of {len(rows):,} claims, not all could be loaded"
    assert page.locator(".ev-parts").is_visible()


@at_desk
def test_twelve_thousand_claims_are_filtered_and_sorted(
    page: Page, rows: list[dict[str, str]]
) -> None:
    times = 12_000 // len(rows) + 1

    def multiply(route: Route) -> None:
        head, table, tail = re.split(r"(?<=<tbody>)|(?=</tbody>)", route.fetch().text())
        route.fulfill(body=head + table * times + tail, content_type="text/html")

    page.route("**/claims/*/*/", multiply)
    page.goto(page.url)
    unfolded(page)
    whole(page)
    page.locator("[data-action=more]").wait_for()

    measure = """([name, value]) => {
        const start = performance.now();
        const field = document.querySelector(`[name=${name}]`);
        field.value = value;
        field.dispatchEvent(new Event("change", {bubbles: true}));
        document.body.getBoundingClientRect();
        return performance.now() - start;
    }"""
    steps = [("kind", "safety"), ("treatment", ""), ("kind", ""), ("since", "2020"), ("since", "")]
    spent = [page.evaluate(measure, list(step)) for step in steps]
    sort = """() => {
        const start = performance.now();
        document.querySelector("th[data-sort=statement] button").click();
        document.body.getBoundingClientRect();
        return performance.now() - start;
    }"""
    spent.append(page.evaluate(sort))
    print("12,000 claims, ms a step:", [round(time) for time in spent])
