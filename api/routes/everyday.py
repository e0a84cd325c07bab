"""The glossary of everyday words, for staff to keep."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query

from agent.services.regulations import glossary
from api.authority import TOKEN_SCHEME, require_token
from api.dependencies import SessionDep, require_json
from api.guarding import guarded_by
from api.problems import problem_responses
from api.schemas.everyday import EverydayWordIn, EverydayWordOut
from database.models import EverydayWord
from shared.vocabularies import EverydayKind

router = APIRouter(
    prefix="/api/v1/everyday-words",
    tags=["regulations"],
    route_class=guarded_by(require_token, require_json),
    dependencies=[Depends(TOKEN_SCHEME)],
    responses=problem_responses(401, 404, 422, 500, 503),
)

CodePath = Annotated[str, Path(max_length=100, examples=["tubo-de-escape"], description="Código de la fila.")]


@router.get("", summary="Glosario de los reglamentos")
async def list_everyday_words(
    session: SessionDep,
    kind: EverydayKind | None = None,
    inactive: Annotated[bool, Query(description="También las desactivadas.")] = False,
) -> list[EverydayWordOut]:
    """The rows by kind and code."""
    rows = await glossary.list_words(session, kind=kind, include_inactive=inactive)
    return [_out(row) for row in rows]


@router.get("/{code}", summary="Una fila del glosario")
async def get_everyday_words(code: CodePath, session: SessionDep) -> EverydayWordOut:
    """The row, switched off or not."""
    return _out(await glossary.get_words(session, code))


@router.put(
    "/{code}", summary="Crear o cambiar una fila del glosario", responses=problem_responses(400, 413, 415)
)
async def put_everyday_words(code: CodePath, given: EverydayWordIn, session: SessionDep) -> EverydayWordOut:
    """Writes the row as a whole; the next question is read with it."""
    values = glossary.WordValues(
        given.kind, tuple(given.phrases), tuple(given.legal_words), is_active=given.is_active
    )
    return _out(await glossary.put_words(session, code, values))


@router.delete("/{code}", summary="Desactivar una fila del glosario")
async def switch_everyday_words_off(code: CodePath, session: SessionDep) -> EverydayWordOut:
    """Switched off, not deleted: a PUT brings it back."""
    return _out(await glossary.change_words(session, code, is_active=False))


def _out(row: EverydayWord) -> EverydayWordOut:
    return EverydayWordOut(
        id=row.id,
        code=row.code,
        kind=EverydayKind(row.kind),
        phrases=row.phrases,
        legal_words=row.legal_words,
        is_active=row.is_active,
    )
