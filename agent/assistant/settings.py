"""What staff may set about the assistant, by the keys of system settings; their defaults stand here."""

from collections.abc import Mapping
from typing import Final

from agent.assistant.facts import Manner

PRIVACY_NOTICE: Final = "assistant_privacy_notice"
FIRST_REMINDER: Final = "assistant_first_reminder_hours"
SECOND_REMINDER: Final = "assistant_second_reminder_hours"
ABANDON_DAYS: Final = "assistant_abandon_days"
PATIENCE: Final = "assistant_misunderstandings"


def manner_of(settings: Mapping[str, str]) -> Manner:
    """How the assistant behaves by these settings; what has no row, or no number in it, has its default."""
    default = Manner()
    return Manner(
        settings.get(PRIVACY_NOTICE, default.privacy_notice).strip(),
        _whole(settings, FIRST_REMINDER, default.first_reminder_hours),
        _whole(settings, SECOND_REMINDER, default.second_reminder_hours),
        _whole(settings, ABANDON_DAYS, default.abandon_days),
        max(1, _whole(settings, PATIENCE, default.patience)),
    )


def _whole(settings: Mapping[str, str], key: str, default: int) -> int:
    value = settings.get(key, "").strip()
    return int(value) if value.isascii() and value.isdecimal() and len(value) <= 6 else default
