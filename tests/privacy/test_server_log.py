"""PostgreSQL's own log: it says what was refused, never the row."""

import uuid

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from database.embedded import RunningServer


async def test_a_refused_row_is_not_in_the_servers_log(
    session: AsyncSession, pg_server: RunningServer
) -> None:
    log = pg_server.data_dir.parent / "server.log"
    secret, phone = f"nota-{uuid.uuid4().hex}", f"+34{uuid.uuid4().int % 10**9:09d}"
    constraint = "ck_users_client_type_vocabulary"
    refusals = log.read_text("utf-8", "replace").count(constraint)
    insert = (
        "INSERT INTO users (id, phone, first_name, client_type) VALUES (gen_random_uuid(), {}, {}, 'ninguno')"
    )
    for statement, values in (
        (insert.format(":phone", ":name"), {"phone": phone, "name": secret}),
        (insert.format(f"'{phone}'", f"'{secret}'"), {}),
    ):
        with pytest.raises(DBAPIError):
            await session.execute(text(statement), values)
        await session.rollback()
    written = log.read_text("utf-8", "replace")
    assert written.count(constraint) == refusals + 2, "the refusals themselves are logged"
    assert secret not in written
    assert phone not in written
