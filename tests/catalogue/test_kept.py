"""Catalogues in files beside the data: the same answers, never stale, safe to lose and to meddle with."""

import hashlib
import os
import pickle
import sys
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from agent.services.catalogue.kept import keep, kept_catalogue, kept_slugs, kept_vocabulary
from agent.services.catalogue.loader import catalogue_stamp, load_catalogue
from database.connection import create_session_factory
from database.probe import STAMP
from domain.catalogue import Catalogue
from domain.matching import compile_vocabulary
from domain.quote.composing import quote_elements
from domain.quote.from_text import quote_text
from shared.config import settings
from tests.catalogue.writing import commit
from tests.command_server import msia_on

SLUG = "motos-part"
TEXT = "el escape, el manillar y los intermitentes de delante; el carenado no"

_NEW_WORD = "UPDATE elements SET keywords = keywords || '[\"zumbatriz\"]'::jsonb WHERE code = 'ESCAPE'"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home without any file yet."""
    monkeypatch.setattr(
        "agent.services.catalogue.kept.settings", settings.model_copy(update={"MSIA_HOME": tmp_path})
    )
    return tmp_path


@pytest.fixture
async def loaded(seeded_engine: AsyncEngine) -> Catalogue:
    """A category's catalogue as it comes from the database."""
    async with create_session_factory(seeded_engine)() as session:
        return await load_catalogue(session, SLUG)


def _files(home: Path, kind: str) -> list[Path]:
    return sorted((home / "cache" / "catalogue").glob(f"*.{kind}"))


def test_what_is_kept_answers_as_what_was_loaded(home: Path, loaded: Catalogue) -> None:
    keep("a", slugs=[SLUG], catalogues={SLUG: loaded}, vocabularies={SLUG: compile_vocabulary(loaded)})
    catalogue, vocabulary = kept_catalogue("a", SLUG), kept_vocabulary("a", SLUG)
    assert catalogue is not None
    assert vocabulary == compile_vocabulary(loaded)
    assert quote_text(catalogue, TEXT, vocabulary) == quote_text(loaded, TEXT)
    for code in loaded.elements:
        assert quote_elements(catalogue, {code: 1}) == quote_elements(loaded, {code: 1})
    assert kept_slugs("a") == (SLUG,)


def test_another_state_or_category_is_not_found(home: Path, loaded: Catalogue) -> None:
    keep("a", slugs=[SLUG], catalogues={SLUG: loaded})
    assert kept_catalogue("b", SLUG) is None
    assert kept_catalogue("a", "aseicars-prof") is None
    assert kept_vocabulary("a", SLUG) is None
    assert kept_slugs("b") is None


def test_only_the_newest_states_stay(home: Path, loaded: Catalogue) -> None:
    for number in range(7):
        keep(f"state {number}", slugs=[SLUG], catalogues={SLUG: loaded})
        for path in _files(home, "*"):
            os.utime(path, (path.stat().st_mtime - 10, path.stat().st_mtime - 10))
    assert len(_files(home, "catalogue")) == 4
    assert kept_catalogue("state 6", SLUG) is not None
    assert kept_catalogue("state 0", SLUG) is None


@pytest.mark.parametrize("damage", ["cut", "changed", "empty"])
def test_a_damaged_file_is_as_good_as_none(home: Path, loaded: Catalogue, damage: str) -> None:
    keep("a", catalogues={SLUG: loaded})
    (path,) = _files(home, "catalogue")
    content = path.read_bytes()
    changed = content[:-100] + bytes([content[-100] ^ 1]) + content[-99:]
    path.write_bytes({"cut": content[:5000], "changed": changed, "empty": b""}[damage])
    assert kept_catalogue("a", SLUG) is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
def test_a_file_that_others_can_write_is_not_read(home: Path, loaded: Catalogue) -> None:
    keep("a", catalogues={SLUG: loaded})
    (path,) = _files(home, "catalogue")
    path.chmod(0o666)
    assert kept_catalogue("a", SLUG) is None


class _Harmful:
    """A value whose unpickling would run a command."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("touch harmed",)


def test_nothing_but_values_of_the_product_comes_out(
    home: Path, loaded: Catalogue, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    keep("a", catalogues={SLUG: loaded})
    (path,) = _files(home, "catalogue")
    body = pickle.dumps(_Harmful())
    path.write_bytes(hashlib.sha256(body).digest() + body)
    assert kept_catalogue("a", SLUG) is None
    assert not (tmp_path / "harmed").exists()


def test_a_home_that_cannot_be_written_keeps_nothing(home: Path, loaded: Catalogue) -> None:
    (home / "cache").write_text("in the way")
    keep("a", catalogues={SLUG: loaded})
    assert kept_catalogue("a", SLUG) is None


async def test_each_committed_change_is_another_state(seeded_engine: AsyncEngine) -> None:
    async def stamp() -> str | None:
        async with create_session_factory(seeded_engine)() as session:
            return await catalogue_stamp(session)

    before = await stamp()
    assert before is not None
    assert await stamp() == before
    await commit(
        seeded_engine,
        "UPDATE elements SET keywords = keywords || '[\"zumbatriz\"]'::jsonb WHERE code = 'ESCAPE'",
    )
    assert await stamp() != before


async def test_commands_see_a_change_at_once(seeded_database_url: str, seeded_engine: AsyncEngine) -> None:
    with msia_on(seeded_database_url) as msia:
        asked = ("quote", "-c", SLUG, "-e", "ESCAPE", "--json")
        first, second = msia(*asked), msia(*asked)
        assert first.stdout == second.stdout
        assert '"total": "140.00"' in first.stdout
        await commit(seeded_engine, "UPDATE tariff_tiers SET price = 150 WHERE code = 'T6' AND price = 140")
        assert '"total": "150.00"' in msia(*asked).stdout
        by_words = msia("quote", "-c", SLUG, "mi moto lleva un zumbatriz nuevo", "--json")
        assert '"code": "ESCAPE"' not in by_words.stdout
        await commit(seeded_engine, _NEW_WORD)
        by_words = msia("quote", "-c", SLUG, "mi moto lleva un zumbatriz nuevo", "--json")
        assert '"code": "ESCAPE"' in by_words.stdout


def test_the_stamp_asks_for_the_row_that_the_triggers_count() -> None:
    assert "catalogue_version" in STAMP
