"""Regulations as Spanish law, ministerial orders and UNECE texts are written: blocks → structure → passages.

Pure: no files, no database, no clock. Readers of formats (agent/services/regulations/reading) deliver blocks.
"""

from domain.regulations.blocks import Block, BlockKind, PageStart, SourceText
from domain.regulations.chunking import MAX_TOKENS, Chunk, chunks_of
from domain.regulations.layout import PageLayout, Span, lines_of_pages
from domain.regulations.lines import Line, blocks_of_lines, lines_of_text
from domain.regulations.markdown import read_markdown
from domain.regulations.structure import Section, SectionKind, sections_of
from domain.regulations.tables import table_row
from domain.regulations.text import tidy_line
from domain.regulations.titles import Description, describe, number_in

__all__ = [
    "MAX_TOKENS",
    "Block",
    "BlockKind",
    "Chunk",
    "Description",
    "Line",
    "PageLayout",
    "PageStart",
    "Section",
    "SectionKind",
    "SourceText",
    "Span",
    "blocks_of_lines",
    "chunks_of",
    "describe",
    "lines_of_pages",
    "lines_of_text",
    "number_in",
    "read_markdown",
    "sections_of",
    "table_row",
    "tidy_line",
]
