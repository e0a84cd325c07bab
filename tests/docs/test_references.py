"""What the pages refer to exists: links, paths, commands, constraints and triggers."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from cli.main import app
from database.models import Base
from tests.servers import ROOT

PAGES = sorted(
    [
        ROOT / "README.md",
        ROOT / "AGENTS.md",
        ROOT / "database" / "seeds" / "WARNING_SYSTEM.md",
        *(ROOT / "docs").rglob("*.md"),
    ]
)
TOP_LEVEL = ("agent", "api", "benchmarks", "cli", "database", "docs", "shared", "tests")
_NAMES = [page.relative_to(ROOT).as_posix() for page in PAGES]


def _prose(page: Path) -> str:
    """The page without its fenced blocks, whose paths may be examples."""
    return re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w -]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=_NAMES)
def test_links_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", _prose(page)):
        if link.startswith(("http://", "https://", "mailto:")):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        if anchor:
            headings = re.findall(r"^#+ (.+)$", target.read_text("utf-8"), re.MULTILINE)
            assert anchor in {_anchor(heading) for heading in headings}, link


@pytest.mark.parametrize("page", PAGES, ids=_NAMES)
def test_paths_exist(page: Path) -> None:
    for path in re.findall(r"`([\w./-]+)`", _prose(page)):
        if path.split("/")[0] in TOP_LEVEL and "/" in path and "quads" not in path:
            assert (ROOT / path).exists(), path


@pytest.mark.parametrize("page", PAGES, ids=_NAMES)
def test_commands_exist(page: Path) -> None:
    for words in re.findall(
        r"(?:^|`|\$ |&& |\| )msia ((?:[a-z]+ ?)+)", page.read_text("utf-8"), re.MULTILINE
    ):
        command = get_command(app)
        for word in words.split():
            children = getattr(command, "commands", None)
            if children is None:
                break
            assert word in children, f"msia {words}"
            command = children[word]


def test_warning_page_names_real_guards() -> None:
    page = (ROOT / "database" / "seeds" / "WARNING_SYSTEM.md").read_text("utf-8")
    migrations = "".join(
        path.read_text("utf-8") for path in (ROOT / "database" / "alembic" / "versions").glob("*.py")
    )
    triggers = set(re.findall(r"`(msia_\w+)`", page))
    assert len(triggers) == 3
    for trigger in triggers:
        assert re.search(rf"TRIGGER {trigger}\b", migrations), trigger
    names = {
        str(constraint.name) for table in Base.metadata.tables.values() for constraint in table.constraints
    }
    for name in ("warnings_scope_check", "ck_element_warning_associations_threshold_given"):
        assert name in page
        assert name in names
    assert "element_warning_associations_warning_id_element_id_fkey" in names


def test_data_model_page_covers_every_table() -> None:
    page = (ROOT / "docs" / "data-model.md").read_text("utf-8")
    for table in Base.metadata.tables.values():
        assert f"| `{table.name}` |" in page, table.name
        for column in table.columns:
            if type(column.type).__name__ == "ValidatedJSONB":
                assert f"`{table.name}.{column.name}`" in page, column
