"""Small words that tell where a phrase or a clause begins and ends."""


def word_set(words: str) -> frozenset[str]:
    """The words of a text as a set: a table that reads as a list."""
    return frozenset(words.split())


AUXILIARIES = word_set("""
    is are was were be been being am has have had having do does did will would can could may might must should shall
    cannot
    doesn't don't didn't hasn't haven't hadn't isn't wasn't won't wouldn't can't couldn't aren't weren't shouldn't
    doesn’t don’t didn’t hasn’t haven’t hadn’t isn’t wasn’t won’t wouldn’t can’t couldn’t aren’t weren’t shouldn’t
""")
"""Verbs that stand before another one; a noun phrase holds none of them."""

FORMS_OF_BE = word_set("is are was were be been being isn't wasn't aren't weren't isn’t wasn’t aren’t weren’t")
"""With a past form they make a passive: who is "criticized" does not speak."""

COMMENTS = word_set("however separately meanwhile nevertheless therefore moreover")
"""Adverbs that belong to neither the subject nor the verb they stand between."""

ADVERBS = (
    word_set("""
    also then later once again already always even ever first finally further just long never not now often only
    recently repeatedly since still soon sometimes previously publicly privately reportedly initially earlier
    specifically explicitly formally officially famously flatly bluntly largely simply merely quickly effectively
    essentially implicitly basically all both instead too yet quietly
    thus reluctantly angrily eventually jokingly rightly simultaneously strongly clearly
""")
    | COMMENTS
)
"""Words that stand between a subject and its verb."""

PREPOSITIONS = word_set("""
    of for in on at from with by to about against between into over under during through within without near across
    behind beyond among like upon
""")
DETERMINERS = word_set("""
    a an the his her its their our my your this that these those some many several one two three four five most another
    both all any each no other
""")
ARTICLES = word_set("a an the his her its their our my your this that these those no any each every other")
"""What only a noun follows."""

PRONOUNS = word_set("i he she they we you it who which this that these those one another some many others both")
"""Words that are a whole subject."""

PERSONAL = word_set("he she they we it i you there")
"""Words that can only begin a clause."""

RELATIVES = word_set("who which that")

QUOTED = word_set("quoted quotes quoting cited cites citing")
"""What stands before "as saying"."""

DAYS = word_set("""
    monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight earlier later recently
    here there again last this next late early afterward afterwards
""")
"""Words that date or place a cue: "said Saturday", "said here"."""

PERIODS = word_set("week month year night morning afternoon evening spring summer fall autumn winter weekend")

SUBORDINATORS = word_set("when while as after before although though if because since")
CONJUNCTIONS = word_set("and but or while as though although because yet ; , — – --")
"""What may stand between two clauses."""

DASHES = word_set("— – -- -")
COMMAS = DASHES | {","}
"""What sets a remark off from its sentence."""

POSTS = word_set("""
    spokesman spokeswoman spokesperson chairman chairwoman chair head chief director president professor leader founder
    author executive co-founder deputy minister secretary governor senator ambassador analyst adviser advisor strategist
    official member manager lawyer attorney editor expert researcher fellow lecturer commander general colonel
    commissioner mayor judge reporter journalist correspondent scholar economist scientist physician doctor partner
    coordinator consultant pollster activist organizer resident owner candidate frontrunner nominee
""")
"""What people are; a noun of these before or after a name belongs to it."""

TITLES = word_set("""
    mr mrs ms mr. mrs. ms. dr dr. sir lord lady prof. sen. rep. gov. gen. col. lt. maj. capt. sgt. adm. brig. rev. sens.
    col gen lt capt sgt sen rep gov prof
    president senator governor secretary minister colonel general major captain lieutenant sergeant admiral professor
    judge justice ambassador mayor chairman congressman congresswoman king queen prince princess pope sheikh imam former
""")
"""What stands before a name and is none."""
