"""One entity, many spellings: the folding key, aliases, glosses, and the names in a text."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import body, span_of

from annotations.articles.files import read_article
from annotations.comparison.aliases import COMMON_ALIASES, parse_aliases, read_aliases
from annotations.comparison.entities import Entity, Form, JoinedBy, unused_forms
from annotations.comparison.glosses import glosses
from annotations.comparison.names import Names
from annotations.comparison.spelling import folded
from annotations.model import Article, Line, Role, Span

ONE_EACH = [
    "Raqqa/Raqa/Raqqah/al-Raqqah/RAQQA",
    "Mayadeen/al-Mayadin/Mayadin/Al Mayadeen",
    "Deir Ezzor/Deir al-Zor/Dayr al-Zawr/Deir ez-Zor/Deir az-Zawr",
    "Nuri Mahmud/Nouri Mahmoud",
    "Abdel Rahman/Abdel-Rahman/Abdul Rahman/Abd al-Rahman/Abdelrahman",
    "al-Shabaab/ash-Shabab/Al-Shabab",
    "Sana'a/Sanaa/Sana’a",
    "U.S./US",
    "People's Protection Units/People’s Protection Units",
    "Müller/Mu\u0308ller",
    "Bashar al-Assad/Bashar Asad",
    "the Hague/Hague/Hague’s",
]
DIFFERENT = ["Raqqa/Iraq", "IS/ISS", "AP/AAP", "Mosul/Mayadeen", "Smith/Smit", "Iran/Iraq", "Syria/Syrian", "G7/G77"]


def names_in(article: Article, names: Names) -> list[str]:
    return [article.text[slice(*span)] for span, _ in names.mentions(article, Span(0, len(article.text)))]


def found_in(text: str) -> list[str]:
    article = body(text)
    return names_in(article, Names.build([article]))


def entity(names: Names, form: str) -> Entity:
    return next(each for each in names.entities() if form in each.forms)


@pytest.mark.parametrize("spellings", ONE_EACH)
def test_spellings_of_one_name_have_one_key(spellings: str) -> None:
    assert len({folded(each) for each in spellings.split("/")}) == 1


@pytest.mark.parametrize("names", DIFFERENT)
def test_different_names_have_different_keys(names: str) -> None:
    assert len({folded(each) for each in names.split("/")}) == 2


@given(st.text())
def test_marks_around_a_name_do_not_count(name: str) -> None:
    assert folded(f"“{name}”") == folded(f"({name})")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On Saturday the army took Mosul.", ["Mosul"]),
        ("Dozens of people fled. Mosul fell when Mosul was hit.", ["Mosul", "Mosul"]),
        ("Mosul fell.", []),
        ("Russia’s Defense Ministry met US President Ann Berg.", ["Defense Ministry", "US", "President Ann Berg"]),
        ("The Syrian Observatory for Human Rights said so.", ["Syrian Observatory for Human Rights"]),
        ("They met fighters of the Kurdish People’s Protection Units.", ["Kurdish People’s Protection Units"]),
        ("“Units of ours hold the town,” he said, and the units left.", []),
        ("He said: “Berlin will pay, and Berlin knows.”", ["Berlin", "Berlin"]),
        ("the town of al-Mayadin in Deir al-Zor province", ["al-Mayadin", "Deir al-Zor"]),
        ("Gen. John W. Smith met Ludwig van Beethoven there.", ["Gen. John W. Smith", "Ludwig van Beethoven"]),
        ("a US-led strike near Tel Aviv-Yafo, I think", ["US", "Tel Aviv-Yafo"]),
        ("the Syrian Daesh members and IS", ["Syrian", "Daesh", "IS"]),
        ("We met for Talks of Peace in October 2017 at The Hague", ["Talks", "Peace", "Hague"]),
        ("IS took it. US planes came. Who knows? The President did.", ["IS", "US"]),
        ("The Bank of England met a Workers' Party of Korea", ["Bank of England", "Workers' Party of Korea"]),
        ("at the Bank of April", ["Bank"]),
        ("the House of, as said", ["House"]),
        ("", []),
    ],
)  # fmt: skip
def test_names_are_found_in_a_text(text: str, expected: list[str]) -> None:
    assert found_in(text) == expected


def test_a_passage_gives_the_names_inside_it_alone() -> None:
    article = body("He met Anna Berg in Oslo.\nThen Berg left Oslo for Rome. He liked Rome.")
    names = Names.build([article])
    within = span_of(article.text, "Berg in Oslo.\nThen Berg left")
    assert [(article.text[slice(*span)], key) for span, key in names.mentions(article, within)] == [
        ("Oslo", "oslo"),
        ("Berg", "ana berg"),
    ]


def test_headlines_hold_only_names_that_a_body_knows_and_furniture_none() -> None:
    text = "Talks On North Sea Gas Fail\nOslo Menu\nThey left the North Sea and Oslo."
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    roles = (Role.HEADLINE, Role.FURNITURE, Role.BODY)
    ends = [*(start - 1 for start in starts[1:]), len(text)]
    lines = tuple(Line(start, end, role, "") for start, end, role in zip(starts, ends, roles, strict=True))
    article = Article("0123456789abcdef", text, "", lines, "Title")
    assert names_in(article, Names.build([article])) == ["North Sea", "North Sea", "Oslo"]


def test_a_shorter_name_after_a_full_one_is_the_same() -> None:
    article = body("The head, Rami Abdel Rahman, spoke. Later Abdel-Rahman was gone, as Col. Abdel-Rahman had said.")
    names = Names.build([article])
    assert [key for _, key in names.mentions(article, Span(0, len(article.text)))] == ["rami abdel rahman"] * 3
    found = [
        Form("Abdel-Rahman", 1, JoinedBy.SHORTER),
        Form("Col. Abdel-Rahman", 1, JoinedBy.SHORTER),
        Form("Rami Abdel Rahman", 1),
    ]
    assert names.entities() == [Entity("Rami Abdel Rahman", tuple(found))]
    assert names.entities()[0].times == 3


@pytest.mark.parametrize(
    "text",
    [
        "We saw Berg first, and then Anna Berg.",
        "We saw Anna Berg and Maria Berg, and then Berg.",
        "He left Northern Ireland, and then Ireland.",
    ],
)
def test_a_shorter_name_is_its_own_where_the_text_does_not_tell(text: str) -> None:
    keys = {key for _, key in Names.build([body(text)]).mentions(body(text), Span(0, len(text)))}
    assert {"berg", "ireland"} & keys


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Syrian Democratic Forces (SDF) said", [("SDF", "Syrian Democratic Forces")]),
        ("The Ministry of Foreign Affairs (MOFA) and (MFA)", [("MOFA", "Ministry of Foreign Affairs")]),
        ("the Syrian Observatory for Human Rights (SOHR)", [("SOHR", "Syrian Observatory for Human Rights")]),
        ('All ISIS ("Islamic State") fighters', [("ISIS", "Islamic State")]),
        ("IS, also known as ISIS, left", [("ISIS", "IS")]),
        ("Daesh, known by its Arabic acronym DAISH, left", [("DAISH", "Daesh")]),
        ("where they (IS) leave", []),
        ("in Paris (AFP) and Paris (France)", []),
        ("a plan for all (PFA), a (B)", []),
        ('what he ("The") did, ("Nobody") knows', []),
        ('(“X”) (XY)', []),
    ],
)  # fmt: skip
def test_a_text_explains_its_short_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert list(glosses(text, 0, len(text))) == expected


def test_a_gloss_of_one_article_serves_the_others() -> None:
    articles = [body("They saw the Regional Flood Authority (RFA) there."), body("They asked the RFA for help.")]
    assert entity(Names.build(articles), "RFA").forms == ("RFA", "Regional Flood Authority")


def test_a_gloss_that_two_articles_use_differently_holds_in_each_alone() -> None:
    texts = ["the Regional Flood Authority (RFA)", "the Royal Farmers Alliance (RFA)", "the RFA"]
    articles = [Article(str(at), text, "", body(text).lines, "") for at, text in enumerate(texts)]
    names = Names.build(articles)
    keys = [names.mentions(each, Span(0, len(each.text)))[-1][1] for each in articles]
    assert keys == ["regional flod authority", "royal farmers aliance", "rfa"]


def test_aliases_are_read_from_lines_with_remarks() -> None:
    text = "\ufeff# groups\n\nIslamic State = IS; Daesh ;; # and more\nC# Club = CC\n"
    aliases = parse_aliases(text)
    assert aliases.problems == ()
    assert aliases.lines == dict.fromkeys(["Islamic State", "IS", "Daesh"], 3) | dict.fromkeys(["C# Club", "CC"], 4)
    assert aliases.names == {
        "Islamic State": "Islamic State",
        "IS": "Islamic State",
        "Daesh": "Islamic State",
        "C# Club": "C# Club",
        "CC": "C# Club",
    }


@pytest.mark.parametrize("line", ["Islamic State", "= IS", "Islamic State =", "A = B = C", "A = ; ;", "A = …"])
def test_a_line_that_is_no_alias_is_told_with_its_number_and_the_rest_holds(line: str) -> None:
    aliases = parse_aliases(f"A = B\n{line}\nC = D", "names.txt")
    assert aliases.names == {"A": "A", "B": "A", "C": "C", "D": "C"}
    (problem,) = aliases.problems
    assert re.fullmatch(r"names\.txt, line 2: “.*” is not understood\. Write: name = form; form", problem)


def test_a_form_of_two_names_is_told_in_whatever_spelling() -> None:
    aliases = parse_aliases("A = U.N.\nC = UN; D\nA = E")
    assert aliases.problems == ("the aliases, line 2: “UN” is already a form of “A”. Keep it in one of the two lines.",)
    assert aliases.names == {"A": "A", "U.N.": "A", "E": "A"}


def test_aliases_of_a_file_are_laid_over_the_common_ones(tmp_path: Path) -> None:
    file = tmp_path / "names.txt"
    file.write_text("Flood Office = FO\nDaesh = DAISH\nUnie = UN", encoding="utf-8")
    names = read_aliases(file).names
    assert (names["FO"], names["Daesh"], names["ISIS"]) == ("Flood Office", "Daesh", "Islamic State")
    assert names["UN"] == "Unie"
    assert "U.N." not in names  # it is the reader's UN, in another spelling
    assert read_aliases(file).lines == {"Flood Office": 1, "FO": 1, "Daesh": 2, "DAISH": 2, "Unie": 3, "UN": 3}


def test_a_common_name_that_the_reader_calls_otherwise_takes_its_forms_along(tmp_path: Path) -> None:
    file = tmp_path / "names.txt"
    file.write_text("The Group = Islamic State", encoding="utf-8")
    names = Names.build([], read_aliases(file).names)
    assert names.key("ISIS") == names.key("Islamic State") == names.key("The Group")


def test_a_file_of_aliases_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    assert read_aliases(tmp_path / "none.txt") == (COMMON_ALIASES, {}, ())
    assert read_aliases(tmp_path).problems == (f"{tmp_path}: cannot be read (Is a directory).",)
    (tmp_path / "latin.txt").write_bytes(b"M\xfcnchen = Munich")
    assert read_aliases(tmp_path / "latin.txt").problems == (
        f"{tmp_path / 'latin.txt'}: is not UTF-8 text. Save it as UTF-8.",
    )


def test_what_joined_each_form_is_told() -> None:
    aliases = parse_aliases("Islamic State = Daesh; IS\nFlood Office = FO")
    text = "They asked Daesh, then I.S., then Daesh. The Islamic State left. So did the Farmers Alliance (FA)."
    article = body(text, "a.txt")
    entities = Names.build([article], aliases.names).entities()
    assert entities == [
        Entity(
            "Islamic State",
            (
                Form("Daesh", 2, JoinedBy.ALIAS, "Daesh"),
                Form("I.S.", 1, JoinedBy.ALIAS, "IS"),
                Form("Islamic State", 1),
            ),
        ),
        Entity("Farmers Alliance", (Form("FA", 1, JoinedBy.GLOSS, "a.txt"), Form("Farmers Alliance", 1))),
    ]
    assert unused_forms(aliases, entities) == ["FO"]


def test_aliases_of_the_reader_take_the_place_of_the_common_ones() -> None:
    names = Names.build([body("They asked Daesh and the UN.")], parse_aliases("Daesh = DAISH").names)
    assert [each.name for each in names.entities()] == ["Daesh", "UN"]
    assert names.key("DAISH") == names.key("Daesh") != Names.build([]).key("Daesh") == folded("Islamic State")
    assert COMMON_ALIASES["UN"] == "United Nations"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("President Omar Alloush", "omar alush"),
        ("Secretary of State", "secretary of state"),
        ("General", "general"),
        ("Prime Minister Berg", "berg"),
        ("…", ""),
    ],
)
def test_titles_are_no_part_of_a_name(text: str, key: str) -> None:
    assert Names.build([]).key(text) == key


def test_the_seeds_name_each_thing_once(seeds: Path) -> None:
    names = Names.build([read_article(path) for path in sorted(seeds.glob("*.txt"))])
    for form, expected in [
        ("Raqqa", {"Raqqa", "Raqa", "Raqqah"}),
        ("Mayadeen", {"Mayadeen", "Mayadin", "al-Mayadin"}),
        ("Deir Ezzor", {"Deir Ezzor", "Dayr al-Zawr", "Deir al-Zor"}),
        ("Nuri Mahmud", {"Nuri Mahmud", "Nouri Mahmoud"}),
        ("Rami Abdel Rahman", {"Abdel Rahman", "Rami Abdel Rahman", "Rami Abdel-Rahman"}),
        ("Islamic State", {"Daesh", "IS", "ISIS", "Islamic State"}),
        ("Syrian Democratic Forces", {"SDF", "Syrian Democratic Forces"}),
        ("United Nations", {"UN", "United Nations"}),
        ("Iraq", {"Iraq"}),
    ]:
        assert (entity(names, form).name, set(entity(names, form).forms)) == (form, expected)


@given(
    st.lists(st.sampled_from(["Anna", "Berg", "al-", "of", "the", "US", "’s", "-", ".", "“", " ", "May", "\n", "é"]))
)
def test_every_mention_is_a_passage_with_a_key(words: list[str]) -> None:
    article = body(" ".join(words))
    names = Names.build([article])
    for span, key in names.mentions(article, Span(0, len(article.text))):
        assert article.text[slice(*span)].strip()
        assert key
        assert names.mentions(article, span) in ([], [(span, key)])


@given(st.lists(st.text(st.sampled_from("AB U.N=;# \u00e9…\t"), max_size=12)))
def test_every_line_of_aliases_holds_or_is_told_or_says_nothing(lines: list[str]) -> None:
    aliases = parse_aliases("\n".join(lines), "mine")
    told = {int(re.match(r"mine, line (\d+): ", problem)[1]) for problem in aliases.problems}  # type: ignore[index]
    silent = {number for number, line in enumerate(lines, 1) if not re.sub(r"(?:^|\s)#.*", "", line).strip()}
    used = {number for number, line in enumerate(lines, 1) if number not in told | silent}
    assert set(aliases.lines.values()) <= used
    assert aliases.names.keys() == aliases.lines.keys()
    assert set(aliases.names.values()) <= aliases.names.keys()
