"""Everyday words and what the law says for them: how questions to the regulations are read."""

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from database.models.base import Base, SoftDelete, json_list, vocabulary, word
from domain.catalogue.schemas import Phrases
from shared.vocabularies import EverydayKind


class EverydayWord(SoftDelete, Base):
    """Phrases that people use, and words of the law for the same; `kind` says how they are taken
    (domain/regulations/everyday.py)."""

    __tablename__ = "everyday_words"

    code: Mapped[str] = mapped_column(String(100))
    kind: Mapped[str] = mapped_column(word())
    phrases: Mapped[list[str]] = json_list(Phrases, comment="As people say it, in any inflection")
    legal_words: Mapped[list[str]] = json_list(Phrases, comment="As the law says it")

    __table_args__ = (
        UniqueConstraint("code"),
        vocabulary("kind", EverydayKind),
        CheckConstraint("length(trim(code)) > 0", name="code_given"),
    )
