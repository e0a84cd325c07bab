"""Closed vocabularies of the domain, one definition for the database CHECKs and for every schema.

Source: spec, "Complete Model Inventory" and "Key Patterns"; what the inventory leaves open is filled
with what the firm's forms and tariffs need (see docs/decisions).
"""

from enum import StrEnum
from typing import TypeVar

from shared.errors import InvariantError

Word = TypeVar("Word", bound=StrEnum)


def word_of(vocabulary: type[Word], value: str, column: str) -> Word:
    """The word of a closed vocabulary that a stored text is.

    Raises InvariantError naming the column: a CHECK refuses other texts, so one that gets here must not be
    taken for anything.
    """
    try:
        return vocabulary(value)
    except ValueError:
        raise InvariantError(
            "unknown_word",
            f"La columna «{column}» contiene «{value[:60]}», que no está en su vocabulario.",
            column,
            f"Valores admitidos: {', '.join(vocabulary)}.",
        ) from None


class ClientType(StrEnum):
    """Who asks: a private person or a professional of the trade."""

    PARTICULAR = "particular"
    PROFESSIONAL = "professional"


class MessageRole(StrEnum):
    """Author of a conversation message."""

    USER = "user"
    ASSISTANT = "assistant"


class TombstoneKind(StrEnum):
    """What a tombstone's hash stands for."""

    CONVERSATION = "conversation"
    CONTACT = "contact"
    PHONE = "phone"
    MESSAGE = "message"


class ParkingReason(StrEnum):
    """Why an event of Chatwoot waits for a decision of staff."""

    CONTACT_CHANGED = "contact_changed"
    OTHER_ACCOUNT = "other_account"
    OTHER_INBOX = "other_inbox"
    REFUSED = "refused"


class ParkedResolution(StrEnum):
    """What staff decided about a parked event."""

    REPLAYED = "replayed"
    DISMISSED = "dismissed"


class SettingValueType(StrEnum):
    """How the text of a system setting is read."""

    STRING = "string"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    JSON = "json"


class Severity(StrEnum):
    """Weight of a warning, in growing order."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class ShowCondition(StrEnum):
    """When an associated element warning is shown."""

    ALWAYS = "always"
    ON_EXCEED_MAX = "on_exceed_max"
    ON_BELOW_MIN = "on_below_min"


class ImageType(StrEnum):
    """What a catalogue picture is for. `step` and `calculation` come from the element catalogue."""

    EXAMPLE = "example"
    REQUIRED_DOCUMENT = "required_document"
    WARNING = "warning"
    STEP = "step"
    CALCULATION = "calculation"


class ImageStatus(StrEnum):
    """Whether the picture file exists: yet (placeholder), still (active), or no longer (unavailable)."""

    ACTIVE = "active"
    PLACEHOLDER = "placeholder"
    UNAVAILABLE = "unavailable"


class FieldType(StrEnum):
    """Type of the answer to a required field."""

    TEXT = "text"
    NUMBER = "number"
    BOOLEAN = "boolean"
    SELECT = "select"
    DATE = "date"
    PHOTO = "photo"


class ConditionOperator(StrEnum):
    """Comparison between an earlier answer and the condition value."""

    EQUALS = "equals"
    NOT_EQUALS = "not_equals"
    GREATER_THAN = "greater_than"
    LESS_THAN = "less_than"
    CONTAINS = "contains"


class ServiceKind(StrEnum):
    """`optional`: offered to the client. `surcharge`: added to the price whenever its element is asked."""

    OPTIONAL = "optional"
    SURCHARGE = "surcharge"


class ServiceScope(StrEnum):
    """With which tiers an additional service is offered."""

    ALWAYS = "always"
    WITH_PROJECT = "with_project"
    WITHOUT_PROJECT = "without_project"


class BeyondKind(StrEnum):
    """What work that the tariff does not price is: no reform at all, not offered, or for a person to say."""

    NO_REFORM = "no_reform"
    NOT_OFFERED = "not_offered"
    PERSON = "person"


class EverydayKind(StrEnum):
    """What a row of everyday words says: what the law calls the same, how a shortened word is written out, or
    what a passage must speak of to answer."""

    MEANING = "meaning"
    SPELLING = "spelling"
    SUBJECT = "subject"


class PromptSectionType(StrEnum):
    """Kinds of editable prompt sections."""

    ALGORITHM = "algorithm"
    RECOGNITION_TABLE = "recognition_table"
    SPECIAL_CASES = "special_cases"
    FOOTER = "footer"


class DocumentType(StrEnum):
    """Kinds of regulatory documents."""

    REGULATION = "regulation"
    MANUAL = "manual"
    DIRECTIVE = "directive"
    CIRCULAR = "circular"
    INTERNAL = "internal"
    OTHER = "other"


class DocumentStatus(StrEnum):
    """Life of a regulatory document in the index."""

    PENDING = "pending"
    PROCESSING = "processing"
    INDEXED = "indexed"
    FAILED = "failed"
    ARCHIVED = "archived"


class ChunkType(StrEnum):
    """What a piece of a regulation is."""

    ARTICLE = "article"
    ANNEX = "annex"
    PROVISION = "provision"
    PREAMBLE = "preamble"
    TABLE = "table"
    NOTE = "note"
    TEXT = "text"


class IngestionStage(StrEnum):
    """What is being done with a document before answers may draw from it."""

    READING = "reading"
    STORING = "storing"
    EMBEDDING = "embedding"


class ExtractionMethod(StrEnum):
    """How the text of a document was obtained."""

    TEXT = "text"
    OCR = "ocr"
    HYBRID = "hybrid"


class EmbeddingModelStatus(StrEnum):
    """Whether queries use a model's vectors."""

    PREPARING = "preparing"  # its vectors are being made; queries use another
    ACTIVE = "active"
    RETIRED = "retired"


class CaseStatus(StrEnum):
    """Life of an expediente."""

    COLLECTING = "collecting"
    PENDING_REVIEW = "pending_review"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    ABANDONED = "abandoned"


class CaseElementStatus(StrEnum):
    """Progress of one element of an expediente."""

    PENDING_PHOTOS = "pending_photos"
    PENDING_DATA = "pending_data"
    COMPLETED = "completed"


class EscalationSource(StrEnum):
    """What asked for a human."""

    TOOL_CALL = "tool_call"
    AUTO = "auto"
    ERROR = "error"


class EscalationStatus(StrEnum):
    """Life of an escalation."""

    PENDING = "pending"
    IN_PROGRESS = "in_progress"
    RESOLVED = "resolved"


class AdminRole(StrEnum):
    """Rights of a panel user."""

    ADMIN = "admin"
    USER = "user"


class AccessAction(StrEnum):
    """Entries of the access log."""

    LOGIN = "login"
    LOGOUT = "logout"
    LOGIN_FAILED = "login_failed"


class ErrorLevel(StrEnum):
    """Levels of container errors."""

    WARNING = "WARNING"
    ERROR = "ERROR"
    CRITICAL = "CRITICAL"


class ErrorStatus(StrEnum):
    """Handling of a container error."""

    OPEN = "open"
    RESOLVED = "resolved"
    IGNORED = "ignored"


class LLMTier(StrEnum):
    """Tiers of the hybrid LLM architecture."""

    LOCAL_FAST = "local_fast"
    LOCAL_CAPABLE = "local_capable"
    CLOUD = "cloud"


class ToolResultType(StrEnum):
    """Outcome of a tool call."""

    SUCCESS = "success"
    ERROR = "error"
    BLOCKED = "blocked"


class AuditAction(StrEnum):
    """Kinds of audited changes."""

    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"
    REDACT = "redact"  # of an entry of the audit itself: values taken out of it


class ActorKind(StrEnum):
    """Whose doing an audited change is."""

    STAFF = "staff"  # a member of staff, by name
    API = "api"  # a program with the API's token that names nobody
    CLIENT = "client"  # a client, through the webhook
    OPERATOR = "operator"  # the operating system's user at the command line
    JOB = "job"  # seeding, retention, migrations
    DATABASE = "database"  # nobody said: psql, other programs; the database's own user
    UNRECORDED = "unrecorded"  # changes of before it was written down


class JobKind(StrEnum):
    """What a job does; `agent/worker/handlers.py` says who does it."""

    ANSWER = "answer"  # the messages of a client that wait for an answer
    SEND = "send"  # the next message of a conversation's outbox
    RECONCILE = "reconcile"  # ask Chatwoot for what its webhooks did not bring
    REMIND = "remind"  # a client who has left a case half told
    ATTRIBUTES = "attributes"  # what a conversation shows of itself in Chatwoot
    INGEST = "ingest"  # read a document
    EMBED = "embed"  # vectors of a document's pieces
    INDEX = "index"  # bring a document into the index, or take it out
    MAINTAIN = "maintain"  # nightly work


class JobStatus(StrEnum):
    """Life of a job; a finished one is deleted."""

    WAITING = "waiting"
    RUNNING = "running"
    DEAD = "dead"  # failed for good: staff see it


class ConversationStatus(StrEnum):
    """A conversation's status in Chatwoot; `pending` is the bot's."""

    PENDING = "pending"
    OPEN = "open"
    RESOLVED = "resolved"
    SNOOZED = "snoozed"


class MessageAuthor(StrEnum):
    """Who wrote a message."""

    CLIENT = "client"
    ASSISTANT = "assistant"
    STAFF = "staff"  # also from the phone's own app
    AUTOMATIC = "automatic"  # templates, campaigns, automations, other bots


class OutgoingKind(StrEnum):
    """What an entry of the outbox does in Chatwoot."""

    TEXT = "text"
    CHOICES = "choices"  # a text with up to three buttons
    PICTURE = "picture"
    TEMPLATE = "template"  # approved by WhatsApp: outside the window of 24 hours
    NOTE = "note"  # private, for staff
    STATUS = "status"  # of the conversation
    TEAM = "team"
    LABELS = "labels"


class OutgoingStatus(StrEnum):
    """Life of an entry of the outbox."""

    QUEUED = "queued"
    POSTING = "posting"  # on its way: whether it arrived is not known yet
    SENT = "sent"  # Chatwoot has it
    CONFIRMED = "confirmed"  # WhatsApp has it
    FAILED = "failed"  # Chatwoot or WhatsApp refused it
    DROPPED = "dropped"  # not sent, for the reason given
