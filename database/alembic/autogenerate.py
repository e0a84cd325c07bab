"""What `alembic revision` writes and `alembic check` compares, where our columns need more than alembic has.

A new revision takes the next number; a JSONB column is written with a type that lives; tables change through
`ddl.alter`, which SQLite follows; CHECKs are compared by name (alembic's own extension), vocabularies word by
word.
"""

import importlib.util
import re
import subprocess
import sys
import unicodedata
from typing import Any, Literal

from alembic.autogenerate import render
from alembic.autogenerate.api import AutogenContext
from alembic.operations import ops
from alembic.runtime.migration import MigrationContext
from alembic.runtime.plugins import Plugin
from alembic.script import ScriptDirectory, write_hooks
from alembic.util import CommandError, DispatchPriority, PriorityDispatchResult
from sqlalchemy import CheckConstraint, Table
from sqlalchemy.types import TypeEngine

from database.jsonb.types import JSONB, ValidatedJSONB
from database.models.soundness import JsonKindIs

PLUGINS = ["alembic.autogenerate.*", "alembic.ext.checkconstraint_byname", "msia.vocabularies"]

# The released revisions that move data by reading it first: a script could not know what it will read.
MOVE_DATA = ("013", "014", "015", "019", "032", "038")

_LONGEST_NAME = 40
_DDL = "from database.alembic import ddl"


def number_revision(script: ScriptDirectory) -> Any:
    """Alembic's hook that names a new revision: the next number and the words of its message."""

    def name(_context: MigrationContext, _revision: Any, directives: list[ops.MigrationScript]) -> None:
        for directive in directives:
            plain = unicodedata.normalize("NFKD", directive.message or "").encode("ascii", "ignore").decode()
            words = re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_")
            numbers = [re.match(r"\d{3}(?=_)", found.revision) for found in script.walk_revisions()]
            taken = [int(number[0]) for number in numbers if number]
            directive.rev_id = (
                f"{max(taken, default=0) + 1:03d}_{words[:_LONGEST_NAME].strip('_') or 'unnamed'}"
            )

    return name


def require_scripts(script: ScriptDirectory, start: Any, end: Any) -> None:
    """Raise CommandError naming the revisions between `start` and `end` that can't be written as a script."""
    order = [found.revision for found in reversed(list(script.walk_revisions()))]

    def place(given: Any) -> int:
        found = script.get_revision(given) if given not in {None, "base"} else None
        return order.index(found.revision) + 1 if found else 0

    first, last = sorted((place(start), place(end)))
    unwritable = [name for name in order[first:last] if name.startswith(MOVE_DATA)]
    if unwritable:
        raise CommandError(
            f"{', '.join(unwritable)} move data and can't be written as a script. Run the upgrade without "
            f"--sql up to {unwritable[-1]}, and write the script from there: "
            f"alembic upgrade {unwritable[-1]}:head --sql (docs/migrations.md)"
        )


def render_item(kind: str, item: Any, context: AutogenContext) -> str | Literal[False]:
    """How a migration writes a JSONB type and the CHECK of its kind; the rest in alembic's own way."""
    if kind == "type" and _is_jsonb(item):
        context.imports.add(_DDL)
        return "ddl.JSONB"
    if kind == "check" and isinstance(item.sqltext, JsonKindIs):
        context.imports.add(_DDL)
        name = render._render_gen_name(context, item.name)
        return f"sa.CheckConstraint({_json_condition(item.sqltext)}, name={name!r})"
    return False


def _is_jsonb(item: TypeEngine[Any]) -> bool:
    return isinstance(item, ValidatedJSONB) or repr(item) == repr(JSONB)


def _json_condition(condition: JsonKindIs) -> str:
    return f"ddl.is_json({condition.column!r}, {condition.kind!r})"


@render.renderers.dispatch_for(ops.ModifyTableOps, replace=True)
def _render_changes(context: AutogenContext, changes: ops.ModifyTableOps) -> list[str]:
    """Through `ddl.alter`: on SQLite alembic's own copying would lose the triggers."""
    if not changes.ops:
        return []
    context.imports.add(_DDL)
    with context._within_batch():
        lines = [line for change in changes.ops for line in render.render_op(context, change)]
    return [f"with ddl.alter({changes.table_name!r}) as batch_op:", *lines, ""]


@render.renderers.dispatch_for(ops.CreateCheckConstraintOp, replace=True)
def _render_check(context: AutogenContext, change: ops.CreateCheckConstraintOp) -> str:
    condition = change.condition
    if isinstance(condition, JsonKindIs):
        context.imports.add(_DDL)
        words = _json_condition(condition)
    else:
        words = repr(str(condition))
    name = render._render_gen_name(context, change.constraint_name)
    return f"batch_op.create_check_constraint({name!r}, {words})"


def compare_vocabularies(
    context: AutogenContext,
    changes: ops.ModifyTableOps,
    _schema: str | None,
    table: str,
    stored: Table | None,
    wanted: Table | None,
) -> PriorityDispatchResult:
    """Notice words that a vocabulary has gained or lost: its CHECK is dropped and made anew."""
    if stored is None or wanted is None:
        return PriorityDispatchResult.CONTINUE
    found = {
        check["name"]: _words(check["sqltext"]) for check in context.inspector.get_check_constraints(table)
    }
    for check in wanted.constraints:
        if not isinstance(check, CheckConstraint) or not str(check.name).endswith("_vocabulary"):
            continue
        words = found.get(str(check.name))
        if words is not None and words != _words(str(check.sqltext)):
            create = ops.CreateCheckConstraintOp.from_constraint(check)
            changes.ops += [ops.DropConstraintOp.from_constraint(check), create]
    return PriorityDispatchResult.CONTINUE


def _words(condition: str) -> frozenset[str]:
    return frozenset(re.findall(r"'([^']*)'", condition))


_plugin = Plugin("msia.vocabularies")
_plugin.add_autogenerate_comparator(
    compare_vocabularies, "table", "vocabularies", priority=DispatchPriority.LAST
)


@write_hooks.register("ruff_where_installed")
def _format(path: str, _options: Any) -> None:
    """Format a new file as the others are; an installation without the development packages leaves it."""
    if importlib.util.find_spec("ruff") is None:
        return
    for arguments in (["check", "--fix", "--quiet", "--exit-zero"], ["format", "--quiet"]):
        subprocess.run([sys.executable, "-m", "ruff", *arguments, path], check=True)
