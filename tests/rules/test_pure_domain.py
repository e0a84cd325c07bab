"""Importing pure knowledge of the trade loads no ORM, no settings and no logging."""

import json

from tests.rules.rule import sources
from tests.servers import run_python

_HEAVY = ("sqlalchemy", "alembic", "asyncpg", "fastapi", "structlog", "shared.config", "database")

_PROGRAM = """
import importlib, json, sys
loaded = {}
for name in json.loads(sys.argv[1]):
    importlib.import_module(name)
    bad = [heavy for heavy in json.loads(sys.argv[2]) if heavy in sys.modules]
    if bad:
        loaded[name] = bad
        break
print(json.dumps(loaded))
"""


def test_importing_the_domain_loads_no_orm() -> None:
    modules = [
        source.path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
        for source in sources("domain")
    ]
    assert modules
    done = run_python("-c", _PROGRAM, json.dumps(modules), json.dumps(_HEAVY))
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {}
