"""What the product's programs import before they use a setting: imported once, then inherited by forking.

Nothing here may look at a setting while it is imported: each program has settings of its own.
"""

# ruff: noqa: F401 - importing is all that it is for

import gc
import importlib
import pkgutil
import sys

import aiosqlite
import alembic.command
import fastapi
import phonenumbers
import PIL.Image
import pydantic_settings
import sqlalchemy.dialects.postgresql.asyncpg
import sqlalchemy.ext.asyncio
import structlog
import uvicorn
from sqlalchemy.orm import configure_mappers

import agent.assistant.answering
import api.schemas
import database.models
import domain.quote.composing

for _module in pkgutil.walk_packages(api.schemas.__path__, "api.schemas."):
    importlib.import_module(_module.name)
# It makes the engine of the settings.
assert "database.connection" not in sys.modules
configure_mappers()
# What is imported stays for good: looking through it for garbage, each process would copy all of it.
gc.freeze()
