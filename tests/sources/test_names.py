"""Author lists: every person and every organisation comes out whole, in any form BibTeX allows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_evidence.model.study import Name
from mkdocs_evidence.sources.names import split_names


def person(family: str, given: str = "", particle: str = "", suffix: str = "") -> Name:
    return Name(family=family, given=given, particle=particle, suffix=suffix)


def organisation(name: str) -> Name:
    return Name(family=name, corporate=True)


def only_name(value: str) -> Name:
    names, complete = split_names(value)
    assert complete
    assert len(names) == 1, names
    return names[0]


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("Smith, John", person("Smith", "John")),
        ("Smith,John", person("Smith", "John")),
        ("John Smith", person("Smith", "John")),
        ("Plato", person("Plato")),
        ("Smith, ", person("Smith")),
        ("Smith-Jones, Anne-Marie B.", person("Smith-Jones", "Anne-Marie B.")),
        ("O'Brien, P.", person("O'Brien", "P.")),
        # A particle begins with a lower-case letter.
        ("van der Berg, J. P.", person("Berg", "J. P.", "van der")),
        ("J. P. van der Berg", person("Berg", "J. P.", "van der")),
        ("Ludwig van Beethoven", person("Beethoven", "Ludwig", "van")),
        (
            "Charles Louis de la Vall{\\'e}e Poussin",
            person("Vallée Poussin", "Charles Louis", "de la"),
        ),
        ("{\\'E}tienne de la Bo{\\'e}tie", person("Boétie", "Étienne", "de la")),
        ("de {\\L}uk, A.", person("Łuk", "A.", "de")),
        ("von, X.", person("von", "X.")),
        # An upper-case or braced one belongs to the family name.
        ("Von Neumann, John", person("Von Neumann", "John")),
        ("De Souza, Maria", person("De Souza", "Maria")),
        ("{van Gogh}, Vincent", person("van Gogh", "Vincent")),
        ("Vincent {van Gogh}", person("van Gogh", "Vincent")),
        ("d'Alembert, Jean", person("d'Alembert", "Jean")),
        ("Omar al-Rashid", person("al-Rashid", "Omar")),
        # Jr in every comma form, and without a comma.
        ("Berg, Jr, J. P.", person("Berg", "J. P.", suffix="Jr")),
        ("Berg, Jr., J. P.", person("Berg", "J. P.", suffix="Jr.")),
        ("van der Berg, III, Jan", person("Berg", "Jan", "van der", "III")),
        ("Gilstrap, L. C., 3rd", person("Gilstrap", "L. C.", suffix="3rd")),
        ("de la Cruz Jr., Ana", person("Cruz", "Ana", "de la", "Jr.")),
        ("Gilstrap, L. C. 3rd", person("Gilstrap", "L. C.", suffix="3rd")),
        ("Downey, Jr.", person("Downey", suffix="Jr.")),
        ("Robert J. Downey Jr.", person("Downey", "Robert J.", suffix="Jr.")),
        ("John von Neumann II", person("Neumann", "John", "von", "II")),
    ],
)
def test_a_name_is_split_into_its_parts(value: str, name: Name) -> None:
    assert only_name(value) == name


@pytest.mark.parametrize(
    ("value", "family"),
    [
        (r"{\'E}mile, A", "Émile"),
        (r"M\"uller, A", "Müller"),
        (r"M{\"u}ller, A", "Müller"),
        (r"M{\"{u}}ller, A", "Müller"),
        (r"Nu{\~n}ez, A", "Nuñez"),
        (r"Nu\~nez, A", "Nuñez"),
        (r"Ho\v{c}ek, A", "Hoček"),
        (r"{\c C}elik, A", "Çelik"),
        (r"\c{C}elik, A", "Çelik"),
        (r"{\AA}s, A", "Ås"),
        (r"{\O}stby, A", "Østby"),
        (r"Str{\o}m, A", "Strøm"),
        (r"{\L}ukasz, A", "Łukasz"),
        (r"Wei{\ss}, A", "Weiß"),
        (r"{\DJ}or, A", "Đor"),
        (r"{\.I}nan, A", "İnan"),
        (r"Erd{\H o}s, A", "Erdős"),
        (r"{\AE}gir, A", "Ægir"),
        (r"Gro{\ss}-B{\`e}r{\^e}, A", "Groß-Bèrê"),
        (r"Mc{D}onald, A", "McDonald"),
        ("Müller, A", "Müller"),
    ],
)
def test_accents_written_in_latex_become_letters(value: str, family: str) -> None:
    assert only_name(value) == person(family, "A")


@pytest.mark.parametrize(
    ("value", "family", "given"),
    [
        ("王, 小明", "王", "小明"),
        ("Иванов, Иван", "Иванов", "Иван"),
        ("أحمد, محمد", "أحمد", "محمد"),
        ("Παπαδόπουλος, Γιώργος", "Παπαδόπουλος", "Γιώργος"),
        ("김, 철수", "김", "철수"),
        ("Ngũgĩ, Wa", "Ngũgĩ", "Wa"),
        ("शर्मा, अमित", "शर्मा", "अमित"),
    ],
)
def test_names_of_every_script_survive(value: str, family: str, given: str) -> None:
    assert only_name(value) == person(family, given)


def test_a_name_in_a_script_without_spaces_is_a_family_name() -> None:
    assert only_name("王小明") == person("王小明")


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("{World Health Organization}", "World Health Organization"),
        ("{{World Health Organization}}", "World Health Organization"),
        ("{Food and Drug Administration}", "Food and Drug Administration"),
        ("{Barnes, Noble and Sons, Inc.}", "Barnes, Noble and Sons, Inc."),
        ("{de facto agency}", "de facto agency"),
        ("{The {STAR*D} Team}", "The STAR*D Team"),
        ("{Groupe {\\'E}tude}", "Groupe Étude"),
        ("{Smith Jr.}", "Smith Jr."),
    ],
)
def test_an_organisation_in_braces_stays_whole(value: str, name: str) -> None:
    assert only_name(value) == organisation(name)


def test_two_pairs_of_braces_are_no_organisation() -> None:
    assert only_name("{Smith}, {John}") == person("Smith", "John")


@pytest.mark.parametrize("and_", ["and", "AND", "And", "\nand\n", "\tand\r\n"])
def test_people_and_organisations_are_split_at_the_word_and(and_: str) -> None:
    names, complete = split_names(f"Smith, J. {and_} {{A and B}} {and_} van Berg, K.")

    assert names == (person("Smith", "J."), organisation("A and B"), person("Berg", "K.", "van"))
    assert complete


@pytest.mark.parametrize("value", ["Sanderson, Brand", "Anderson and Brandt", "Smith, J.and K."])
def test_the_letters_and_inside_a_word_split_nothing(value: str) -> None:
    names, _ = split_names(value)

    assert " and ".join(f"{n.family}, {n.given}".strip(", ") for n in names) == value


@pytest.mark.parametrize("end", ["others", "{others}", "Others", "et al", "et al."])
def test_a_list_that_ends_in_others_is_incomplete(end: str) -> None:
    assert split_names(f"Smith, J. and {end}") == ((person("Smith", "J."),), False)


@pytest.mark.parametrize("value", ["", " ", "and", "and and", " and  AND "])
def test_an_empty_list_has_no_names(value: str) -> None:
    assert split_names(value) == ((), True)


@pytest.mark.parametrize("value", ["and Smith, J.", "Smith, J. and", "Smith, J. and and"])
def test_an_and_too_many_adds_no_name(value: str) -> None:
    assert split_names(value) == ((person("Smith", "J."),), True)


def test_a_list_separated_by_commas_loses_no_word() -> None:
    assert only_name("Smith, J., Jones, K., Lee, M.") == organisation(
        "Smith, J., Jones, K., Lee, M."
    )


@pytest.mark.parametrize("value", [",", ",,", "~", "\\", "{", "}", "}{", "{}", ", ,", "{,}", "~,~"])
def test_no_punctuation_alone_makes_the_reader_raise(value: str) -> None:
    names, complete = split_names(value)

    assert complete
    assert all(name.family for name in names)


@given(st.text("ab{}\\~,. \"'and\n", max_size=40) | st.text(max_size=20))
def test_no_author_field_makes_the_reader_raise(value: str) -> None:
    names, _ = split_names(value)

    assert all(isinstance(name, Name) for name in names)


#: Letters of the scripts that have capitals; no letter that LaTeX or BibTeX reads in its own way.
upper = st.characters(categories=["Lu"]).filter(lambda letter: letter.isupper())
lower = st.characters(categories=["Ll"])
capitalised = st.tuples(upper, st.text(lower, min_size=1, max_size=8)).map("".join)
caseless = st.text(
    st.characters(categories=["Lo"]).filter(lambda letter: not letter.islower()),
    min_size=1,
    max_size=4,
)
word = (capitalised | caseless).filter(
    lambda word: word.lower() not in {"and", "others", "jr", "sr", "ii", "iii", "iv"}
)
family_names = st.lists(word, min_size=1, max_size=2).map(" ".join) | st.tuples(word, word).map(
    "-".join
)
given_names = st.lists(word, min_size=1, max_size=3).map(" ".join)
particles = st.sampled_from(["", "", "van", "van der", "de la", "von"])
suffixes = st.sampled_from(["", "", "", "Jr", "III"])
people = st.lists(
    st.builds(person, family=family_names, given=given_names, particle=particles, suffix=suffixes),
    min_size=1,
    max_size=5,
)


@given(people)
def test_names_written_as_family_comma_given_come_back(names: list[Name]) -> None:
    written = " and ".join(
        ", ".join(filter(None, [f"{name.particle} {name.family}".strip(), name.suffix, name.given]))
        for name in names
    )

    assert split_names(written) == (tuple(names), True)


@given(st.text(st.characters(categories=["L", "Nd", "Zs"]), min_size=1).filter(str.strip))
def test_whatever_stands_in_braces_comes_back_as_one_organisation(name: str) -> None:
    ((found,), complete) = split_names(f"{{{name}}}")

    assert complete or name.strip().lower() == "others"
    assert found == organisation(" ".join(name.split()))
