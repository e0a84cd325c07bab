"""Users: one per phone number, however it is written and however many messages arrive at once.

The phone decides who somebody is; the Chatwoot contact id only follows it. A contact that writes from a new
number keeps its user, whose phone changes. When phone and contact belong to two users, the phone wins and
takes the contact over, because a message comes from a phone. Former values stay in `metadata`.

Nothing here commits. Whoever locks more than one kind of row takes them in the order user, conversation,
case, so that two transactions never wait for each other.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from database.holding import held
from database.insert_once import insert_once
from database.loading import ALONE
from database.models import User
from domain.identity import (
    PROVINCES,
    parse_email,
    parse_phone,
    parse_postal_code,
    parse_tax_id,
    parse_text,
    province_named,
)
from shared.errors import ConflictError, InvalidInputError, NotFoundError
from shared.vocabularies import ClientType

_ATTEMPTS = 4
_HELD = "held_users"

_TEXTS = {
    "first_name": 100,
    "last_name": 150,
    "company_name": 200,
    "domicilio_calle": 255,
    "domicilio_localidad": 100,
}
PERSONAL_FIELDS = frozenset({*_TEXTS, "nif_cif", "email", "domicilio_provincia", "domicilio_cp"})


@dataclass(frozen=True, slots=True)
class FoundUser:
    """A user and whether this call created it."""

    user: User
    created: bool


async def get_or_create_user(
    session: AsyncSession,
    phone: str,
    *,
    chatwoot_contact_id: int | None = None,
    client_type: ClientType = ClientType.PARTICULAR,
) -> FoundUser:
    """The user of a phone in any spelling, created with `client_type` when there is none.

    Raises InvalidInputError for what is no phone number, ConflictError when others keep changing the same
    users at the same time.
    """
    number = parse_phone(phone)
    if chatwoot_contact_id is not None and not 0 < chatwoot_contact_id < 2**63:
        raise InvalidInputError(
            "invalid_contact_id",
            f"El contacto de Chatwoot {chatwoot_contact_id} no es un identificador.",
            "chatwoot_contact_id",
            "Usa el número positivo que da Chatwoot.",
        )
    await session.flush()
    user = await session.scalar(
        _unchanged(knows_contact=chatwoot_contact_id is not None),
        {"phone": number, "contact": chatwoot_contact_id},
    )
    if user is not None:
        return FoundUser(user, created=False)
    await _claim(session, number, chatwoot_contact_id)
    for _ in range(_ATTEMPTS):
        found = await _locked(session, number, chatwoot_contact_id)
        if found:
            try:
                async with session.begin_nested():
                    user = await _merge(session, found, number, chatwoot_contact_id)
            except IntegrityError:
                continue  # somebody took the number or the contact meanwhile: look again
            return FoundUser(user, created=False)
        new_id = await insert_once(
            session,
            User,
            phone=number,
            chatwoot_contact_id=chatwoot_contact_id,
            client_type=ClientType(client_type).value,
        )
        if new_id is not None:
            return FoundUser(await get_user(session, new_id), created=True)
    raise ConflictError(
        "user_busy",
        "Otros procesos están cambiando este usuario a la vez.",
        "phone",
        "Repite la operación en una transacción nueva.",
    )


@cache
def _unchanged(*, knows_contact: bool) -> Any:
    """The user who has a phone, and the contact where it is known, already; made once, as each event asks.

    Whoever finds the user holds its key: one who then locked conversation or case would otherwise wait, on
    pointing to the user, for a change of contact that itself waits for that conversation. A row that is being
    changed is not waited for here, as it may stop matching: the slow way does that.
    """
    found = select(User).options(ALONE).where(User.phone == bindparam("phone"))
    if knows_contact:
        found = found.where(User.chatwoot_contact_id == bindparam("contact"))
    return found.with_for_update(read=True, key_share=True, skip_locked=True).execution_options(
        populate_existing=True, include_inactive=True
    )


async def get_user(session: AsyncSession, user_id: uuid.UUID) -> User:
    """The user. Raises NotFoundError."""
    user = await session.get(User, user_id, options=[ALONE])
    if user is None:
        raise _not_found(user_id)
    return user


async def set_client_type(session: AsyncSession, user_id: uuid.UUID, client_type: ClientType) -> User:
    """Change whether the user asks as a private person or as a professional. Raises NotFoundError."""
    user = await lock_user(session, user_id)
    user.client_type = ClientType(client_type).value
    await session.flush()
    return user


async def update_personal_data(
    session: AsyncSession,
    user_id: uuid.UUID,
    data: Mapping[str, str | None],
    *,
    if_unchanged_since: datetime | None = None,
) -> User:
    """Validate and store personal data, None clearing a field; what is not named stays.

    A postal code brings its province, and contradicting a given province is an error. With
    `if_unchanged_since` (the `updated_at` that an editor saw) somebody else's change in between raises
    ConflictError. Raises NotFoundError, and InvalidInputError naming the field; then nothing is stored.
    """
    values = _validated(data)
    user = await lock_user(session, user_id)
    if if_unchanged_since is not None and user.updated_at != if_unchanged_since:
        raise ConflictError(
            "user_changed",
            "Otra persona ha cambiado los datos de este usuario mientras los editabas.",
            "updated_at",
            "Vuelve a cargarlos y repite tu cambio.",
        )
    _agree_on_province(values, user)
    for name, value in values.items():
        setattr(user, name, value)
    await session.flush()
    return user


async def lock_user(session: AsyncSession, user_id: uuid.UUID) -> User:
    """The user as it is now, locked until the transaction ends.

    Of one that `note_locked` has told of, what the transaction has read since is as it is now. Raises
    NotFoundError, and ConflictError for an erased one, who takes nothing any more.
    """
    await session.flush()
    if user_id in held(session, _HELD):
        user = await session.get(User, user_id, options=[ALONE])
    else:
        user = await session.scalar(
            select(User)
            .options(ALONE)
            .where(User.id == user_id)
            .with_for_update(key_share=True)
            .execution_options(populate_existing=True)
        )
    if user is None:
        raise _not_found(user_id)
    if user.erased_at is not None:
        raise ConflictError(
            "user_erased",
            "Los datos de esta persona se han borrado a petición suya.",
            "user_id",
            "Si vuelve a escribir, será un usuario nuevo.",
        )
    return user


def note_locked(session: AsyncSession, user_id: uuid.UUID) -> None:
    """The transaction has locked this user as its first deed: `lock_user` has nothing to wait for."""
    held(session, _HELD)[user_id] = None


async def _claim(session: AsyncSession, phone: str, contact_id: int | None) -> None:
    """Be the only transaction that gives this phone or this contact to somebody, until it ends.

    Row locks alone are not enough: while one waits for them, the phone or the contact may pass to a row that
    was not looked for, and two exchanges of contacts would then wait for each other. SQLite has one writer.
    """
    if session.get_bind().dialect.name == "sqlite":
        return
    names = [f"msia:phone:{phone}"]
    if contact_id is not None:
        names.append(f"msia:contact:{contact_id}")
    for name in sorted(names):
        await session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(name, 0))))


async def _locked(session: AsyncSession, phone: str, contact_id: int | None) -> list[User]:
    """The users of the phone and of the contact, locked; by id, so that two transactions never cross."""
    wanted = [User.phone == phone]
    if contact_id is not None:
        wanted.append(User.chatwoot_contact_id == contact_id)
    rows = await session.scalars(
        select(User)
        .options(ALONE)
        .where(or_(*wanted))
        .order_by(User.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    )
    return list(rows)


async def _merge(session: AsyncSession, found: list[User], phone: str, contact_id: int | None) -> User:
    """Bring phone and contact together on one of the users found."""
    owner = next((user for user in found if user.phone == phone), None)
    holder = next((user for user in found if user.chatwoot_contact_id == contact_id), None)
    if owner is None:
        user = found[0]
        _remember(user, "former_phones", user.phone)
        user.phone = phone
    else:
        user = owner
        if holder is not None and holder is not owner and contact_id is not None:
            _remember(holder, "former_chatwoot_contact_ids", contact_id)
            holder.chatwoot_contact_id = None
            await session.flush()
        if contact_id is not None and owner.chatwoot_contact_id != contact_id:
            if owner.chatwoot_contact_id is not None:
                _remember(owner, "former_chatwoot_contact_ids", owner.chatwoot_contact_id)
            owner.chatwoot_contact_id = contact_id
    await session.flush()
    return user


def _remember(user: User, key: str, value: str | int) -> None:
    former: Any = user.metadata_.get(key, [])
    user.metadata_ = {**user.metadata_, key: [*former, value]}


def _validated(data: Mapping[str, str | None]) -> dict[str, str | None]:
    values: dict[str, str | None] = {}
    for name, value in data.items():
        if name not in PERSONAL_FIELDS:
            raise InvalidInputError(
                "unknown_field",
                f"«{name[:60]}» no es un dato personal.",
                name[:60],
                f"Los datos personales son: {', '.join(sorted(PERSONAL_FIELDS))}.",
            )
        if value is None:
            values[name] = None
        elif name in _TEXTS:
            values[name] = parse_text(value, name, _TEXTS[name])
        elif name == "nif_cif":
            values[name] = parse_tax_id(value, name).value
        elif name == "email":
            values[name] = parse_email(value, name)
        elif name == "domicilio_provincia":
            values[name] = province_named(value, name)
        else:
            values[name] = parse_postal_code(value, name).value
    return values


def _agree_on_province(values: dict[str, str | None], user: User) -> None:
    """Fill in the province of a new postal code; refuse one of another province given with it."""
    code = values.get("domicilio_cp", user.domicilio_cp)
    if not code or not {"domicilio_cp", "domicilio_provincia"} & values.keys():
        return
    of_code = PROVINCES[code[:2]]
    if "domicilio_provincia" not in values:
        values["domicilio_provincia"] = of_code
    elif values["domicilio_provincia"] not in {None, of_code}:
        raise InvalidInputError(
            "province_mismatch",
            f"El código postal {code} es de {of_code}, no de {values['domicilio_provincia']}.",
            "domicilio_provincia",
            "Corrige la provincia o el código postal.",
        )


def _not_found(user_id: uuid.UUID) -> NotFoundError:
    return NotFoundError(
        "unknown_user", f"No existe el usuario {user_id}.", "user_id", "Comprueba el identificador."
    )
