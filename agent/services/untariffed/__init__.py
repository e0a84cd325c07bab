"""What the tariff does not price and what elements are not, as staff keeps it."""

from agent.services.untariffed.contrary import list_contrary_words, set_contrary_words
from agent.services.untariffed.works import (
    WorkValues,
    change_work,
    get_work,
    list_works,
    put_work,
    switch_work,
)

__all__ = [
    "WorkValues",
    "change_work",
    "get_work",
    "list_contrary_words",
    "list_works",
    "put_work",
    "set_contrary_words",
    "switch_work",
]
