"""Settings that the program reads: what holds while they have no row, and which values make sense."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from agent.services.monitoring.attempts import ENABLED
from agent.services.privacy.erasure import LEGAL_HOLD
from agent.services.privacy.retention import RETENTION, SETTING_PREFIX
from agent.services.privacy.settings import MOST_DAYS
from shared.vocabularies import SettingValueType


@dataclass(frozen=True, slots=True)
class KnownSetting:
    """A setting that the program reads. `default` holds while there is no row."""

    key: str
    value_type: SettingValueType
    default: str
    description: str


_PERIODS = tuple(
    KnownSetting(
        f"{SETTING_PREFIX}{rule.table}",
        SettingValueType.INTEGER,
        str(rule.days),
        f"Días que se guarda lo de {rule.table}; 0, para siempre ({rule.why}).",
    )
    for rule in RETENTION
)

ASSISTANT: Final = (
    KnownSetting(
        "assistant_privacy_notice",
        SettingValueType.STRING,
        "",
        "Dónde está el aviso de privacidad; el asistente lo dice en su primer mensaje.",
    ),
    KnownSetting(
        "assistant_first_reminder_hours",
        SettingValueType.INTEGER,
        "4",
        "Horas sin respuesta hasta el primer recordatorio del asistente; 0, ninguno.",
    ),
    KnownSetting(
        "assistant_second_reminder_hours",
        SettingValueType.INTEGER,
        "22",
        "Horas sin respuesta hasta el segundo recordatorio; 0, ninguno.",
    ),
    KnownSetting(
        "assistant_abandon_days",
        SettingValueType.INTEGER,
        "30",
        "Días sin respuesta hasta dar por abandonado el expediente; 0, nunca.",
    ),
    KnownSetting(
        "assistant_misunderstandings",
        SettingValueType.INTEGER,
        "3",
        "Mensajes seguidos sin entender hasta que el asistente avisa a una persona.",
    ),
)
"""How the assistant behaves; agent/assistant/settings.py reads them."""

KNOWN: Final[Mapping[str, KnownSetting]] = MappingProxyType(
    {
        known.key: known
        for known in (
            *_PERIODS,
            *ASSISTANT,
            KnownSetting(
                ENABLED,
                SettingValueType.BOOLEAN,
                "true",
                "Si el asistente se ayuda de modelos de lenguaje, donde los hay; sin ellos contesta igual.",
            ),
            KnownSetting(
                LEGAL_HOLD,
                SettingValueType.INTEGER,
                "0",
                "Días desde el último expediente terminado en los que no se borra a su titular.",
            ),
        )
    }
)

BOUNDS: Final[Mapping[str, tuple[int, int]]] = MappingProxyType(
    {**dict.fromkeys(KNOWN, (0, MOST_DAYS)), "vat_rate": (0, 99)}
)
"""Least and most of whole numbers, both allowed."""
