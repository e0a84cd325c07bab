"""`msia db roles` on any server: what it does by itself, what it leaves to an administrator, and again."""

import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from database.embedded import RunningServer
from database.engines import create_engine
from database.role_setup import has_one_role
from database.role_statements import scram_verifier
from database.roles import Roles, make_roles, roles_of_settings, timeouts
from shared.config import Settings
from shared.errors import InvalidInputError
from tests import servers
from tests.migrations import driving

PASSWORD = "contraseña de prueba"


@dataclass(frozen=True, slots=True)
class Place:
    """A database with roles of this test's own, and the server's superuser."""

    superuser_url: str
    roles: Roles

    def url(self, role: str) -> str:
        """The database's URL as a role that has the password of the tests."""
        url = make_url(self.superuser_url).set(username=role, password=PASSWORD)
        return url.render_as_string(hide_password=False)


@pytest.fixture
async def place(pg_server: RunningServer) -> AsyncIterator[Place]:
    """A database as it was before the roles were parted: the application owns it and everything in it."""
    mark = uuid.uuid4().hex[:8]
    owner, application = f"o_{mark}", f"Aplicación {mark}"
    roles = Roles(owner, application, f"{application}_readonly", {application: PASSWORD})
    name = f"roles_{mark}"
    servers.execute(
        pg_server,
        f"CREATE ROLE \"{application}\" LOGIN PASSWORD '{PASSWORD}'",
        f'CREATE DATABASE {name} OWNER "{application}"',
    )
    found = Place(pg_server.database_url(name, superuser=True), roles)
    try:
        driving.upgrade(found.url(application), "040_list_order_indexes")
        yield found
    finally:
        servers.execute(pg_server, f"DROP DATABASE {name} WITH (FORCE)")
        for role in (roles.read_only, application, owner):
            servers.execute(pg_server, f'DROP ROLE IF EXISTS "{role}"')


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[AsyncConnection]:
    engine = create_engine(url, pooled=False)
    try:
        async with engine.connect() as connection:
            yield connection
    finally:
        await engine.dispose()


async def _insert_user(connection: AsyncConnection, phone: str) -> None:
    await connection.execute(
        text("INSERT INTO users (id, phone) VALUES (gen_random_uuid(), :phone)"), {"phone": phone}
    )
    await connection.commit()


async def test_a_database_of_one_role_is_parted_in_place_and_again_without_change(place: Place) -> None:
    roles = place.roles
    limits = timeouts(Settings(DATABASE_STATEMENT_TIMEOUT=7.5), roles)
    async with connected(place.url(roles.application)) as connection:
        await _insert_user(connection, "+34600111221")
    named = Roles(
        roles.owner,
        roles.application,
        roles.read_only,
        dict.fromkeys((roles.owner, roles.read_only), PASSWORD),
    )
    async with connected(place.superuser_url) as connection:
        report = await make_roles(connection, named, limits)
        assert not report.left
        assert report.done
        again = await make_roles(connection, named, limits)
        assert (again.done, again.left) == ((), ())
    # Still of the older schema: the application goes on, its audit included.
    async with connected(place.url(roles.application)) as connection:
        await _insert_user(connection, "+34600111222")
        assert await connection.scalar(text("SHOW statement_timeout")) == "7500ms"
        with pytest.raises(DBAPIError, match="must be owner"):
            await connection.execute(text("DROP TABLE users CASCADE"))
    driving.upgrade(place.url(roles.owner))
    async with connected(place.url(roles.application)) as connection:
        await _insert_user(connection, "+34600111223")
        entries = await connection.execute(
            text("SELECT actor_kind, database_user FROM audit_log WHERE entity_type = 'users' ORDER BY id")
        )
        assert [tuple(row) for row in entries] == [
            ("unrecorded", "unrecorded"),
            ("unrecorded", "unrecorded"),
            ("database", roles.application),
        ]
        with pytest.raises(DBAPIError, match="permission denied"):
            await connection.execute(text("UPDATE audit_log SET changes = '{}'"))
    async with connected(place.superuser_url) as connection:
        after = await make_roles(connection, named, limits)
        assert (after.done, after.left) == ((), ())
    # And down again: the older audit is written with the application's own rights.
    driving.downgrade(place.url(roles.owner), "040_list_order_indexes")
    async with connected(place.url(roles.application)) as connection:
        await _insert_user(connection, "+34600111224")
        written = text("SELECT count(*) FROM audit_log WHERE entity_type = 'users'")
        assert await connection.scalar(written) == 4


async def test_an_owner_without_rights_over_roles_leaves_them_to_an_administrator(place: Place) -> None:
    owner = place.roles.application  # as the only role of before, which is to stay the owner
    roles = Roles(
        owner, f"{place.roles.owner}_app", place.roles.read_only, {f"{place.roles.owner}_app": PASSWORD}
    )
    limits = timeouts(Settings(), roles)
    async with connected(place.url(owner)) as connection:
        report = await make_roles(connection, roles, limits)
    left = [step.statement for step in report.left]
    assert [statement.split(" LOGIN")[0] for statement in left[:2]] == [
        f'CREATE ROLE "{roles.application}"',
        f'CREATE ROLE "{roles.read_only}"',
    ]
    assert "SCRAM-SHA-256$" in left[0]
    assert PASSWORD not in " ".join(left)
    try:
        async with connected(place.superuser_url) as connection:
            for statement in left:  # the administrator runs what was printed
                await connection.exec_driver_sql(statement)
            await connection.commit()
        async with connected(place.url(owner)) as connection:
            report = await make_roles(connection, roles, limits)
            assert report.left == ()
        async with connected(place.url(roles.application)) as connection:  # with the password of the setting
            await _insert_user(connection, "+34600111222")
            assert await connection.scalar(text("SHOW lock_timeout")) == "5s"
    finally:
        async with connected(place.superuser_url) as connection:
            await connection.exec_driver_sql(f'DROP OWNED BY "{roles.application}"')
            await connection.exec_driver_sql(f'DROP ROLE "{roles.application}"')
            await connection.commit()


async def test_powers_and_ownership_are_taken_from_the_application(place: Place) -> None:
    roles = place.roles
    async with connected(place.superuser_url) as connection:
        await make_roles(connection, roles, {})
        name = f'"{roles.application}"'
        for statement in (
            f"ALTER ROLE {name} CREATEROLE CREATEDB BYPASSRLS",
            f"GRANT {roles.owner} TO {name}",
            f"GRANT ALL ON users TO {name}",
            "GRANT ALL ON cases TO PUBLIC",
            f"GRANT CREATE ON SCHEMA public TO {name}",
            f"ALTER TABLE elements OWNER TO {name}",
            f"REVOKE INSERT ON policies FROM {name}",
        ):
            await connection.exec_driver_sql(statement)
        await connection.commit()
        wanted = await make_roles(connection, roles, {}, dry_run=True)
        assert not wanted.done
        report = await make_roles(connection, roles, {})
        assert not report.left
        assert len(report.done) >= len(wanted.left) >= 7  # a dry run had changed nothing
        powers = await connection.execute(
            text("SELECT rolcreaterole, rolcreatedb, rolbypassrls FROM pg_roles WHERE rolname = :name"),
            {"name": roles.application},
        )
        assert tuple(powers.one()) == (False, False, False)
        for right in ("TRUNCATE", "TRIGGER", "REFERENCES"):
            query = text("SELECT has_table_privilege(:name, 'users', :right)")
            assert not await connection.scalar(query, {"name": roles.application, "right": right})
        held = await connection.scalar(
            text("SELECT has_table_privilege(:name, 'policies', 'INSERT')"), {"name": roles.application}
        )
        assert held
        again = await make_roles(connection, roles, {})
        assert (again.done, again.left) == ((), ())


@pytest.mark.parametrize(
    ("owner", "application", "field"),
    [
        (None, "postgresql://msia@db/msia_db", "DATABASE_OWNER_URL"),
        ("postgresql://msia@db/msia_db", "postgresql://msia@db/msia_db", "DATABASE_URL"),
        ("sqlite:///a.db", "sqlite:///a.db", "DATABASE_URL"),
    ],
)
def test_settings_that_name_no_two_roles_are_refused(owner: str | None, application: str, field: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        roles_of_settings(Settings(DATABASE_OWNER_URL=owner, DATABASE_URL=application))
    assert refused.value.field == field


def test_names_and_passwords_come_from_the_urls() -> None:
    settings = Settings(
        DATABASE_OWNER_URL="postgresql://due%C3%B1o:uno@db/msia_db",
        DATABASE_URL="postgresql://app:d%40s@db/msia_db?sslmode=require",
    )
    roles = roles_of_settings(settings)
    assert (roles.owner, roles.application, roles.read_only) == ("dueño", "app", "app_readonly")
    assert roles.passwords == {"app": "d@s"}
    assert "d@s" not in repr(roles)
    assert not has_one_role(settings)
    assert has_one_role(Settings(DATABASE_URL="postgresql://app@db/msia_db"))


def test_a_verifier_is_that_of_the_server() -> None:
    """The example of RFC 7677."""
    salt = b"\x5b\x6d\x99\x68\x9d\x12\x35\x8e\xec\xa0\x4b\x14\x12\x36\xfa\x81"
    assert scram_verifier("pencil", salt) == (
        "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$"
        "WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU="
    )


def test_the_command_says_what_it_did_and_is_content_with_it(place: Place) -> None:
    """By its own process, with the settings as an administrator gives them."""
    roles = place.roles
    environment = {"DATABASE_OWNER_URL": place.superuser_url, "DATABASE_URL": place.url(roles.application)}
    shown = servers.run_msia("db", "roles", "--dry-run", environment=environment)
    assert shown.returncode == 0, shown.stderr
    assert f'CREATE ROLE "{roles.read_only}" LOGIN;' in shown.stdout
    done = servers.run_msia("db", "roles", environment=environment)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert "Hecho: crear el rol de solo lectura" in done.stderr
    again = servers.run_msia("db", "roles", environment=environment)
    assert (again.returncode, again.stdout) == (0, "")
    assert "Todo estaba ya en orden" in again.stderr


async def test_an_owner_who_may_make_roles_needs_nobody_but_for_pgvector(pg_server: RunningServer) -> None:
    """As in compose.yaml: the server's first start makes such an owner and its database, with pgvector."""
    mark = uuid.uuid4().hex[:8]
    roles = Roles(f"o_{mark}", f"a_{mark}", f"a_{mark}_readonly", {f"a_{mark}": PASSWORD})
    name = f"roles_{mark}"
    servers.execute(
        pg_server,
        f"CREATE ROLE {roles.owner} LOGIN CREATEROLE PASSWORD '{PASSWORD}'",
        f"CREATE DATABASE {name} OWNER {roles.owner}",
    )
    place = Place(pg_server.database_url(name, superuser=True), roles)
    try:
        async with connected(place.url(roles.owner)) as connection:
            report = await make_roles(connection, roles, timeouts(Settings(), roles))
            assert [step.statement for step in report.left] == [
                "CREATE EXTENSION IF NOT EXISTS vector SCHEMA public"
            ]
            await connection.exec_driver_sql("CREATE TABLE users (id uuid, phone text)")
            await connection.commit()
        async with connected(place.url(roles.application)) as connection:
            await _insert_user(connection, "+34600111222")
            assert await connection.scalar(text("SHOW statement_timeout")) == "15s"
            with pytest.raises(DBAPIError, match="must be owner"):
                await connection.exec_driver_sql("DROP TABLE users")
    finally:
        servers.execute(pg_server, f"DROP DATABASE {name} WITH (FORCE)")
        for role in (roles.read_only, roles.application, roles.owner):
            servers.execute(pg_server, f'DROP ROLE IF EXISTS "{role}"')
