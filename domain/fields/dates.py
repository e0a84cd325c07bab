"""Dates as Spaniards write them: 12/03/2026, 12-3-26, 12 de marzo de 2026, «ayer», «hace dos semanas».

Day first, always; a date without its year or day is asked again rather than completed.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from dateutil import tz
from dateutil.relativedelta import relativedelta

from domain.catalogue import CatalogueField
from domain.fields.messages import rejection, spanish_date
from domain.fields.number_words import digits_for_words
from domain.fields.result import Accepted, Rejected
from domain.fields.wording import says_dont_know
from domain.folding import fold_line

_SPAIN: Final = "Europe/Madrid"
_MONTHS: Final = {
    "ene": 1, "feb": 2, "mar": 3, "abr": 4, "may": 5, "jun": 6, "jul": 7, "ago": 8, "sep": 9, "set": 9,
    "oct": 10, "nov": 11, "dic": 12,
}  # fmt: skip
_MONTH: Final = (
    r"(ene(?:ro)?|feb(?:rero)?|mar(?:zo)?|abr(?:il)?|may(?:o)?|jun(?:io)?|jul(?:io)?|ago(?:sto)?|"
    r"sep(?:t(?:iembre)?|tiembre)?|set(?:iembre)?|oct(?:ubre)?|nov(?:iembre)?|dic(?:iembre)?)\.?"
)
_ISO = re.compile(r"(?<![0-9])([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?![0-9])")
_NUMERIC = re.compile(
    r"(?<![0-9/.-])([0-9]{1,2})(?:\s?[-/.]\s?| )([0-9]{1,2})(?:\s?[-/.]\s?| )"
    r"([0-9]{4}|[0-9]{2})(?![0-9]|[/-][0-9])"
)
_WORDED = re.compile(
    rf"(?<![0-9])([0-9]{{1,2}})(?:º|ª|°)?[\s/-]*(?:de\s+)?{_MONTH}[\s,/-]*(?:del?\s+)?(?:ano\s+)?([0-9]{{4}}|['’]?[0-9]{{2}})(?![0-9])"
)
_WORD_DAY = re.compile(rf"\b([a-z]+(?: y [a-z]+)?) de (?={_MONTH})")
_YEAR_IN_WORDS = re.compile(r"\b(dos mil(?: [a-z]+(?: y [a-z]+)?)?)\b")
_AGO = re.compile(r"\bhace (un[ao]?|[0-9]{1,4}) (dia|semana|mes|ano)(?:e?s)?\b")
_RELATIVE: Final = (
    (re.compile(r"\b(?:anteayer|antes de ayer|antier)\b"), -2),
    (re.compile(r"\bpasado manana\b"), 2),
    (re.compile(r"\bayer\b"), -1),
    (re.compile(r"\bhoy(?: mismo)?\b"), 0),
    # "esta mañana" and "por la mañana" are times of day, not tomorrow.
    (re.compile(r"(?<!esta )(?<!la )\bmanana\b"), 1),
)


def today_in_spain() -> date:
    """The current date of the firm's clients (Europe/Madrid)."""
    return day_in_spain(datetime.now(UTC))


def day_in_spain(moment: datetime) -> date:
    """The day that an aware moment belongs to in Spain."""
    return moment.astimezone(tz.gettz(_SPAIN)).date()


def start_in_spain(day: date) -> datetime:
    """The aware moment at which the day begins in Spain."""
    return datetime.combine(day, time.min, tz.gettz(_SPAIN))


def end_in_spain(day: date) -> datetime:
    """The aware moment at which the day has ended in Spain; for the last day there is, its last moment."""
    if day == date.max:
        return datetime.combine(day, time.max, tz.gettz(_SPAIN))
    return start_in_spain(day + timedelta(days=1))


def read_date(field: CatalogueField, raw: str, today: date) -> Accepted | Rejected:
    """The date as ISO text (YYYY-MM-DD) within the field's bounds, or why it can't be taken.

    `today` is what «ayer» and «hace tres días» count from.
    """
    found = _dates(raw, today)
    if found is None:
        return _reject(field, "esa fecha no existe; escribe día, mes y año")
    if not found:
        return _reject(field, "escribe la fecha con día, mes y año")
    if len(found) > 1:
        return _reject(field, "escribe una sola fecha")
    day = next(iter(found))
    problem = _problem(field, day)
    return Accepted(day.isoformat()) if problem is None else _reject(field, problem)


def date_of(text: str, today: date) -> date | None:
    """The only date that the text states; None when it states none, several, or an impossible one."""
    found = _dates(text, today)
    return next(iter(found)) if found is not None and len(found) == 1 else None


def _dates(raw: str, today: date) -> set[date] | None:
    """All dates the text states; None when one of them is in no calendar."""
    text = fold_line(raw).replace("primero de", "1 de")
    text = _WORD_DAY.sub(lambda hit: f"{digits_for_words(hit[1])} de ", text)
    if says_dont_know(text):
        return set()
    found: set[date] = set()
    for pattern, order in ((_ISO, (1, 2, 3)), (_WORDED, (3, 2, 1)), (_NUMERIC, (3, 2, 1))):
        for match in pattern.finditer(text):
            year, month, number = (match.group(position) for position in order)
            day = _calendar_day(year, month, number, today)
            if day is None:
                return None
            found.add(day)
        text = pattern.sub(" ", text)
    # The year in words, where no other digits keep the words from being read.
    spelt = _WORDED.search(_YEAR_IN_WORDS.sub(lambda hit: _year(hit[1]), text))
    if not found and spelt:
        day = _calendar_day(spelt.group(3), spelt.group(2), spelt.group(1), today)
        return None if day is None else {day}
    for match in _AGO.finditer(digits_for_words(text)):
        found.add(_ago(match, today))
    for pattern, days in _RELATIVE:
        if pattern.search(text):
            found.add(today + timedelta(days=days))
            text = pattern.sub(" ", text)
    return found


def _year(said: str) -> str:
    """«dos mil veintiséis» as 2026."""
    thousands, _, rest = digits_for_words(said).partition(" ")
    return str(int(thousands) + int(rest)) if rest.isdigit() else thousands


def _ago(match: re.Match[str], today: date) -> date:
    amount = int(match.group(1)) if match.group(1).isdigit() else 1
    unit = match.group(2)
    step = {
        "dia": relativedelta(days=amount),
        "semana": relativedelta(weeks=amount),
        "mes": relativedelta(months=amount),
        "ano": relativedelta(years=min(amount, today.year - 1)),
    }[unit]
    return today - step


def _calendar_day(year: str, month: str, day: str, today: date) -> date | None:
    number = int(year.strip("'’"))
    if len(year.strip("'’")) == 2:
        # Two digits: up to ten years ahead belongs to this century, the rest to the last one.
        number += today.year - today.year % 100
        number -= 100 if number > today.year + 10 else 0
    try:
        return date(number, int(month) if month.isdigit() else _MONTHS[month[:3]], int(day))
    except ValueError:
        return None


def _problem(field: CatalogueField, day: date) -> str | None:
    low = date.fromisoformat(field.rules.min_date) if field.rules.min_date else None
    high = date.fromisoformat(field.rules.max_date) if field.rules.max_date else None
    if (low is None or day >= low) and (high is None or day <= high):
        return None
    if low is not None and high is not None:
        return f"tiene que estar entre el {spanish_date(low)} y el {spanish_date(high)}"
    if low is not None:
        return f"tiene que ser el {spanish_date(low)} o después"
    return f"tiene que ser el {spanish_date(high or day)} o antes"


def _reject(field: CatalogueField, problem: str) -> Rejected:
    return rejection(field, problem, _example(field))


def _example(field: CatalogueField) -> str:
    """The field's example where it keeps the rules, else a date within the bounds."""
    reference = date(2026, 3, 12)
    given = date_of(field.example, reference) if field.example else None
    if given is not None and _problem(field, given) is None:
        return spanish_date(given)
    if _problem(field, reference) is None:
        return spanish_date(reference)
    return spanish_date(date.fromisoformat(field.rules.min_date or field.rules.max_date or "2026-03-12"))
