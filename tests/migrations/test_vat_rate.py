"""The VAT rate's revision: a database that already holds such a setting is mended, and gives it back."""

import pytest

from tests.migrations import driving
from tests.migrations.ladder import start_at

_REVISION = next(name for name in driving.revisions() if name.endswith("firm_and_provisional_prices"))


@pytest.mark.parametrize(
    ("held", "value_type", "kept"),
    [
        (None, "integer", "21"),
        ("10", "integer", "10"),
        (" 10 ", "string", "10"),
        ("21,0 %", "integer", "21"),
        ("", "string", "21"),
    ],
)
def test_the_rate_is_set_mended_or_kept(url: str, held: str | None, value_type: str, kept: str) -> None:
    start_at(url, driving.before(_REVISION))
    if held is not None:
        row = {"id": driving.key(1), "key": "vat_rate", "value": held, "value_type": value_type}
        driving.insert(url, "system_settings", row)
    driving.upgrade(url, _REVISION)
    (found,) = driving.read(url, "system_settings", "key = 'vat_rate'")
    assert (found["value"], found["value_type"]) == (kept, "integer")
    driving.downgrade(url, "-1")
    left = driving.read(url, "system_settings", "key = 'vat_rate'")
    # Only what the revision has made goes with it.
    assert [row["value"] for row in left] == ([kept] if held is not None else [])
