"""The error for a category that nobody knows."""

from collections.abc import Sequence

from rapidfuzz import process

from shared.errors import NotFoundError


def unknown_category(slug: str, known: Sequence[str]) -> NotFoundError:
    """The error for a slug that is not among the `known` ones; it names the nearest."""
    nearest = [match[0] for match in process.extract(slug, known, limit=3)]
    remedy = (
        f"Las categorías más parecidas son: {', '.join(nearest)}."
        if nearest
        else "No hay ninguna cargada: ejecuta `msia seed`."
    )
    return NotFoundError("unknown_category", f"No existe la categoría «{slug}».", "category", remedy)
