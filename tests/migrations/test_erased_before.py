"""What upgrading to 048 makes of phones and of what was erased before it."""

import datetime as dt

import pytest
from alembic.util import CommandError

from database.keys import uuid7_at
from tests.migrations import driving
from tests.migrations.driving import Row, key
from tests.migrations.ladder import start_at

NUMBER = "048"
MOMENT = dt.datetime(2026, 3, 4, 5, 6, tzinfo=dt.UTC)
USERS = {
    1: ("+5215512345678", "+525512345678"),
    2: ("+554187991234", "+5541987991234"),
    3: ("+541123456789", "+5491123456789"),
    4: ("+551134567890", "+551134567890"),  # a landline
    5: ("+34600000001", "+34600000001"),
    # Both spellings have a user: for staff to tell apart.
    6: ("+554187995678", "+554187995678"),
    7: ("+5541987995678", "+5541987995678"),
}


def by_id(url: str, table: str) -> dict[object, Row]:
    return {row["id"]: row for row in driving.read(url, table)}


def test_phones_and_what_was_erased_before(url: str) -> None:
    start_at(url, driving.before(NUMBER))
    driving.insert(
        url,
        "users",
        *({"id": key(n), "phone": old, "chatwoot_contact_id": 30 + n} for n, (old, _) in USERS.items()),
        {"id": key(8), "phone": "+01234567890123", "erased_at": MOMENT, "metadata": {"nota": "x"}},
    )
    driving.insert(
        url,
        "conversation_history",
        {"id": key(20), "user_id": key(5), "chatwoot_conversation_id": "4711"},
        {
            "id": key(21),
            "user_id": key(8),
            "chatwoot_conversation_id": f"erased-{key(21)}",
            "summary": "Tarde",
        },
    )
    message = {"conversation_id": key(21), "role": "user", "content": "Tarde", "chatwoot_message_id": 9}
    driving.insert(url, "conversation_messages", {"id": uuid7_at(MOMENT), **message})
    driving.upgrade(url, NUMBER)

    users, talks = by_id(url, "users"), by_id(url, "conversation_history")
    assert {n: users[key(n)]["phone"] for n in USERS} == {n: new for n, (_, new) in USERS.items()}
    assert users[key(8)]["metadata"] == {}
    assert (talks[key(20)]["chatwoot_contact_id"], talks[key(20)]["erased_at"]) == (35, None)
    assert talks[key(20)]["chatwoot_account_id"] == 0
    assert (talks[key(21)]["summary"], talks[key(21)]["erased_at"] is None) == (None, False)
    (late,) = driving.read(url, "conversation_messages")
    assert (late["content"], late["chatwoot_message_id"]) == ("[borrado]", None)


def test_conversations_of_two_accounts_do_not_fit_into_the_old_schema(url: str) -> None:
    start_at(url, NUMBER)
    driving.insert(
        url,
        "conversation_history",
        *(
            {"id": key(account), "chatwoot_account_id": account, "chatwoot_conversation_id": "4711"}
            for account in (1, 2)
        ),
    )
    with pytest.raises(CommandError, match="same number"):
        driving.downgrade(url, "-1")
    assert len(driving.read(url, "conversation_history")) == 2
