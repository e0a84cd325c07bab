"""The rules themselves: each finds a tiny piece that breaks it, and leaves a sound one alone."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import (
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    Uuid,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, configure_mappers, mapped_column, relationship

from database import connection
from database.models import Base
from database.models.base import NAMING_CONVENTION
from database.seeds import seed_utils
from tests.rules import code_rules, migration_rules, schema_rules, seed_rules
from tests.rules.rule import RULES, VERSIONS, Check, Evidence, Source, by_check


def _tables(*columns: Any, name: str = "things", **options: Any) -> Evidence:
    """One table of the product's metadata with these columns or constraints."""
    return Evidence(tables=[Table(name, MetaData(naming_convention=NAMING_CONVENTION), *columns, **options)])


def _file(code: str, path: str = "agent/services/x.py") -> Evidence:
    return Evidence(sources=[Source(path, code)])


def _migration(body: str, name: str = "001_initial_schema") -> Evidence:
    return _file(body, f"{VERSIONS}{name}.py")


def _mappers(**options: Any) -> Evidence:
    class Local(DeclarativeBase):
        """A registry of this test's own."""

    class Parent(Local):
        __tablename__ = "parents"
        id: Mapped[int] = mapped_column(primary_key=True)
        children: Mapped[list["Child"]] = relationship("Child", **options)

    class Child(Local):
        __tablename__ = "children"
        id: Mapped[int] = mapped_column(primary_key=True)
        parent_id: Mapped[int] = mapped_column(ForeignKey("parents.id"))

    configure_mappers()
    return Evidence(mappers=list(Local.registry.mappers), tables=list(Local.metadata.sorted_tables))


def _key() -> Column[Any]:
    return Column("id", Uuid(as_uuid=True), primary_key=True)


def _reference(*, index: bool = True, name: str | None = None, **options: Any) -> Evidence:
    metadata = MetaData(naming_convention=NAMING_CONVENTION)
    owners = Table("owners", metadata, _key())
    key = ForeignKey("owners.id", name=name, **options)
    things = Table("things", metadata, _key(), Column("owner_id", Uuid(), key, index=index))
    return Evidence(tables=[owners, things])


def _stamp(name: str, **options: Any) -> Column[Any]:
    settings: dict[str, Any] = {"nullable": False, "server_default": func.now(), "default": func.now()}
    if name == "updated_at":
        settings["onupdate"] = func.now()
    return Column(name, DateTime(timezone=True), **(settings | options))


def _seeded(**rows: list[dict[str, Any]]) -> Evidence:
    return Evidence(seeded=rows)


SELECTIN = {"lazy": "selectin", "join_depth": 1}
_HEAD = "revision = '001_initial_schema'\ndown_revision = None\n"

# A rule's check: pieces that break it.
BROKEN: dict[Check, list[Callable[[], Evidence]]] = {
    schema_rules.uuid_keys: [
        lambda: _tables(Column("id", Integer, primary_key=True)),
        lambda: _tables(Column("key", Uuid(), primary_key=True)),
        lambda: _tables(Column("id", Uuid(as_uuid=False), primary_key=True)),
    ],
    schema_rules.timestamps: [
        lambda: _tables(_key(), _stamp("created_at")),
        lambda: _tables(_stamp("created_at"), _stamp("updated_at", onupdate=None)),
        lambda: _tables(_stamp("created_at", server_default=None), _stamp("updated_at")),
        lambda: _tables(_stamp("created_at", nullable=True), _stamp("updated_at")),
        lambda: _tables(_stamp("created_at", default=None), _stamp("updated_at")),
    ],
    schema_rules.aware_timestamps: [lambda: _tables(Column("seen_at", DateTime()))],
    schema_rules.selectin_relationships: [
        lambda: _mappers(lazy="selectin"),
        lambda: _mappers(lazy="select"),
        lambda: _mappers(lazy="write_only", passive_deletes=True),
    ],
    schema_rules.never_joined: [lambda: _mappers(lazy="joined")],
    schema_rules.ondelete_policy: [
        _reference,
        lambda: _reference(ondelete="RESTRICT"),
        lambda: Evidence(tables=[_not_null_set_null()]),
    ],
    schema_rules.indexed_foreign_keys: [lambda: _reference(index=False, ondelete="CASCADE")],
    schema_rules.foreign_key_names: [lambda: _reference(name="fk_owner", ondelete="CASCADE")],
    schema_rules.constraint_names: [
        lambda: _tables(_key(), CheckConstraint("1 = 1", name=_plain("positive"))),
    ],
    schema_rules.inventory: [lambda: _mappers(**SELECTIN)],
    schema_rules.key_columns: [lambda: _tables(_key(), name="users")],
    schema_rules.soft_delete: [lambda: _tables(_key(), name="elements")],
    schema_rules.self_references: [
        lambda: _tables(_key(), Column("parent_element_id", Uuid()), name="elements")
    ],
    schema_rules.exclusive_scopes: [lambda: _tables(_key(), name="warnings")],
    schema_rules.vocabulary_checks: [
        lambda: _tables(
            Column("severity", String(30)),
            CheckConstraint("severity IN ('info', 'fatal')", name="severity_vocabulary"),
        )
    ],
    schema_rules.jsonb_columns: [lambda: _tables(Column("payload_json", Text()))],
    schema_rules.jsonb_defaults: [
        lambda: _tables(Column("notes", JSONB(), nullable=False, server_default=text("'{}'"))),
        lambda: _tables(Column("notes", JSONB(), nullable=False, default=dict)),
        lambda: _tables(Column("notes", JSONB(), default=dict, server_default=text("'{}'"))),
    ],
    schema_rules.jsonb_schemas: [lambda: _tables(Column("notes", JSONB()))],
    migration_rules.chain: [
        lambda: _migration(_HEAD, "001_first"),
        lambda: Evidence(
            sources=[
                *_migration(_HEAD).sources,
                *_migration(
                    "revision = '002_tariff_system'\ndown_revision = '000'\n", "002_tariff_system"
                ).sources,
            ]
        ),
    ],
    migration_rules.downgrades: [
        lambda: _migration("def upgrade():\n    op.x()\ndef downgrade():\n    pass\n"),
        lambda: _migration("def upgrade():\n    op.x()\ndef downgrade():\n    '''Revert.'''\n"),
        lambda: _migration("def upgrade():\n    op.x()\n"),
    ],
    migration_rules.indexes_after_tables: [
        lambda: _migration("def upgrade():\n    op.create_index('i', 't', ['c'])\n    op.create_table('t')\n")
    ],
    migration_rules.op_f_names: [
        lambda: _migration("op.create_index('ix_t_c', 't', ['c'])"),
        lambda: _migration("sa.CheckConstraint('x > 0', name='ck_t_x')"),
        lambda: _migration("sa.UniqueConstraint('a')"),
    ],
    migration_rules.ondelete_in_migrations: [
        lambda: _migration("sa.ForeignKeyConstraint(['a'], ['b.id'], name=op.f('t_a_fkey'))")
    ],
    migration_rules.migrations_stand_alone: [lambda: _migration("from database.models import Element")],
    migration_rules.batch_alters: [
        lambda: _migration("def upgrade():\n    op.add_column('t', sa.Column('c'))\n"),
        lambda: _migration(
            "def _change():\n    op.drop_column('t', 'c')\n"
            "def upgrade():\n    if not ddl.is_sqlite():\n        _change()\n"
            "def downgrade():\n    _change()\n"
        ),
    ],
    seed_rules.deterministic_keys: [
        lambda: _seeded(
            vehicle_categories=[{"id": 1, "slug": "motos-part"}],
            elements=[{"id": "random", "category_id": 1, "code": "ESCAPE"}],
        )
    ],
    seed_rules.no_random_keys: [lambda: _file("key = uuid.uuid4()", "database/seeds/x.py")],
    seed_rules.dual_warnings: [
        lambda: _seeded(warnings=[{"id": 1, "element_id": 2}], element_warning_associations=[]),
        lambda: _seeded(
            warnings=[{"id": 1, "element_id": 2}],
            element_warning_associations=[
                {"element_id": 2, "warning_id": 1},
                {"element_id": 3, "warning_id": 1},
            ],
        ),
    ],
    seed_rules.upserts_only: [
        lambda: _file(
            "class S(BaseSeeder):\n    async def seed_rows(self):\n        self.session.add(x)\n",
            "database/seeds/seeders/x.py",
        )
    ],
    seed_rules.never_deletes: [
        lambda: _file("await session.delete(row)", "database/seeds/x.py"),
        lambda: _file("text('DELETE FROM elements')", "database/seeds/x.py"),
        lambda: _file("delete(Element)", "database/seeds/x.py"),
    ],
    seed_rules.constants_only: [lambda: _file("X = [i for i in y]", "database/seeds/data/x.py")],
    code_rules.never_synchronous: [
        lambda: _file("from sqlalchemy import create_engine"),
        lambda: _file("import psycopg2"),
        lambda: _file("sqlite3.connect('x')"),
        lambda: _file("with Session(engine) as session:\n    x()\n"),
    ],
    code_rules.selectinload_only: [lambda: _file("select(X).options(joinedload(X.y))")],
    code_rules.sessions_by_context_manager: [lambda: _file("AsyncSession(engine)")],
    code_rules.layers: [
        lambda: _file("from cli.main import app"),
        lambda: _file("import agent.services", "database/x.py"),
        lambda: _file("def f():\n    from cli import main", "api/x.py"),
    ],
    code_rules.domain_is_pure: [
        lambda: _file("from shared.config import settings", "domain/x.py"),
        lambda: _file("from shared import logging", "domain/x.py"),
        lambda: _file("from sqlalchemy import select", "domain/x.py"),
    ],
    code_rules.services_open_no_engine: [
        lambda: _file("create_engine(url)"),
        lambda: _file("from database.connection import engine"),
    ],
    code_rules.one_reader_of_the_environment: [
        lambda: _file("os.environ['X']"),
        lambda: _file("os.getenv('X')"),
        lambda: _file("from os import environ"),
    ],
    code_rules.small_modules: [
        lambda: _file("x = 1\n" * 700),
        lambda: _file("x = 1", "shared/utils.py"),
    ],
    code_rules.finished: [
        lambda: _file("try:\n    x()\nexcept Exception:\n    pass\n"),
        lambda: _file("try:\n    x()\nexcept:\n    y()\n"),
        lambda: _file("raise NotImplementedError"),
        lambda: _file("x = 1  # TODO later"),
    ],
    code_rules.every_member_named: [
        lambda: _file("match x:\n    case Severity.INFO:\n        y()\n    case _:\n        z()"),
        lambda: _file("match x:\n    case Severity.INFO:\n        y()"),
        lambda: _file("x = {Severity.INFO: 1, Severity.ERROR: 2}"),
        lambda: _file("if x == Severity.INFO:\n    y()\nelif x == Severity.ERROR:\n    z()"),
    ],
    code_rules.one_folding: [lambda: _file("word.casefold()"), lambda: _file("unicodedata.combining(x)")],
    code_rules.two_service_modules: [lambda: _file("x = 1", "agent/services/case_service.py")],
}

# These look at the running product instead of evidence; they are broken below.
OF_THE_PROCESS = {code_rules.session_factory, code_rules.pool}


def _plain(name: str) -> Any:
    from sqlalchemy.sql.elements import conv

    return conv(name)


def _not_null_set_null() -> Table:
    metadata = MetaData(naming_convention=NAMING_CONVENTION)
    Table("owners", metadata, _key())
    column: Column[Any] = Column("owner_id", ForeignKey("owners.id", ondelete="SET NULL"), nullable=False)
    return Table("things", metadata, _key(), column)


def test_every_rule_is_tested() -> None:
    assert {item.check for item in RULES} == BROKEN.keys() | OF_THE_PROCESS


@pytest.mark.parametrize(
    ("check", "make"),
    [(check, make) for check, pieces in BROKEN.items() for make in pieces],
    ids=lambda item: getattr(item, "__name__", ""),
)
def test_a_broken_piece_is_found(check: Check, make: Callable[[], Evidence]) -> None:
    assert by_check(check).violations(make())


@pytest.mark.parametrize(
    ("check", "piece"),
    [
        (schema_rules.ondelete_policy, lambda: _reference(ondelete="CASCADE")),
        (schema_rules.indexed_foreign_keys, lambda: _reference(ondelete="CASCADE")),
        (schema_rules.foreign_key_names, lambda: _reference(ondelete="CASCADE")),
        (schema_rules.selectin_relationships, lambda: _mappers(**SELECTIN)),
        (schema_rules.uuid_keys, lambda: _tables(_key())),
        (schema_rules.timestamps, lambda: _tables(_stamp("created_at"), _stamp("updated_at"))),
        (
            migration_rules.op_f_names,
            lambda: _migration("sa.CheckConstraint('x > 0', name=op.f('ck_t_x'))"),
        ),
        (
            migration_rules.batch_alters,
            lambda: _migration(
                "def upgrade():\n    with op.batch_alter_table('t') as b:\n        b.drop_column('c')\n"
            ),
        ),
        (code_rules.layers, lambda: _file("from database.models import Element")),
        (code_rules.two_service_modules, lambda: _file("x = 1", "agent/services/element_service.py")),
        (
            code_rules.every_member_named,
            lambda: _file(
                "x = {Severity.INFO: 1, Severity.WARNING: 2, Severity.ERROR: 3}\n"
                "match x:\n    case Severity.INFO:\n        y()\n    case _:\n        assert_never(x)\n"
            ),
        ),
        (
            code_rules.one_reader_of_the_environment,
            lambda: _file("import os\nos.environ", "shared/config.py"),
        ),
    ],
)
def test_a_sound_piece_is_left_alone(check: Check, piece: Callable[[], Evidence]) -> None:
    assert not by_check(check).violations(piece())


@pytest.mark.parametrize("name", ["expire_on_commit", "autoflush"])
def test_a_factory_with_other_settings_is_found(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    factory = SimpleNamespace(kw={"expire_on_commit": False, "autoflush": False, name: True})
    monkeypatch.setattr(connection, "AsyncSessionLocal", factory)
    monkeypatch.setattr(connection, "async_session", factory)
    assert by_check(code_rules.session_factory).violations(Evidence())


def test_another_pool_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    from sqlalchemy.ext.asyncio import create_async_engine

    assert not by_check(code_rules.pool).violations(Evidence())
    monkeypatch.setattr(connection, "engine", create_async_engine("sqlite+aiosqlite://"))
    assert len(by_check(code_rules.pool).violations(Evidence())) == 2


def test_another_namespace_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    import uuid

    monkeypatch.setattr(seed_utils, "SEED_NAMESPACE", uuid.uuid4())
    assert by_check(seed_rules.deterministic_keys).violations(Evidence())


def test_a_relationship_of_ours_made_lazy_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """On the real models: one attribute changed, one violation."""
    configure_mappers()
    mapper = next(item for item in Base.registry.mappers if item.class_.__name__ == "Element")
    monkeypatch.setattr(mapper.relationships["images"], "lazy", "select")
    found = by_check(schema_rules.selectin_relationships).violations(Evidence(mappers=[mapper]))
    assert found == ["Element.images loads by select"]
