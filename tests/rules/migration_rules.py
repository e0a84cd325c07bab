"""Rules read from the migration files."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from tests.rules.inventory import MIGRATIONS
from tests.rules.rule import Evidence, Source, rule

SECTION = "Migrations"


def _is_empty(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether the body does nothing but speak."""
    return all(
        isinstance(node, ast.Pass | ast.Raise)
        or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        for node in function.body
    )


def _constant(source: Source, name: str) -> object:
    for node in source.tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name:
            return ast.literal_eval(node.value)
    return None


@rule(SECTION, "001 to 034 by name, in one linear chain; whatever comes later is new")
def chain(evidence: Evidence) -> Iterator[str]:
    names = [PurePosixPath(source.path).stem for source in evidence.migrations]
    if tuple(names[: len(MIGRATIONS)]) != MIGRATIONS:
        yield f"the files differ from the table: {sorted(set(names) ^ set(MIGRATIONS))}"
    before: object = None
    for source, name in zip(evidence.migrations, names, strict=True):
        if _constant(source, "revision") != name:
            yield f"{name}: its revision is {_constant(source, 'revision')!r}"
        if _constant(source, "down_revision") != before:
            yield f"{name}: follows {_constant(source, 'down_revision')!r}, not {before!r}"
        before = name


@rule(SECTION, "a downgrade() that reverts, never `pass`")
def downgrades(evidence: Evidence) -> Iterator[str]:
    for source in evidence.migrations:
        for name in ("upgrade", "downgrade"):
            function = source.functions().get(name)
            if function is None:
                yield f"{source.path} has no {name}()"
            elif _is_empty(function):
                yield f"{source.path}: {name}() does nothing"


@rule(SECTION, "indexes are created after their tables")
def indexes_after_tables(evidence: Evidence) -> Iterator[str]:
    for source in evidence.migrations:
        upgrade = source.functions().get("upgrade")
        if upgrade is None:
            continue
        created = {
            ast.literal_eval(node.args[0]): node.lineno
            for node in ast.walk(upgrade)
            if isinstance(node, ast.Call)
            and ast.unparse(node.func) == "op.create_table"
            and isinstance(node.args[0], ast.Constant)
        }
        for node in ast.walk(upgrade):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "op.create_index":
                table = node.args[1]
                if isinstance(table, ast.Constant) and node.lineno < created.get(table.value, 0):
                    yield f"{source.path}:{node.lineno}: index before its table"


_NAMED_BY_ARGUMENT = {
    "create_index",
    "create_unique_constraint",
    "create_foreign_key",
    "create_check_constraint",
    "create_primary_key",
}
_NAMED_BY_KEYWORD = {
    "PrimaryKeyConstraint",
    "ForeignKeyConstraint",
    "UniqueConstraint",
    "CheckConstraint",
}


@rule(SECTION, "op.f() for the names of constraints and indexes")
def op_f_names(evidence: Evidence) -> Iterator[str]:
    for source in evidence.migrations:
        for called, node in source.calls():
            last = called.rsplit(".", 1)[-1]
            name: ast.expr | None = None
            if last in _NAMED_BY_ARGUMENT and node.args:
                name = node.args[0]
            elif last in _NAMED_BY_KEYWORD:
                name = next((item.value for item in node.keywords if item.arg == "name"), None)
                if name is None:
                    yield f"{source.path}:{node.lineno}: {last} without a name"
                    continue
            else:
                continue
            if isinstance(name, ast.Constant) or (
                isinstance(name, ast.Call) and ast.unparse(name.func) not in {"op.f", "batch.f", "batch_op.f"}
            ):
                yield f"{source.path}:{node.lineno}: {ast.unparse(name)} is not op.f(…)"


@rule(SECTION, "ondelete on every foreign key of a migration")
def ondelete_in_migrations(evidence: Evidence) -> Iterator[str]:
    for source in evidence.migrations:
        for called, node in source.calls():
            if called.rsplit(".", 1)[-1] in {"ForeignKeyConstraint", "ForeignKey", "create_foreign_key"}:
                given = {item.arg: item.value for item in node.keywords}.get("ondelete")
                if given is None:
                    yield f"{source.path}:{node.lineno}: a foreign key without ondelete"


@rule(SECTION, "never change with the models: a migration imports neither models nor seeds nor services")
def migrations_stand_alone(evidence: Evidence) -> Iterator[str]:
    for source in evidence.migrations:
        for name in source.imports():
            if name.startswith(("database.models", "database.seeds", "database.jsonb", "shared", "agent")):
                yield f"{source.path} imports {name}"


_DIRECT = {
    "op.add_column",
    "op.drop_column",
    "op.alter_column",
    "op.drop_constraint",
    "op.create_foreign_key",
    "op.create_check_constraint",
    "op.create_unique_constraint",
}


@rule(SECTION, "batch_alter_table for SQLite: a direct ALTER only where the code has parted from SQLite")
def batch_alters(evidence: Evidence) -> Iterator[str]:
    for source in evidence.migrations:
        # Tables of functions count as their users.
        units: dict[str, ast.AST] = {
            ast.unparse(node.targets[0] if isinstance(node, ast.Assign) else node.target): node
            for node in source.tree.body
            if isinstance(node, ast.Assign | ast.AnnAssign)
        }
        units |= source.functions()
        for name, function in source.functions().items():
            if _parted_from_sqlite(name, units):
                continue
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and ast.unparse(node.func) in _DIRECT:
                    yield f"{source.path}:{node.lineno}: {ast.unparse(node.func)} outside batch_alter_table"


def _parted_from_sqlite(name: str, units: Mapping[str, ast.AST]) -> bool:
    """Whether a function asks `ddl.is_sqlite()`, or whoever uses it does."""
    names = {ast.unparse(node) for node in ast.walk(units[name]) if isinstance(node, ast.Attribute)}
    if "ddl.is_sqlite" in names:
        return True
    users = [
        user
        for user, code in units.items()
        if user != name and any(isinstance(node, ast.Name) and node.id == name for node in ast.walk(code))
    ]
    return bool(users) and all(_parted_from_sqlite(user, units) for user in users)
