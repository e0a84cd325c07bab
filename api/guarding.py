"""What a request must show before its body is read: who calls, of which type the body is, known parameters.

FastAPI reads the body before its dependencies run, so an anonymous caller could make us read and parse
megabytes. A guarded route looks at the head first; then it bounds the JSON that FastAPI will parse.
"""

from collections.abc import Callable, Coroutine, Iterator, Mapping
from copy import copy
from typing import Any, ClassVar, Final, get_args, get_origin

from fastapi import Request, Response, params
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from fastapi.security import APIKeyQuery
from fastapi.security.base import SecurityBase

from api.json_bounds import check_json

Check = Callable[[Request], None]

_COLLECTIONS: Final = (list, set, frozenset, tuple)
_SHOWN: Final = 60


def guarded_by(*checks: Check) -> type["GuardedRoute"]:
    """The route class of a router: each check sees the request before its body, and raises to refuse it."""
    return type("GuardedRoute", (GuardedRoute,), {"checks": checks})


class GuardedRoute(APIRoute):
    """A route that judges a request by its head, refuses unknown query parameters and bounds JSON."""

    checks: ClassVar[tuple[Check, ...]] = ()

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        # Operations are named as their functions are.
        options["generate_unique_id_function"] = _name
        super().__init__(path, endpoint, **options)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """FastAPI's handler behind the checks."""
        handle = self._without_schemes()
        known = dict(query_parameters(self.dependant))
        field = self.body_field
        reads_json = field is not None and not isinstance(field.field_info, params.Form)

        async def guarded(request: Request) -> Response:
            for check in self.checks:
                check(request)
            check_query(request, known)
            if reads_json:
                check_json(await request.body())
            return await handle(request)

        return guarded

    def _without_schemes(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler without what only documents how callers prove who they are: the checks see to it."""
        documented = self.dependant
        self.dependant = copy(documented)
        self.dependant.dependencies = [
            inner for inner in documented.dependencies if not isinstance(inner.call, SecurityBase)
        ]
        try:
            return super().get_route_handler()
        finally:
            self.dependant = documented


def _name(route: APIRoute) -> str:
    return route.name


def query_parameters(dependant: Dependant) -> Iterator[tuple[str, bool]]:
    """The query parameters of a route and all it depends on, and whether each may be given several times."""
    for field in dependant.query_params:
        yield field.alias, _is_collection(field.field_info.annotation)
    if isinstance(dependant.call, APIKeyQuery):
        yield dependant.call.model.name, False
    for inner in dependant.dependencies:
        yield from query_parameters(inner)


def check_query(request: Request, known: Mapping[str, bool]) -> None:
    """Raise RequestValidationError for unknown parameters and for a single one given twice.

    A misspelt filter that is passed over would answer with everything.
    """
    if not request.scope["query_string"]:
        return
    counts: dict[str, int] = {}
    for name, _ in request.query_params.multi_items():
        counts[name] = counts.get(name, 0) + 1
    names = ", ".join(known) or "ninguno"
    problems = [
        {"type": "unknown_parameter", "loc": ("query", name[:_SHOWN]), "ctx": {"known": names}}
        for name in counts
        if name not in known
    ]
    problems += [
        {"type": "repeated_parameter", "loc": ("query", name), "ctx": {}}
        for name, count in counts.items()
        if count > 1 and known.get(name) is False
    ]
    if problems:
        raise RequestValidationError(problems)


async def require_known_fields(request: Request) -> None:
    """Raise RequestValidationError for parts of a form that the route does not know: a misspelt one would be
    passed over, and what it says lost. As a dependency it runs once the form has been read."""
    known = {field.alias for field in request.scope["route"].dependant.body_params}
    unknown = sorted({name for name in await request.form() if name not in known})
    if unknown:
        raise RequestValidationError(
            [{"type": "extra_forbidden", "loc": ("body", name[:_SHOWN]), "ctx": {}} for name in unknown]
        )


def _is_collection(annotation: Any) -> bool:
    if get_origin(annotation) in _COLLECTIONS or annotation in _COLLECTIONS:
        return True
    return any(_is_collection(part) for part in get_args(annotation) if part is not type(None))
