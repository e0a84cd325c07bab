"""When people answer: the setting BUSINESS_HOURS, and when somebody is there next. Pure.

`L-V 9:00-14:00 16:00-19:00; S 10:00-13:00`: days, then hours, Spanish time.
"""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from shared.errors import InvalidInputError

_SPAIN: Final = ZoneInfo("Europe/Madrid")
_LETTERS: Final = "LMXJVSD"
_NAMES: Final = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
_RANGE: Final = re.compile(r"([LMXJVSD])(?:-([LMXJVSD]))?((?:\s+\d{1,2}:\d{2}-\d{1,2}:\d{2})+)")
_HOURS: Final = re.compile(r"(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})")


@dataclass(frozen=True, slots=True)
class Opening:
    """Some hours of a day of the week, Monday 0."""

    day: int
    start: time
    end: time


@dataclass(frozen=True, slots=True)
class BusinessHours:
    """The hours of a week; without any, somebody is always there."""

    openings: tuple[Opening, ...]

    def is_open(self, now: datetime) -> bool:
        """Whether somebody is there."""
        local = now.astimezone(_SPAIN)
        return not self.openings or any(
            opening.day == local.weekday() and opening.start <= local.time() < opening.end
            for opening in self.openings
        )

    def next_opening(self, now: datetime) -> str | None:
        """When somebody is there again, in words; None while somebody is."""
        if self.is_open(now):
            return None
        local = now.astimezone(_SPAIN)
        for ahead in range(8):
            day = local.date() + timedelta(days=ahead)
            starts = sorted(
                opening.start
                for opening in self.openings
                if opening.day == day.weekday() and (ahead > 0 or opening.start > local.time())
            )
            if starts:
                clock = f"{starts[0].hour}:{starts[0].minute:02}"
                if ahead == 0:
                    return f"hoy a partir de las {clock}"
                return f"{'mañana' if ahead == 1 else f'el {_NAMES[day.weekday()]}'} a partir de las {clock}"
        return None


def read_hours(text: str) -> BusinessHours:
    """The hours of the setting. Raises InvalidInputError."""
    openings: list[Opening] = []
    for part in filter(None, (piece.strip() for piece in text.split(";"))):
        found = _RANGE.fullmatch(part.upper())
        if found is None:
            raise _unreadable()
        first, last = _LETTERS.index(found[1]), _LETTERS.index(found[2] or found[1])
        for numbers in _HOURS.findall(found[3]):
            try:
                start, end = time(int(numbers[0]), int(numbers[1])), time(int(numbers[2]), int(numbers[3]))
            except ValueError:
                raise _unreadable() from None
            if start >= end or first > last:
                raise _unreadable()
            openings += [Opening(day, start, end) for day in range(first, last + 1)]
    return BusinessHours(tuple(openings))


def _unreadable() -> InvalidInputError:
    return InvalidInputError(
        "invalid_business_hours",
        "El horario de atención no se entiende.",
        "BUSINESS_HOURS",
        "Escríbelo como «L-V 9:00-14:00 16:00-19:00; S 10:00-13:00».",
    )
