"""Untariffed works, read and changed by staff. Seeding keeps what is changed here; nothing here commits."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from rapidfuzz import process
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.catalogue.categories import category_of
from database.models import Element, UntariffedWork, VehicleCategory
from domain.folding import fold
from shared.errors import ConflictError, InvalidInputError, NotFoundError
from shared.vocabularies import BeyondKind

_CODE: Final = re.compile(r"[A-Z0-9_]{1,50}")
_AMOUNT: Final = re.compile(r"\d\s*(?:€|euros?\b)", re.IGNORECASE)
_LONGEST_PHRASE: Final = 200
_MOST_PHRASES: Final = 500


@dataclass(frozen=True, slots=True)
class WorkValues:
    """What staff writes of a work. `reverse_of`: the code of the element whose opposite it is."""

    name: str
    what: BeyondKind
    answer: str
    keywords: tuple[str, ...]
    contrary_words: tuple[str, ...] = ()
    reverse_of: str | None = None
    covers_request: bool = False
    is_active: bool = True


async def list_works(
    session: AsyncSession, slug: str, *, include_inactive: bool = False
) -> list[UntariffedWork]:
    """The works of an active category in their order. Raises NotFoundError with the nearest slugs."""
    category = await category_of(session, slug)
    query = select(UntariffedWork).where(UntariffedWork.category_id == category.id)
    query = query.order_by(UntariffedWork.sort_order, UntariffedWork.code)
    return list(await session.scalars(query.execution_options(include_inactive=include_inactive)))


async def get_work(session: AsyncSession, slug: str, code: str) -> UntariffedWork:
    """The work, switched off or not. Raises NotFoundError with the nearest codes."""
    works = {work.code: work for work in await list_works(session, slug, include_inactive=True)}
    wanted = code.strip().upper()
    if wanted in works:
        return works[wanted]
    nearest = [match[0] for match in process.extract(wanted, list(works), limit=3)]
    raise NotFoundError(
        "unknown_work",
        f"No hay ningún trabajo fuera de tarifa «{code[:60]}» en esta categoría.",
        "code",
        f"Los más parecidos son: {', '.join(nearest)}." if nearest else "No hay ninguno todavía.",
    )


async def put_work(session: AsyncSession, slug: str, code: str, values: WorkValues) -> UntariffedWork:
    """Write the work `code` as a whole, new or not.

    Raises NotFoundError for an unknown category or element, ConflictError where an element has the code,
    InvalidInputError for values that are none: no words, no answer, an answer that states a price.
    """
    category = await category_of(session, slug)
    wanted = code.strip().upper()
    if not _CODE.fullmatch(wanted):
        raise InvalidInputError(
            "bad_code",
            f"«{code[:60]}» no es un código.",
            "code",
            "Usa mayúsculas, cifras y guiones bajos, como en «SIDECAR».",
        )
    reverse_id = await _reverse_id(session, category, wanted, values)
    columns = {**_columns(values), "reverse_of_element_id": reverse_id}
    row = await session.scalar(
        select(UntariffedWork)
        .where(UntariffedWork.category_id == category.id, UntariffedWork.code == wanted)
        .with_for_update()
        .execution_options(populate_existing=True, include_inactive=True)
    )
    if row is None:
        last = await session.scalar(
            select(UntariffedWork.sort_order)
            .where(UntariffedWork.category_id == category.id)
            .order_by(UntariffedWork.sort_order.desc())
            .limit(1)
        )
        row = UntariffedWork(category_id=category.id, code=wanted, sort_order=(last or 0) + 1, **columns)
        session.add(row)
    else:
        for name, value in columns.items():
            setattr(row, name, value)
    return await _stored(session, row)


async def change_work(session: AsyncSession, slug: str, code: str, **changes: Any) -> UntariffedWork:
    """Change some values of a work; those that are None stay. Raises as `put_work` does."""
    row = await get_work(session, slug, code)
    element = await session.get(Element, row.reverse_of_element_id) if row.reverse_of_element_id else None
    values = WorkValues(
        name=row.name,
        what=BeyondKind(row.what),
        answer=row.answer,
        keywords=tuple(row.keywords),
        contrary_words=tuple(row.contrary_words),
        reverse_of=element.code if element is not None else None,
        covers_request=row.covers_request,
        is_active=row.is_active,
    )
    given = {name: value for name, value in changes.items() if value is not None}
    return await put_work(session, slug, row.code, replace(values, **given))


async def switch_work(session: AsyncSession, slug: str, code: str, *, active: bool) -> UntariffedWork:
    """Switch a work off, so that nothing is read as it, or on again. Raises NotFoundError."""
    row = await get_work(session, slug, code)
    row.is_active = active
    return await _stored(session, row)


async def _stored(session: AsyncSession, row: UntariffedWork) -> UntariffedWork:
    """The row as the database has it now, with the element whose opposite it is.

    What a refresh loads beside the row may be gone again before it is read, as nothing holds it: it is asked
    for here, where it can still be loaded.
    """
    await session.flush()
    await session.refresh(row)
    await session.run_sync(lambda _: row.reverse_of)
    return row


async def element_of(session: AsyncSession, category: VehicleCategory, code: str, field: str) -> Element:
    """The active element of the category. Raises NotFoundError with the nearest codes."""
    rows = await session.scalars(select(Element).where(Element.category_id == category.id, Element.is_active))
    elements = {element.code: element for element in rows}
    wanted = code.strip().upper()
    if wanted in elements:
        return elements[wanted]
    nearest = [match[0] for match in process.extract(wanted, list(elements), limit=3)]
    raise NotFoundError(
        "unknown_element",
        f"No existe el elemento «{code[:60]}» en {category.slug}.",
        field,
        f"Los códigos más parecidos son: {', '.join(nearest)}." if nearest else "No tiene ninguno.",
    )


def phrases_of(given: Sequence[str], field: str) -> list[str]:
    """The phrases trimmed and in lower case, each once. Raises InvalidInputError for one without letters."""
    phrases = [" ".join(phrase.split()).lower() for phrase in given]
    for phrase in phrases:
        if not any(char.isalnum() for char in fold(phrase)) or len(phrase) > _LONGEST_PHRASE:
            raise InvalidInputError(
                "bad_phrase",
                f"«{phrase[:60]}» no es una palabra ni una frase corta.",
                field,
                f"Escribe palabras como las del cliente, de {_LONGEST_PHRASE} caracteres como mucho.",
            )
    if len(phrases) > _MOST_PHRASES:
        raise InvalidInputError(
            "too_many_phrases", "Son demasiadas palabras.", field, f"Deja {_MOST_PHRASES} como mucho."
        )
    return list(dict.fromkeys(phrases))


def _columns(values: WorkValues) -> dict[str, Any]:
    name, answer = " ".join(values.name.split()), " ".join(values.answer.split())
    keywords = phrases_of(values.keywords, "keywords")
    for field, given in (("name", name), ("answer", answer), ("keywords", keywords)):
        if not given:
            raise InvalidInputError(f"missing_{field}", f"Falta «{field}».", field, "Escríbelo.")
    if _AMOUNT.search(answer):
        raise InvalidInputError(
            "price_in_answer",
            "La respuesta dice un precio, y este trabajo no lo tiene.",
            "answer",
            "Quita el importe: lo que tiene precio va en la tarifa.",
        )
    if values.covers_request and values.what is not BeyondKind.PERSON:
        raise InvalidInputError(
            "covering_needs_person",
            "Lo que abarca toda la petición lo tiene que ver una persona.",
            "what",
            f"Usa {BeyondKind.PERSON.value}.",
        )
    return {
        "name": name[:200],
        "what": values.what.value,
        "answer": answer,
        "keywords": keywords,
        "contrary_words": phrases_of(values.contrary_words, "contrary_words"),
        "covers_request": values.covers_request,
        "is_active": values.is_active,
    }


async def _reverse_id(
    session: AsyncSession, category: VehicleCategory, code: str, values: WorkValues
) -> UUID | None:
    """The element that the work reverses. Raises ConflictError where an element has the work's code."""
    taken = select(Element.id).where(Element.category_id == category.id, Element.code == code)
    if await session.scalar(taken.execution_options(include_inactive=True)) is not None:
        raise ConflictError(
            "code_of_element",
            f"{code} es un elemento, y lo que tiene precio no está fuera de tarifa.",
            "code",
            "Usa otro código.",
        )
    if not values.reverse_of:
        return None
    return (await element_of(session, category, values.reverse_of, "reverse_of")).id
