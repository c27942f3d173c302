"""The verbs that report, in all their forms, with what each is followed by.

The lemmas are the reporting verbs of English grammars (Quirk et al., A Comprehensive Grammar of the English Language,
1985, 16.31: "public" verbs; Levin, English Verb Classes and Alternations, 1993, 33 and 37: judgement and communication)
with those that headlines like.
"""

from enum import Enum, IntFlag
from typing import NamedTuple

from annotations.detection.function_words import word_set


class Frame(IntFlag):
    """What a cue is followed by."""

    CLAUSE = 1
    """"Said (that) …"; may also stand after or inside what is said."""
    ADDRESSEE = 2
    """"Told AFP (that) …"."""
    OBJECT = 4
    """"Criticized the plan": gives a stance, not a sentence."""
    QUOTED = 8
    """Reports only with marks beside it: "continued", "laughed"."""
    NOUN = 16
    """Its plain and s-forms are nouns as often as verbs: "claims", "reports"."""
    STRICT = 32
    """What is said needs marks, or a "that" before a clause: "replied", "found"."""


class Form(Enum):
    """How a cue is inflected."""

    PLAIN = 1
    PAST = 2
    PARTICIPLE = 3
    ING = 4


class Cue(NamedTuple):
    """One form of a verb that reports.

    Attributes:
        frame: What follows it.
        form: How it is inflected.
        particles: Small words that make it another verb ("called for"), each with what follows then.
    """

    frame: Frame
    form: Form
    particles: dict[str, Frame]


_VERBS = {
    Frame.CLAUSE: """
        say announce argue assert insist contend acknowledge declare explain admit affirm allege brag caution concede
        confess confirm deny disclose emphasize emphasise imply indicate proclaim pronounce reaffirm reassert recall
        recount reiterate reveal stress suggest swear testify underline underscore warn note predict reckon posit""",
    Frame.CLAUSE | Frame.STRICT: """
        add clarify complain conclude convey elaborate exclaim maintain opine rebut reply respond retort speculate
        stipulate surmise theorize write observe agree muse vent snipe order assume""",
    Frame.CLAUSE | Frame.STRICT | Frame.NOUN: """
        comment counter charge tweet answer guarantee joke quip remark boast lament signal hint demand recommend
        forecast rule""",
    Frame.CLAUSE | Frame.NOUN: "vow pledge promise threaten claim estimate report",
    Frame.CLAUSE | Frame.ADDRESSEE: "tell remind assure inform notify advise ask wonder inquire urge implore",
    Frame.QUOTED: """
        continue begin cry chant shout yell scream whisper mutter laugh sigh smile shrug nod interject object chime read
        fume gush demur snap scoff sneer crack intone protest plead finish bellow murmur enthuse deadpan repeat go
        boom""",
    Frame.OBJECT: """
        accuse applaud assail bemoan berate blast castigate chastise chide cite condemn criticize criticise decry
        defend denounce deride describe disavow dismiss disparage dispute excoriate hail invoke lambast lambaste laud
        mock praise propose rebuke reject renounce ridicule slam tout portray characterize characterise reference
        downplay""",
    Frame.OBJECT | Frame.STRICT: """
        advocate believe call coin compare consider depict discuss dub expect feel find hammer herald identify intend
        liken paint recast regard seek show suspect think trash utter want""",
    Frame.OBJECT | Frame.STRICT | Frame.NOUN: """
        attack brand email fear text hope label mention plan post rank rip use view worry""",
    Frame.OBJECT | Frame.NOUN: "blame demand question praise express quote",
}
_PARTICLES = {
    "make": {"clear": Frame.CLAUSE},
    "call": {"for": Frame.OBJECT | Frame.NOUN, "on": Frame.OBJECT | Frame.NOUN},
    "point": {"out": Frame.CLAUSE, "to": Frame.OBJECT | Frame.NOUN},
    "refer": {"to": Frame.OBJECT},
    "allude": {"to": Frame.OBJECT},
    "speak": {"of": Frame.OBJECT, "about": Frame.OBJECT, "against": Frame.OBJECT},
    "hint": {"at": Frame.OBJECT},
    "talk": {"of": Frame.OBJECT | Frame.STRICT, "about": Frame.OBJECT | Frame.STRICT},
    "boast": {"of": Frame.OBJECT | Frame.STRICT, "about": Frame.OBJECT | Frame.STRICT},
    "brag": {"of": Frame.OBJECT | Frame.STRICT, "about": Frame.OBJECT | Frame.STRICT},
    "gush": {"about": Frame.OBJECT | Frame.STRICT},
    "lash": {"out": Frame.OBJECT | Frame.STRICT},
    "object": {"to": Frame.OBJECT},
    "rail": {"against": Frame.OBJECT},
    "joke": {"about": Frame.OBJECT},
    "complain": {"about": Frame.OBJECT, "of": Frame.OBJECT},
    "argue": {"for": Frame.OBJECT, "against": Frame.OBJECT},
    "warn": {"of": Frame.OBJECT, "against": Frame.OBJECT},
}
_DOUBLED = {
    "admit": "admitt",
    "quip": "quipp",
    "brag": "bragg",
    "slam": "slamm",
    "refer": "referr",
    "nod": "nodd",
    "snap": "snapp",
    "shrug": "shrugg",
    "demur": "demurr",
    "rebut": "rebutt",
    "begin": "beginn",
}
_PAST = {
    "say": "said",
    "tell": "told",
    "write": "wrote",
    "read": "read",
    "swear": "swore",
    "begin": "began",
    "speak": "spoke",
    "forecast": "forecast",
    "go": "went",
    "find": "found",
    "think": "thought",
    "make": "made",
}
_PARTICIPLES = {"write": "written", "swear": "sworn", "speak": "spoken"}


def _keeps_y(lemma: str) -> bool:
    return not lemma.endswith("y") or lemma[-2] in "aeou"


def _past(lemma: str) -> str:
    if lemma in _DOUBLED:
        return _DOUBLED[lemma] + "ed"
    if lemma.endswith("e"):
        return lemma + "d"
    return lemma + "ed" if _keeps_y(lemma) else lemma[:-1] + "ied"


def _third_person(lemma: str) -> str:
    if not _keeps_y(lemma):
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "go")) else "s")


def _forms(lemma: str) -> list[tuple[str, Form]]:
    ing = (lemma[:-1] if lemma.endswith("e") else _DOUBLED.get(lemma, lemma)) + "ing"
    forms = [
        (lemma, Form.PLAIN),
        (_third_person(lemma), Form.PLAIN),
        (_PAST.get(lemma) or _past(lemma), Form.PAST),
        (ing, Form.ING),
    ]
    if lemma in _PARTICIPLES:
        forms.append((_PARTICIPLES[lemma], Form.PARTICIPLE))
    return forms


def _cues() -> dict[str, Cue]:
    frames: dict[str, Frame] = dict.fromkeys(_PARTICLES, Frame(0))
    for frame, lemmas in _VERBS.items():
        for lemma in lemmas.split():
            frames[lemma] = frames.get(lemma, Frame(0)) | frame
    cues = {
        word: Cue(frame, form, _PARTICLES.get(lemma, {}))
        for lemma, frame in frames.items()
        for word, form in _forms(lemma)
    }
    # The other forms of "state" are countries.
    cues["stated"] = Cue(Frame.CLAUSE | Frame.STRICT, Form.PAST, {})
    cues["stating"] = Cue(Frame.CLAUSE | Frame.STRICT, Form.ING, {})
    return cues


CUES = _cues()
"""Every form of every reporting verb, in lower case."""

HEARSAY = word_set("reportedly allegedly purportedly supposedly")
"""Adverbs that report without a source."""

HEARSAY_PARTICIPLES = word_set("reported said understood alleged believed rumored rumoured thought claimed")
"""After "it is" or before "to have" they report without a source."""
