"""A quote as a case keeps it: the contract with a version, so that what was accepted can always be read.

Version 1 is the contract of today. What was stored before versions were written lacks one, and the keys
that the contract has gained since.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal

from pydantic import ValidationError, ValidatorFunctionWrapHandler, WrapValidator

from domain.quote.contract import Quote
from shared.errors import InvariantError

VERSION: Final = 1
_SINCE_UNVERSIONED: Final[Mapping[str, Any]] = {
    # The rate of that day is not known any more.
    "total_with_vat": None,
    "provisional": False,
    "provisional_reasons": [],
    "beyond": [],
}


class QuoteSnapshot(Quote):
    """A stored quote."""

    version: Literal[1]


def _none_or_quote(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
    return value if value == {} else handler(value)


TariffSnapshot = Annotated[QuoteSnapshot, WrapValidator(_none_or_quote)]
"""`cases.tariff_snapshot`: an empty object until a quote is accepted. Only today's version is written."""


def snapshot_of(quote: Quote) -> dict[str, Any]:
    """The quote as it is stored."""
    return {"version": VERSION, **quote.as_json()}


def quote_of(stored: Mapping[str, Any]) -> Quote | None:
    """The quote that was stored, of whatever version; None where none was.

    Raises InvariantError, naming the key at fault, for what no version of the program has written.
    """
    if not stored:
        return None
    version = stored.get("version")
    values = {key: value for key, value in stored.items() if key != "version"}
    if version is None:
        values = _from_unversioned(values)
    elif version != VERSION:
        raise _unreadable("version", f"es {version!r} y este programa conoce hasta la {VERSION}")
    try:
        return Quote.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        raise _unreadable(".".join(str(part) for part in first["loc"]), first["msg"]) from None


def _from_unversioned(stored: Mapping[str, Any]) -> dict[str, Any]:
    """What was stored without a version: new keys were missing, and a question of no parent named ""."""
    questions = stored.get("questions")
    if isinstance(questions, list):
        questions = [
            {**item, "element": item.get("element") or None} if isinstance(item, dict) else item
            for item in questions
        ]
        stored = {**stored, "questions": questions}
    return {**_SINCE_UNVERSIONED, **stored}


def _unreadable(key: str, why: str) -> InvariantError:
    return InvariantError(
        "unreadable_snapshot",
        f"El presupuesto guardado no se puede leer: «{key}» {why}.",
        f"tariff_snapshot.{key}" if key else "tariff_snapshot",
        "Revisa la fila del expediente o actualiza el programa.",
    )
