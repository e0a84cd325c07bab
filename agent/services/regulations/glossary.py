"""Everyday words and what the law says for them, read for questions and changed by staff.

Nothing here commits. The glossary of the active rows is kept while none of them changes: a question asks
for the state of the rows first, whoever has written them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from rapidfuzz import process
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.untariffed.works import phrases_of
from database.models import EverydayWord
from domain.folding import fold_line
from domain.regulations.everyday import EverydayRow, Glossary, stems_of
from shared.errors import InvalidInputError, NotFoundError
from shared.vocabularies import EverydayKind

_CODE: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_CODE: Final = 100


@dataclass(frozen=True, slots=True)
class WordValues:
    """What staff writes of a row; `legal_words` as domain/regulations/everyday.py takes them."""

    kind: EverydayKind
    phrases: tuple[str, ...]
    legal_words: tuple[str, ...]
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class KeptGlossary:
    """A glossary, and the name of the state of its rows: equal names read alike."""

    version: str
    glossary: Glossary


# A row's transaction changes with any change of it, by whatever way.
_VERSION: Final = text(
    "SELECT md5(string_agg(w.id::text || w.xmin::text, ',' ORDER BY w.id)) FROM everyday_words w"
)
_kept: dict[str, Glossary] = {}


async def glossary(session: AsyncSession) -> KeptGlossary:
    """The glossary of the rows as they are now."""
    version = await session.scalar(_VERSION) or ""
    if version not in _kept:
        rows = await session.scalars(select(EverydayWord).order_by(EverydayWord.code))
        made = Glossary.of(
            EverydayRow(EverydayKind(row.kind), tuple(row.phrases), tuple(row.legal_words)) for row in rows
        )
        _kept.clear()
        _kept[version] = made
    return KeptGlossary(version, _kept[version])


async def list_words(
    session: AsyncSession,
    *,
    kind: EverydayKind | None = None,
    containing: str | None = None,
    include_inactive: bool = False,
) -> list[EverydayWord]:
    """The rows by kind and code; `containing`: those with such words on either side."""
    query = select(EverydayWord).order_by(EverydayWord.kind, EverydayWord.code)
    if kind is not None:
        query = query.where(EverydayWord.kind == kind.value)
    rows = await session.scalars(query.execution_options(include_inactive=include_inactive))
    wanted = fold_line(containing or "")
    return [
        row for row in rows if any(wanted in fold_line(words) for words in (*row.phrases, *row.legal_words))
    ]


async def get_words(session: AsyncSession, code: str) -> EverydayWord:
    """The row, switched off or not. Raises NotFoundError with the nearest codes."""
    wanted = code.strip().lower()
    query = select(EverydayWord).where(EverydayWord.code == wanted)
    row: EverydayWord | None = await session.scalar(query.execution_options(include_inactive=True))
    if row is not None:
        return row
    codes = list(await session.scalars(select(EverydayWord.code)))
    nearest = [match[0] for match in process.extract(wanted, codes, limit=3)]
    raise NotFoundError(
        "unknown_words",
        f"No hay ninguna fila «{code[:60]}» en el glosario.",
        "code",
        f"Las más parecidas son: {', '.join(nearest)}." if nearest else "No hay ninguna todavía.",
    )


async def put_words(session: AsyncSession, code: str, values: WordValues) -> EverydayWord:
    """Write the row `code` as a whole, new or not. Raises InvalidInputError for what reads nothing."""
    wanted = code.strip().lower()
    if not _CODE.fullmatch(wanted) or len(wanted) > _LONGEST_CODE:
        raise InvalidInputError(
            "bad_code",
            f"«{code[:60]}» no es un código.",
            "code",
            "Usa minúsculas, cifras y guiones, como en «tubo-de-escape».",
        )
    columns = _columns(values)
    row = await session.scalar(
        select(EverydayWord)
        .where(EverydayWord.code == wanted)
        .with_for_update()
        .execution_options(populate_existing=True, include_inactive=True)
    )
    if row is None:
        row = EverydayWord(code=wanted, **columns)
        session.add(row)
    else:
        for name, value in columns.items():
            setattr(row, name, value)
    await session.flush()
    await session.refresh(row)
    return row


async def change_words(session: AsyncSession, code: str, **changes: Any) -> EverydayWord:
    """Change some values of a row; those that are None stay. Raises as `put_words` does."""
    row = await get_words(session, code)
    values = WordValues(
        EverydayKind(row.kind), tuple(row.phrases), tuple(row.legal_words), is_active=row.is_active
    )
    given = {name: value for name, value in changes.items() if value is not None}
    return await put_words(session, row.code, replace(values, **given))


def _columns(values: WordValues) -> dict[str, Any]:
    phrases = phrases_of(values.phrases, "phrases")
    legal = list(dict.fromkeys(" ".join(words.split()) for words in values.legal_words))
    for field, given in (("phrases", phrases), ("legal_words", legal)):
        if not given:
            raise InvalidInputError(f"missing_{field}", f"Falta «{field}».", field, "Escribe al menos una.")
        _check_words(given, field)
    if values.kind is EverydayKind.SPELLING and len(legal) != 1:
        raise InvalidInputError(
            "one_spelling",
            "Una abreviatura se escribe de una sola manera.",
            "legal_words",
            "Deja una.",
        )
    return {
        "kind": values.kind.value,
        "phrases": phrases,
        "legal_words": legal,
        "is_active": values.is_active,
    }


def _check_words(given: Sequence[str], field: str) -> None:
    for words in given:
        if not stems_of(words) or len(words) > 200:
            raise InvalidInputError(
                "bad_phrase",
                f"«{words[:60]}» no es una palabra ni una frase corta.",
                field,
                "Escribe palabras, 200 caracteres como mucho.",
            )
