"""Rules of the rules for language models: patterns that RE2 reads, one rule for each kind, no empty words."""

from collections import Counter
from collections.abc import Iterator, Sequence

import re2

from database.seeds.data.common import ResponseConstraintData
from database.seeds.validation.problems import Problem


def constraint_problems(constraints: Sequence[ResponseConstraintData]) -> Iterator[Problem]:
    """What is wrong with the rules."""
    counted = Counter(item["constraint_type"] for item in constraints)
    for item in constraints:
        path = f"RESPONSE_CONSTRAINTS[{item['constraint_type']}]"
        if counted[item["constraint_type"]] > 1:
            yield Problem(f"{path}.constraint_type", "stands twice")
        for key in ("required_tool", "error_injection"):
            if not str(item[key]).strip():
                yield Problem(f"{path}.{key}", "is empty")
        try:
            matches_nothing = re2.search(item["detection_pattern"], "") is not None
        except re2.error as error:
            yield Problem(f"{path}.detection_pattern", f"RE2 does not read it: {error}")
            continue
        if matches_nothing:
            yield Problem(f"{path}.detection_pattern", "matches the empty text")
