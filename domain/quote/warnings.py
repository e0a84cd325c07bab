"""Which warnings a request shows, in which order.

Category warnings, those of the tier that admits the request, and those of the elements asked, inherited
ones included. Element warnings are kept twice (inline and as associations, spec "Dual Architecture"); both
give the same answer. Whether a warning is shown depends on its trigger_conditions and, for elements, on its
show_condition.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final, assert_never
from uuid import UUID

from domain.catalogue import Catalogue, CatalogueWarning, WarningDisplay, WarningScope
from domain.catalogue.hierarchy import WarningSource, effective_warnings
from domain.catalogue.schemas import TriggerConditions
from shared.errors import InvalidInputError, InvariantError, NotFoundError
from shared.vocabularies import Severity, ShowCondition

_SEVERITY_RANK: Final = {severity: -rank for rank, severity in enumerate(Severity)}
_SCOPE_RANK: Final = {scope: rank for rank, scope in enumerate(WarningScope)}


@dataclass(frozen=True, slots=True)
class ShownWarning:
    """A warning that applies to a request. `target`: the slug or code of what it is scoped to.

    `makes_provisional`: it says that the price is not firm.
    """

    code: str
    severity: Severity
    message: str
    scope: WarningScope
    target: str
    makes_provisional: bool = False


def collect_warnings(
    catalogue: Catalogue,
    request: Mapping[str, int],
    tier_code: str | None,
    requires_project: bool | None,
    *,
    source: WarningSource = "inline",
) -> tuple[ShownWarning, ...]:
    """The warnings of a request (element codes with units), worst first, then by scope and code.

    `tier_code` and `requires_project` are the verdict's, None while there is none: then no tier warning is
    shown, nor any whose trigger names a tier or asks about the project. The same code with the same message
    comes once, at its gravest. Raises NotFoundError for unknown codes, InvalidInputError for units below 1.
    """
    for code, units in request.items():
        if units < 1:
            raise InvalidInputError(
                "bad_quantity",
                f"La cantidad de «{code}» es {units}.",
                "elements",
                "Usa un número entero de 1 o más.",
            )
    shown: list[CatalogueWarning] = [*catalogue.warnings, *_tier_warnings(catalogue, tier_code)]
    shown += _element_warnings(catalogue, request, source)
    ordered = sorted(
        (
            ShownWarning(
                item.code, item.severity, item.message, item.scope, item.target, item.makes_provisional
            )
            for item in shown
            if is_triggered(item.trigger, request, tier_code, requires_project)
        ),
        key=_rank,
    )
    unique: dict[tuple[str, str], ShownWarning] = {}
    for warning in ordered:
        gravest = unique.setdefault((warning.code, warning.message), warning)
        if warning.makes_provisional and not gravest.makes_provisional:
            unique[warning.code, warning.message] = replace(gravest, makes_provisional=True)
    return tuple(unique.values())


def is_triggered(
    trigger: TriggerConditions,
    request: Mapping[str, int],
    tier_code: str | None,
    requires_project: bool | None,
) -> bool:
    """Whether every condition given holds for the request and its verdict.

    Codes are meant exactly: a parent doesn't stand for its variants, so a trigger names both where it
    should. Units are those of `any_elements`, or of the whole request when it is absent.
    """
    if trigger.any_elements is not None and not any(code in request for code in trigger.any_elements):
        return False
    if trigger.all_elements is not None and not all(code in request for code in trigger.all_elements):
        return False
    if trigger.none_elements is not None and any(code in request for code in trigger.none_elements):
        return False
    counted: Iterable[str] = request if trigger.any_elements is None else set(trigger.any_elements)
    units = sum(request.get(code, 0) for code in counted)
    if trigger.min_quantity is not None and units < trigger.min_quantity:
        return False
    if trigger.max_quantity is not None and units > trigger.max_quantity:
        return False
    if trigger.tier_codes is not None and tier_code not in trigger.tier_codes:
        return False
    return trigger.requires_project is None or trigger.requires_project == requires_project


def is_displayed(display: WarningDisplay, units: int) -> bool:
    """Whether the show_condition of an element warning holds for `units` of what carries it.

    Raises InvariantError for a condition without its threshold, which the database refuses.
    """
    match display.show_condition:
        case ShowCondition.ALWAYS:
            return True
        case ShowCondition.ON_EXCEED_MAX:
            return units > _threshold(display)
        case ShowCondition.ON_BELOW_MIN:
            return units < _threshold(display)
        case _:
            assert_never(display.show_condition)


def _threshold(display: WarningDisplay) -> int:
    if display.threshold_quantity is None:
        raise InvariantError(
            "missing_threshold",
            f"Un aviso con la condición «{display.show_condition}» no tiene cantidad.",
            "threshold_quantity",
            "Revisa element_warning_associations.",
        )
    return display.threshold_quantity


def _tier_warnings(catalogue: Catalogue, tier_code: str | None) -> tuple[CatalogueWarning, ...]:
    if tier_code is None:
        return ()
    tier = catalogue.tiers.get(tier_code)
    if tier is None:
        raise NotFoundError(
            "unknown_tier",
            f"La categoría «{catalogue.slug}» no tiene la tarifa «{tier_code}».",
            "tier",
            f"Sus tarifas son: {', '.join(catalogue.tiers) or 'ninguna'}.",
        )
    return tier.warnings


def _element_warnings(
    catalogue: Catalogue, request: Mapping[str, int], source: WarningSource
) -> list[CatalogueWarning]:
    """Own and inherited warnings of the elements asked whose show_condition holds.

    A threshold counts all units that carry the warning: two variants of one unit each are two units of the
    parent that both inherit from.
    """
    found: dict[UUID, CatalogueWarning] = {}
    units: dict[UUID, int] = {}
    for code, quantity in request.items():
        carried = {warning.id: warning for warning in effective_warnings(catalogue, code, source)}
        found.update(carried)
        for warning_id in carried:
            units[warning_id] = units.get(warning_id, 0) + quantity
    return [warning for key, warning in found.items() if is_displayed(warning.display, units[key])]


def _rank(warning: ShownWarning) -> tuple[int, int, str, str, str]:
    return (
        _SEVERITY_RANK[warning.severity],
        _SCOPE_RANK[warning.scope],
        warning.code,
        warning.target,
        warning.message,
    )
