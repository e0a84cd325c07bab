"""Reads the examples of a page: files to write, changes to make, commands to run with what they print."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A fenced block: its language and its lines."""

    language: str
    lines: list[str]


@dataclass(frozen=True)
class Command:
    """A command of a console block and the lines that its output must hold."""

    line: str
    expected: list[str]


def blocks(page: Path, *languages: str) -> list[Block]:
    """The fenced blocks of a page in these languages, in order."""
    found = (Block(match[1], match[2].splitlines()) for match in _FENCE.finditer(page.read_text("utf-8")))
    return [block for block in found if block.language in languages]


def target(block: Block) -> str | None:
    """The file that a block is about: the comment in its first line."""
    match = re.fullmatch(r"# ([\w./-]+\.\w+)", block.lines[0]) if block.lines else None
    return match[1] if match else None


def change(block: Block) -> tuple[str, str]:
    """The text before and after a diff block."""
    lines = block.lines[1:]
    before = [line[1:] for line in lines if line[:1] in {" ", "-"}]
    after = [line[1:] for line in lines if line[:1] in {" ", "+"}]
    return "\n".join(before) + "\n", "\n".join(after) + "\n"


def commands(page: Path) -> Iterator[Command]:
    """The commands of the console blocks of a page, in order."""
    for block in blocks(page, "console"):
        line: str | None = None
        expected: list[str] = []
        for text in block.lines:
            if text.startswith("$ "):
                if line is not None:
                    yield Command(line, expected)
                line, expected = text[2:], []
            else:
                expected.append(text)
        if line is not None:
            yield Command(line, expected)
