"""What the lines of a news page look like: forms, legal notices, requests, credits, captions, dates.

The words are those that pages use in general, never one site's. All are tried on the head of a line in lower
case, most of them on its very beginning only, and no pattern can backtrack far.
"""

import re
from collections import defaultdict

from annotations.articles.lines import Look

_LEGAL = (
    "©",
    "copyright (c)",
    "copyright 20",
    "copyright 19",
    "rights reserved",
    "terms of use",
    "terms of service",
    "terms and conditions",
    "terms & conditions",
    "publishing terms",
    "privacy policy",
    "cookie policy",
    "cookie settings",
    "use cookies",
    "uses cookies",
    "user agreement",
    "may not be reproduced",
)

_REQUESTS = """
advertise with|also on|also read|buy now|by clicking|by continuing|by signing up|by subscribing
by using this|click here|click on the|click to|comment on this|contact us|continue reading|create an account
designed by|disclaimer:|don't miss|don’t miss|download our|download the app|editor's pick|editors' picks
editors’ picks|editor’s pick|email this|enable javascript|enter your email|filed under|follow @
follow her on|follow him on|follow me|follow us|get breaking|get our|get the best of|get the latest
get unlimited|have a tip|hide caption|join our|join the conversation|join the discussion|last update
leave a comment|leave a reply|like this story|like us on|listen to this|load more|log in|log out
maintained and developed|more from|more news|more on this|more stories|most commented|most popular|most read
most shared|most viewed|my account|next article|next post|next story|notify me|our newsletter|paid post
please enable|please fill|please log|please sign|post a comment|powered by|previous article|previous post
previous story|read also|read full|read more|read next|recommended for|register now|related articles
related coverage|related news|related stories|related topics|related:|required fields|see all|see also
see more|share on|share this|share via|share with|shop now|show more|sign in|sign out|sign up|site map
skip ad|skip to|stay up to date|story continues below|subscribe|support our|tap here|the views expressed
this article originally|this site uses|this story was originally|this website uses|to comment|trending now
tweet this|up next|view all|view comments|view more|watch more|watch now|watch:|we use cookies
you can unsubscribe|you may also|you might also|your e-mail|your email|your name
"""

_LABELS = """
: characters left|about us|account|advertisement|advertising|all|archive|archives|author|back to|blog
caption|careers|categories|category|characters left|close|comment|comments|contact|copy link|copyright
disclaimer|donate|download|e-mail|email|events|facebook|faq|feedback|flipboard|follow|gallery|help|home
i agree|image|instagram|latest|linkedin|listen|live tv|loading|login|mandatory|menu|messenger|more|name
newsletter|newsletters|next|no comments|opinion|photo|photos|pinterest|podcasts|popular|previous|print
promoted|recommended|reddit|register|related|reply|rss|search|security code|share|sitemap|sponsored|sport
sports|subscription|support us|tag|tags|telegram|top stories|topics|trending|tumblr|tweet|twitter
unsubscribe|video|videos|vk|watch|weather|whatsapp|youtube
"""


def _by_initials(phrases: str) -> dict[str, tuple[str, ...]]:
    """The phrases by their first two letters, so that a line is compared with a handful."""
    groups = defaultdict(list)
    for phrase in phrases.strip().replace("\n", "|").split("|"):
        groups[phrase[:2]].append(phrase)
    return {initials: tuple(group) for initials, group in groups.items()}


_REQUESTS_BY_INITIALS = _by_initials(_REQUESTS)
_LABELS_BY_INITIALS = _by_initials(_LABELS)


def _begins_with(low: str, phrases: dict[str, tuple[str, ...]]) -> bool:
    """Whether `low` begins with one of `phrases` as whole words."""
    group = phrases.get(low[:2], ())
    if not low.startswith(group):
        return False
    return any(low.startswith(phrase) and not low[len(phrase) : len(phrase) + 1].isalpha() for phrase in group)


def is_legal(look: Look) -> bool:
    """Whether a line speaks of rights, terms or cookies."""
    return any(map(look.low.__contains__, _LEGAL))


def is_request(look: Look) -> bool:
    """Whether a line begins as a page does that wants something of its visitor."""
    return _begins_with(look.low, _REQUESTS_BY_INITIALS)


def is_label(look: Look) -> bool:
    """Whether a line begins with what stands on menus, buttons and boxes; a sentence may begin so, too."""
    return _begins_with(look.low, _LABELS_BY_INITIALS)


_ELSEWHERE = re.compile(
    r"(?:\d+ )?(?:comments?|responses?|repl(?:y|ies)|thoughts on)\b"
    r"|(?:leave|post|add|write) a (?:comment|reply|response)|join the (?:conversation|discussion)"
    r"|(?:top|latest|best|recent|popular) (?:rated )?(?:comments|stories|news|posts|articles)"
    r"|(?:related|recommended|trending|popular)\b|most (?:read|popular|viewed|shared|commented)"
    r"|more (?:from|in|on|stories|news)\b|(?:read|view|see|up) (?:next|more|also)|also (?:on|read)\b"
    r"|you (?:may|might) (?:also )?(?:like|enjoy|be)|about the author|filed under"
    r"|(?:next|previous) (?:article|story|post)|don['’]t miss|editors?['’]s? (?:picks|choice)"
)


def leads_elsewhere(look: Look) -> bool:
    """Whether a line is the title of a box of comments or of other stories."""
    return bool(_ELSEWHERE.match(look.low))


_COMMENTED = re.compile(
    r"(?:\bat \d{1,2}[:.]\d\d ?(?:[ap]\.?m\.?)?,?|\b\d{4}) (?:said|says|wrote|writes|commented|replied) ?:?$"
)


def opens_comment(look: Look) -> bool:
    """Whether a line says who commented and when: `Ana on May 4, 2018 at 9:15 am said:`."""
    return look.words < 20 and bool(_COMMENTED.search(look.text[-60:].lower()))


def is_form(look: Look) -> bool:
    """Whether a line is a button, a box to tick, an item of a list or a field that must be filled in."""
    return look.text[0] in "[]×*•·|>»‣▪◦" or (look.text[-1] in "*]" and len(look.text) < 60)


_STAMP = re.compile(
    r"(?:[\W\d_]|(?:mon|tues?|wed|thu|thurs?|fri|sat|sun)(?:[a-z]{0,4}day)?\b"
    r"|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|ember|ober)?\b"
    r"|(?:last )?(?:updated?|published|posted|modified)\b|(?:date|on|at|ago|st|nd|rd|th|[ap]\.?m)\b"
    r"|(?:t|z|gmt|utc|[ecmp][ds]?t|bst|cet|ist)\b|(?:hour|hr|minute|min|day|week|month|year)s?\b)+$"
)
_DIGIT = re.compile(r"\d")


def is_stamp(look: Look) -> bool:
    """Whether a line is a date or a time and nothing else."""
    return bool(_STAMP.match(look.low) and _DIGIT.search(look.low))


_CLOCK = re.compile(r"\b\d{1,2}:\d\d\b|\b(?:\d+|an?) (?:hour|hr|minute|min|day|week|month|year)s? ago\b")


def has_clock(look: Look) -> bool:
    """Whether a line says at what time of day or how long ago, as comments and teasers do."""
    return bool(_CLOCK.search(look.low))


_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?[\w-]{2,40}(?:\.[\w-]{2,40})?\.[a-z]{2,6}/?$")


def is_address(low: str) -> bool:
    """Whether a line is the address of a site and nothing else: `example.org`."""
    return bool(_ADDRESS.match(low))


_CAPTION = re.compile(
    r"(?:photo|image|picture|video|file photo|file|caption)\b ?(?:[:|/—–-]|by\b|credits?\b)|pictured\b"
    r"|(?:in )?this (?:\w+ ){0,2}(?:photo|image|picture|grab|handout)\b"
)
_CAPTION_BEGINS = ("photo", "image", "picture", "video", "file", "caption", "in this", "this")
_CREDIT = re.compile(
    r"\b(?:photo|image|picture|getty|ap|afp|reuters|epa|file|shutterstock|handout|courtesy|photograph)\b"
)
_STOCK = re.compile(r"(?:getty images|[/|] ?(?:ap|afp|reuters|epa|shutterstock))$")


def is_caption(look: Look) -> bool:
    """Whether a line begins like the text under a picture or ends with who made it, as in `(AP)`."""
    if look.low.startswith(_CAPTION_BEGINS) and _CAPTION.match(look.low):
        return True
    last = look.text[-1]
    tail = look.text[-80:].lower() if last in ")]" or last.isalpha() else ""
    if last in ")]":
        return bool(_CREDIT.search(tail, max(tail.rfind("("), tail.rfind("["), 0)))
    return bool(_STOCK.search(tail))


BYLINE = re.compile(
    r"(?:[Bb]y|BY) +[A-Z\u00c0-\u00de].{1,160}$|(?:[Ww]ritten|[Rr]eported|[Ee]dited|[Rr]eporting) by\b"
    r"|(?:[Aa]uthor|[Ss]ource|[Rr]eporter|[Cc]orrespondent|[Aa]genc(?:y|ies)) ?: ?\S.{0,80}$"
)
"""Who wrote it, or whose report it is."""
