"""Which language model the settings ask for."""

from agent.services.regulations.writing.openai_writer import LanguageModel, OpenAIWriter
from agent.services.regulations.writing.protocol import Writer
from shared.config import Settings, settings


def find_writer(current: Settings = settings) -> Writer | None:
    """The writer of the settings; None without one: passages answer by themselves."""
    if not current.REGULATION_LLM_URL:
        return None
    key = current.REGULATION_LLM_API_KEY
    return OpenAIWriter(
        LanguageModel(
            current.REGULATION_LLM_URL,
            current.REGULATION_LLM_MODEL or "",
            key.get_secret_value() if key is not None else None,
            current.REGULATION_LLM_SECONDS,
        )
    )
