"""The evidence map as readers use it: by keyboard, by ear, on a phone and on paper."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from browser_reader import Reader, at_desk

CELL = ".ev-map__link:not(.ev-map__link--related)"
OUTCOMES = "[role=region][aria-label='Conditions by outcome']"
TREATMENTS = "[role=region][aria-label='Conditions by treatment']"
#: Condition and column, direction, certainty, people, claims.
SAID = re.compile(
    r".+, .+: (benefit|harm|no difference|mixed|unclear|descriptive), "
    r"((high|moderate|low|very low) certainty|not graded), "
    r"([\d,]+ (people|person)|people not stated), \d+ claims?"
)


def test_tab_reaches_a_cell_and_enter_opens_its_claim(reader: Reader) -> None:
    page = reader.open("map/")
    cell = page.locator(f"{OUTCOMES} {CELL}").first
    target = cell.get_attribute("href")
    page.locator(f"{OUTCOMES} tbody th a").first.focus()
    page.keyboard.press("Tab")
    outline = "getComputedStyle(document.activeElement).outlineStyle"

    assert cell.evaluate("cell => cell === document.activeElement")
    assert page.evaluate(outline) != "none"

    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{target.removeprefix('../')}")

    expect(page.locator(":target")).to_be_visible()


@at_desk
def test_every_cell_says_in_words_what_it_shows(reader: Reader) -> None:
    page = reader.open("map/")
    cells = page.locator(CELL)
    words = page.locator(f"{CELL} .ev-only-read").all_inner_texts()

    assert len(words) == cells.count() > 100
    assert [text for text in words if not SAID.fullmatch(text)] == []
    assert page.locator(f"{CELL} > :not([aria-hidden], .ev-only-read)").count() == 0


@at_desk
def test_every_empty_cell_says_why(reader: Reader) -> None:
    page = reader.open("map/")
    empty = page.locator("td:not(:has(a)) .ev-only-read").all_inner_texts()

    assert len(empty) == page.locator(".ev-map__table td:not(:has(a))").count() > 100
    assert set(empty) == {"Searched, none found", "No record"}


def test_every_cell_is_large_enough_for_a_finger(reader: Reader) -> None:
    page = reader.open("map/")
    sizes = page.locator(".ev-map__table a").evaluate_all(
        "links => links.map(link => link.getBoundingClientRect()).map(box => [box.width, box.height])"
    )

    assert min(width for width, _ in sizes) >= 24
    assert min(height for _, height in sizes) >= 24


def test_the_table_fits_a_desk_and_moves_in_its_own_box_on_a_phone(reader: Reader) -> None:
    page = reader.open("map/")
    wider = "box => box.scrollWidth - box.clientWidth"
    phone = page.viewport_size["width"] < 600
    page_is_wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")

    assert page_is_wider <= 0
    for table in (OUTCOMES, TREATMENTS):
        assert (page.locator(table).evaluate(wider) > 0) == phone


def test_names_of_rows_and_columns_stay_in_sight(reader: Reader) -> None:
    page = reader.open("map/")
    last = page.locator(f"{OUTCOMES} tbody tr:last-child td:last-child").last
    page.locator(OUTCOMES).evaluate("box => box.scrollIntoView({block: 'end'})")
    last.evaluate("cell => cell.scrollIntoView({block: 'nearest', inline: 'nearest'})")
    column = page.locator(f"{OUTCOMES} thead th").last.bounding_box()
    row = page.locator(f"{OUTCOMES} tbody tr:last-child th[scope=row]").last.bounding_box()
    cell = last.bounding_box()

    assert 0 <= row["x"] < cell["x"]
    assert 0 <= column["y"] < cell["y"]
    assert column["y"] + column["height"] <= cell["y"]


def test_a_focused_cell_is_not_hidden_behind_names(reader: Reader) -> None:
    page = reader.open("map/")
    page.locator(f"{OUTCOMES} {CELL}").last.focus()
    page.locator(f"{OUTCOMES} {CELL}").first.focus()
    on_top = """cell => {
        const box = cell.getBoundingClientRect();
        const found = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        return cell.contains(found);
    }"""

    assert page.locator(f"{OUTCOMES} {CELL}").first.evaluate(on_top)


def test_dots_grow_with_people(reader: Reader) -> None:
    page = reader.open("map/")
    widths = [
        page.locator(f"{OUTCOMES} .ev-map__dot--{size}").first.bounding_box()["width"]
        for size in (1, 2, 3, 4)
    ]

    assert widths == sorted(set(widths))


@at_desk
def test_directions_are_told_apart_without_colour(reader: Reader) -> None:
    page = reader.open("map/")
    legend = page.locator(".ev-map__legend dd").first
    symbols = legend.locator(".ev-map__dot").all_inner_texts()

    assert len(symbols) == len(set(symbols)) == 6


@at_desk
def test_the_map_prints_whole(reader: Reader) -> None:
    page = reader.open("map/")
    page.emulate_media(media="print")
    hidden = "box => box.scrollWidth - box.clientWidth + box.scrollHeight - box.clientHeight"
    page.set_viewport_size({"width": 718, "height": 1047})

    assert page.locator(OUTCOMES).evaluate(hidden) <= 1
    assert page.locator(TREATMENTS).evaluate(hidden) <= 1
