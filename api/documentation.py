"""The API's document and its page, with the page's own files: nothing is loaded from elsewhere."""

from importlib.resources import files
from pathlib import Path
from typing import Any, Final, Literal

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, Response

from api.authority import require_reader
from api.guarding import guarded_by

Asset = Literal["swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png"]

_PAGE: Final = """<!doctype html>
<html lang="es">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>MSI-a: la API</title>
<link rel="icon" href="docs/files/favicon-32x32.png">
<link rel="stylesheet" href="docs/files/swagger-ui.css">
</head>
<body>
<div id="swagger-ui"></div>
<script src="docs/files/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</body>
</html>
"""
_START: Final = """SwaggerUIBundle({
  url: "openapi.json", dom_id: "#swagger-ui", deepLinking: true, validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis], layout: "BaseLayout"
});
"""
_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

router = APIRouter(route_class=guarded_by(require_reader), include_in_schema=False)


@router.get("/openapi.json")
async def openapi_document(request: Request) -> Response:
    """The OpenAPI document."""
    document: dict[str, Any] = request.app.openapi()
    return JSONResponse(document)


@router.get("/docs")
async def documentation_page() -> Response:
    """The page that shows the document."""
    return HTMLResponse(_PAGE, headers={"Content-Security-Policy": _POLICY})


@router.get("/docs/start.js")
async def documentation_start() -> Response:
    """What starts the page; a file of its own, so that the page needs no script within."""
    return Response(_START, media_type="text/javascript")


@router.get("/docs/files/{name}")
async def documentation_file(name: Asset) -> Response:
    """A file of the Swagger UI that comes with the package."""
    path = Path(str(files("fastapi_swagger") / "resources" / name))
    return FileResponse(path, headers={"Cache-Control": "private, max-age=86400"})
