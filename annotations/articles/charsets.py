"""The bytes of a page or a feed → text, by what they say of their encoding as far as that is true.

Tried in this order: a byte-order mark, what the server declares, what the first lines declare, UTF-8,
Windows-1252 with a warning (WHATWG Encoding, "decode"; WHATWG HTML, "determining the character encoding").
"""

import codecs
import re

from annotations.articles.files import BYTE_ORDER_MARKS

NOT_AS_DECLARED = "This page is not in the encoding that it declares. It was read as {}: some letters may be wrong."

_HEAD = 4096
_DECLARED = re.compile(rb"""(?:charset|encoding) {0,4}= {0,4}["']?([A-Za-z][\w.:-]{1,40})""")
_SUPERSETS = {
    "ascii": "cp1252",
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "shift_jis": "cp932",
}
_KNOWN = re.compile(
    r"utf-(?:8|16(?:-[bl]e)?)|cp(?:125\d|866|874|932|949)|iso8859-\d+|koi8-[ru]|mac-(?:roman|cyrillic)|gb18030"
    r"|big5hkscs|euc_jp|iso2022_jp|tis-620"
)


def decode(content: bytes, declared: str = "") -> tuple[str, str]:
    """The text of `content`, and a warning where its encoding had to be guessed; every byte gives something.

    Args:
        content: A page or a feed.
        declared: The encoding that its server names, if any.
    """
    mark, encoding = next((known for known in BYTE_ORDER_MARKS if content.startswith(known[0])), (b"", ""))
    bare = content.removeprefix(mark)
    named = [encoding] if encoding else [_python_name(declared), _python_name(_in_the_head(content))]
    for name in [*filter(None, named), "utf-8"]:
        try:
            text = bare.decode(name)
        except UnicodeError:
            continue
        return text, "" if name in named or not any(named) else NOT_AS_DECLARED.format(name)
    return bare.decode("cp1252", "replace"), NOT_AS_DECLARED.format("Windows-1252")


def _in_the_head(content: bytes) -> str:
    """The encoding that a `meta` element or an XML declaration names; one that it was read by cannot be UTF-16."""
    match = _DECLARED.search(content[:_HEAD])
    name = match[1].decode() if match else ""
    return "utf-8" if name.lower().startswith("utf-16") else name


def _python_name(label: str) -> str:
    """What Python calls the encoding that pages call `label`; empty for one that no page is written in."""
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return ""
    name = _SUPERSETS.get(name, name)
    return name if _KNOWN.fullmatch(name) else ""
