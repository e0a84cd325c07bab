"""A server on this machine that speaks a bit of OpenAI's API for tests, and says what it is told."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True, slots=True)
class Said:
    """What the server answers: the text of a choice, or a body as it is."""

    text: str = ""
    status: int = 200
    body: bytes | None = None
    pause: float = 0.0
    vanishes: bool = False


@dataclass(slots=True)
class Double:
    """The server's address, what it will say next, and what it was asked."""

    url: str
    answers: list[Said | Callable[[dict[str, Any]], Said]] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)


def sentences(*written: tuple[str, list[tuple[int, str]]]) -> Said:
    """An answer in the form that is asked for."""
    return Said(
        json.dumps(
            {
                "sentences": [
                    {
                        "text": text,
                        "citations": [{"passage": place, "quote": quote} for place, quote in cited],
                    }
                    for text, cited in written
                ]
            }
        )
    )


@contextmanager
def serving() -> Iterator[Double]:
    """The server, while the block runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or b"{}")
            double.asked.append(asked)
            double.keys.append(self.headers.get("Authorization", ""))
            said = double.answers.pop(0)
            if not isinstance(said, Said):
                said = said(asked)
            time.sleep(said.pause)
            if said.vanishes:
                self.close_connection = True
                self.connection.close()
                return
            body = said.body
            if body is None:
                body = json.dumps({"choices": [{"message": {"content": said.text}}]}).encode()
            self.send_response(said.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_PUT = do_POST  # noqa: N815 - the names that the server calls

        def log_message(self, *_arguments: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_arguments: None  # type: ignore[method-assign]
    server.daemon_threads = True
    double = Double(f"http://127.0.0.1:{server.server_port}/v1")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield double
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
