"""Where personal data are: each table that holds some, whose rows are a person's, and what erasing leaves.

Every text or JSON column of these tables is either erased or kept, and says which (a test compares the two
lists with the models). What is kept identifies nobody: figures, dates, codes of the catalogue, words of
closed vocabularies, makes and models of vehicles.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, String, Table, and_, cast, false, literal, or_, select
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, array

from agent.services.privacy.person import Person
from database.models import (
    Base,
    Case,
    CaseElementData,
    CaseImage,
    ConversationHistory,
    ConversationMessage,
    Dialogue,
    DialoguePhoto,
    Escalation,
    LLMUsageMetric,
    OutgoingMessage,
    ParkedEvent,
    RAGQuery,
    ToolCallLog,
    User,
    conversation_message_keys,
)

ERASED: Final = "[borrado]"
"""Takes the place of texts that can't be NULL."""


def table_of(model: type[Base]) -> Table:
    """The table of a model, for statements that pass by the ORM's rules."""
    return Base.metadata.tables[model.__tablename__]


_USERS = table_of(User)
_CONVERSATIONS = table_of(ConversationHistory)
_MESSAGES = table_of(ConversationMessage)
_CASES = table_of(Case)
_IMAGES = table_of(CaseImage)
_ANSWERS = table_of(CaseElementData)
_ESCALATIONS = table_of(Escalation)
_QUERIES = table_of(RAGQuery)
_TOOL_CALLS = table_of(ToolCallLog)
_METRICS = table_of(LLMUsageMetric)
_PARKED = table_of(ParkedEvent)
_OUTGOING = table_of(OutgoingMessage)
_DIALOGUES = table_of(Dialogue)
_DIALOGUE_PHOTOS = table_of(DialoguePhoto)


@dataclass(frozen=True, slots=True)
class PersonalTable:
    """One table: `of_person` finds the rows, `erased` gives what its personal columns become, `kept` names
    the other text and JSON columns. `deleted` rows go altogether, `by_trigger` those of another table."""

    table: Table
    of_person: Callable[[Person], ColumnElement[bool]]
    erased: Mapping[str, Any]
    kept: frozenset[str] = frozenset()
    deleted: bool = False
    by_trigger: bool = False

    @property
    def name(self) -> str:
        """The table's name."""
        return str(self.table.name)


def _is_user(column: ColumnElement[Any], person: Person) -> ColumnElement[bool]:
    """Whether a column names the person's user; of somebody without one, no row does."""
    return column == person.user_id if person.user_id is not None else false()


def _parked(person: Person) -> ColumnElement[bool]:
    names = array(person.names, type_=String) if person.names else cast(array([]), ARRAY(String))
    return or_(
        _PARKED.c.conversation_id.in_(person.conversation_ids),
        cast(_PARKED.c.people, JSONB).has_any(names),
    )


def _by_owner(table: Table) -> Callable[[Person], ColumnElement[bool]]:
    """Rows of the user; without a user, those of their conversations and cases."""

    def condition(person: Person) -> ColumnElement[bool]:
        links = [table.c.conversation_id.in_(person.conversation_ids)]
        if "case_id" in table.c:
            links.append(table.c.case_id.in_(person.case_ids))
        return or_(_is_user(table.c.user_id, person), and_(table.c.user_id.is_(None), or_(*links)))

    return condition


PERSONAL_TABLES: Final = (
    PersonalTable(_DIALOGUES, _by_owner(_DIALOGUES), {"state": {}}, deleted=True),
    PersonalTable(
        _DIALOGUE_PHOTOS,
        _by_owner(_DIALOGUE_PHOTOS),
        {
            "content_hash": "",
            "stored_filename": "",
            "thumbnail_filename": None,
            "original_filename": None,
            "chatwoot_attachment_id": None,
            "caption": None,
        },
        frozenset({"mime_type"}),
        deleted=True,
    ),
    PersonalTable(
        _PARKED,
        _parked,
        {"payload": {}, "people": [], "event_hash": "", "chatwoot_conversation_id": None},
        frozenset({"reason", "event", "resolution"}),
        deleted=True,
    ),
    PersonalTable(
        _OUTGOING,
        lambda person: _OUTGOING.c.conversation_id.in_(person.conversation_ids),
        {
            "content": ERASED,
            "options": [],
            "picture": None,
            "about": {},
            "reason": None,
            "chatwoot_source_id": None,
        },
        frozenset({"kind", "status"}),
        deleted=True,
    ),
    PersonalTable(
        _MESSAGES,
        # In a group, those that the person wrote into it.
        lambda person: or_(
            _MESSAGES.c.conversation_id.in_(person.conversation_ids), _is_user(_MESSAGES.c.user_id, person)
        ),
        {
            "content": ERASED,
            "previous_texts": [],
            "chatwoot_message_id": None,
            "attachments": [],
            "reply_to_source": None,
        },
        frozenset({"role", "author"}),
    ),
    # Goes with the messages' own ids, by trigger.
    PersonalTable(
        conversation_message_keys,
        lambda person: conversation_message_keys.c.conversation_id.in_(person.conversation_ids),
        {},
        by_trigger=True,
    ),
    PersonalTable(
        _TOOL_CALLS,
        lambda person: _TOOL_CALLS.c.conversation_id.in_(person.conversation_ids),
        {"parameters": {}, "result_summary": None, "error_message": None},
        frozenset({"tool_name", "result_type"}),
    ),
    PersonalTable(
        _METRICS,
        lambda person: _METRICS.c.conversation_id.in_(person.conversation_ids),
        {"error_message": None},
        frozenset({"task_type", "tier", "original_tier", "provider", "model"}),
    ),
    PersonalTable(
        _QUERIES,
        _by_owner(_QUERIES),
        # The hash of a short question gives the question away to whoever tries.
        {
            "query_text": ERASED,
            "query_hash": hashlib.sha256(ERASED.encode()).hexdigest(),
            "cache_key": None,
            "answer": None,
            # What a question was limited to is what somebody has written too.
            "filters": {},
        },
        frozenset({"model", "timings"}),
    ),
    PersonalTable(
        _ESCALATIONS,
        _by_owner(_ESCALATIONS),
        {"reason": ERASED, "resolution": ERASED, "metadata": {}},
        frozenset({"source", "status"}),
    ),
    PersonalTable(
        _IMAGES,
        lambda person: _IMAGES.c.case_id.in_(person.case_ids),
        {
            "display_name": ERASED,
            "description": None,
            "stored_filename": None,
            "thumbnail_filename": None,
            "original_filename": None,
            "content_hash": None,
            "validation_notes": None,
            "review_waived_by": None,
            "review_waiver_reason": None,
            "chatwoot_message_id": None,
            "chatwoot_attachment_id": None,
        },
        frozenset({"element_code", "photo_code", "image_type", "mime_type"}),
        deleted=True,
    ),
    PersonalTable(
        _ANSWERS,
        lambda person: _ANSWERS.c.case_id.in_(person.case_ids),
        {"field_values": {}},
        frozenset({"element_code", "status"}),
    ),
    PersonalTable(
        _CASES,
        lambda person: _CASES.c.id.in_(person.case_ids),
        {
            "matricula": None,
            "bastidor": None,
            "itv_nombre": None,
            "taller_nombre": None,
            "taller_responsable": None,
            "taller_domicilio": None,
            "taller_ciudad": None,
            "taller_telefono": None,
            "taller_registro_industrial": None,
            "taller_actividad": None,
            "notes": None,
            "metadata": {},
        },
        # The tariff as accepted, in words of the catalogue, is the record of a contract.
        frozenset(
            {
                "status",
                "element_codes",
                "marca",
                "modelo",
                "itv_comunidad",
                "taller_provincia",
                "tariff_snapshot",
            }
        ),
    ),
    PersonalTable(
        _CONVERSATIONS,
        lambda person: _CONVERSATIONS.c.id.in_(person.conversation_ids),
        {
            # Whoever writes again in the same Chatwoot conversation gets a new one here.
            "chatwoot_conversation_id": literal("erased-") + cast(_CONVERSATIONS.c.id, String),
            "chatwoot_contact_id": None,
            "chatwoot_labels": [],
            "summary": None,
            "metadata": {},
        },
        frozenset({"chatwoot_status"}),
    ),
    PersonalTable(
        _USERS,
        lambda person: _is_user(_USERS.c.id, person),
        {
            "phone": None,  # a random one that no country has; see erasure.py
            "chatwoot_contact_id": None,
            "first_name": None,
            "last_name": None,
            "company_name": None,
            "nif_cif": None,
            "email": None,
            "domicilio_calle": None,
            "domicilio_localidad": None,
            "domicilio_provincia": None,
            "domicilio_cp": None,
            "metadata": {},
        },
        frozenset({"client_type"}),
    ),
)
"""In the order of erasing: what hangs on something before it."""


def ids_of(personal: PersonalTable, person: Person) -> Any:
    """A subquery with the keys of the person's rows."""
    return select(personal.table.c.id).where(personal.of_person(person))
