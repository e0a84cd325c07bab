"""Which handler does which kind of job: one line for each."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from agent.worker.answering import answer_client, give_up_answer
from agent.worker.indexing import mirror_points, work_on_index
from agent.worker.ingesting import give_up_reading, read_document
from agent.worker.reconciling import reconcile
from agent.worker.reminding import remind_client
from agent.worker.sending import give_up_sending, send_entry
from agent.worker.showing import show_attributes
from agent.worker.working import Handling
from shared.vocabularies import JobKind

_BY_KIND: Final = (
    (JobKind.ANSWER, Handling(answer_client, given_up=give_up_answer)),
    (JobKind.SEND, Handling(send_entry, given_up=give_up_sending)),
    (JobKind.REMIND, Handling(remind_client)),
    (JobKind.ATTRIBUTES, Handling(show_attributes, in_background=True)),
    (JobKind.RECONCILE, Handling(reconcile)),
    (JobKind.INGEST, Handling(read_document, given_up=give_up_reading, in_background=True)),
    (JobKind.EMBED, Handling(work_on_index, in_background=True)),
    (JobKind.INDEX, Handling(mirror_points, in_background=True)),
)

HANDLERS: Final[Mapping[JobKind, Handling]] = MappingProxyType(dict(_BY_KIND))
"""A kind without a handler waits for a version of the program that has one."""
