"""What routes ask for: a session, the catalogue, the type of the body, page bounds, the version edited.

Each is a coroutine: FastAPI runs any other dependency in a thread, which costs more than a quote.
"""

from collections.abc import Callable
from typing import Annotated, Final

from fastapi import Depends, Header, Query, Request
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.catalogue.cache import CatalogueCache
from agent.services.images import ImageStore
from api.authority import settings_of
from api.problems import ApiError
from api.schemas.base import StorableText
from database.acting_user import act_as
from database.connection import get_session
from database.keyset import MAX_PAGE
from shared.acting import Actor
from shared.config import Settings
from shared.vocabularies import ActorKind

DEFAULT_PAGE: Final = 50
_BODY_METHODS: Final = frozenset({"POST", "PUT", "PATCH"})
_IF_MATCH: Final = r'^(\*|"[^"]{1,64}")$'
_VERSION_MATCH: Final = r'^(\*|"[0-9]{1,9}")$'
STAFF_HEADER: Final = "X-Acting-User"
API_CALLER: Final = Actor(ActorKind.API, "API_TOKEN")
_IF_MATCH_TEXT: Final = "El ETag que se leyó: si otra persona ha cambiado los datos desde entonces, 412."


async def acting_session(
    session: Annotated[AsyncSession, Depends(get_session, scope="function")],
    staff: Annotated[
        str | None,
        Header(
            alias=STAFF_HEADER,
            min_length=1,
            max_length=100,
            description="Usuario del panel en cuyo nombre se actúa; consta en la auditoría.",
            examples=["ana"],
        ),
    ] = None,
) -> AsyncSession:
    """The request's session, whose changes are recorded for the member of staff whom the caller names, else
    for the holder of the API's token. A name that no account bears is theirs too, and kept beside it."""
    act_as(session, API_CALLER if staff is None else Actor(ActorKind.STAFF, staff))
    return session


# The commit comes before the answer is sent: an answer means that the data is stored.
SessionDep = Annotated[AsyncSession, Depends(acting_session, scope="function")]


async def catalogue_cache(request: Request) -> CatalogueCache:
    """The application's cache, which follows the database."""
    cache: CatalogueCache = request.app.state.catalogue
    return cache


async def image_store(request: Request) -> ImageStore:
    """The files of the application's images."""
    return ImageStore(settings_of(request).case_images_directory)


ImageStoreDep = Annotated[ImageStore, Depends(image_store)]


async def current_settings(request: Request) -> Settings:
    """The settings that the application was made with."""
    return settings_of(request)


SettingsDep = Annotated[Settings, Depends(current_settings)]
CatalogueDep = Annotated[CatalogueCache, Depends(catalogue_cache)]


def require_json(request: Request) -> None:
    """Raise a 415 for a body that is not JSON."""
    _require_type(request, ("application/json", "application/*+json"), _is_json)


def require_form(request: Request) -> None:
    """Raise a 415 for a body that is not multipart/form-data."""
    _require_type(request, ("multipart/form-data",), lambda kind: kind == "multipart/form-data")


def _is_json(kind: str) -> bool:
    return kind == "application/json" or (kind.startswith("application/") and kind.endswith("+json"))


def _require_type(request: Request, names: tuple[str, ...], fits: Callable[[str], bool]) -> None:
    has_body = request.headers.get("content-length", "0") != "0" or "transfer-encoding" in request.headers
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if request.method in _BODY_METHODS and has_body and not fits(kind):
        raise ApiError(
            415,
            "unsupported_media_type",
            f"El cuerpo es «{kind[:60] or 'sin tipo'}».",
            f"Usa Content-Type: {names[0]}.",
            "Content-Type",
            {"Accept": ", ".join(names)},
        )


PageLimit = Annotated[
    int, Query(ge=1, le=MAX_PAGE, description=f"Filas por página, de 1 a {MAX_PAGE}.", examples=[50])
]
Before = Annotated[
    StorableText | None,
    Query(max_length=200, description="Cursor «older» de otra página: lo anterior a ella."),
]
After = Annotated[
    StorableText | None,
    Query(max_length=200, description="Cursor «newer» de otra página: lo posterior a ella."),
]
IfMatch = Annotated[
    str | None,
    Header(
        alias="If-Match",
        pattern=_IF_MATCH,
        description=_IF_MATCH_TEXT,
        examples=['"2026-03-02T10:15:00+00:00"'],
    ),
]


async def expected_version(
    if_match: Annotated[
        str | None,
        Header(alias="If-Match", pattern=_VERSION_MATCH, description=_IF_MATCH_TEXT, examples=['"3"']),
    ] = None,
) -> int | None:
    """The version of an If-Match header; None without one or for `*`."""
    return None if if_match is None or if_match == "*" else int(if_match.strip('"'))


ExpectedVersion = Annotated[int | None, Depends(expected_version)]
