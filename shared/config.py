"""Settings of the product, read from the environment and from `.env`; the only reader of either.

Every setting is described in `.env.example`. Importing this module reads the environment and opens nothing.
"""

import os
from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Self

import platformdirs
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from shared.errors import InvalidInputError

PROJECT_ROOT = Path(__file__).resolve().parent.parent


class Environment(StrEnum):
    """Where the product runs; production refuses weak defaults."""

    DEVELOPMENT = "development"
    PRODUCTION = "production"


class LogLevel(StrEnum):
    """Least severity that is logged."""

    DEBUG = "DEBUG"
    INFO = "INFO"
    WARNING = "WARNING"
    ERROR = "ERROR"


class LogFormat(StrEnum):
    """How log lines look: coloured text for people, one JSON object per line for collectors."""

    CONSOLE = "console"
    JSON = "json"


class EmbeddingChoice(StrEnum):
    """Which bundled model makes the vectors of regulations."""

    AUTO = "auto"  # the first that is installed
    E5 = "e5"
    USE = "use"
    NONE = "none"  # full text alone


class ChatwootMode(StrEnum):
    """How Chatwoot's events come: by an agent bot, or by the account's webhook."""

    BOT = "bot"
    ACCOUNT = "account"


class ModelTier(StrEnum):
    """Where a language model is: at hand and cheap, or capable and paid for."""

    LOCAL_FAST = "local_fast"
    CLOUD = "cloud"


Price = Annotated[Decimal, Field(ge=0, le=100_000, allow_inf_nan=False)]


class Settings(BaseSettings):
    """All settings, validated; unknown variables are ignored and empty ones count as unset."""

    model_config = SettingsConfigDict(
        # MSIA_ENV_FILE names another file instead; the tests give none, to stay away from real databases.
        env_file=os.environ.get("MSIA_ENV_FILE") or (PROJECT_ROOT / ".env", ".env"),
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        case_sensitive=False,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    # Database. Without DATABASE_URL the embedded PostgreSQL of MSIA_HOME is used.
    DATABASE_URL: str | None = Field(default=None, repr=False)
    DATABASE_OWNER_URL: str | None = Field(default=None, repr=False)
    DATABASE_REPLICA_URL: str | None = Field(default=None, repr=False)
    DATABASE_POOL_SIZE: Annotated[int, Field(ge=1, le=1000)] = 10
    DATABASE_MAX_OVERFLOW: Annotated[int, Field(ge=0, le=1000)] = 20
    DATABASE_POOL_TIMEOUT: Annotated[float, Field(gt=0, le=600)] = 10.0
    DATABASE_CONNECT_TIMEOUT: Annotated[float, Field(gt=0, le=600)] = 10.0
    # Seconds; 0 waits for ever. The first three are defaults of the application's role in the database.
    DATABASE_STATEMENT_TIMEOUT: Annotated[float, Field(ge=0, le=86_400)] = 15.0
    DATABASE_LOCK_TIMEOUT: Annotated[float, Field(ge=0, le=86_400)] = 5.0
    DATABASE_IDLE_IN_TRANSACTION_TIMEOUT: Annotated[float, Field(ge=0, le=86_400)] = 60.0
    DATABASE_COMMAND_TIMEOUT: Annotated[float, Field(ge=0, le=86_400)] = 20.0
    DATABASE_PGBOUNCER: bool = False
    DATABASE_ECHO: bool = False

    # Embedded PostgreSQL.
    MSIA_HOME: Path = Field(default_factory=lambda: platformdirs.user_data_path("msia", appauthor=False))
    MSIA_POSTGRES_BINDIR: Path | None = None

    # Behaviour.
    ENVIRONMENT: Environment = Environment.DEVELOPMENT
    DEBUG: bool = False
    LOG_LEVEL: LogLevel = LogLevel.INFO
    LOG_FORMAT: LogFormat = LogFormat.CONSOLE

    # Seconds in which a request's body must have come, and one with a file.
    REQUEST_BODY_SECONDS: Annotated[float, Field(gt=0, le=3600)] = 15.0
    REQUEST_FILE_SECONDS: Annotated[float, Field(gt=0, le=3600)] = 120.0

    # A Qdrant server that searches the vectors of regulations instead of PostgreSQL.
    QDRANT_URL: str | None = None
    QDRANT_API_KEY: SecretStr | None = None
    QDRANT_PREFIX: Annotated[str, Field(pattern=r"^[a-z0-9_-]{1,40}$")] = "msia"

    # Embeddings of regulations: a bundled model, or a server by URL.
    EMBEDDINGS: EmbeddingChoice = EmbeddingChoice.AUTO
    EMBEDDING_THREADS: Annotated[int, Field(ge=1, le=256)] = 1
    EMBEDDING_URL: str | None = None
    EMBEDDING_MODEL: str | None = None
    EMBEDDING_API_KEY: SecretStr | None = None
    EMBEDDING_QUESTION_PREFIX: str = ""
    EMBEDDING_PASSAGE_PREFIX: str = ""

    # Answers in words to questions about regulations, by a language model; without it there are passages.
    REGULATION_LLM_URL: str | None = None
    REGULATION_LLM_MODEL: str | None = None
    REGULATION_LLM_API_KEY: SecretStr | None = None
    REGULATION_LLM_SECONDS: Annotated[float, Field(gt=0, le=300)] = 30.0

    # Chatwoot, the WhatsApp inbox.
    CHATWOOT_BASE_URL: str | None = None
    CHATWOOT_ACCOUNT_ID: Annotated[int, Field(ge=1)] | None = None
    CHATWOOT_INBOX_IDS: Annotated[tuple[Annotated[int, Field(ge=1)], ...], NoDecode] = ()
    CHATWOOT_API_TOKEN: SecretStr | None = None
    CHATWOOT_BOT_TOKEN: SecretStr | None = None
    CHATWOOT_MODE: ChatwootMode = ChatwootMode.BOT
    CHATWOOT_TIMEOUT: Annotated[float, Field(gt=0, le=120)] = 10.0
    # Longer than Chatwoot's own limit for a request: then it has the message, or never will.
    CHATWOOT_UNCERTAIN_SECONDS: Annotated[float, Field(ge=1, le=600)] = 20.0
    CHATWOOT_PICTURE_SECONDS: Annotated[float, Field(ge=0, le=600)] = 20.0
    CHATWOOT_RECONCILE_SECONDS: Annotated[float, Field(ge=0, le=86_400)] = 60.0
    CHATWOOT_ATTACHMENT_HOSTS: Annotated[tuple[str, ...], NoDecode] = ()
    CHATWOOT_TEAM_ID: Annotated[int, Field(ge=1)] | None = None
    CHATWOOT_SILENT_LABELS: Annotated[tuple[str, ...], NoDecode] = ("humano",)
    CHATWOOT_HANDOVER_LABEL: str | None = None
    CHATWOOT_ATTRIBUTES: bool = True
    CHATWOOT_TEMPLATE_NAME: str | None = None
    CHATWOOT_TEMPLATE_LANGUAGE: str = "es"
    CHATWOOT_TEMPLATE_CATEGORY: str = "UTILITY"
    CHATWOOT_WEBHOOK_TOKEN: SecretStr | None = None
    CHATWOOT_WEBHOOK_SECRET: SecretStr | None = None

    # The assistant and its worker. Seconds in which a client's messages are joined into one turn.
    ASSISTANT_ENABLED: bool = True
    ASSISTANT_DEBOUNCE_SECONDS: Annotated[float, Field(ge=0, le=300)] = 4.0
    ASSISTANT_IMAGE_DEBOUNCE_SECONDS: Annotated[float, Field(ge=0, le=300)] = 10.0
    ASSISTANT_DEBOUNCE_LIMIT_SECONDS: Annotated[float, Field(ge=0, le=600)] = 30.0
    BUSINESS_HOURS: str = "L-V 9:00-14:00 16:00-19:00"
    WORKER_IN_SERVER: bool = True
    WORKER_CONCURRENCY: Annotated[int, Field(ge=1, le=64)] = 4

    # Language models, optional: a tier is there when it has an address. Prices in USD for a million tokens.
    LLM_LOCAL_FAST_URL: str | None = None
    LLM_LOCAL_FAST_MODEL: str | None = None
    LLM_LOCAL_FAST_API_KEY: SecretStr | None = None
    LLM_LOCAL_FAST_INPUT_PRICE: Price = Decimal(0)
    LLM_LOCAL_FAST_OUTPUT_PRICE: Price = Decimal(0)
    LLM_LOCAL_FAST_TIMEOUT: Annotated[float, Field(gt=0, le=300)] = 10.0
    LLM_LOCAL_FAST_PARAMETERS: dict[str, Any] = {"max_tokens": 800, "temperature": 0.2}
    LLM_CLOUD_URL: str | None = None
    LLM_CLOUD_MODEL: str | None = None
    LLM_CLOUD_API_KEY: SecretStr | None = None
    LLM_CLOUD_INPUT_PRICE: Price | None = None
    LLM_CLOUD_OUTPUT_PRICE: Price | None = None
    LLM_CLOUD_TIMEOUT: Annotated[float, Field(gt=0, le=300)] = 15.0
    LLM_CLOUD_PARAMETERS: dict[str, Any] = {"max_tokens": 800, "temperature": 0.2}
    # Who is asked first, and who when that one fails, for each kind of task.
    LLM_PHRASE_TIERS: Annotated[tuple[ModelTier, ...], NoDecode] = (ModelTier.LOCAL_FAST, ModelTier.CLOUD)
    LLM_UNDERSTAND_TIERS: Annotated[tuple[ModelTier, ...], NoDecode] = (ModelTier.CLOUD, ModelTier.LOCAL_FAST)
    LLM_TURN_SECONDS: Annotated[float, Field(gt=0, le=300)] = 25.0
    LLM_MONTHLY_LIMIT_USD: Price | None = None
    # Whether models may read what clients say while personal data are asked for.
    LLM_PERSONAL_DATA: bool = False
    LLM_BREAKER_FAILURES: Annotated[int, Field(ge=1, le=100)] = 3
    LLM_BREAKER_SECONDS: Annotated[float, Field(gt=0, le=86_400)] = 60.0

    # Erased persons. Without ERASURE_KEY the key of their tombstones is made in MSIA_HOME.
    ERASURE_KEY: Annotated[SecretStr, Field(min_length=32)] | None = None

    # Access.
    API_TOKEN: SecretStr | None = None
    API_WITHOUT_TOKEN: bool = False
    ADMIN_USERNAME: str = "admin"
    ADMIN_PASSWORD: SecretStr | None = None

    @field_validator("LOG_LEVEL", mode="before")
    @classmethod
    def _upper(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value

    @field_validator("ENVIRONMENT", "LOG_FORMAT", "EMBEDDINGS", "CHATWOOT_MODE", mode="before")
    @classmethod
    def _lower(cls, value: object) -> object:
        return value.lower() if isinstance(value, str) else value

    @field_validator(
        "CHATWOOT_INBOX_IDS",
        "CHATWOOT_ATTACHMENT_HOSTS",
        "CHATWOOT_SILENT_LABELS",
        "LLM_PHRASE_TIERS",
        "LLM_UNDERSTAND_TIERS",
        mode="before",
    )
    @classmethod
    def _listed(cls, value: object) -> object:
        """`3, 5` as people write lists in the environment."""
        if not isinstance(value, str):
            return value
        return [part.strip() for part in value.split(",") if part.strip()]

    @field_validator("MSIA_HOME", "MSIA_POSTGRES_BINDIR")
    @classmethod
    def _absolute(cls, value: Path | None) -> Path | None:
        """The server changes its working directory, so a relative path would mean two places."""
        return value.expanduser().absolute() if value is not None else None

    @model_validator(mode="after")
    def _replica_needs_primary(self) -> Self:
        if self.DATABASE_REPLICA_URL and not self.DATABASE_URL:
            raise ValueError("DATABASE_REPLICA_URL necesita DATABASE_URL: el incluido no tiene réplica")
        return self

    @model_validator(mode="after")
    def _owner_needs_application(self) -> Self:
        if self.DATABASE_OWNER_URL and not self.DATABASE_URL:
            raise ValueError("DATABASE_OWNER_URL necesita DATABASE_URL: el incluido tiene su dueño")
        return self

    @model_validator(mode="after")
    def _embedding_server_needs_model(self) -> Self:
        if self.EMBEDDING_URL and not self.EMBEDDING_MODEL:
            raise ValueError("EMBEDDING_URL necesita EMBEDDING_MODEL: el nombre del modelo en ese servidor")
        return self

    @model_validator(mode="after")
    def _language_model_is_whole(self) -> Self:
        for tier in ("LOCAL_FAST", "CLOUD"):
            if getattr(self, f"LLM_{tier}_URL") and not getattr(self, f"LLM_{tier}_MODEL"):
                raise ValueError(f"LLM_{tier}_URL necesita LLM_{tier}_MODEL: el nombre del modelo")
        if self.LLM_CLOUD_URL and None in (self.LLM_CLOUD_INPUT_PRICE, self.LLM_CLOUD_OUTPUT_PRICE):
            raise ValueError(
                "LLM_CLOUD_URL necesita LLM_CLOUD_INPUT_PRICE y LLM_CLOUD_OUTPUT_PRICE: lo que cuesta un "
                "millón de tokens, o 0"
            )
        return self

    @model_validator(mode="after")
    def _writing_needs_model(self) -> Self:
        if self.REGULATION_LLM_URL and not self.REGULATION_LLM_MODEL:
            raise ValueError("REGULATION_LLM_URL necesita REGULATION_LLM_MODEL: el nombre del modelo")
        return self

    @property
    def has_language_models(self) -> bool:
        """Whether any language model is set up."""
        return bool(self.LLM_LOCAL_FAST_URL or self.LLM_CLOUD_URL)

    @property
    def answers_clients(self) -> bool:
        """Whether the assistant answers: it is switched on, and may write to Chatwoot and read it."""
        return self.ASSISTANT_ENABLED and None not in (
            self.CHATWOOT_BASE_URL,
            self.CHATWOOT_ACCOUNT_ID,
            self.CHATWOOT_BOT_TOKEN,
            self.CHATWOOT_API_TOKEN,
        )

    @property
    def database_url(self) -> str | None:
        """DATABASE_URL in the lower-case spelling."""
        return self.DATABASE_URL

    @property
    def debug(self) -> bool:
        """DEBUG in the lower-case spelling."""
        return self.DEBUG

    @property
    def case_images_directory(self) -> Path:
        """Where the files of case images are kept; erasing a person deletes them there."""
        return self.MSIA_HOME / "case-images"

    @property
    def regulations_directory(self) -> Path:
        """Where the files of regulations are kept as they were uploaded."""
        return self.MSIA_HOME / "regulations"

    @property
    def erasure_key_file(self) -> Path:
        """Where the key of the tombstones is kept unless ERASURE_KEY gives it."""
        return self.MSIA_HOME / "erasure.key"

    @property
    def is_production(self) -> bool:
        """Whether weak defaults must be refused."""
        return self.ENVIRONMENT is Environment.PRODUCTION


def load_settings() -> Settings:
    """Read the settings from the environment and `.env`.

    Raises InvalidInputError naming the setting at fault, without its value (it may be a password).
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = ".".join(str(part) for part in first["loc"]) or None
        raise InvalidInputError(
            "invalid_setting",
            f"El ajuste {name} no vale: {_reason(first)}." if name else f"Ajustes: {_reason(first)}.",
            name,
            "Corrígelo en el entorno o en .env; .env.example explica cada ajuste.",
        ) from error


def _reason(problem: ErrorDetails) -> str:
    """What is wrong with a setting, in Spanish and without its value."""
    context = problem.get("ctx", {})
    match problem["type"]:
        case "value_error":
            return str(context["error"])
        case "int_parsing" | "int_from_float":
            return "debe ser un número entero"
        case "float_parsing":
            return "debe ser un número"
        case "bool_parsing":
            return "debe ser true o false"
        case "enum":
            return f"debe ser {str(context['expected']).replace(' or ', ' o ')}"
        case "greater_than" | "greater_than_equal" | "less_than" | "less_than_equal":
            signs = {"gt": "mayor que", "ge": "al menos", "lt": "menor que", "le": "a lo sumo"}
            return " y ".join(f"debe ser {signs[name]} {bound}" for name, bound in context.items())
        case "string_too_short":
            return f"debe tener al menos {context['min_length']} caracteres"
    return "no tiene la forma que se espera"


def subprocess_environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment for PostgreSQL's programs: ours less PG* variables and our own settings, plus `extra`.

    A stray PGPORT or PGOPTIONS would point initdb and psql elsewhere, and a server needs none of our secrets.
    """
    ours = set(Settings.model_fields)
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.upper().startswith("PG") and name.upper() not in ours
    }
    return kept | dict(extra or {})


def program_environment(changes: Mapping[str, str]) -> dict[str, str]:
    """The environment for a program of ours that runs with other settings; empty ones count as unset."""
    return {**os.environ, **changes}


settings = load_settings()
