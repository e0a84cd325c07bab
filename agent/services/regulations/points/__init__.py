"""Vectors on a Qdrant server: a mirror of those in PostgreSQL, which searches instead of pgvector."""

from agent.services.regulations.points.choosing import find_points
from agent.services.regulations.points.mirroring import (
    Differences,
    differences,
    live,
    mirror,
    mirror_job,
    order_mirroring,
)

__all__ = [
    "Differences",
    "differences",
    "find_points",
    "live",
    "mirror",
    "mirror_job",
    "order_mirroring",
]
