"""What the product's programs import before they read a setting: imported once, then inherited by forking."""

# ruff: noqa: F401 - importing is all that it is for

import gc

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

import api.schemas.problem
import database.models
import domain.quote.composing

configure_mappers()
# What is imported stays for good: looking through it for garbage, each process would copy all of it.
gc.freeze()
