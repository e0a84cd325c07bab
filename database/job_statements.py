"""The statements that the queue sends all the time, each made once: making one costs more than sending it.

`database/jobs.py` says what they mean. They are made of tables alone: of models, the session would make
them anew each time. PostgreSQL only.
"""

from enum import StrEnum
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    ARRAY,
    CTE,
    BigInteger,
    ColumnElement,
    Integer,
    Interval,
    String,
    and_,
    any_,
    bindparam,
    case,
    column,
    delete,
    exists,
    func,
    literal,
    literal_column,
    or_,
    select,
    text,
    tuple_,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB, insert

from database.models.work import WAITING
from database.models.work import Job as Row
from shared.vocabularies import JobStatus

TABLE: Final[Any] = Row.__table__
_MOMENT: Final[Any] = Row.run_at.type
_LEASED: Final = ("id", "kind", "payload", "key", "sequence", "attempts", "max_attempts", "run_at")
_GIVEN: Final[dict[str, Any]] = {
    "id": TABLE.c.id.type,
    "kind": String(),
    "status": String(),
    "payload": JSONB(),
    "key": String(),
    "sequence": String(),
    "position": BigInteger(),
    "run_at": _MOMENT,
    "attempts": Integer(),
    "max_attempts": Integer(),
    "leased_by": String(),
    "leased_until": _MOMENT,
}


class Edge(StrEnum):
    """Where in their sequence new jobs take their place; `position` counts from there."""

    AFTER = "after"
    BEFORE = "before"


@cache
def write_statement(edge: Edge, also: tuple[CTE, ...] = (), *, finishes: bool = False) -> Any:
    """Writes jobs, each in its place of its sequence, and gives back their ids; of those with a key that
    waits already only moment and payload, which takes the new one's keys. What is `also` written comes with
    it; where it `finishes` a job, how many that were comes back beside each id.

    Parameters: `jobs`, the rows as JSON with the columns that differ; `now`; `extend`, or None; those of
    `also` and of `finishing`.
    """
    given = (
        func.jsonb_to_recordset(bindparam("jobs", type_=JSONB()))
        .table_valued(*(column(name, type_) for name, type_ in _GIVEN.items()))
        .render_derived(name="given", with_types=True)
    )
    others = TABLE.alias("others")
    found = func.max(others.c.position) + 1 if edge is Edge.AFTER else func.min(others.c.position)
    base = select(func.coalesce(found, 0)).where(others.c.sequence == given.c.sequence).scalar_subquery()
    position: ColumnElement[Any] = case(
        (given.c.sequence.is_(None), literal(0, BigInteger())), else_=base + given.c.position
    )
    now: Any = bindparam("now", type_=_MOMENT)
    columns = {name: position if name == "position" else given.c[name] for name in _GIVEN}
    new = insert(TABLE).from_select(
        [*columns, "created_at", "updated_at"], select(*columns.values(), now, now), include_defaults=False
    )
    extend: Any = bindparam("extend", type_=Interval())
    put_off = func.greatest(TABLE.c.run_at, func.least(new.excluded.run_at, TABLE.c.created_at + extend))
    written = new.on_conflict_do_update(
        index_elements=[TABLE.c.key],
        index_where=text(WAITING),
        set_={
            "run_at": case((extend.is_(None), TABLE.c.run_at), else_=put_off),
            "payload": TABLE.c.payload.op("||")(new.excluded.payload),
            "updated_at": now,
        },
    ).add_cte(*also)
    if not finishes:
        return written.returning(TABLE.c.id)
    done = finishing()
    return written.add_cte(done).returning(
        TABLE.c.id, select(func.count()).select_from(done).scalar_subquery()
    )


@cache
def finishing() -> CTE:
    """Takes a job away that is still its worker's, as a part of another statement: a row where it was.

    Parameters: `job_id`, `job_worker`, `job_attempts`.
    """
    done: CTE = _finish().returning(TABLE.c.id).cte("done")
    return done


@cache
def finish_statement() -> Any:
    """The same as a statement of its own."""
    return _finish().execution_options(synchronize_session=False)


def _finish() -> Any:
    return delete(TABLE).where(
        TABLE.c.id == bindparam("job_id", type_=TABLE.c.id.type),
        TABLE.c.status == literal_column(f"'{JobStatus.RUNNING.value}'"),
        TABLE.c.leased_by == bindparam("job_worker", type_=String()),
        TABLE.c.attempts == bindparam("job_attempts", type_=Integer()),
    )


@cache
def lease_statement(*, of_sequence: bool = False) -> Any:
    """Takes the jobs that are due, each the first of its sequence, and gives them back; those of one sequence
    alone where it is asked for, with the parameter `of_sequence`."""
    now: Any = bindparam("now", type_=_MOMENT)
    row, earlier = TABLE.alias("due"), TABLE.alias("earlier")
    is_first = or_(
        row.c.sequence.is_(None),
        ~exists().where(
            earlier.c.sequence == row.c.sequence,
            is_live(earlier.c),
            tuple_(earlier.c.position, earlier.c.id) < tuple_(row.c.position, row.c.id),
        ),
    )
    is_free = or_(
        row.c.status == JobStatus.WAITING.value,
        and_(row.c.status == JobStatus.RUNNING.value, row.c.leased_until <= now),
    )
    wanted = [row.c.sequence == bindparam("of_sequence", type_=String())] if of_sequence else []
    # Materialized: planned into the update, it would lock more rows than it takes.
    taken = (
        select(row.c.id)
        .where(row.c.kind == _any_kind(), row.c.run_at <= now, is_live(row.c), is_free, is_first, *wanted)
        .order_by(row.c.run_at, row.c.id)
        .limit(bindparam("count", type_=BigInteger()))
        .with_for_update(skip_locked=True)
        .cte("taken")
        .prefix_with("MATERIALIZED")
    )
    return (
        update(TABLE)
        .where(TABLE.c.id == taken.c.id)
        .values(
            status=JobStatus.RUNNING.value,
            attempts=TABLE.c.attempts + 1,
            leased_by=bindparam("worker", type_=String()),
            leased_until=bindparam("until", type_=_MOMENT),
            updated_at=now,
        )
        .returning(*(TABLE.c[name] for name in _LEASED))
    )


@cache
def soon_statement() -> Any:
    """The moment of the next job that is due after `now` and until `until`."""
    now: Any = bindparam("now", type_=_MOMENT)
    until: Any = bindparam("until", type_=_MOMENT)
    return select(func.min(TABLE.c.run_at)).where(
        TABLE.c.kind == _any_kind(), is_live(TABLE.c), TABLE.c.run_at > now, TABLE.c.run_at <= until
    )


def is_live(row: Any) -> ColumnElement[bool]:
    """Whether a job waits or runs."""
    # Written out, not as parameters: that a partial index serves is planned from the words.
    words: list[ColumnElement[str]] = [
        literal_column(f"'{status.value}'") for status in (JobStatus.WAITING, JobStatus.RUNNING)
    ]
    found: ColumnElement[bool] = row.status.in_(words)
    return found


def _any_kind() -> Any:
    return any_(bindparam("kinds", type_=ARRAY(String())))
