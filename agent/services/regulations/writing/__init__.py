"""Answers in words, by an optional language model: every sentence cites passages, or nothing is shown."""

from agent.services.regulations.writing.asking import ask_in_words
from agent.services.regulations.writing.choosing import find_writer
from agent.services.regulations.writing.protocol import Writer

__all__ = ["Writer", "ask_in_words", "find_writer"]
