"""The settings that staff change while the system runs: rows of `system_settings`, and known ones without."""

from agent.services.settings.records import (
    SettingChange,
    SystemSettingValue,
    get_setting,
    list_settings,
    set_setting,
)

__all__ = ["SettingChange", "SystemSettingValue", "get_setting", "list_settings", "set_setting"]
