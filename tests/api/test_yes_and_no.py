"""Where a body says yes or no it says true or false: a number in their place is an error."""

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

import api.main  # noqa: F401 - it brings in every body
from api.schemas.base import Input


def _bodies(body: type[Input]) -> Iterator[type[Input]]:
    for made in body.__subclasses__():
        yield made
        yield from _bodies(made)


def _takes(field: FieldInfo, value: object) -> bool:
    adapter: TypeAdapter[Any] = TypeAdapter(field.rebuild_annotation())
    try:
        adapter.validate_python(value)
    except ValidationError:
        return False
    return True


YES_OR_NO = {
    f"{body.__name__}.{name}": field
    for body in _bodies(Input)
    for name, field in body.model_fields.items()
    if "bool" in str(field.annotation) and _takes(field, True)
}


@pytest.mark.parametrize("field", YES_OR_NO.values(), ids=YES_OR_NO)
def test_a_number_is_no_answer(field: FieldInfo) -> None:
    assert _takes(field, False)
    assert not _takes(field, 0)
    assert not _takes(field, 1)
