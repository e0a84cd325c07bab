"""Errors of the tariff engine. Each names the field at fault and how to put it right."""

from shared.errors import InvalidInputError, InvariantError


class TariffDataError(InvariantError):
    """The rows of a category contradict each other or lie outside their allowed values."""

    def __init__(self, field: str, message: str, remedy: str) -> None:
        super().__init__("invalid_tariff", f"{field}: {message}.", field, f"{remedy}.")


class InheritanceCycleError(TariffDataError):
    """Tiers include each other in a circle. `cycle` reads "each includes the next"; first equals last."""

    def __init__(self, cycle: tuple[str, ...]) -> None:
        super().__init__(
            "included_tier_id",
            f"circular tier inheritance {' → '.join(cycle)}",
            "Remove one of these inclusions",
        )
        self.cycle = cycle


class RequestError(InvalidInputError):
    """The request names an unknown element or a quantity that is no whole number of at least 1."""

    def __init__(self, code: str, element: str, message: str, remedy: str) -> None:
        super().__init__(code, f"elements[{element!r}]: {message}.", f"elements[{element!r}]", f"{remedy}.")
