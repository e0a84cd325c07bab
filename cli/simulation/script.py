"""The lines of a recorded conversation, read and checked before anything is played."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from shared.errors import InvalidInputError

ANY_PHOTO: Final = "*"
Event = Literal["message", "duplicate", "delete", "failed", "assign", "unassign", "resolve"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Sent(_Strict):
    """Something that is no picture."""

    type: Literal["audio", "location", "file", "contact", "sticker", "video", "unsupported"]
    path: str | None = None


class Line(_Strict):
    """What happens at a moment, in seconds since the beginning."""

    at: Annotated[float, Field(ge=0, le=10 * 365 * 86_400)]
    sender: Annotated[Literal["client", "staff"], Field(alias="from")] = "client"
    text: str | None = None
    images: list[str] = []
    attachments: list[Sent] = []
    event: Event = "message"
    of: Annotated[int, Field(ge=1)] | None = None


def read_script(path: Path) -> list[Line]:
    """The lines of a file. Raises InvalidInputError naming the line at fault."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInputError(
            "unreadable_file", f"No se puede leer {path}.", "file", "Comprueba la ruta y que sea UTF-8."
        ) from error
    lines = list(_lines(text))
    if not lines:
        raise InvalidInputError("empty_file", f"{path} no tiene ninguna línea.", "file", "Añade mensajes.")
    moments = [line.at for line in lines]
    if moments != sorted(moments):
        raise InvalidInputError(
            "unordered_lines", "Las líneas no van en el orden de su tiempo.", "at", "Ordénalas por «at»."
        )
    for line in lines:
        for name in (*line.images, *(sent.path for sent in line.attachments if sent.path)):
            if name != ANY_PHOTO and not (path.parent / name).is_file():
                raise InvalidInputError(
                    "missing_image", f"No existe el fichero {name}.", "images", "Usa «*» para cualquier foto."
                )
    return lines


def _lines(text: str) -> Iterator[Line]:
    for number, row in enumerate(text.splitlines(), start=1):
        if not row.strip():
            continue
        try:
            found: Any = json.loads(row)
            yield Line.model_validate(found)
        except (ValueError, ValidationError) as error:
            problem = error.errors()[0] if isinstance(error, ValidationError) else None
            place = ".".join(str(part) for part in problem["loc"]) if problem else "json"
            raise InvalidInputError(
                "bad_line",
                f"La línea {number} no se entiende (en «{place}»).",
                place,
                "Cada línea es un objeto JSON con «at», «from» y «text».",
            ) from error
