"""Reads what a client answers to a required field: free Spanish text in, a typed scalar or a reason out."""

from domain.fields.checking import check_answer, reading_of
from domain.fields.result import Accepted, Rejected, Scalar

__all__ = ["Accepted", "Rejected", "Scalar", "check_answer", "reading_of"]
