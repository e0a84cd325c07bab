"""Rights of the persons whose data are stored (GDPR): export, erasure, and retention by table.

PostgreSQL only: SQLite serves tests without a server and holds no clients.
"""

from agent.services.privacy.archive import write_archive
from agent.services.privacy.erasure import ErasureReport, erase_and_commit, erase_person
from agent.services.privacy.export import export_person
from agent.services.privacy.person import Person, find_person
from agent.services.privacy.retention import RETENTION, RetentionReport, RetentionRule, run_retention
from agent.services.privacy.search import Finding, search_database

__all__ = [
    "RETENTION",
    "ErasureReport",
    "Finding",
    "Person",
    "RetentionReport",
    "RetentionRule",
    "erase_and_commit",
    "erase_person",
    "export_person",
    "find_person",
    "run_retention",
    "search_database",
    "write_archive",
]
