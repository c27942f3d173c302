"""Hypothesis strategies: annotations that try to break a file format."""

from datetime import date

from hypothesis import strategies as st

from annotations.evidence import Evidence, evidence_of
from annotations.model import Anchor, Annotation, Kind, Origin, Status

FORMULAS = ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "'=1", "''-"]
CELLS = [
    'say "no"',
    "a\r\nb",
    "a\nb",
    "a\rb",
    ";",
    "\\",
    "\\;",
    ",",
    "2017",
    "\ufeff",
    "\u2028",
    "\x85",
    "\x1b[31m",
]
SCRIPTS = ["🇩🇪👩‍👩‍👧", "مرحبا 12", "שלום"]
HOSTILE = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
    st.sampled_from(FORMULAS + CELLS + SCRIPTS),
)
FIGURES = st.floats(allow_nan=False, allow_infinity=False)
DATES = st.dates().map(str)
VALUES = st.none() | FIGURES | DATES | DATES.map(lambda d: d[:4]) | DATES.map(lambda d: d[:7])


PAGES = [
    "https://example.org/a;b",
    "http://example.org/größe?q=1,2#part",
    "https://example.org/\\",
    "urn:isbn:0451450523",
]
"""Addresses as persons paste them."""


@st.composite
def pieces_of_evidence(draw: st.DrawFn) -> Evidence:
    typed = evidence_of(draw(st.sampled_from(PAGES)) + draw(HOSTILE), "")
    article = draw(HOSTILE)
    seen = draw(st.just("") | st.dates(max_value=date(9999, 12, 31)).map(str))
    if article and draw(st.booleans()):
        return Evidence(article_id=article, quote=draw(HOSTILE), accessed_at=seen)
    return Evidence(typed.url, quote=draw(HOSTILE), accessed_at=seen)


TEXTS = [name for name, kind in Annotation.__annotations__.items() if kind is str and name != "exact"]


@st.composite
def annotations(draw: st.DrawFn) -> Annotation:
    start = draw(st.integers(0, 10**9))
    exact = draw(HOSTILE)
    texts = {name: draw(HOSTILE) for name in TEXTS}
    return Annotation(
        start=start,
        end=start + len(exact),
        exact=exact,
        anchor=draw(st.sampled_from(Anchor)),
        kind=draw(st.sampled_from(Kind)),
        status=draw(st.none() | st.sampled_from(Status)),
        tags=tuple(draw(st.lists(HOSTILE, max_size=4))),
        value=draw(VALUES),
        value_max=draw(st.none() | FIGURES),
        origin=draw(st.sampled_from(Origin)),
        confidence=draw(st.none() | st.floats(0, 1)),
        evidence=tuple(draw(st.lists(pieces_of_evidence(), max_size=3))),
        **texts,
    )
