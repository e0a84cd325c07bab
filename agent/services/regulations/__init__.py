"""Regulations: their search, and what makes their vectors."""
