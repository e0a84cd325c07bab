"""Validation of seed data without a database: pure rules, every problem with its path."""

from database.seeds.data.common import TierMapping
from database.seeds.seeders.category import CategoryDataModule, untariffed_works
from database.seeds.validation.category import (
    code_problems,
    identity_problems,
    price_problems,
    prompt_problems,
    service_problems,
    unique_problems,
    warning_problems,
)
from database.seeds.validation.elements import (
    abstract_parents,
    company_problems,
    hierarchy_problems,
    image_problems,
    phrase_problems,
    question_problems,
)
from database.seeds.validation.fields import field_problems
from database.seeds.validation.problems import Problem, named
from database.seeds.validation.rows import column_problems, data_rows, vocabulary_problems
from database.seeds.validation.shapes import shape_problems
from database.seeds.validation.tariff import agreement_problems, mapping_problems, priced_elements
from database.seeds.validation.texts import text_problems
from database.seeds.validation.untariffed import contrary_problems, untariffed_problems

__all__ = ["Problem", "validate_category"]


def validate_category(module: CategoryDataModule, mapping: TierMapping) -> list[Problem]:
    """Everything wrong with the data of one category, in the order of the data; empty when all is well.

    Later rules rely on earlier ones: wrong shapes, then values that a column would refuse are reported
    alone, and what the tiers say of themselves is compared only with a mapping that is sound.
    """
    if shapes := list(shape_problems(module, mapping)):
        return shapes
    rows = list(data_rows(module))
    if refused := [problem for row in rows for problem in (*vocabulary_problems(row), *column_problems(row))]:
        return refused
    elements = {element["code"] for element in module.ELEMENTS}
    tiers = {tier["code"] for tier in module.TIERS}
    priced = priced_elements(mapping)
    problems = [*identity_problems(module), *unique_problems(rows)]
    for row in rows:
        problems += code_problems(row)
        problems += text_problems(row)
        problems += price_problems(row)
        problems += prompt_problems(row)
        problems += warning_problems(row, elements, tiers)
    problems += hierarchy_problems(module.ELEMENTS)
    problems += company_problems(module.ELEMENTS)
    problems += question_problems(module.ELEMENTS, priced)
    for path, element in named("ELEMENTS", module.ELEMENTS):
        problems += phrase_problems(path, element)
        problems += image_problems(path, element)
        problems += field_problems(path, element)
        problems += contrary_problems(path, element)
    problems += untariffed_problems(untariffed_works(module), module.ELEMENTS)
    problems += service_problems(module, elements)
    tariff = list(
        mapping_problems(mapping, module.TIERS, elements, abstract_parents(module.ELEMENTS, priced))
    )
    problems += tariff or agreement_problems(mapping, module.TIERS)
    return problems
