"""Work that the tariff does not price, and what elements are not, for staff to keep."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query

from agent.services import untariffed
from api.authority import TOKEN_SCHEME, require_token
from api.dependencies import SessionDep, require_json
from api.guarding import guarded_by
from api.problems import problem_responses
from api.schemas.untariffed import ContraryWords, ContraryWordsOut, UntariffedWorkIn, UntariffedWorkOut
from database.models import UntariffedWork

router = APIRouter(
    prefix="/api/v1/categories/{slug}",
    tags=["untariffed works"],
    route_class=guarded_by(require_token, require_json),
    dependencies=[Depends(TOKEN_SCHEME)],
    responses=problem_responses(401, 404, 422, 500, 503),
)

SlugPath = Annotated[str, Path(max_length=100, examples=["motos-part"], description="Slug de la categoría.")]
WorkPath = Annotated[str, Path(max_length=50, examples=["ALARM"], description="Código del trabajo.")]
ElementPath = Annotated[str, Path(max_length=50, examples=["ESCAPE"], description="Código del elemento.")]


@router.get("/untariffed-works", summary="Trabajos fuera de tarifa")
async def list_untariffed_works(
    slug: SlugPath,
    session: SessionDep,
    inactive: Annotated[bool, Query(description="También los desactivados.")] = False,
) -> list[UntariffedWorkOut]:
    """The works of the category in their order."""
    return [_out(row) for row in await untariffed.list_works(session, slug, include_inactive=inactive)]


@router.get("/untariffed-works/{code}", summary="Un trabajo fuera de tarifa")
async def get_untariffed_work(slug: SlugPath, code: WorkPath, session: SessionDep) -> UntariffedWorkOut:
    """The work, switched off or not."""
    return _out(await untariffed.get_work(session, slug, code))


@router.put(
    "/untariffed-works/{code}",
    summary="Crear o cambiar un trabajo fuera de tarifa",
    responses=problem_responses(400, 409, 413, 415),
)
async def put_untariffed_work(
    slug: SlugPath, code: WorkPath, work: UntariffedWorkIn, session: SessionDep
) -> UntariffedWorkOut:
    """Writes the work as a whole; the next text is read with it."""
    values = untariffed.WorkValues(
        name=work.name,
        what=work.what,
        answer=work.answer,
        keywords=tuple(work.keywords),
        contrary_words=tuple(work.contrary_words),
        reverse_of=work.reverse_of,
        covers_request=work.covers_request,
        is_active=work.is_active,
    )
    return _out(await untariffed.put_work(session, slug, code, values))


@router.delete("/untariffed-works/{code}", summary="Desactivar un trabajo fuera de tarifa")
async def switch_untariffed_work_off(
    slug: SlugPath, code: WorkPath, session: SessionDep
) -> UntariffedWorkOut:
    """Switched off, not deleted: a PUT brings it back."""
    return _out(await untariffed.switch_work(session, slug, code, active=False))


@router.get("/elements/{code}/contrary-words", summary="Lo que un elemento no es")
async def get_contrary_words(slug: SlugPath, code: ElementPath, session: SessionDep) -> ContraryWordsOut:
    """The words beside which the element's own mean another thing."""
    words = await untariffed.list_contrary_words(session, slug, code)
    return ContraryWordsOut(element=code.strip().upper(), words=words)


@router.put(
    "/elements/{code}/contrary-words",
    summary="Decir lo que un elemento no es",
    responses=problem_responses(400, 413, 415),
)
async def put_contrary_words(
    slug: SlugPath, code: ElementPath, given: ContraryWords, session: SessionDep
) -> ContraryWordsOut:
    """Writes them all: those that are not given are switched off."""
    words = await untariffed.set_contrary_words(session, slug, code, given.words)
    return ContraryWordsOut(element=code.strip().upper(), words=words)


def _out(row: UntariffedWork) -> UntariffedWorkOut:
    return UntariffedWorkOut(
        id=row.id,
        code=row.code,
        name=row.name,
        what=row.what,
        answer=row.answer,
        keywords=row.keywords,
        contrary_words=row.contrary_words,
        reverse_of=row.reverse_of.code if row.reverse_of is not None else None,
        covers_request=row.covers_request,
        is_active=row.is_active,
    )
