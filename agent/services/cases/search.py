"""Looking for cases: by plate, chassis number, phone, name, status, category and day, in any combination.

What people type is read by the same rules as when it was stored, so that «1234 bcd» finds 1234BCD.
"""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal_column, select, text

from agent.services.cases.transitions import CASE_LIFE
from database.models import Case, User, VehicleCategory
from database.person_names import NAME_WORDS_SQL, name_query
from domain.fields.dates import date_of, end_in_spain, start_in_spain
from domain.folding import fold_line
from domain.identity import parse_chassis_number, parse_phone, parse_plate, parse_text
from domain.identity.text import shown
from shared.errors import InvalidInputError
from shared.vocabularies import CaseStatus

_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class CaseSearch:
    """What the cases looked for have in common; None asks for nothing.

    Identifiers as they are stored. `since` and `until` are days of Spain, both included, on which the case
    was opened.
    """

    matricula: str | None = None
    bastidor: str | None = None
    phone: str | None = None
    name: str | None = None
    status: CaseStatus | None = None
    category: str | None = None
    user_id: uuid.UUID | None = None
    conversation_id: uuid.UUID | None = None
    since: date | None = None
    until: date | None = None


def case_search(
    *,
    matricula: str | None = None,
    bastidor: str | None = None,
    phone: str | None = None,
    name: str | None = None,
    status: CaseStatus | None = None,
    category: str | None = None,
    user_id: uuid.UUID | None = None,
    conversation_id: uuid.UUID | None = None,
    since: date | None = None,
    until: date | None = None,
) -> CaseSearch:
    """The search that people's spelling means. Raises InvalidInputError naming what can't be read."""
    if name is not None and name_query(parse_text(name, "name", _LONGEST_NAME)) is None:
        raise InvalidInputError(
            "invalid_name",
            f"El nombre {shown(name)} no lleva ninguna letra.",
            "name",
            "Escribe el nombre, los apellidos o la empresa, o el principio de sus palabras.",
        )
    if since is not None and until is not None and until < since:
        raise InvalidInputError(
            "dates_reversed",
            f"El periodo acaba ({until:%d/%m/%Y}) antes de empezar ({since:%d/%m/%Y}).",
            "until",
            "Cambia una de las dos fechas.",
        )
    return CaseSearch(
        matricula=parse_plate(matricula).value if matricula is not None else None,
        bastidor=parse_chassis_number(bastidor).value if bastidor is not None else None,
        phone=parse_phone(phone) if phone is not None else None,
        name=name,
        status=status,
        category=category.strip().lower() if category is not None else None,
        user_id=user_id,
        conversation_id=conversation_id,
        since=since,
        until=until,
    )


def day_named(text_of_day: str, field: str, today: date) -> date:
    """The day that a text names: «12/03/2026», «ayer». Raises InvalidInputError naming `field`."""
    day = date_of(text_of_day, today)
    if day is None:
        raise InvalidInputError(
            "invalid_date",
            f"{shown(text_of_day)} no es una fecha.",
            field,
            "Escríbela con día, mes y año, como 12/03/2026, o «ayer», «hace dos semanas».",
        )
    return day


def status_named(text_of_status: str) -> CaseStatus:
    """The status of a code or of its Spanish name, accents or not. Raises InvalidInputError naming all."""
    names = {fold_line(CASE_LIFE.spanish[status]): status for status in CaseStatus} | {
        status.value: status for status in CaseStatus
    }
    status = names.get(fold_line(text_of_status)) or names.get(text_of_status.strip().lower())
    if status is None:
        known = ", ".join(f"«{CASE_LIFE.spanish[status]}» ({status.value})" for status in CaseStatus)
        raise InvalidInputError(
            "unknown_status",
            f"{shown(text_of_status)} no es el estado de ningún expediente.",
            "status",
            f"Los estados son: {known}.",
        )
    return status


def cases_found(search: CaseSearch) -> Select[Case]:
    """The statement that selects the cases of the search, in no order."""
    query: Select[Any] = select(Case)
    columns = {
        Case.matricula: search.matricula,
        Case.bastidor: search.bastidor,
        Case.status: search.status,
        Case.user_id: search.user_id,
        Case.conversation_id: search.conversation_id,
    }
    for column, value in columns.items():
        if value is not None:
            query = query.where(column == value)
    if search.category is not None:
        of_category = select(VehicleCategory.id).where(VehicleCategory.slug == search.category)
        query = query.where(Case.category_id.in_(of_category))
    if search.phone is not None or search.name is not None:
        query = query.where(Case.user_id.in_(_people(search.phone, search.name)))
    if search.since is not None:
        query = query.where(Case.created_at >= start_in_spain(search.since))
    if search.until is not None:
        query = query.where(Case.created_at < end_in_spain(search.until))
    return query


def _people(phone: str | None, name: str | None) -> Select[uuid.UUID]:
    people: Select[Any] = select(User.id)
    if phone is not None:
        people = people.where(User.phone == phone)
    if name is not None:
        words: ColumnElement[Any] = literal_column(NAME_WORDS_SQL)
        people = people.where(words.op("@@")(func.to_tsquery(text("'simple'"), name_query(name))))
    return people
