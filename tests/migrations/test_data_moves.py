"""Migrations that move data say where to, and move it back."""

import datetime as dt
from typing import Any

import pytest
from alembic.util import CommandError

from tests.migrations import driving
from tests.migrations.driving import Row, key
from tests.migrations.ladder import start_at

pytestmark = pytest.mark.filterwarnings("ignore:.*does \\*not\\* support Decimal:sqlalchemy.exc.SAWarning")

CATEGORY, FIRST, SECOND, THIRD = key(1), key(2), key(3), key(4)


def _time(minute: int) -> dt.datetime:
    return dt.datetime(2025, 1, 1, 10, minute, tzinfo=dt.UTC)


def _category(url: str, **values: Any) -> None:
    driving.insert(url, "vehicle_categories", {"id": CATEGORY, "slug": "motos", "name": "Motos", **values})


def _escape(url: str) -> None:
    driving.insert(
        url, "elements", {"id": key(10), "category_id": CATEGORY, "code": "ESCAPE", "name": "Escape"}
    )


def _by_id(url: str, table: str) -> dict[Any, Row]:
    return {row["id"]: row for row in driving.read(url, table)}


def test_003_tells_tiers_of_both_client_types_apart_by_their_code(url: str) -> None:
    start_at(url, "003")
    _category(url)
    tier = {"category_id": CATEGORY, "code": "T1", "name": "Uno", "price": 10}
    driving.insert(
        url,
        "tariff_tiers",
        {**tier, "id": FIRST, "client_type": "particular"},
        {**tier, "id": SECOND, "client_type": "professional"},
    )
    driving.downgrade(url, "-1")
    tiers = _by_id(url, "tariff_tiers")
    assert {row_id: row["code"] for row_id, row in tiers.items()} == {FIRST: "T1", SECOND: "T1-PROF"}
    assert [float(row["base_price"]) for row in tiers.values()] == [10.0, 10.0]
    driving.upgrade(url, "003")
    found = {row_id: (row["code"], row["client_type"]) for row_id, row in _by_id(url, "tariff_tiers").items()}
    assert found == {FIRST: ("T1", "particular"), SECOND: ("T1", "professional")}


def test_004_renames_customers_and_their_conversations(url: str) -> None:
    start_at(url, "003")
    driving.insert(url, "customers", {"id": FIRST, "phone": "+34600000001", "metadata": {"a": "ñ"}})
    driving.insert(
        url,
        "conversation_history",
        {"id": SECOND, "customer_id": FIRST, "chatwoot_conversation_id": "77"},
    )
    driving.upgrade(url, "004")
    assert driving.read(url, "users")[0]["metadata"] == {"a": "ñ"}
    assert driving.read(url, "conversation_history")[0]["user_id"] == FIRST
    # The renamed foreign key still works: it cascades.
    driving.insert(url, "users", {"id": THIRD, "phone": "+34600000002"})
    driving.insert(
        url, "conversation_history", {"id": THIRD, "user_id": THIRD, "chatwoot_conversation_id": "78"}
    )
    driving.execute(url, "DELETE FROM users WHERE phone = '+34600000002'")
    assert [row["id"] for row in driving.read(url, "conversation_history")] == [SECOND]
    driving.downgrade(url, "-1")
    assert driving.read(url, "customers")[0]["phone"] == "+34600000001"
    assert driving.read(url, "conversation_history")[0]["customer_id"] == FIRST


def _mixed_category(url: str) -> None:
    """A category with a tier of each client type that share an element with its image and warning."""
    _category(url)
    tier = {"category_id": CATEGORY, "code": "T1", "name": "Uno", "price": 10}
    driving.insert(
        url,
        "tariff_tiers",
        {**tier, "id": FIRST, "client_type": "particular"},
        {**tier, "id": SECOND, "client_type": "professional"},
    )
    driving.insert(
        url, "elements", {"id": key(10), "category_id": CATEGORY, "code": "ESCAPE", "name": "Escape"}
    )
    driving.insert(url, "element_images", {"id": key(11), "element_id": key(10), "image_url": "a.png"})
    driving.insert(
        url, "warnings", {"id": key(12), "category_id": CATEGORY, "code": "RUIDO", "message": "Ojo"}
    )
    driving.insert(
        url,
        "element_warning_associations",
        {"id": key(13), "element_id": key(10), "warning_id": key(12)},
    )
    for number, tier_id in ((14, FIRST), (15, SECOND)):
        driving.insert(
            url,
            "tier_element_inclusions",
            {"id": key(number), "tier_id": tier_id, "element_id": key(10), "max_quantity": number},
        )
    driving.insert(
        url,
        "additional_services",
        {"id": key(16), "category_id": CATEGORY, "code": "S", "name": "S", "price": 5, "element_id": key(10)},
    )


def test_013_splits_a_category_of_both_client_types_and_merges_it_again(url: str) -> None:
    start_at(url, driving.before("013"))
    _mixed_category(url)
    tables = ("vehicle_categories", "tariff_tiers", "elements", "tier_element_inclusions", "warnings")
    before = {table: driving.read(url, table) for table in tables}

    driving.upgrade(url, "013")
    categories = {row["slug"]: row for row in driving.read(url, "vehicle_categories")}
    assert {slug: row["client_type"] for slug, row in categories.items()} == {
        "motos": "particular",
        "motos-prof": "professional",
    }
    new = categories["motos-prof"]["id"]
    tiers = _by_id(url, "tariff_tiers")
    assert (tiers[FIRST]["category_id"], tiers[SECOND]["category_id"]) == (CATEGORY, new)
    elements = {row["category_id"]: row for row in driving.read(url, "elements")}
    assert (elements[CATEGORY]["id"], elements[new]["code"]) == (key(10), "ESCAPE")
    inclusions = _by_id(url, "tier_element_inclusions")
    assert inclusions[key(14)]["element_id"] == key(10)
    assert inclusions[key(15)]["element_id"] == elements[new]["id"]
    copies = {
        row["element_id"]: row["warning_id"] for row in driving.read(url, "element_warning_associations")
    }
    assert _by_id(url, "warnings")[copies[elements[new]["id"]]]["category_id"] == new
    assert {row["element_id"] for row in driving.read(url, "element_images")} == {
        key(10),
        elements[new]["id"],
    }
    services = {row["category_id"]: row["element_id"] for row in driving.read(url, "additional_services")}
    assert services == {CATEGORY: key(10), new: elements[new]["id"]}

    driving.downgrade(url, "-1")
    assert {table: driving.read(url, table) for table in tables} == before


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE elements SET name = 'Tubo' WHERE category_id = "
        "(SELECT id FROM vehicle_categories WHERE slug = 'motos-prof')",
        "UPDATE vehicle_categories SET name = 'Motos de taller' WHERE slug = 'motos-prof'",
    ],
    ids=["element", "category"],
)
def test_013_keeps_a_split_category_whose_copy_has_changed(url: str, change: str) -> None:
    start_at(url, driving.before("013"))
    _mixed_category(url)
    driving.upgrade(url, "013")
    driving.execute(url, change)
    after = {table: driving.read(url, table) for table in ("elements", "tier_element_inclusions")}
    driving.downgrade(url, "-1")
    assert {table: driving.read(url, table) for table in after} == after
    assert {row["client_type"] for row in driving.read(url, "tariff_tiers")} == {"particular", "professional"}
    driving.upgrade(url, "013")
    found = {row["slug"]: row["client_type"] for row in driving.read(url, "vehicle_categories")}
    assert found == {"motos": "particular", "motos-prof": "professional"}


def test_013_refuses_tiers_that_include_the_other_client_type(url: str) -> None:
    start_at(url, driving.before("013"))
    _mixed_category(url)
    driving.insert(
        url, "tier_element_inclusions", {"id": key(20), "tier_id": SECOND, "included_tier_id": FIRST}
    )
    with pytest.raises(CommandError, match=r"other client type.*T1"):
        driving.upgrade(url, "013")
    assert driving.read(url, "vehicle_categories")[0]["slug"] == "motos"


def test_014_scopes_warnings_and_gives_them_back_to_their_category(url: str) -> None:
    start_at(url, driving.before("014"))
    _category(url, client_type="particular")
    for number, code in ((10, "ESCAPE"), (11, "LUCES")):
        driving.insert(
            url, "elements", {"id": key(number), "category_id": CATEGORY, "code": code, "name": code}
        )
    warning = {"category_id": CATEGORY, "code": "W", "message": "Ojo"}
    driving.insert(
        url,
        "warnings",
        {**warning, "id": FIRST, "created_at": _time(1)},
        {**warning, "id": SECOND, "created_at": _time(2)},
        {**warning, "id": THIRD, "created_at": _time(3), "message": "Otro"},
    )
    for number, element in ((20, 10), (21, 11)):
        driving.insert(
            url,
            "element_warning_associations",
            {
                "id": key(number),
                "element_id": key(element),
                "warning_id": FIRST,
                "show_condition": "on_exceed_max",
                "threshold_quantity": number,
                "created_at": _time(number),
            },
        )
    driving.upgrade(url, "014")
    warnings = _by_id(url, "warnings")
    assert len(warnings) == 4
    assert (warnings[FIRST]["element_id"], warnings[FIRST]["category_id"]) == (key(10), None)
    assert {warnings[SECOND]["code"], warnings[THIRD]["code"]} == {"W", "W_2"}
    links = {row["element_id"]: row for row in driving.read(url, "element_warning_associations")}
    assert {row["threshold_quantity"] for row in links.values()} == {20, 21}
    assert warnings[links[key(11)]["warning_id"]]["message"] == "Ojo"

    driving.insert(
        url, "tariff_tiers", {"id": key(30), "category_id": CATEGORY, "code": "T1", "name": "Uno", "price": 1}
    )
    driving.insert(url, "warnings", {"id": key(31), "tier_id": key(30), "code": "T", "message": "Tarifa"})
    driving.downgrade(url, "-1")
    warnings = _by_id(url, "warnings")
    assert {row["category_id"] for row in warnings.values()} == {CATEGORY}
    assert warnings[key(31)]["trigger_conditions"] == {"tier_codes": ["T1"]}
    assert len(driving.read(url, "element_warning_associations")) == 2


def test_015_turns_documentation_into_images_and_back(url: str) -> None:
    start_at(url, driving.before("015"))
    _category(url, client_type="particular")
    driving.insert(
        url, "elements", {"id": key(10), "category_id": CATEGORY, "code": "ESCAPE", "name": "Escape"}
    )
    document = {"category_id": CATEGORY, "title": "Fotos", "description": "Ambos lados", "keywords": ["tubo"]}
    driving.insert(
        url,
        "element_documentation",
        {**document, "id": FIRST, "element_code": "ESCAPE"},
        {**document, "id": SECOND, "element_code": "NUEVO"},
    )
    for number, owner in ((20, FIRST), (21, SECOND)):
        driving.insert(
            url,
            "element_documentation_images",
            {"id": key(number), "documentation_id": owner, "image_url": f"{number}.png"},
        )
    tables = ("element_documentation", "element_documentation_images")
    before = {table: driving.read(url, table) for table in tables}
    driving.upgrade(url, "015")
    elements = {row["code"]: row for row in driving.read(url, "elements")}
    assert elements["NUEVO"]["keywords"] == ["tubo"]
    images = {row["image_url"]: row for row in driving.read(url, "element_images")}
    assert images["20.png"]["element_id"] == key(10)
    assert images["21.png"]["image_type"] == "required_document"
    driving.downgrade(url, "-1")
    assert {table: driving.read(url, table) for table in tables} == before
    assert driving.read(url, "element_images") == []


def test_018_widens_and_refuses_to_cut_values_off(url: str) -> None:
    start_at(url, driving.before("018"))
    driving.insert(url, "cases", {"id": FIRST, "bastidor": "VBKEXA40123456789"})
    driving.upgrade(url, "018")
    driving.insert(url, "cases", {"id": SECOND, "matricula": "MATRICULA-LARGA-1"})
    with pytest.raises(CommandError, match=r"cases\.matricula holds 10 characters.*MATRICULA-LARGA-1"):
        driving.downgrade(url, "-1")
    assert driving.read(url, "cases")[1]["matricula"] == "MATRICULA-LARGA-1"
    driving.execute(url, "UPDATE cases SET matricula = '1234BCD' WHERE matricula IS NOT NULL")
    driving.downgrade(url, "-1")
    assert [row["bastidor"] for row in driving.read(url, "cases")] == ["VBKEXA40123456789", None]


def test_019_moves_personal_data_both_ways(url: str) -> None:
    start_at(url, driving.before("019"))
    for number in (2, 3):
        driving.insert(url, "users", {"id": key(number), "phone": f"+3460000000{number}"})
    driving.insert(
        url,
        "cases",
        {"id": key(10), "user_id": FIRST, "nif_cif": "1A", "email": "a@b.es", "created_at": _time(1)},
        {"id": key(11), "user_id": FIRST, "nif_cif": "2B", "metadata": {"x": 1}, "created_at": _time(2)},
        {"id": key(12), "user_id": None, "domicilio_cp": "30001", "created_at": _time(3)},
    )
    before = driving.read(url, "cases")
    driving.upgrade(url, "019")
    users = _by_id(url, "users")
    assert (users[FIRST]["nif_cif"], users[FIRST]["email"]) == ("2B", "a@b.es")
    cases = _by_id(url, "cases")
    assert "nif_cif" not in cases[key(10)]
    assert cases[key(10)]["metadata"] == {"personal_data": {"nif_cif": "1A"}}
    assert cases[key(12)]["metadata"] == {"personal_data": {"domicilio_cp": "30001"}}

    # The second user has no case: their data must outlive the older schema all the same.
    driving.execute(url, "UPDATE users SET email = 'c@d.es' WHERE phone = '+34600000003'")
    driving.downgrade(url, "-1")
    assert driving.read(url, "cases") == before
    driving.upgrade(url, "019")
    assert _by_id(url, "users")[SECOND]["email"] == "c@d.es"
    assert _by_id(url, "users")[SECOND]["metadata"] == {}
    assert _by_id(url, "users")[FIRST]["nif_cif"] == "2B"


def test_028_marks_placeholders(url: str) -> None:
    start_at(url, driving.before("028"))
    _category(url, client_type="particular")
    driving.insert(
        url, "elements", {"id": key(10), "category_id": CATEGORY, "code": "ESCAPE", "name": "Escape"}
    )
    driving.insert(url, "element_images", {"id": FIRST, "element_id": key(10), "image_url": "a.png"})
    driving.upgrade(url, "028")
    assert driving.read(url, "element_images")[0]["status"] == "active"
    driving.insert(url, "element_images", {"id": SECOND, "element_id": key(10), "title": "Falta"})
    driving.downgrade(url, "-1")
    driving.upgrade(url, "028")
    images = _by_id(url, "element_images")
    assert (images[SECOND]["status"], images[SECOND]["image_url"]) == ("placeholder", None)
    assert images[FIRST]["status"] == "active"


def _conversations(url: str, *rows: Row) -> None:
    for number, row in enumerate(rows):
        driving.insert(
            url,
            "conversation_history",
            {"id": key(100 + number), "created_at": _time(number), **row},
        )


def test_032_merges_the_rows_of_one_conversation(url: str) -> None:
    start_at(url, driving.before("032"))
    driving.insert(url, "users", {"id": FIRST, "phone": "+34600000001"})
    _conversations(
        url,
        {"chatwoot_conversation_id": "5", "message_count": 2, "summary": "Uno", "metadata": {"a": 1}},
        {
            "chatwoot_conversation_id": "5",
            "message_count": 3,
            "summary": "Dos",
            "metadata": {"a": 2, "b": 3},
            "user_id": FIRST,
        },
        {"chatwoot_conversation_id": "6", "message_count": 1},
    )
    for number in range(3):
        driving.insert(
            url,
            "escalations",
            {"id": key(200 + number), "conversation_id": key(100 + number), "reason": "r", "source": "auto"},
        )
    driving.upgrade(url, "032")
    merged, other = driving.read(url, "conversation_history")
    assert (merged["id"], merged["message_count"], merged["user_id"]) == (key(100), 5, FIRST)
    assert merged["summary"] == "Uno\n\nDos"
    assert merged["metadata"] == {"a": 1, "b": 3, "merged": [{"a": 2}]}
    assert other["chatwoot_conversation_id"] == "6"
    links = [row["conversation_id"] for row in driving.read(url, "escalations")]
    assert links == [key(100), key(100), key(102)]
    driving.downgrade(url, "-1")
    assert len(driving.read(url, "conversation_history")) == 2


def test_032_refuses_to_merge_conversations_of_different_users(url: str) -> None:
    start_at(url, driving.before("032"))
    for number in (2, 3):
        driving.insert(url, "users", {"id": key(number), "phone": f"+3460000000{number}"})
    _conversations(
        url,
        {"chatwoot_conversation_id": "5", "user_id": FIRST},
        {"chatwoot_conversation_id": "5", "user_id": SECOND},
    )
    with pytest.raises(CommandError, match="rows of different users: 5"):
        driving.upgrade(url, "032")
    assert len(driving.read(url, "conversation_history")) == 2


def test_044_gives_back_abandoned_cases_and_unavailable_pictures_as_the_older_schema_has_them(
    url: str,
) -> None:
    start_at(url, "044")
    _category(url, client_type="particular")
    _escape(url)
    driving.insert(
        url,
        "element_images",
        {"id": FIRST, "element_id": key(10), "image_url": "https://x/y.png", "status": "unavailable"},
    )
    driving.insert(url, "cases", {"id": SECOND, "status": "collecting"})
    driving.execute(url, "UPDATE cases SET status = 'abandoned'")
    assert driving.read(url, "cases")[0]["resolved_at"] is not None
    driving.downgrade(url, "-1")
    assert driving.read(url, "element_images")[0]["status"] == "placeholder"
    assert driving.read(url, "cases")[0]["status"] == "cancelled"
    driving.upgrade(url, "044_trade_columns")
    assert driving.read(url, "cases")[0]["resolved_at"] is not None
