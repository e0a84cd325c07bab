"""The queue as staff see it: what waits, runs and has failed for good, and what can be done about it."""

from agent.services.jobs.records import (
    JobCounts,
    count_jobs,
    discard_job,
    get_job,
    list_jobs,
    retry_job,
)

__all__ = ["JobCounts", "count_jobs", "discard_job", "get_job", "list_jobs", "retry_job"]
