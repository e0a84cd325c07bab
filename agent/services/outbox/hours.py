"""When people answer: the setting BUSINESS_HOURS, and when somebody is there next.

`L-V 9:00-14:00 16:00-19:00; S 10:00-13:00`: days, then hours, Spanish time.
"""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from shared.config import Settings
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
                clock = _clock(starts[0])
                if ahead == 0:
                    return f"hoy a partir de las {clock}"
                return f"{'mañana' if ahead == 1 else f'el {_NAMES[day.weekday()]}'} a partir de las {clock}"
        return None

    @property
    def in_words(self) -> str:
        """The week as people say it: «de lunes a viernes de 9:00 a 14:00; el sábado de 10:00 a 13:00»."""
        days: dict[int, list[str]] = {}
        for opening in sorted(self.openings, key=lambda found: (found.day, found.start)):
            days.setdefault(opening.day, []).append(f"de {_clock(opening.start)} a {_clock(opening.end)}")
        groups: list[tuple[int, int, list[str]]] = []
        for day, hours in sorted(days.items()):
            if groups and groups[-1][1] == day - 1 and groups[-1][2] == hours:
                groups[-1] = (groups[-1][0], day, hours)
            else:
                groups.append((day, day, hours))
        return "; ".join(f"{_days(first, last)} {' y '.join(hours)}" for first, last, hours in groups)


def _clock(moment: time) -> str:
    return f"{moment.hour}:{moment.minute:02}"


def _days(first: int, last: int) -> str:
    if first == last:
        return f"el {_NAMES[first]}"
    if last == first + 1:
        return f"{_NAMES[first]} y {_NAMES[last]}"
    return f"de {_NAMES[first]} a {_NAMES[last]}"


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


def told_hours(settings: Settings) -> str | None:
    """When people answer, in words, for clients who ask; None where nobody of the firm has set it."""
    if "BUSINESS_HOURS" not in settings.model_fields_set:
        return None
    return read_hours(settings.BUSINESS_HOURS).in_words or None


def _unreadable() -> InvalidInputError:
    return InvalidInputError(
        "invalid_business_hours",
        "El horario de atención no se entiende.",
        "BUSINESS_HOURS",
        "Escríbelo como «L-V 9:00-14:00 16:00-19:00; S 10:00-13:00».",
    )
