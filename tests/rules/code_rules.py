"""Rules read from the product's own sources: async access, layers, one reader of the environment."""

import ast
from collections.abc import Iterator
from enum import StrEnum

from database import connection
from shared import vocabularies
from shared.config import Settings
from tests.rules.rule import Evidence, rule

ASYNC = "Async patterns"
DESIGN = "Design"

# Each layer may import itself and those below it. The command line is outermost: it also starts the API.
_LAYERS = {"shared": 0, "domain": 1, "database": 2, "agent": 3, "api": 4, "cli": 5}
_SYNC_NAMES = {
    "sqlalchemy.create_engine",
    "sqlalchemy.engine.create_engine",
    "sqlalchemy.orm.sessionmaker",
    "sqlalchemy.orm.scoped_session",
}
# The class itself may be named: events are registered on it, and AsyncSession wraps it.
_SYNC_CALLS = {"sqlite3.connect", "sqlalchemy.create_engine", "sa.create_engine", "Session", "orm.Session"}
_SYNC_DRIVERS = ("psycopg", "psycopg2", "pg8000", "MySQLdb")
_PURE_DATA = ("database/seeds/data/",)
_VOCABULARIES: dict[str, type[StrEnum]] = {
    name: item
    for name, item in vars(vocabularies).items()
    if isinstance(item, type) and issubclass(item, StrEnum) and item is not StrEnum
}
# About 500; a file that tells one thing may take a little more.
_MAX_LINES = 600


@rule("General", "never synchronous database operations")
def never_synchronous(evidence: Evidence) -> Iterator[str]:
    for source in evidence.sources:
        for name in source.imports():
            if name in _SYNC_NAMES or name.split(".")[0] in _SYNC_DRIVERS:
                yield f"{source.path} imports {name}"
        for called, node in source.calls():
            if called in _SYNC_CALLS:
                yield f"{source.path}:{node.lineno}: {called}"


@rule(ASYNC, "selectinload() for eager loading, never joinedload or subqueryload")
def selectinload_only(evidence: Evidence) -> Iterator[str]:
    for source in evidence.sources:
        for called, node in source.calls():
            if called.rsplit(".", 1)[-1] in {"joinedload", "subqueryload", "lazyload"}:
                yield f"{source.path}:{node.lineno}: {called}"


@rule(ASYNC, "get_async_session() is the way to a session outside the connection module")
def sessions_by_context_manager(evidence: Evidence) -> Iterator[str]:
    for source in evidence.sources:
        if source.path == "database/connection.py":
            continue
        for called, node in source.calls():
            if called.rsplit(".", 1)[-1] in {"AsyncSession", "AsyncSessionLocal", "async_sessionmaker"}:
                yield f"{source.path}:{node.lineno}: {called}"


def _factory() -> dict[str, object]:
    return dict(connection.AsyncSessionLocal.kw)


@rule(ASYNC, "session factory: expire_on_commit=False, autoflush=False")
def session_factory(evidence: Evidence) -> Iterator[str]:
    settings = _factory()
    for name in ("expire_on_commit", "autoflush"):
        if settings.get(name) is not False:
            yield f"{name} is {settings.get(name)}"
    if connection.async_session is not connection.AsyncSessionLocal:
        yield "async_session and AsyncSessionLocal are two factories"


@rule(ASYNC, "asyncpg with a pool of 10 and 20 overflow connections, checked before use")
def pool(evidence: Evidence) -> Iterator[str]:
    defaults = {name: Settings.model_fields[name].default for name in Settings.model_fields}
    if (defaults["DATABASE_POOL_SIZE"], defaults["DATABASE_MAX_OVERFLOW"]) != (10, 20):
        yield "the pool is not 10 + 20"
    found = connection.engine.sync_engine.pool
    if not getattr(found, "_pre_ping", False):
        yield "connections are not checked before use"
    if connection.engine.dialect.driver != "asyncpg":
        yield f"the driver is {connection.engine.dialect.driver}"


@rule(DESIGN, "imports go downwards only: api, cli → agent → database → domain → shared")
def layers(evidence: Evidence) -> Iterator[str]:
    for source in evidence.sources:
        own = source.path.split("/")[0]
        for name in source.imports():
            other = name.split(".")[0]
            if other not in _LAYERS or own not in _LAYERS or other == own:
                continue
            if _LAYERS[other] >= _LAYERS[own]:
                yield f"{source.path} imports {name}"


@rule(DESIGN, "domain imports shared.vocabularies and shared.errors alone")
def domain_is_pure(evidence: Evidence) -> Iterator[str]:
    for source in evidence.under("domain/"):
        for name in source.imports():
            top, *rest = name.split(".")
            allowed = top != "shared" or rest[:1] in (["vocabularies"], ["errors"])
            if not allowed or top in {"sqlalchemy", "structlog"}:
                yield f"{source.path} imports {name}"


@rule(DESIGN, "services take a session and never open an engine")
def services_open_no_engine(evidence: Evidence) -> Iterator[str]:
    for source in evidence.under("agent/"):
        for called, node in source.calls():
            if called.rsplit(".", 1)[-1] in {"create_engine", "create_async_engine"}:
                yield f"{source.path}:{node.lineno}: {called}"
        for name in source.imports():
            if name in {"database.connection.engine", "database.connection.replica_engine"}:
                yield f"{source.path} imports {name}"


@rule(DESIGN, "shared/config.py is the only reader of the environment")
def one_reader_of_the_environment(evidence: Evidence) -> Iterator[str]:
    for source in evidence.sources:
        if source.path == "shared/config.py":
            continue
        for node in source.nodes:
            if isinstance(node, ast.Attribute) and ast.unparse(node) in {
                "os.environ",
                "os.getenv",
                "os.environb",
            }:
                yield f"{source.path}:{node.lineno}: {ast.unparse(node)}"
        yield from (
            f"{source.path} imports {name}"
            for name in source.imports()
            if name in {"os.environ", "os.getenv"} or name.split(".")[0] == "dotenv"
        )


@rule(DESIGN, "small modules: no file much over 500 lines but pure data, none called utils or helpers")
def small_modules(evidence: Evidence) -> Iterator[str]:
    for source in evidence.sources:
        lines = source.text.count("\n")
        if lines > _MAX_LINES and not source.path.startswith(_PURE_DATA):
            yield f"{source.path} has {lines} lines"
        if source.path.rsplit("/", 1)[-1] in {"utils.py", "helpers.py"}:
            yield f"{source.path}: a name that says nothing"


@rule(DESIGN, "no stub, no silenced error: no NotImplementedError, no `except: pass`, no TODO")
def finished(evidence: Evidence) -> Iterator[str]:
    for source in evidence.sources:
        for node in source.nodes:
            if isinstance(node, ast.ExceptHandler) and _silences_everything(node):
                yield f"{source.path}:{node.lineno}: except … pass"
            elif isinstance(node, ast.Name) and node.id == "NotImplementedError":
                yield f"{source.path}:{node.lineno}: NotImplementedError"
        for number, line in enumerate(source.text.splitlines(), start=1):
            if "TODO" in line or "FIXME" in line:
                yield f"{source.path}:{number}: {line.strip()[:60]}"


def _silences_everything(handler: ast.ExceptHandler) -> bool:
    caught = "" if handler.type is None else ast.unparse(handler.type)
    is_silent = all(isinstance(node, ast.Pass) for node in handler.body)
    return caught == "" or (is_silent and caught in {"Exception", "BaseException"})


@rule(DESIGN, "code that branches on a closed vocabulary names every member")
def every_member_named(evidence: Evidence) -> Iterator[str]:
    for source in evidence.sources:
        for node in source.nodes:
            if isinstance(node, ast.Match) and any(_words(case.pattern) for case in node.cases):
                last = node.cases[-1]
                if not _is_assert_never(last):
                    yield f"{source.path}:{node.lineno}: match without assert_never"
            elif isinstance(node, ast.Dict):
                yield from _half_named(source.path, node)
            elif isinstance(node, ast.If) and (name := _compared(node.test)):
                following = node.orelse[0] if len(node.orelse) == 1 else None
                if isinstance(following, ast.If) and _compared(following.test) == name:
                    yield f"{source.path}:{node.lineno}: if and elif over {name}, not match"


def _half_named(path: str, node: ast.Dict) -> Iterator[str]:
    """A table by members of one vocabulary that lacks some: what is asked of the others has no answer."""
    named = [_word(key) for key in node.keys]
    vocabularies = {name[0] for name in named if name is not None}
    if len(named) < 2 or None in named or len(vocabularies) != 1:
        return
    (vocabulary,) = vocabularies
    missing = set(_VOCABULARIES[vocabulary].__members__) - {name[1] for name in named if name is not None}
    if missing:
        yield f"{path}:{node.lineno}: a table by {vocabulary} without {', '.join(sorted(missing))}"


def _word(node: ast.AST | None) -> tuple[str, str] | None:
    """Vocabulary and member of `Vocabulary.MEMBER`, also under an alias of the import."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        name = node.value.id
        if name in _VOCABULARIES and node.attr in _VOCABULARIES[name].__members__:
            return name, node.attr
    return None


def _words(pattern: ast.pattern) -> bool:
    return any(isinstance(node, ast.MatchValue) and _word(node.value) for node in ast.walk(pattern))


def _compared(test: ast.expr) -> str | None:
    if isinstance(test, ast.Compare) and len(test.comparators) == 1:
        word = _word(test.comparators[0])
        return word[0] if word is not None else None
    return None


def _is_assert_never(case: ast.match_case) -> bool:
    return (
        isinstance(case.pattern, ast.MatchAs)
        and case.pattern.pattern is None
        and "assert_never(" in ast.unparse(case)
    )


@rule(DESIGN, "text is folded in one place, domain/folding.py")
def one_folding(evidence: Evidence) -> Iterator[str]:
    for source in evidence.sources:
        if source.path == "domain/folding.py":
            continue
        for called, node in source.calls():
            if called.rsplit(".", 1)[-1] in {"casefold", "combining"}:
                yield f"{source.path}:{node.lineno}: {called}"


@rule(DESIGN, "agent/services: only the specification's two modules are called *_service")
def two_service_modules(evidence: Evidence) -> Iterator[str]:
    named = {"agent/services/tarifa_service.py", "agent/services/element_service.py"}
    for source in evidence.under("agent/services/"):
        if source.path.endswith("_service.py") and source.path not in named:
            yield source.path
