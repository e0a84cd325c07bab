"""Users: one for each person, found by phone, with their personal data."""

from agent.services.users.records import (
    PERSONAL_FIELDS,
    FoundUser,
    get_or_create_user,
    get_user,
    lock_user,
    note_locked,
    set_client_type,
    update_personal_data,
)

__all__ = [
    "PERSONAL_FIELDS",
    "FoundUser",
    "get_or_create_user",
    "get_user",
    "lock_user",
    "note_locked",
    "set_client_type",
    "update_personal_data",
]
