"""The seed data of one category, free to be broken, and the ways to break it."""

import copy
import importlib
from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any

from database.seeds import run_all_seeds
from database.seeds.data.tier_mappings import get_tier_mapping
from database.seeds.validate_elements_seed import Problem, validate_category


class Data:
    """A deep copy of the data of one category, free to be broken."""

    def __init__(self, slug: str) -> None:
        source: Any = next(m for m in run_all_seeds.CATEGORY_MODULES if slug == m.CATEGORY_SLUG)
        names = [name for name in vars(importlib.import_module(source.__name__)) if name.isupper()]
        self.module: Any = SimpleNamespace(**{name: copy.deepcopy(getattr(source, name)) for name in names})
        self.mapping: Any = copy.deepcopy(get_tier_mapping(slug))

    def element(self, code: str) -> Any:
        return next(item for item in self.module.ELEMENTS if item["code"] == code)

    def tier(self, code: str) -> Any:
        return next(item for item in self.module.TIERS if item["code"] == code)

    def field(self, element: str, name: str) -> Any:
        return next(item for item in self.element(element)["required_fields"] if item["field_name"] == name)

    def config(self, tier: str) -> Any:
        return self.mapping["TIER_CONFIGS"][tier]

    def problems(self) -> list[Problem]:
        return validate_category(self.module, self.mapping)


MOTOS, MOTORHOMES = "motos-part", "aseicars-prof"
Mutation = Callable[[Data], object]


def put(find: Callable[[Data], Any], key: Any, value: Any) -> Mutation:
    """Set one key of what `find` returns."""

    def mutate(data: Data) -> None:
        find(data)[key] = value

    return mutate


def drop(find: Callable[[Data], Any], key: Any) -> Mutation:
    """Remove one key of what `find` returns."""

    def mutate(data: Data) -> None:
        del find(data)[key]

    return mutate


def add(find: Callable[[Data], Any], value: Any) -> Mutation:
    """Append to the list that `find` returns."""
    return lambda data: find(data).append(copy.deepcopy(value))


def both(*mutations: Mutation) -> Mutation:
    """One mutation after another."""
    return lambda data: [mutate(data) for mutate in mutations]


def escape(data: Data) -> Any:
    return data.element("ESCAPE")


def solar_field(name: str) -> Callable[[Data], Any]:
    return lambda data: data.field("PLACA_SOLAR", name)


def category_warning(data: Data) -> Any:
    return data.module.CATEGORY_WARNINGS[2]


# By name: the category, what is broken, and the path and message of the problem that has to be found.
Cases = Mapping[str, tuple[str, Mutation, str, str]]


def assert_caught(case: tuple[str, Mutation, str, str]) -> None:
    """Break the real data; the validation must say so at its place."""
    slug, mutate, path, message = case
    data = Data(slug)
    mutate(data)
    found = data.problems()
    assert any(path in item.path and message in item.message for item in found), found
