"""Reading and changing system settings. A change is an ordinary edit of the row, so the audit records it.

Nothing here commits.
"""

import re
from dataclasses import dataclass, replace
from typing import Final

from rapidfuzz import process
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.settings.known import BOUNDS, KNOWN
from agent.services.settings.values import read_value
from database.insert_once import insert_once
from database.models import SystemSetting
from shared.errors import ConflictError, InvariantError, NotFoundError
from shared.vocabularies import SettingValueType

# The words that the audit hides by.
_SECRET: Final = re.compile(r"(^|_)(password|secret|token|api_?key|credentials?)(_|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SystemSettingValue:
    """A setting. `is_default`: it has no row and the program's own value holds."""

    key: str
    value: str
    value_type: SettingValueType
    description: str
    is_mutable: bool
    is_default: bool = False

    @property
    def is_secret(self) -> bool:
        """Whether its value is not to be shown in lists."""
        return _SECRET.search(self.key) is not None


@dataclass(frozen=True, slots=True)
class SettingChange:
    """A setting as it is from now on, and the value that held before."""

    setting: SystemSettingValue
    former: str


async def list_settings(session: AsyncSession) -> list[SystemSettingValue]:
    """All settings by key: the stored ones and those whose default holds. One statement."""
    stored = {row.key: _of(row) for row in await session.scalars(select(SystemSetting))}
    defaults = {key: _default(key) for key in KNOWN}
    return [setting for _, setting in sorted((defaults | stored).items())]


async def get_setting(session: AsyncSession, key: str) -> SystemSettingValue:
    """The setting. Raises NotFoundError with the nearest keys."""
    found = {setting.key: setting for setting in await list_settings(session)}
    wanted = key.strip().lower()
    if wanted in found:
        return found[wanted]
    nearest = [match[0] for match in process.extract(wanted, list(found), limit=3)]
    raise NotFoundError(
        "unknown_setting",
        f"No hay ningún ajuste «{key[:60]}».",
        "key",
        f"Los más parecidos son: {', '.join(nearest)}." if nearest else "Consulta `msia settings list`.",
    )


async def set_setting(session: AsyncSession, key: str, value: str) -> SettingChange:
    """Give the setting a value of its type, under a lock until the transaction ends.

    Raises NotFoundError with the nearest keys, ConflictError for one that only the program changes,
    InvalidInputError for a value that its type or its bounds refuse.
    """
    before = await get_setting(session, key)
    if not before.is_mutable:
        raise ConflictError(
            "setting_not_mutable",
            f"El ajuste {before.key} lo lleva el propio programa y no se cambia a mano.",
            "key",
            "Consulta con `msia settings list` cuáles se pueden cambiar.",
        )
    stored_value = read_value(before.key, value, before.value_type, BOUNDS.get(before.key))
    if before.is_default:
        await insert_once(
            session,
            SystemSetting,
            key=before.key,
            value=before.value,
            value_type=before.value_type.value,
            description=before.description,
        )
    row = await session.scalar(
        select(SystemSetting)
        .where(SystemSetting.key == before.key)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if row is None:
        raise InvariantError(
            "setting_gone", f"El ajuste {before.key} se ha borrado a la vez.", "key", "Repite la operación."
        )
    former, row.value = row.value, stored_value
    await session.flush()
    return SettingChange(replace(_of(row), value=stored_value), former)


def _of(row: SystemSetting) -> SystemSettingValue:
    return SystemSettingValue(
        row.key, row.value, SettingValueType(row.value_type), row.description or "", row.is_mutable
    )


def _default(key: str) -> SystemSettingValue:
    known = KNOWN[key]
    return SystemSettingValue(
        known.key, known.default, known.value_type, known.description, is_mutable=True, is_default=True
    )
