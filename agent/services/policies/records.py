"""Reading and changing policies. A change is an ordinary edit of the row, so the audit records it.

Nothing here commits. What is written is told to clients as it stands.
"""

import re
from typing import Final

from rapidfuzz import process
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from database.insert_once import insert_once
from database.models import Policy
from domain.folding import fold_line
from domain.identity import parse_text
from shared.errors import InvalidInputError, InvariantError, NotFoundError

LONGEST_POLICY: Final = 3_000
"""Characters, so that it fits a message of WhatsApp beside what else is said."""
_LONGEST_KEY: Final = 100
_LONGEST_CATEGORY: Final = 50
_LONGEST_DESCRIPTION: Final = 500
_GENERAL: Final = "general"
_ALL: Final[dict[str, bool]] = {"include_inactive": True}


async def list_policies(session: AsyncSession) -> list[Policy]:
    """All policies by key, also those that are switched off."""
    return list(await session.scalars(select(Policy).order_by(Policy.key).execution_options(**_ALL)))


async def get_policy(session: AsyncSession, key: str) -> Policy:
    """The policy. Raises NotFoundError with the nearest keys."""
    wanted = _key_of(key)
    found = await session.scalar(select(Policy).where(Policy.key == wanted).execution_options(**_ALL))
    if found is None:
        keys = list(await session.scalars(select(Policy.key).execution_options(**_ALL)))
        nearest = [match[0] for match in process.extract(wanted, keys, limit=3)]
        raise NotFoundError(
            "unknown_policy",
            f"No hay ninguna política «{wanted[:60]}».",
            "key",
            f"Las más parecidas son: {', '.join(nearest)}."
            if nearest
            else "Escríbela con `msia policies set`.",
        )
    return found


async def put_policy(
    session: AsyncSession,
    key: str,
    value: str,
    *,
    category: str | None = None,
    description: str | None = None,
) -> Policy:
    """Write the policy and switch it on; what is not given stays as it was.

    Raises InvalidInputError for a key, text, category or description that is empty or too long.
    """
    wanted = _key_of(key)
    text = _text_of(value)
    chosen = parse_text(category, "category", _LONGEST_CATEGORY) if category is not None else None
    about = parse_text(description, "description", _LONGEST_DESCRIPTION) if description is not None else None
    await insert_once(session, Policy, key=wanted, value=text, category=chosen or _GENERAL, description=about)
    row = await _locked(session, wanted)
    row.value, row.is_active = text, True
    row.category = chosen or row.category
    row.description = about if about is not None else row.description
    await session.flush()
    return row


async def switch_policy(session: AsyncSession, key: str, *, active: bool) -> Policy:
    """Switch the policy on or off; off, a person answers what it is about. Raises NotFoundError."""
    row = await _locked(session, (await get_policy(session, key)).key)
    row.is_active = active
    await session.flush()
    return row


async def _locked(session: AsyncSession, key: str) -> Policy:
    row = await session.scalar(
        select(Policy)
        .where(Policy.key == key)
        .with_for_update()
        .execution_options(populate_existing=True, **_ALL)
    )
    if row is None:
        raise InvariantError(
            "policy_gone", f"La política {key} se ha borrado a la vez.", "key", "Repite la operación."
        )
    return row


def _key_of(key: str) -> str:
    """The key as it is stored: folded, words joined by underscores."""
    return (
        re.sub(r"[^a-z0-9]+", "_", fold_line(parse_text(key, "key", _LONGEST_KEY))).strip("_") or key.strip()
    )


def _text_of(value: str) -> str:
    """The text with its lines; each is checked as any text is."""
    if len(value) > LONGEST_POLICY:
        raise InvalidInputError(
            "too_long",
            f"El texto tiene {len(value)} caracteres y el máximo es {LONGEST_POLICY}.",
            "value",
            "Abrévialo: se lee en un teléfono.",
        )
    lines = [parse_text(line, "value", LONGEST_POLICY) if line.strip() else "" for line in value.splitlines()]
    text = "\n".join(lines).strip()
    return text or parse_text(value, "value", LONGEST_POLICY)
