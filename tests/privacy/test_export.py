"""An export holds everything of its person, as JSON, and nothing of anybody else."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.images import ImageStore
from agent.services.privacy import export_person, write_archive
from shared.errors import InvalidInputError, NotFoundError
from tests import servers
from tests.privacy.people import Made, make_person, shared_category

# Found only by searching the logs' texts: rows without any link to the person, hashes of nothing.
_SECTIONS = ("conversations", "cases", "escalations", "queries", "audit")


@pytest.mark.parametrize("seed", [21, 22])
async def test_everything_of_a_person_and_of_nobody_else(session: AsyncSession, seed: int) -> None:
    links = await shared_category(session)
    person, other = await make_person(session, seed, links), await make_person(session, seed + 100, links)
    spelled = f"{person.phone[:6]} {person.phone[6:]}"
    exported = await export_person(session, spelled)
    assert exported == json.loads(json.dumps(exported))
    strings = _strings(exported)
    assert not {value for value in person.values if not any(value in text for text in strings)}
    assert not {value for value in other.values if any(value in text for text in strings)}

    assert exported["user"]["phone"] == person.phone
    (conversation,) = exported["conversations"]
    assert [len(conversation[name]) for name in ("messages", "tool_calls", "model_calls")] == [2, 1, 1]
    cases = {case["id"]: case for case in exported["cases"]}
    assert cases.keys() == {str(person.case_id), str(person.open_case_id)}
    images = cases[str(person.case_id)]["images"]
    names = {image[column] for image in images for column in ("stored_filename", "thumbnail_filename")}
    assert names == set(person.files)
    assert cases[str(person.case_id)]["tariff_amount"] == "140.00"
    assert len(cases[str(person.case_id)]["elements"]) == 1
    assert all(exported[name] for name in _SECTIONS)
    assert all("user_id" not in entry for entry in exported["audit"])


async def test_an_archive_holds_the_files_too(session: AsyncSession, tmp_path: Path) -> None:
    person = await make_person(session, 25, await shared_category(session))
    store = ImageStore(tmp_path)
    for name in person.files[1:]:
        (tmp_path / name).write_bytes(name.encode())
    exported = await export_person(session, str(person.user_id))
    target = io.BytesIO()
    assert write_archive(target, exported, store) == 1
    with zipfile.ZipFile(target) as archive:
        assert json.loads(archive.read("datos.json")) == exported
        (name,) = [name for name in archive.namelist() if name != "datos.json"]
        assert archive.read(name) == person.files[2].encode()
    images = [image for case in exported["cases"] for image in case["images"]]
    assert name == next(
        f"imagenes/{image['id']}.jpg" for image in images if image["stored_filename"] == person.files[2]
    )


async def test_who_is_unknown_or_no_one(session: AsyncSession) -> None:
    with pytest.raises(NotFoundError):
        await export_person(session, "+34600111222")
    with pytest.raises(InvalidInputError):
        await export_person(session, "Ana")


@pytest.fixture
async def person(session: AsyncSession) -> Made:
    """A stored person."""
    return await make_person(session, 23, await shared_category(session))


async def test_the_commands(session: AsyncSession, person: Made, database_url: str, tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "case-images").mkdir(parents=True)
    for name in person.files:
        (home / "case-images" / name).write_bytes(b"x")
    environment = {"DATABASE_URL": database_url, "MSIA_HOME": str(home)}

    def msia(*arguments: str, **options: Any) -> Any:
        return servers.in_thread(lambda: servers.run_msia(*arguments, environment=environment, **options))

    output = tmp_path / "persona.json"
    done = msia("privacy", "export", person.phone, "-o", str(output))
    assert done.returncode == 0, done.stderr
    assert json.loads(output.read_text("utf-8"))["user"]["phone"] == person.phone
    assert output.stat().st_mode & 0o077 == 0
    refused = msia("privacy", "erase", person.phone, input="n\n")
    assert refused.returncode == 1
    assert len(list((home / "case-images").iterdir())) == 4
    done = msia("privacy", "erase", person.phone, "--yes", "--json")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert (report["files_deleted"], report["remaining"], report["rows"]["users"]) == (4, [], 1)
    assert list((home / "case-images").iterdir()) == []
    unknown = msia("privacy", "erase", person.phone, "--yes", "--json")
    assert unknown.returncode == 2
    assert json.loads(unknown.stdout)["error"]["code"] == "unknown_user"
    counted = msia("retention", "run", "--dry-run", "--json")
    assert counted.returncode == 0, counted.stderr
    assert json.loads(counted.stdout)["dry_run"] is True


def _strings(value: Any) -> set[str]:
    if isinstance(value, dict):
        return {str(key) for key in value} | {text for item in value.values() for text in _strings(item)}
    if isinstance(value, list):
        return {text for item in value for text in _strings(item)}
    return {str(value)}
