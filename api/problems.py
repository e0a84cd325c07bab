"""Every error as application/problem+json (RFC 9457): what a caller is told, and what only the log keeps."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import asyncpg
import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm.exc import StaleDataError
from starlette.exceptions import HTTPException
from starlette.routing import Match

from agent.services.images import DISK_ERRORS, storage_unavailable
from api.schemas.problem import PROBLEM_TYPE, FieldProblem, Problem
from api.validation_messages import explain
from database.availability import explain_database_failure
from database.jsonb import JsonbValidationError
from shared.errors import (
    ConflictError,
    InvalidInputError,
    MsiaError,
    NotFoundError,
    ServerUnavailableError,
    StorageUnavailableError,
)
from shared.tracebacks import describe

_log = structlog.get_logger(__name__)

RETRY_SECONDS = "5"
MAX_SHOWN: Final = 20
"""How many values at fault a problem lists; `detail` says how many more there are."""
UNION_TAG = "kind:"
"""Prefix of the tags of unions, which stand in Pydantic's locations but not in the body."""

TITLES: Final[Mapping[int, str]] = {
    400: "Petición mal formada",
    401: "Falta la autorización",
    403: "No está permitido",
    404: "No existe",
    405: "Método no permitido",
    408: "Ha tardado demasiado",
    409: "Conflicto con el estado actual",
    412: "Ha cambiado entretanto",
    413: "Demasiado grande",
    415: "Tipo de contenido no admitido",
    416: "Rango fuera del archivo",
    422: "Datos no válidos",
    500: "Error interno",
    503: "Servicio no disponible",
}
# What an editor's If-Match found changed.
_CHANGED_CODES: Final = frozenset({"case_changed", "user_changed"})
_HTTP_CODES: Final[Mapping[int, tuple[str, str, str]]] = {
    400: ("malformed_request", "La petición está mal formada.", "Corrige el cuerpo y su codificación."),
    404: ("unknown_path", "No existe esa ruta.", "Las rutas están en /openapi.json."),
    405: ("method_not_allowed", "La ruta no admite ese método.", "La cabecera Allow dice cuáles admite."),
    408: ("too_slow", "El cuerpo de la petición no ha llegado a tiempo.", "Envíalo otra vez, más deprisa."),
    413: ("too_large", "El cuerpo de la petición es demasiado grande.", "Envía menos datos."),
    416: (
        "range_not_satisfiable",
        "El archivo no tiene los bytes que pide la cabecera Range.",
        "Su tamaño está en la cabecera Content-Range.",
    ),
}


class ApiError(MsiaError):
    """A refusal that is HTTP's own, with its status and headers."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        remedy: str,
        field: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code, message, field, remedy)
        self.status = status
        self.headers = headers


def request_id_of(scope: Mapping[str, Any]) -> str:
    """The id that the middleware gave the request."""
    return str(scope.get("state", {}).get("request_id", "-"))


def problem_response(
    scope: Mapping[str, Any],
    status: int,
    code: str,
    detail: str,
    *,
    field: str | None = None,
    remedy: str | None = None,
    errors: Sequence[FieldProblem] = (),
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """The answer to a refused request."""
    problem = Problem(
        type=f"urn:msia:problem:{code}",
        title=TITLES.get(status, "Error"),
        status=status,
        detail=detail,
        instance=str(scope.get("path", "")),
        code=code,
        field=field,
        remedy=remedy,
        request_id=request_id_of(scope),
        errors=list(errors),
    )
    return JSONResponse(problem.model_dump(), status, dict(headers or {}), media_type=PROBLEM_TYPE)


def internal_error(scope: Mapping[str, Any]) -> JSONResponse:
    """The answer when the program failed: nothing of the cause, which stands in the log under the id."""
    return problem_response(
        scope,
        500,
        "internal_error",
        "Ha fallado algo en el servidor.",
        remedy="Inténtalo otra vez; si persiste, avisa con el identificador de la petición.",
    )


def problem_responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The documentation of the given error statuses, for `responses` of a route or router.

    Where a body may be too long, it may come too slowly as well.
    """
    schema = {"$ref": "#/components/schemas/Problem"}
    if 413 in statuses:
        statuses = (*statuses, 408)
    return {
        status: {"description": TITLES[status], "content": {PROBLEM_TYPE: {"schema": schema}}}
        for status in statuses
    }


def install_handlers(app: FastAPI) -> None:
    """Let the application answer every known error with a problem."""
    app.add_exception_handler(MsiaError, _domain_error)
    app.add_exception_handler(RequestValidationError, _validation_error)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(JsonbValidationError, _jsonb_error)
    app.add_exception_handler(StaleDataError, _stale_error)
    app.add_exception_handler(OSError, _system_error)
    for kind in (DBAPIError, PoolTimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError):
        app.add_exception_handler(kind, _database_error)


async def _domain_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, MsiaError)
    headers: Mapping[str, str] | None = None
    if isinstance(error, ApiError):
        status, headers = error.status, error.headers
    elif isinstance(error, InvalidInputError):
        status = 422
    elif isinstance(error, NotFoundError):
        status = 404
    elif isinstance(error, ConflictError):
        status = 412 if error.code in _CHANGED_CODES else 409
    elif isinstance(error, ServerUnavailableError):
        return _unavailable(request, error)
    elif isinstance(error, StorageUnavailableError):
        _log.error("the disk refuses a file", error=str(error.__cause__ or error))
        status, headers = 503, {"Retry-After": RETRY_SECONDS}
    else:
        _log.error("invariant broken", error=describe(error), exc_info=error)
        return internal_error(request.scope)
    return problem_response(
        request.scope,
        status,
        error.code,
        error.message,
        field=error.field,
        remedy=error.remedy,
        headers=headers,
    )


def _unavailable(request: Request, error: MsiaError) -> JSONResponse:
    """Host names and settings of ours are the log's; the caller learns that it may try again."""
    _log.error("a server is unavailable", error=describe(error))
    return problem_response(
        request.scope,
        503,
        error.code,
        "La base de datos no está disponible en este momento.",
        remedy="Inténtalo otra vez en unos segundos.",
        headers={"Retry-After": RETRY_SECONDS},
    )


async def _database_error(request: Request, error: Exception) -> JSONResponse:
    known = explain_database_failure(error)
    if known is not None:
        return _unavailable(request, known)
    state = sql_state(error)
    # Not its words: they quote the row.
    _log.error("the database refused a statement", error=describe(error))
    if state in {"40001", "40P01", "55P03"}:
        return _unavailable(
            request, ServerUnavailableError("database_contention", "Transactions met each other.")
        )
    if state.startswith("22"):
        return problem_response(
            request.scope,
            422,
            "value_refused",
            "La base de datos no puede guardar alguno de los valores.",
            remedy="Corrige los valores según el esquema de /openapi.json.",
        )
    if state.startswith("23") or state == "P0001":
        return problem_response(
            request.scope,
            409,
            "refused_by_database",
            "Los datos contradicen lo que ya está guardado.",
            remedy="Vuelve a cargar los datos y repite el cambio.",
        )
    _log.error("unexpected database error", exc_info=error)
    return internal_error(request.scope)


def sql_state(error: BaseException) -> str:
    """The five characters by which PostgreSQL classifies an error, empty when it gave none."""
    origin = error.orig if isinstance(error, DBAPIError) else error
    return str(getattr(origin, "sqlstate", None) or "")


async def _stale_error(request: Request, _error: Exception) -> JSONResponse:
    return problem_response(
        request.scope,
        409,
        "changed_meanwhile",
        "Otra persona ha cambiado estos datos al mismo tiempo.",
        remedy="Vuelve a cargarlos y repite tu cambio.",
    )


async def _jsonb_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, JsonbValidationError)
    return problem_response(
        request.scope,
        422,
        "invalid_structure",
        "Alguno de los datos no tiene la estructura debida.",
        field=error.path,
        remedy="Corrígelo según el esquema de /openapi.json.",
    )


async def _validation_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    raw = error.errors()
    is_form = request.headers.get("content-type", "").startswith("multipart/")
    problems = [_field_problem(item, is_form=is_form) for item in raw[:MAX_SHOWN]]
    if any(item["type"] == "json_invalid" for item in raw):
        return problem_response(
            request.scope, 400, "invalid_json", problems[0].detail, remedy=problems[0].remedy, errors=problems
        )
    first = problems[0]
    place = first.pointer or first.name or first.location
    more = f" (y {len(raw) - 1} más)" if len(raw) > 1 else ""
    return problem_response(
        request.scope,
        422,
        "invalid_request",
        f"{place}: {first.detail}{more}",
        field=place,
        remedy=first.remedy,
        errors=problems,
    )


def _field_problem(item: Mapping[str, Any], *, is_form: bool) -> FieldProblem:
    place, *path = item["loc"]
    detail, remedy = explain(item["type"], item.get("ctx") or {})
    if item["type"] == "json_invalid":
        return FieldProblem(
            location="body", pointer="#", name=None, code=item["type"], detail=detail, remedy=remedy
        )
    parts = [str(part) for part in path if not str(part).startswith(UNION_TAG)]
    in_body = place == "body" and not is_form
    return FieldProblem(
        location="form" if place == "body" and is_form else place,
        pointer=_pointer(parts) if in_body else None,
        name=None if in_body else ".".join(parts),
        code=item["type"],
        detail=detail,
        remedy=remedy,
    )


def _pointer(parts: Sequence[str]) -> str:
    """RFC 6901 as a URI fragment would name it; a key may hold whatever the caller wrote."""
    steps = (part.replace("~", "~0").replace("/", "~1") for part in parts)
    text = "#" + "".join(f"/{step}" for step in steps)
    return text.encode("utf-8", "backslashreplace").decode()[:200]


async def _http_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    if isinstance(error.__cause__, OSError) and error.__cause__.errno in DISK_ERRORS:
        # The body did not fit where the form is put together.
        return await _domain_error(request, storage_unavailable())
    headers = dict(error.headers or {})
    if error.status_code == 405:
        headers["Allow"] = ", ".join(_allowed_methods(request))
    return http_problem(request.scope, error.status_code, headers)


def http_problem(
    scope: Mapping[str, Any], status: int, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """The problem of a status that HTTP itself gives."""
    code, detail, remedy = _HTTP_CODES.get(
        status, (f"http_{status}", TITLES.get(status, "Error"), "Consulta /openapi.json.")
    )
    return problem_response(scope, status, code, detail, remedy=remedy, headers=headers)


async def _system_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, OSError)
    if error.errno in DISK_ERRORS:
        return await _domain_error(request, storage_unavailable())
    _log.error("unexpected system error", exc_info=error)
    return internal_error(request.scope)


def _allowed_methods(request: Request) -> list[str]:
    """Methods of all routes of the path; the router itself names those of the first one only."""
    allowed: set[str] = set()
    for method in ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"):
        scope = {**request.scope, "method": method}
        scope.pop("fastapi", None)
        if any(route.matches(scope)[0] is Match.FULL for route in request.app.router.routes):
            allowed.add(method)
    return sorted(allowed)
