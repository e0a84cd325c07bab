"""What one version of the product takes: run with its tree as the working directory, on a seeded home.

    python speed.py reading WARM.jsonl MEASURED.jsonl
    python speed.py serving PORT

`reading` prints CPU times as JSON: words compiled (ms a category), a text quoted and a request decided (µs,
medians). `serving` is the HTTP application on one worker with an empty POST route beside its own. It uses no
module of the benchmarks: an older version may lack them.
"""

import asyncio
import json
import statistics
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

sys.path[0] = str(Path.cwd())


def named(*places: str) -> Any:
    """The first of these `module:name` that this version has.

    Older places come first, as the newer version is installed beside an older tree.
    """
    for place in places:
        module, name = place.split(":")
        try:
            return getattr(import_module(module), name)
        except (ImportError, AttributeError):
            continue
    raise SystemExit(f"none of {', '.join(places)} is here")


async def catalogues() -> dict[str, Any]:
    """The categories of the home's database."""
    load = named("agent.services.catalogue.loader:load_catalogue", "agent.services.catalogue:load_catalogue")
    connection = import_module("database.connection")
    try:
        async with connection.get_async_session() as session:
            return {slug: await load(session, slug) for slug in ("motos-part", "aseicars-prof")}
    finally:
        await connection.close_db()


def rows(path: str) -> list[dict[str, Any]]:
    """The labelled messages of a file."""
    return [json.loads(line) for line in Path(path).read_text("utf-8").splitlines()]


def reading(warm: str, measured: str) -> dict[str, float]:
    """CPU of compiling, of each measured message once, and of the engine on the requests found in them."""
    quote_text = named("agent.services.text_quote:quote_text", "domain.quote.from_text:quote_text")
    compile_vocabulary = named(
        "agent.services.matching.vocabulary:compile_vocabulary", "domain.matching:compile_vocabulary"
    )
    decide = named("agent.services.tariff_engine:decide", "domain.tariff:decide")
    loaded = asyncio.run(catalogues())
    words, compiling = {}, []
    for slug, catalogue in loaded.items():
        started = time.process_time()
        words[slug] = compile_vocabulary(catalogue)
        compiling.append(time.process_time() - started)
    for row in rows(warm):
        quote_text(loaded[row["category"]], row["text"], words[row["category"]])
    times, requests = [], []
    for row in rows(measured):
        catalogue = loaded[row["category"]]
        started = time.process_time_ns()
        quoted = quote_text(catalogue, row["text"], words[row["category"]])
        times.append(time.process_time_ns() - started)
        elements = [(item.code, item.quantity) for item in quoted.elements]
        requests.append((catalogue, dict(elements)))
    verdicts = []
    for catalogue, request in requests:
        started = time.process_time_ns()
        for _ in range(5):
            decide(catalogue.tariff, request)
        verdicts.append((time.process_time_ns() - started) / 5)
    return {
        "compile_ms": statistics.mean(compiling) * 1e3,
        "text_us": statistics.median(times) / 1e3,
        "text_mean_us": statistics.mean(times) / 1e3,
        "verdict_us": statistics.median(verdicts) / 1e3,
    }


def serving(port: int) -> None:
    """Serve the application with `/empty`, which takes the body of a quote and answers nothing."""
    import uvicorn
    from fastapi import APIRouter, Body, Response

    from api.main import create_app
    from api.routes import quotes
    from api.schemas.quote import QuoteRequest

    app = create_app()
    router = APIRouter(route_class=quotes.router.route_class, dependencies=quotes.router.dependencies)

    @router.post("/empty")
    async def empty(_wanted: Annotated[QuoteRequest, Body()]) -> Response:
        return Response(b"{}", media_type="application/json")

    # Where routes are looked for first: what the route of quotes costs more is all its own.
    app.router.routes[:0] = router.routes
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="error", access_log=False)


if __name__ == "__main__":
    if sys.argv[1] == "serving":
        serving(int(sys.argv[2]))
    else:
        print(json.dumps(reading(*sys.argv[2:4])))
