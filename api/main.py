"""The HTTP application: `uvicorn api.main:app`, or `msia serve`.

Importing this module opens no connection and starts nothing; the application's lifespan does.
"""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

import structlog
from fastapi import FastAPI

from agent.services.catalogue.cache import CatalogueCache
from agent.services.images import ImageStore
from agent.worker.clock import WallClock
from api import catalogue_lifespan, nightly_lifespan, partition_lifespan, worker_lifespan
from api.authority import check_serving
from api.bodies import BodyLimitMiddleware
from api.middleware import RequestContextMiddleware
from api.plain_errors import PlainErrorMiddleware
from api.problems import install_handlers
from api.quote_answers import QuoteAnswers
from api.reading import Reading
from api.routing import complete, completing, first_routes
from api.schemas.problem import Problem
from database.connection import AsyncSessionLocal, close_db, engine
from shared.config import Settings, settings
from shared.logging import configure_logging

VERSION: Final = "1.0.0"
DESCRIPTION: Final = """
Homologación de reformas de vehículos: catálogo, tarifas, expedientes y conversaciones.

* Todo error es `application/problem+json` (RFC 9457), con un `code` estable, el dato en falta y el remedio.
* Los importes son textos con dos decimales, en EUR sin IVA.
* Las listas van por páginas con los cursores `before` y `after`.
* Cada respuesta lleva `X-Request-ID`, el mismo que figura en el registro.
"""
TAGS: Final = [
    {"name": "catalogue", "description": "Categorías, tarifas y elementos homologables."},
    {"name": "elements", "description": "Un elemento por su identificador y sus avisos asociados."},
    {
        "name": "untariffed works",
        "description": "Trabajos fuera de la tarifa, y lo que un elemento no es.",
    },
    {"name": "quotes", "description": "Presupuestos por códigos o por las palabras del cliente."},
    {"name": "users", "description": "Personas y empresas, por teléfono."},
    {"name": "conversations", "description": "Conversaciones y sus mensajes."},
    {"name": "cases", "description": "Expedientes: datos, elementos, tarifa, vida y lo que falta."},
    {"name": "images", "description": "Fotos y documentos de un expediente."},
    {"name": "escalations", "description": "Peticiones de que atienda una persona."},
    {"name": "parked events", "description": "Avisos de Chatwoot que esperan una decisión."},
    {"name": "jobs", "description": "El trabajo que espera, el que está en marcha y el que ha fallado."},
    {"name": "policies", "description": "Lo que la empresa dice de horario, pago, plazos…"},
    {"name": "regulations", "description": "Reglamentos: subirlos, leerlos y preguntarles."},
    {"name": "webhooks", "description": "Avisos de Chatwoot."},
    {"name": "health", "description": "Estado del servicio."},
]
_log = structlog.get_logger(__name__)


def create_app(current: Settings = settings) -> FastAPI:
    """The application with `current` settings; the database is the one of database.connection."""
    app = FastAPI(
        title="MSI-a",
        version=VERSION,
        summary="API de MSI Automotive para homologar reformas de vehículos.",
        description=DESCRIPTION,
        openapi_tags=[dict(tag) for tag in TAGS],
        lifespan=_lifespan,
        routes=first_routes(),
        redirect_slashes=False,
        # Our own, with its files, behind the token in production: api/documentation.py.
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        license_info=None,
        # Its records hold the messages of exceptions, and with them what people wrote.
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    app.state.settings = current
    app.state.reading = Reading()
    app.state.clock = WallClock()
    app.state.webhook_seconds = None
    app.state.quote_answers = QuoteAnswers()
    install_handlers(app)
    # The last one added stands outermost.
    app.add_middleware(
        BodyLimitMiddleware,
        seconds=current.REQUEST_BODY_SECONDS,
        form_seconds=current.REQUEST_FILE_SECONDS,
    )
    app.add_middleware(PlainErrorMiddleware)
    app.add_middleware(RequestContextMiddleware)
    _document(app)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    # What a server begins with stays: looking through it for garbage meanwhile takes half of the time.
    gc.disable()
    # Worker processes have not been through the command line.
    configure_logging(app.state.settings)
    check_serving(app.state.settings)
    cache = CatalogueCache(AsyncSessionLocal, engine)
    app.state.catalogue = cache
    try:
        async with (
            partition_lifespan.running(AsyncSessionLocal, engine),
            nightly_lifespan.running(
                AsyncSessionLocal,
                engine,
                [nightly_lifespan.sweeping(ImageStore(app.state.settings.case_images_directory))],
            ),
            catalogue_lifespan.running(cache),
            worker_lifespan.running(app.state.settings, AsyncSessionLocal, engine),
            completing(app),
        ):
            gc.freeze()
            gc.enable()
            _log.info("serving", environment=app.state.settings.ENVIRONMENT.value)
            yield
    finally:
        gc.enable()
        await close_db()


def _document(app: FastAPI) -> None:
    """Complete the OpenAPI document with the schemas that routes name by reference."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            from fastapi.openapi.utils import get_openapi

            from api.schemas.chatwoot import webhook_components

            complete(app)
            document = get_openapi(
                title=app.title,
                version=app.version,
                summary=app.summary,
                description=app.description,
                tags=app.openapi_tags,
                routes=app.routes,
            )
            template = "#/components/schemas/{model}"
            problem = Problem.model_json_schema(ref_template=template, mode="serialization")
            schemas = document["components"]["schemas"]
            schemas |= problem.pop("$defs") | {"Problem": problem} | webhook_components(template)
            # FastAPI's own error bodies, which no route gives.
            schemas.pop("HTTPValidationError", None)
            schemas.pop("ValidationError", None)
            app.openapi_schema = document
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


app = create_app()
