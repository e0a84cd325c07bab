"""Every rule of the specification against the models, the migrations, the sources and a live database."""

from collections.abc import Callable

import pytest

from tests.rules import code_rules, migration_rules, schema_rules, seed_rules  # noqa: F401 - registers them
from tests.rules.rule import RULES, Evidence, Rule


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.check.__name__))
def test_rule(rule: Rule, evidence: Evidence, record_property: Callable[[str, object], None]) -> None:
    record_property("section", rule.section)
    record_property("rule", rule.text)
    violations = rule.violations(evidence)
    assert not violations, "\n".join([rule.text, *violations])
