"""Who stands behind a report: news agencies, datelines and bylines as newspapers write them.

The agencies are the larger members of the news agency alliances (EANA, OANA, the Minds network) with the
names that they are credited by. A dateline is the place, and sometimes the agency, that opens a report (AP
Stylebook, "datelines").
"""

import re

_AGENCIES = {
    "AFP": ("Agence France-Presse", "Agence France Presse"),
    "AP": ("Associated Press", "The Associated Press"),
    "Reuters": ("Thomson Reuters",),
    "UPI": ("United Press International",),
    "PA": ("Press Association", "PA Media"),
    "dpa": ("DPA", "Deutsche Presse-Agentur"),
    "APA": ("Austria Presse Agentur",),
    "Keystone-SDA": ("SDA",),
    "ANSA": (),
    "EFE": (),
    "Europa Press": (),
    "Lusa": (),
    "Belga": (),
    "ANP": (),
    "NTB": (),
    "Ritzau": (),
    "STT": (),
    "PAP": (),
    "CTK": ("ČTK",),
    "MTI": (),
    "TASS": ("ITAR-TASS",),
    "Interfax": (),
    "RIA Novosti": (),
    "Ukrinform": (),
    "Anadolu": ("Anadolu Agency", "AA"),
    "SANA": (),
    "IRNA": (),
    "ISNA": (),
    "Fars": ("Fars News Agency",),
    "Tasnim": (),
    "WAM": (),
    "KUNA": (),
    "SPA": ("Saudi Press Agency",),
    "QNA": (),
    "Petra": (),
    "MENA": ("Middle East News Agency",),
    "Xinhua": (),
    "Kyodo": ("Kyodo News",),
    "Jiji": ("Jiji Press",),
    "Yonhap": (),
    "PTI": ("Press Trust of India",),
    "IANS": (),
    "ANI": (),
    "UNB": (),
    "BSS": (),
    "APP": (),
    "Bernama": (),
    "Antara": (),
    "AAP": (),
    "CP": ("Canadian Press", "The Canadian Press"),
    "Bloomberg": ("Bloomberg News",),
}
_NAMES = {alias: name for name, aliases in _AGENCIES.items() for alias in (name, *aliases)}
_ANY = "(?:" + "|".join(sorted(map(re.escape, _NAMES), key=len, reverse=True)) + ")"
_AGENCY = re.compile(rf"\b{_ANY}\b")
_PLACE = r"[A-Z\u00c0-\u00de][\w.'’/-]*(?:,? [A-Z\u00c0-\u00de][\w.'’/-]*){0,4}"

CREDIT_LINE = re.compile(
    rf"(?:\W*(?:[Ss]ources?|[Aa]genc(?:y|ies)|[Bb]y|[Ff]rom|[Ww]ith|[Vv]ia)\b ?:? ?)?\W*{_ANY}"
    rf"(?:(?:,? and |[ ,;/|&+–—-]+){_ANY})*\W*$"
)
"""A line that names agencies and nothing else: `Source: AFP`, `Reuters, AP, dpa`."""

DATELINE_LINE = re.compile(rf"(?P<place>{_PLACE}(?: \([A-Z][\w .]+\))?) ?(?:[-–—|:,/]|--) ?\(?(?P<agency>{_ANY})\)?$")
"""A dateline on a line of its own: `Kobane (Syria) - AFP`."""

_SHOUTED = "ANALYSIS|BREAKING|CORRECTION|EXCLUSIVE|EXPLAINER|FACT CHECK|LIVE|OPINION|REVIEW|UPDATED?|VIDEO|WATCH"
DATELINE = re.compile(
    rf"(?!(?:{_SHOUTED})\b)"
    r"(?:(?P<place>[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de.'’ /-]{2,40}(?:, [A-Z][\w. ]{1,30})?)"
    rf"(?:,? \(?(?:[A-Z][a-z]{{2,8}}\.? \d{{1,2}})\)?)?(?: \((?P<agency>{_ANY})\))?"
    rf"|\((?P<alone>{_ANY})\)) ?(?:[:—–-]|--) "
)
"""What opens the first line of a report: `KOBANE/BEIRUT: `, `BEIRUT (AP) — `, `(Reuters) - `."""

_NAME = r"[A-Z\u00c0-\u00de][\w.'’-]*"
_PERSON = rf"{_NAME}(?: (?:de|van|von|der|al|el|bin|la|di|da)){{0,2}}(?: {_NAME}){{1,3}}"
AUTHOR = re.compile(
    r"(?:[Bb]y|BY|(?:[Ww]ritten|[Rr]eported) by|[Aa]uthors? ?:|[Rr]eporter ?:) *"
    rf"(?P<names>{_PERSON}(?:(?:, | and | & ){_PERSON}){{0,5}})"
    r"(?=$|[,|·•/(]| [-–—|·•(]|  )"
)
"""A byline that names people: at least two capitalised words each, with nothing but a break after them."""


def agencies_in(text: str) -> tuple[str, ...]:
    """The agencies that `text` names, by their usual names, each once and in the order they are named."""
    return tuple(dict.fromkeys(_NAMES[match.group()] for match in _AGENCY.finditer(text)))
