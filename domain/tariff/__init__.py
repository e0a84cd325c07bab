"""Pure tariff engine: rows of one category in, the cheapest admitting tier and its explanation out.

The rules are those of docs/decisions/0003-tariff-quotas.md. Nothing here touches a database or the clock.
"""

from domain.tariff.catalogue import MAX_SWITCHES, CompiledTariff, InclusionRow, TierRow, compile_tariff
from domain.tariff.errors import InheritanceCycleError, RequestError, TariffDataError
from domain.tariff.refusals import Refusal, RefusalKind
from domain.tariff.verdict import TierOutcome, Verdict, decide

__all__ = [
    "MAX_SWITCHES",
    "CompiledTariff",
    "InclusionRow",
    "InheritanceCycleError",
    "Refusal",
    "RefusalKind",
    "RequestError",
    "TariffDataError",
    "TierOutcome",
    "TierRow",
    "Verdict",
    "compile_tariff",
    "decide",
]
