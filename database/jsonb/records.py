"""Schemas of the JSONB columns of cases, conversations, documents and monitoring."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, StringConstraints

from domain.catalogue.schemas import Code, Phrases, StrictSchema

CodeList = list[Code]
PageNumbers = list[Annotated[int, Field(ge=1)]]
Headings = list[str]

Scores = dict[str, FiniteFloat]
"""`query_citations.scores`: of the search, by name."""

Quotes = list[Annotated[str, StringConstraints(min_length=1)]]
"""`query_citations.quotes`: words of the passage that a written answer rests on."""

Tags = Phrases
"""`regulatory_documents.tags`: words to find a document by."""

FieldName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,99}$")]
Answer = str | int | float | bool | None
FieldValues = dict[FieldName, Answer]
"""`case_element_data.field_values`: answers by field name, already typed (dates as ISO text)."""

Context = dict[str, Any]
"""`container_error_logs.context`, `tool_call_logs.parameters` and `admin_access_log.details`: whatever the
caller had; keys are text."""

RowContent = dict[str, Any]
"""`seed_records.content`: the values of a row of any table, by column name."""


class OpenObject(BaseModel):
    """A JSON object with free keys (`metadata` columns)."""

    model_config = ConfigDict(extra="allow")


class StoredDialogue(OpenObject):
    """`dialogues.state`: of the version that wrote it; the dialogue itself reads the rest."""

    version: Annotated[int, Field(ge=1)]


class PreviousText(StrictSchema):
    """A text that an edit replaced, and until when it stood."""

    content: str
    until: Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T")]


PreviousTexts = list[PreviousText]
"""`conversation_messages.previous_texts`: oldest first."""

Labels = list[Annotated[str, StringConstraints(min_length=1, max_length=200)]]
"""`conversation_history.chatwoot_labels`."""


class MessageAttachment(StrictSchema):
    """What came with a message: Chatwoot's id, its kind there, where it is, and its name if it has one."""

    id: Annotated[int, Field(ge=1)]
    kind: str
    url: str | None = None
    name: str | None = None
    latitude: float | None = None
    longitude: float | None = None


MessageAttachments = list[MessageAttachment]
"""`conversation_messages.attachments`: in the order in which they came."""

Options = list[str]
"""`outgoing_messages.options`: what may be tapped."""

People = list[Annotated[str, StringConstraints(pattern=r"^(contact:[0-9]+|phone:\+[0-9]+)$")]]
"""`parked_events.people`: whom the event is about or from."""


class ValueChange(StrictSchema):
    """One changed column: `old` is absent for a creation, `new` for a deletion."""

    old: Any = None
    new: Any = None


ChangedValues = dict[str, ValueChange]
"""`audit_log.changes`: the changed columns by name."""


class SectionMapping(StrictSchema):
    """Where a section of a regulation starts: its heading and page."""

    title: str
    page: Annotated[int, Field(ge=1)] | None = None


SectionMappings = dict[str, str | SectionMapping]
"""`regulatory_documents.section_mappings`: section number → heading, or heading with page."""
