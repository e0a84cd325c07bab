"""What a message of emoji alone says: 👍 is a «vale». The emoji and the word of each: words.tsv. Pure."""

import re
from typing import Final

from agent.assistant.wording import meanings, spoken

# Skin tones, what joins emoji and what says how they are drawn: the same emoji with and without.
_SHADES: Final = re.compile("[\U0001f3fb-\U0001f3ff\u200d\ufe0e\ufe0f\u2640\u2642]")
_PLAIN: Final = re.compile(r"[\s.!]+")


def is_emoji(text: str) -> bool:
    """Whether the text has signs and no word."""
    return bool(text) and not text.isascii() and "?" not in text and not spoken(text)


def in_words(text: str) -> str | None:
    """The words for a text of emoji, each once; None where one of them has no meaning that is known."""
    table = meanings("emoji")
    glyphs = list(_PLAIN.sub("", _SHADES.sub("", text)))
    if not is_emoji(text) or not all(glyph in table for glyph in glyphs):
        return None
    return " ".join(dict.fromkeys(word for glyph in glyphs if (word := table[glyph]))) or None
