"""Does what a turn wants done, by the services, in the caller's transaction; refusals come back as values."""

import asyncio
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import assert_never
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from agent.assistant import phrases
from agent.assistant.context import Context
from agent.assistant.effects import (
    Accept,
    CancelCase,
    Consult,
    Done,
    Effect,
    HandIn,
    KeepPhoto,
    MovePhoto,
    PutPhoto,
    ReopenTariff,
    SaveAnswers,
    SaveClientType,
    SaveColumns,
    SavePerson,
    SavePhone,
)
from agent.assistant.kept_photos import bring_back, keep_photo, move_kept_photos
from agent.assistant.messages import Attachment
from agent.assistant.regulations import consult
from agent.services.cases import (
    NewImage,
    accept_tariff,
    cancel_case,
    hold_case,
    hold_open_case,
    keep_image,
    link_image,
    reopen_tariff,
    set_elements,
    submit_field_answers,
    submit_for_review,
    update_case_data,
)
from agent.services.images import ImageStore, PreparedFile, lock_files, names_of, prepare_upload
from agent.services.users import get_or_create_user, set_client_type, update_personal_data
from database.models import Case, ConversationHistory, User
from domain.catalogue import Catalogue
from domain.identity import parse_phone
from shared.errors import ConflictError, InvalidInputError, MsiaError, NotFoundError, StorageUnavailableError


@dataclass(slots=True)
class Work:
    """One turn's work for a client. `case_id` is the case that the client is being asked about; `pictures` is
    what came with all its messages."""

    session: AsyncSession
    conversation: ConversationHistory
    context: Context
    store: ImageStore
    now: datetime
    case_id: UUID | None = None
    pictures: Sequence[Attachment] = ()
    _files: dict[str, "tuple[str, PreparedFile] | InvalidInputError"] = field(default_factory=dict)

    async def do(self, effects: Sequence[Effect]) -> list[Done]:
        """Do these one after another; what one refuses does not keep the others.

        Raises StorageUnavailableError, for which the transaction is to be rolled back.
        """
        results: list[Done] = []
        for effect in effects:
            try:
                results += await self._do(effect)
            except StorageUnavailableError:
                raise
            except (InvalidInputError, ConflictError, NotFoundError) as error:
                results.append(Done(effect, refusal=said(error), code=error.code))
                if isinstance(effect, Accept | SavePhone | ReopenTariff):
                    break  # what follows builds on it
        return results

    async def _do(self, effect: Effect) -> list[Done]:
        match effect:
            case KeepPhoto():
                return [await self._keep(effect)]
            case PutPhoto():
                return [await self._put(effect)]
            case Accept():
                return [await self._accept(effect)]
            case SaveAnswers():
                return await self._answers(effect)
            case SaveColumns() | SavePerson():
                return await self._data(effect)
            case SavePhone():
                return [await self._phone(effect)]
            case Consult():
                return [Done(effect, answer=await consult(self.session, effect.question, self.conversation))]
            case SaveClientType():
                if self.conversation.user_id is not None:
                    await set_client_type(self.session, self.conversation.user_id, effect.client_type)
                return [Done(effect)]
            case MovePhoto() | ReopenTariff() | CancelCase() | HandIn():
                await self._change(effect)
                return [Done(effect)]
            case _:
                assert_never(effect)

    async def _change(self, effect: MovePhoto | ReopenTariff | CancelCase | HandIn) -> None:
        case_id = self._open_case_id()
        match effect:
            case MovePhoto():
                await link_image(
                    self.session,
                    case_id,
                    effect.image_id,
                    await self._catalogue(),
                    element_code=effect.element,
                    photo_code=effect.place,
                )
            case ReopenTariff():
                await reopen_tariff(self.session, case_id, effect.reason)
            case CancelCase():
                await cancel_case(self.session, case_id, effect.reason)
            case HandIn():
                await submit_for_review(self.session, case_id, await self._catalogue())

    # --- Pictures ---

    async def _keep(self, effect: KeepPhoto) -> Done:
        digest, file = await self._file(effect.attachment)
        await keep_photo(
            self.session, self.conversation, effect.attachment, effect.caption, digest, file, self.store
        )
        return Done(effect)

    async def _put(self, effect: PutPhoto) -> Done:
        digest, file = await self._file(effect.attachment)
        image = NewImage(
            (effect.title or _name(effect.attachment))[:200],
            original_filename=_filename(effect.attachment),
            element_code=effect.element,
            photo_code=effect.place,
            content_hash=digest,
        )
        catalogue = await self._catalogue()
        case_id = self._open_case_id()
        stored = await keep_image(self.session, case_id, image, file, catalogue, self.store, flushes=False)
        is_elsewhere = (stored.image.element_code, stored.image.photo_code) != (effect.element, effect.place)
        if effect.field is not None and effect.element is not None:
            answers = {effect.field: str(stored.image.id)}
            await submit_field_answers(self.session, case_id, effect.element, answers, catalogue)
        code = "again" if not stored.created and is_elsewhere and effect.field is None else None
        return Done(effect, image_id=stored.image.id, code=code)

    async def _file(self, attachment: Attachment) -> tuple[str, PreparedFile]:
        """The file of a picture, with the hash of what was sent. All of the turn are prepared with the first
        one, and their names locked together. Raises InvalidInputError for what can't be kept."""
        if attachment.external_id not in self._files:
            wanted = {item.external_id: item for item in (*self.pictures, attachment) if item.content}
            prepared = await asyncio.gather(*(_prepared(item) for item in wanted.values()))
            self._files |= dict(zip(wanted, prepared, strict=True))
            kept = [found[1] for found in prepared if isinstance(found, tuple)]
            await lock_files(self.session, [name for file in kept for name in names_of(file) if name])
        found = self._files[attachment.external_id]
        if isinstance(found, InvalidInputError):
            raise found
        return found

    # --- The case ---

    async def _accept(self, effect: Accept) -> Done:
        user_id = self.conversation.user_id
        if user_id is None:
            raise ConflictError(
                "no_phone",
                "El cliente todavía no tiene teléfono.",
                "user_id",
                "Pídeselo antes de abrir su expediente.",
            )
        catalogue = self.context.categories[effect.category].catalogue
        if effect.case_id is not None:
            case = await hold_case(self.session, effect.case_id)
        else:
            case = await hold_open_case(self.session, user_id, self.conversation.id, catalogue.category_id)
            if case.tariff_accepted_at is not None:
                # A dialogue that began anew, and comes to the case of the former one.
                await reopen_tariff(self.session, case.id, phrases.REASON_BEGUN_ANEW)
        if _units(case) != dict(effect.quantities):
            await set_elements(self.session, case.id, effect.quantities, catalogue)
        if effect.total is not None:
            evidence = {
                "message_id": str(effect.message_id),
                "text": effect.text,
                "at": self.now.isoformat(),
                "total": f"{effect.total:.2f}",
            }
            await accept_tariff(self.session, case.id, catalogue, seen_total=effect.total, evidence=evidence)
        self.case_id = case.id
        answer = None
        if effect.former is not None and await bring_back(self.session, case, effect.former, catalogue):
            answer = phrases.REOPENED_CASE
        moved = await move_kept_photos(self.session, self.conversation, case, catalogue)
        await self.session.flush()
        return Done(
            effect,
            case_id=case.id,
            answer=answer,
            placed=tuple(photo.title for photo in moved if photo.title),
            images=tuple(photo.image_id for photo in moved),
            unplaced=tuple(photo.image_id for photo in moved if not photo.title),
        )

    async def _answers(self, effect: SaveAnswers) -> list[Done]:
        submitted = await submit_field_answers(
            self.session,
            self._open_case_id(),
            effect.element,
            effect.answers,
            await self._catalogue(),
            today=self.context.today,
        )
        rejected = submitted.submission.rejected
        results = [Done(effect, refusal=why, code=name) for name, why in rejected.items()]
        return results or [Done(effect)]

    async def _data(self, effect: SaveColumns | SavePerson) -> list[Done]:
        """Store what is valid; each refused datum has its own refusal."""
        left: Mapping[str, str] = dict(effect.values)
        results: list[Done] = []
        while left:
            try:
                await self._store_data(effect, left)
            except InvalidInputError as error:
                if error.field not in left:
                    raise
                results.append(Done(effect, refusal=said(error), code=error.field))
                left = {name: value for name, value in left.items() if name != error.field}
            else:
                kept = SavePerson(left) if isinstance(effect, SavePerson) else SaveColumns(left)
                results.append(Done(kept))
                break
        return results

    async def _store_data(self, effect: SaveColumns | SavePerson, values: Mapping[str, str]) -> None:
        if isinstance(effect, SaveColumns):
            await update_case_data(self.session, self._open_case_id(), values)
        elif self.conversation.user_id is not None:
            await update_personal_data(self.session, self.conversation.user_id, values)

    async def _phone(self, effect: SavePhone) -> Done:
        """A phone that nobody has yet: somebody else's would open their data to whoever types it."""
        number = parse_phone(effect.phone)
        if await self.session.scalar(select(User.id).where(User.phone == number)) is not None:
            raise ConflictError(
                "phone_of_another", "Ese teléfono es de otra ficha.", "phone", "Lo tiene que ver una persona."
            )
        found = await get_or_create_user(
            self.session, number, chatwoot_contact_id=self.conversation.chatwoot_contact_id
        )
        self.conversation.user_id = found.user.id
        await self.session.flush()
        return Done(effect)

    async def _catalogue(self) -> Catalogue:
        case = await hold_case(self.session, self._open_case_id())
        for known in self.context.categories.values():
            if known.catalogue.category_id == case.category_id:
                return known.catalogue
        raise NotFoundError(
            "unknown_category", "La categoría del expediente ya no se ofrece.", "category", "Avisa al equipo."
        )

    def _open_case_id(self) -> UUID:
        if self.case_id is None:
            raise NotFoundError("no_case", "No hay ningún expediente abierto.", "case_id", "Ábrelo antes.")
        return self.case_id


def said(error: MsiaError) -> str:
    """An error as a client may read it: of a datum by the name that the client knows."""
    text = f"{error.message} {error.remedy}".strip() if error.remedy else error.message
    field = error.field or ""
    return (
        text.replace(f"«{field}»", f"«{phrases.COLUMN_NAMES[field]}»")
        if field in phrases.COLUMN_NAMES
        else text
    )


async def _prepared(attachment: Attachment) -> tuple[str, PreparedFile] | InvalidInputError:
    try:
        return await prepare_upload(io.BytesIO(attachment.content or b""))
    except InvalidInputError as error:
        return error


def _units(case: Case) -> dict[str, int]:
    quantities = {data.element_code: data.quantity for data in case.element_data}
    return {code: quantities.get(code, 1) for code in case.element_codes}


def _name(attachment: Attachment) -> str:
    return attachment.filename or "Imagen del cliente"


def _filename(attachment: Attachment) -> str | None:
    return attachment.filename[:255] if attachment.filename else None
