"""Which of the requests that schemathesis derives from the document are sent: one for each rule and place.

It breaks each rule of each property by several values (a number by a text, a list, an object …) and anew by
each way through `anyOf`, and tries lengths beside the longest and shortest one, and
the same kind of good value again for each value beside it.
"""

from typing import Any, Final

import schemathesis
from schemathesis.generation.meta import CoveragePhaseData

_NEAR: Final = "Near-boundary length string"
_ENUM: Final = "Enum value"
_tried: set[tuple[Any, ...]] = set()


@schemathesis.hook
def filter_case(_context: schemathesis.HookContext, case: "schemathesis.Case[Any]") -> bool:
    """Whether no request of this operation has broken this rule, or kept to all in this way, before."""
    if case.meta is None or not isinstance(case.meta.phase.data, CoveragePhaseData):
        return True
    tried = case.meta.phase.data
    operation = (case.operation.label, case.method, tried.scenario, tried.parameter_location, tried.parameter)
    if case.meta.generation.mode.is_positive:
        if tried.description.endswith(_ENUM):
            return True
        way: tuple[Any, ...] = (*operation, tried.description)
        if tried.description.endswith(_NEAR):
            return False
    else:
        way = (*operation, tried.location)
    first = way not in _tried
    _tried.add(way)
    return first
