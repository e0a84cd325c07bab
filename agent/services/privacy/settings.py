"""Periods in days that staff may set in `system_settings`."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from database.models import SystemSetting
from shared.errors import InvalidInputError

MOST_DAYS = 36_500


async def whole_days(session: AsyncSession, key: str, default: int) -> int:
    """The days of a setting, or `default` without one. Raises InvalidInputError for what is no number of
    days from 0 to 36500."""
    value = await session.scalar(select(SystemSetting.value).where(SystemSetting.key == key))
    if value is None:
        return default
    days = value.strip()
    if not (days.isascii() and days.isdigit() and len(days) <= 5 and int(days) <= MOST_DAYS):
        raise InvalidInputError(
            "invalid_period",
            f"El ajuste {key} «{value[:60]}» no es un número de días.",
            key,
            f"Escribe un número entero de 0 a {MOST_DAYS}.",
        )
    return int(days)
