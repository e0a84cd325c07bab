"""What language models were asked, what it cost, and which tools they called."""

from agent.services.monitoring.attempts import (
    ENABLED,
    Attempt,
    MonthUsage,
    PastAttempt,
    UsageLine,
    are_enabled,
    may_spend,
    month_usage,
    recent_attempts,
    record_attempt,
    usage_lines,
)
from agent.services.monitoring.tool_calls import CalledTool, log_tool_call

__all__ = [
    "ENABLED",
    "Attempt",
    "CalledTool",
    "MonthUsage",
    "PastAttempt",
    "UsageLine",
    "are_enabled",
    "log_tool_call",
    "may_spend",
    "month_usage",
    "recent_attempts",
    "record_attempt",
    "usage_lines",
]
