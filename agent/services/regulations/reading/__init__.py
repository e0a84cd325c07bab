"""Files of regulations, whatever their format, as blocks: one reader for each format."""

from agent.services.regulations.reading.documents import SourceFormat, format_of, read_document

__all__ = ["SourceFormat", "format_of", "read_document"]
