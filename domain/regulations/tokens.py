"""How many tokens a text is, near enough to keep a passage inside an embedding model's window.

Models differ, and none is needed to read a law: a rule of thumb, meant to err on the high side. Words of up
to six letters count one, longer ones one more for each six further letters, three digits one, a sign one.
"""

import re
from typing import Final

_PIECES: Final = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
_LETTERS: Final = 6
_DIGITS: Final = 3


def count_tokens(text: str) -> int:
    """The estimated number of tokens of the text."""
    total = 0
    for match in _PIECES.finditer(text):
        piece = match[0]
        size = _DIGITS if piece[0].isdigit() else _LETTERS
        total += 1 + (len(piece) - 1) // size
    return total
