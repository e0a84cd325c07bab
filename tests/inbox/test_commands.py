"""`msia parked` and `msia privacy` at the terminal: what waits, what is decided, who is erased."""

import json
import uuid
from collections.abc import Iterator

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from database.models import AdminUser, ParkedEvent
from tests.command_server import RunMsia, msia_on
from tests.inbox.events import Client, take


@pytest.fixture(scope="module")
def msia(database_url: str) -> Iterator[RunMsia]:
    with msia_on(database_url) as run:
        yield run


async def test_parked_events_are_listed_and_resolved(
    session: AsyncSession, client: Client, msia: RunMsia
) -> None:
    username = f"ana{client.number}"
    session.add(AdminUser(username=username, password_hash="$2b$12$" + "x" * 53))
    parked = [await take(session, client.message(index, account={"id": 2})) for index in (1, 2)]
    ids = [str(receipt.parked_id) for receipt in parked]
    listed = {
        item["id"]: item for item in json.loads(msia("parked", "list", "--json").stdout)["parked_events"]
    }
    assert [listed[parked_id]["text"] for parked_id in ids] == ["mensaje 1", "mensaje 2"]
    shown = msia("parked", "list").stdout
    assert "es de otra cuenta de Chatwoot" in shown
    assert "«mensaje 1»" in shown

    done = msia("parked", "resolve", ids[0], "--replay", "--by", username, "--json")
    assert json.loads(done.stdout) == {"resolved": [ids[0]]}
    assert msia("parked", "resolve", ids[1], "--dismiss").stdout == "Descartados: 1\n"
    again = msia("parked", "resolve", ids[1], "--dismiss", "--json")
    assert (again.returncode, json.loads(again.stdout)["error"]["code"]) == (1, "parked_event_resolved")
    unknown = msia("parked", "resolve", str(uuid.uuid4()), "--dismiss", "--by", "nadie")
    assert unknown.returncode == 2
    session.expire_all()
    rows = await session.scalars(
        select(ParkedEvent).where(ParkedEvent.id.in_(uuid.UUID(parked_id) for parked_id in ids))
    )
    found = {str(row.id): (row.resolution, row.resolved_by is not None) for row in rows}
    assert found == {ids[0]: ("replayed", True), ids[1]: ("dismissed", False)}


async def test_somebody_without_a_phone_is_erased_at_the_terminal(
    session: AsyncSession, client: Client, msia: RunMsia
) -> None:
    contact = {"id": 1000 + client.number, "phone_number": None}
    talk = client.conversation(meta={"sender": contact}, channel="Channel::WebWidget")
    await take(session, client.message(1, sender=contact, conversation=talk))
    erased = msia("privacy", "erase", f"contact:{contact['id']}", "--yes", "--no-verify", "--json")
    assert erased.returncode == 0, erased.stderr
    report = json.loads(erased.stdout)
    assert (report["user_id"], report["rows"]["conversation_history"]) == (None, 1)
    assert report["tombstones"] > 0
