"""The blocks as a whole: all that the specification has are here, and each is run by a test."""

import re
from pathlib import Path

import pytest

from tests.spec.samples import BLOCKS, sample

NAMES = sorted(path.name for path in BLOCKS.iterdir() if path.suffix in {".py", ".sh"})
RUN = re.compile(r"\brun\(\s*\"(\d\d)\"|\bcommands\(\"(\d\d)\"\)")


def test_all_blocks_of_the_specification_are_here() -> None:
    assert sum(name.endswith(".py") for name in NAMES) == 28
    assert sum(name.endswith(".sh") for name in NAMES) == 4


def test_every_block_is_run() -> None:
    sources = [path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py")]
    run = {number for text in sources for match in RUN.finditer(text) for number in match.groups() if number}
    assert run == {name[:2] for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_a_block_names_its_source_and_its_changes_apply(name: str) -> None:
    block = sample(name[:2])
    assert re.match(r"(database-guidelines|msia-database-skill)\.md, ", block.source)
    assert block.changed_code
