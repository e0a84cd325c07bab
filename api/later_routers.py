"""The routers that a server loads once it is ready, in the order in which their routes are looked through."""

from typing import Final

from fastapi import APIRouter

from api import documentation
from api.routes import (
    cases,
    catalogue,
    conversations,
    elements,
    escalations,
    everyday,
    images,
    jobs,
    parked,
    policies,
    regulation_index,
    regulation_queries,
    regulations,
    untariffed,
    users,
    webhooks,
)

ROUTERS: Final[tuple[APIRouter, ...]] = (
    webhooks.router,
    catalogue.router,
    elements.router,
    untariffed.router,
    users.router,
    conversations.router,
    cases.router,
    images.router,
    images.upload_router,
    escalations.router,
    parked.router,
    policies.router,
    jobs.router,
    jobs.counts_router,
    regulations.router,
    regulations.upload_router,
    everyday.router,
    regulation_queries.router,
    regulation_index.router,
    documentation.router,
)
