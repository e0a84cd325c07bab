"""Which of the requests that schemathesis derives from the document are sent: one for each rule and place.

It breaks each rule of each property by several values (a number by a text, a list, an object …) and anew by
each way through `anyOf`, and tries lengths beside the longest and shortest one.
"""

from typing import Any, Final

import schemathesis
from schemathesis.generation.meta import CoveragePhaseData

_NEAR: Final = "Near-boundary length string"
_broken: set[tuple[Any, ...]] = set()


@schemathesis.hook
def filter_case(_context: schemathesis.HookContext, case: "schemathesis.Case[Any]") -> bool:
    """Whether the request is the first of its operation that breaks this rule, or keeps to all of them."""
    if case.meta is None or not isinstance(case.meta.phase.data, CoveragePhaseData):
        return True
    tried = case.meta.phase.data
    if case.meta.generation.mode.is_positive:
        return not tried.description.endswith(_NEAR)
    rule = (
        case.operation.label,
        case.method,
        tried.scenario,
        tried.parameter_location,
        tried.parameter,
        tried.location,
    )
    first = rule not in _broken
    _broken.add(rule)
    return first
