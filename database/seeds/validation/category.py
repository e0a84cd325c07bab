"""Rules over a whole category: identities, prices, references between its parts."""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from database.seeds.seeders.category import CategoryDataModule
from database.seeds.validation.problems import Problem, named
from database.seeds.validation.rows import (
    CATEGORY,
    DOCUMENT,
    ELEMENT,
    PROMPT,
    SERVICE,
    TIER,
    WARNING,
    WORK,
    DataRow,
    Kind,
)
from shared.vocabularies import ServiceKind, ShowCondition

# Their keys are made of the category and the code, so the code must be unique in the whole category.
_UNIQUE_IN_CATEGORY: tuple[Kind, ...] = (TIER, ELEMENT, WARNING, SERVICE, DOCUMENT, PROMPT, WORK)


def code_problems(row: DataRow) -> Iterator[Problem]:
    """A code outside the alphabet of its kind."""
    key, pattern = row.kind.code_key, row.kind.code_pattern
    if key in row.data and not re.fullmatch(pattern, row.data[key]):
        yield Problem(f"{row.path}.{key}", f"{row.data[key]!r} does not fit {pattern}")


def unique_problems(rows: Iterable[DataRow]) -> Iterator[Problem]:
    """Codes that come twice in the category, warnings of all scopes counted together."""
    seen: dict[tuple[int, str], str] = {}
    for row in rows:
        if row.kind not in _UNIQUE_IN_CATEGORY:
            continue
        # A document or prompt section without a code is told apart by its title or type.
        code = str(row.data.get("code") or row.data.get("title") or row.data.get("section_type"))
        identity = (id(row.kind), code)
        if identity in seen:
            yield Problem(f"{row.path}.code", f"already used by {seen[identity]}")
        seen.setdefault(identity, row.path)


def repeated(path: str, values: Iterable[str]) -> Iterator[Problem]:
    """Values of a list that come twice."""
    seen: set[str] = set()
    for index, value in enumerate(values):
        if value in seen:
            yield Problem(f"{path}[{index}]", f"'{value}' comes twice")
        seen.add(value)


def identity_problems(module: CategoryDataModule) -> Iterator[Problem]:
    """The category's own name must be its module's."""
    if module.CATEGORY["slug"] != module.CATEGORY_SLUG:
        yield Problem(
            f"CATEGORY.{CATEGORY.code_key}", f"differs from CATEGORY_SLUG ('{module.CATEGORY_SLUG}')"
        )
    for key in ("TIERS", "ELEMENTS", "BASE_DOCUMENTATION"):
        if not getattr(module, key):
            yield Problem(key, "a category without any is of no use")


def price_problems(row: DataRow) -> Iterator[Problem]:
    """Amounts are finite, not negative, with exactly two decimals."""
    price = row.data.get("price")
    if not isinstance(price, Decimal):
        return
    if not price.is_finite() or price < 0:
        yield Problem(f"{row.path}.price", f"{price} is no amount; use a Decimal of at least 0.00")
    elif price.as_tuple().exponent != -2:
        yield Problem(f"{row.path}.price", f"write {price} with two decimals: Decimal('{price:.2f}')")
    elif price >= Decimal(10) ** 8:
        yield Problem(f"{row.path}.price", f"{price} does not fit the column (below 100000000.00)")


def prompt_problems(row: DataRow) -> Iterator[Problem]:
    """A prompt section has a text and a version that counts from 1."""
    if row.kind is not PROMPT:
        return
    if not row.data["content"].strip():
        yield Problem(f"{row.path}.content", "empty text")
    if row.data.get("version", 1) < 1:
        yield Problem(f"{row.path}.version", "versions count from 1")


def warning_problems(row: DataRow, elements: set[str], tiers: set[str]) -> Iterator[Problem]:
    """Conditions of a warning that name unknown codes or can never hold."""
    if row.kind is not WARNING:
        return
    yield from _trigger_problems(f"{row.path}.trigger_conditions", row.data, elements, tiers)
    shown, threshold = row.data.get("show_condition"), row.data.get("threshold_quantity")
    of_element = row.path.startswith("ELEMENTS[")
    if not of_element and (shown is not None or threshold is not None):
        yield Problem(f"{row.path}.show_condition", "only element warnings have display conditions")
    needs = shown is not None and shown != ShowCondition.ALWAYS
    if needs and threshold is None:
        yield Problem(f"{row.path}.threshold_quantity", f"'{shown}' compares with it; give it")
    if threshold is not None and (not needs or threshold < 0):
        yield Problem(
            f"{row.path}.threshold_quantity",
            "a quantity of at least 0, only with on_exceed_max or on_below_min",
        )


def _trigger_problems(
    path: str, data: Mapping[str, Any], elements: set[str], tiers: set[str]
) -> Iterator[Problem]:
    trigger: Mapping[str, Any] = data.get("trigger_conditions", {})
    for key, known in (
        ("any_elements", elements),
        ("all_elements", elements),
        ("none_elements", elements),
        ("tier_codes", tiers),
    ):
        codes = trigger.get(key)
        if codes is None:
            continue
        if not codes:
            yield Problem(f"{path}.{key}", "an empty list; leave the key out")
        yield from repeated(f"{path}.{key}", codes)
        for index, code in enumerate(codes):
            if code not in known:
                what = "tier" if key == "tier_codes" else "element"
                yield Problem(f"{path}.{key}[{index}]", f"there is no {what} '{code}'")
    excluded = set(trigger.get("none_elements") or ())
    wanted = set(trigger.get("all_elements") or ()) | set(trigger.get("any_elements") or ())
    if both := sorted(excluded & wanted):
        yield Problem(f"{path}.none_elements", f"both wanted and excluded: {', '.join(both)}")
    low, high = trigger.get("min_quantity"), trigger.get("max_quantity")
    if low is not None and high is not None and low > high:
        yield Problem(f"{path}.min_quantity", f"{low} is greater than max_quantity ({high})")


def service_problems(module: CategoryDataModule, elements: set[str]) -> Iterator[Problem]:
    """A surcharge names its element, and only a surcharge does."""
    for path, service in named("ADDITIONAL_SERVICES", module.ADDITIONAL_SERVICES):
        code = service.get("element_code")
        is_surcharge = service.get("kind") == ServiceKind.SURCHARGE
        if is_surcharge and code is None:
            yield Problem(f"{path}.element_code", "a surcharge names the element that brings it")
        if code is not None and not is_surcharge:
            yield Problem(f"{path}.kind", "a service with element_code is a surcharge")
        if code is not None and code not in elements:
            yield Problem(f"{path}.element_code", f"there is no element '{code}'")
