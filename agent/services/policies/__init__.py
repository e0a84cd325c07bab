"""The firm's policies: what staff have written about opening hours, payment, terms …, for clients to read."""

from agent.services.policies.records import (
    LONGEST_POLICY,
    get_policy,
    list_policies,
    put_policy,
    switch_policy,
)

__all__ = ["LONGEST_POLICY", "get_policy", "list_policies", "put_policy", "switch_policy"]
