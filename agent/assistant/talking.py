"""The turn of a client's message: the one place where what is heard, said and wanted comes together. Pure.

`hear` reads a message into a turn with what it wants done; `settle` says what became of that; `ask_next` (in
asking.py) puts the next question. Nothing here knows a database, a clock or a channel.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from agent.assistant import phrases
from agent.assistant.asking import said_value
from agent.assistant.client import ClientState
from agent.assistant.effects import (
    Accept,
    CancelCase,
    Consult,
    Done,
    HandIn,
    KeepPhoto,
    MovePhoto,
    PutPhoto,
    SaveAnswers,
    SaveColumns,
    SavePerson,
    SavePhone,
)
from agent.assistant.emoji import in_words, is_emoji
from agent.assistant.facts import Facts
from agent.assistant.hearing import Hearing
from agent.assistant.messages import ClientMessage
from agent.assistant.needs import need_of
from agent.assistant.of_case import chooses_option, hear_after, hear_case, starts_another
from agent.assistant.of_matters import answers_questions, ask_about_cancelling, settles_all
from agent.assistant.of_photos import chooses_place, hear_attachments
from agent.assistant.of_prices import recall_priced
from agent.assistant.of_request import hear_request, reset_request
from agent.assistant.replies import ReplyKind
from agent.assistant.state import Asked, Reference
from agent.assistant.wording import meanings, spoken
from domain.folding import fold_line
from domain.identity import short_chassis_number
from domain.tariff.verdict import format_price
from shared.vocabularies import EscalationSource

_IN_WORDS_ALONE: Final = frozenset({Asked.CANCEL, Asked.PHONE, Asked.WHICH_PHOTO, Asked.WHICH_DATUM})
_LONG_AWAY: Final = timedelta(hours=20)
_SHOWN: Final = 8
_VAIN: Final = 2


def hear(facts: Facts, state: ClientState, message: ClientMessage) -> Hearing:
    """The turn of a message: the state after it, what it says to the client and what it wants done."""
    turn = Hearing(facts, _arrived(facts, state, message), message)
    recall_priced(turn)
    _welcome(turn, state)
    _quote_answered(turn)
    text = message.text.strip()
    if not text and not message.attachments:
        turn.say_once("empty", phrases.EMPTY_MESSAGE)
        return turn
    hear_attachments(turn)
    worded = _in_words(turn, text)
    if worded is None:
        turn.say_once("emoji", phrases.NO_EMOJI)
        if turn.asked is Asked.CANCEL:
            ask_about_cancelling(turn)
        return turn
    text = worded
    if text and (chooses_option(turn, text) or settles_all(turn, text)):
        return turn
    rest = answers_questions(turn, text) if text else ""
    if not rest or chooses_place(turn, rest):
        return turn
    if turn.is_collecting:
        hear_case(turn, rest)
    elif turn.case is not None and (turn.has_pictures or not starts_another(turn, rest)):
        hear_after(turn, rest)
    else:
        _hear_before(turn, rest)
    return turn


def settle(turn: Hearing, results: Sequence[Done]) -> None:
    """Say what became of what the turn wanted done, and let the state know it."""
    saved: dict[str, str] = {}
    placed: list[str] = []
    refusals = 0
    for done in results:
        if done.refusal is not None:
            refusals += 1
            _refused(turn, done)
            continue
        _settled(turn, done, saved, placed)
    if placed:
        turn.say(_of_photos(placed))
    asked = turn.state.waiting.field if turn.asked is Asked.COLUMN else None
    if len(saved) > 1 or (saved and phrases.COLUMN_NAMES.get(asked or "", asked) not in saved):
        data = ", ".join(phrases.SAVED_DATUM.format(name=name, value=value) for name, value in saved.items())
        turn.say(phrases.SAVED.format(data=data))
    if not refusals and any(not isinstance(done.effect, KeepPhoto) for done in results):
        turn.move(misunderstood=0)
    turn.put = tuple(
        (done.image_id, isinstance(done.effect, PutPhoto) and bool(done.effect.title or done.effect.field))
        for done in results
        if done.image_id is not None
    )
    if turn.put:
        turn.move(placed=placed_of(turn.put))


def placed_of(put: Sequence[tuple[UUID, bool]]) -> tuple[UUID, ...]:
    """The images that what the client says next is about: those of which it is not known what they are, else
    all that came together."""
    unknown = [image_id for image_id, is_known in put if not is_known]
    return tuple(unknown or [image_id for image_id, _ in put])[-60:]


def _in_words(turn: Hearing, text: str) -> str | None:
    """The text, of emoji their words where these can answer what was asked; None where they can't.

    👍 is a yes to a price and to a summary, and a «vale» beside a case; what can't be undone takes words.
    """
    if not is_emoji(text):
        return text
    is_heard = turn.asked is Asked.OFFER or turn.case is not None
    return in_words(text) if is_heard and turn.asked not in _IN_WORDS_ALONE else None


def _hear_before(turn: Hearing, text: str) -> None:
    if turn.case is not None:
        # What is with the engineers is theirs; the client goes on with another vehicle.
        turn.state = reset_request(turn.state)
        turn.facts = _without_case(turn.facts)
    hear_request(turn, text)


def _without_case(facts: Facts) -> Facts:
    return Facts(
        facts.context,
        facts.now,
        facts.manner,
        facts.policies,
        facts.has_phone,
        None,
        facts.kept_photos,
    )


def _arrived(facts: Facts, state: ClientState, message: ClientMessage) -> ClientState:
    placed = () if message.attachments else state.placed
    return state.moved(heard_at=facts.now, reminders=0, stopped=False, placed=placed)


def _welcome(turn: Hearing, before: ClientState) -> None:
    """Who comes back after long, in the middle of something, is told that it goes on."""
    since = before.heard_at
    is_amid = before.case_id is not None or (before.request is not None and not before.request.is_empty)
    words = spoken(turn.message.text)[:1]
    greets = bool(words) and words[0].text in meanings("courtesy")
    if before.greeted and since is not None and is_amid and greets and turn.facts.now - since >= _LONG_AWAY:
        turn.say(phrases.WELCOME_BACK)


def _quote_answered(turn: Hearing) -> None:
    """A message that quotes or taps a reply answers that one, while it is open."""
    about = turn.message.about
    if about is None or about == turn.state.waiting:
        return
    if about.asked in {Asked.OFFER, Asked.CLIENT_TYPE, Asked.VAN, Asked.CATEGORY, Asked.CANCEL}:
        is_open = about.asked is not Asked.OFFER or not turn.is_collecting or turn.asked is Asked.OFFER
        if is_open:
            turn.move(waiting=about)
    elif turn.case is not None and need_of(turn.case, about) is not None:
        turn.move(waiting=about)


# --- What became of it ---


def _settled(turn: Hearing, done: Done, saved: dict[str, str], placed: list[str]) -> None:
    match done.effect:
        case PutPhoto() | MovePhoto():
            _settled_photo(turn, done, placed)
        case Accept() as accept:
            skipped = () if accept.case_id is None else turn.state.skipped
            turn.move(case_id=done.case_id, skipped=skipped, abandoned=None)
            if accept.total is not None:
                turn.say(phrases.ACCEPTED.format(total=format_price(accept.total)))
                if turn.request.unresolved:
                    words = ", ".join(f"«{word}»" for word in turn.request.unresolved[:_SHOWN])
                    turn.say(phrases.NOT_INCLUDED.format(words=words))
            if done.answer is not None:
                turn.say(done.answer)
            placed += done.placed
            turn.move(placed=done.images[-60:])
            _ask_about_kept(turn, done.unplaced)
        case SaveColumns() | SavePerson():
            saved.update(
                {
                    phrases.COLUMN_NAMES.get(name, name): said_value(value)
                    for name, value in done.effect.values.items()
                }
            )
            _confirm_chassis(turn, done.effect.values)
        case CancelCase():
            turn.say(phrases.CANCELLED)
            turn.is_silent = True
            turn.state = reset_request(turn.state)
        case HandIn():
            turn.say(phrases.HANDED_IN)
            turn.move(waiting=Reference(asked=Asked.NOTHING))
        case Consult() as consult:
            if done.answer is not None:
                turn.say(done.answer)
            else:
                reason = phrases.REASON_QUESTION.format(question=consult.question[:300])
                turn.pass_on(f"regulation:{fold_line(consult.question)[:60]}", reason)
        case _:
            pass  # the next question shows it


def _confirm_chassis(turn: Hearing, values: Mapping[str, str]) -> None:
    """A chassis number shorter than those of today is taken, and shown to the client once more."""
    number = short_chassis_number(values.get("bastidor", ""))
    if number is not None:
        turn.say(phrases.SHORT_CHASSIS.format(number=number, count=len(number)))


def _ask_about_kept(turn: Hearing, images: Sequence[UUID]) -> None:
    """Photos that had come before the case and say nothing of what they are: the client does."""
    if not images:
        return
    turn.move(placed=tuple(images)[-60:])
    text = (
        phrases.ASK_WHICH_KEPT if len(images) == 1 else phrases.ASK_WHICH_KEPT_ONES.format(count=len(images))
    )
    turn.ask(text, Reference(asked=Asked.WHICH_PHOTO))


def _settled_photo(turn: Hearing, done: Done, placed: list[str]) -> None:
    if isinstance(done.effect, MovePhoto):
        turn.say(phrases.PHOTO_MOVED.format(title=done.effect.title))
    elif done.code == "again":
        turn.say(phrases.PHOTO_AGAIN)
    elif isinstance(done.effect, PutPhoto) and done.effect.title:
        placed.append(done.effect.title)
    elif turn.question is None:
        turn.say_once("photo_added", phrases.PHOTO_ADDED)


def _refused(turn: Hearing, done: Done) -> None:
    match done.effect:
        case Accept() if done.code == "price_changed":
            turn.say(phrases.PRICE_CHANGED)
            turn.move(offered=None)
        case KeepPhoto() | PutPhoto():
            turn.say(phrases.PHOTO_REFUSED.format(why=done.refusal), ReplyKind.NOT_UNDERSTOOD)
        case SavePhone():
            turn.call_person(phrases.REASON_PHONE, phrases.PHONE_OF_ANOTHER)
        case SaveAnswers() | SaveColumns() | SavePerson():
            turn.not_understood(done.refusal or phrases.NOT_UNDERSTOOD_DATUM)
            _leave_for_later(turn)
        case _:
            turn.source = EscalationSource.ERROR
            turn.call_person(f"{phrases.REASON_FAILED} {done.refusal}", phrases.FAILED)


def _leave_for_later(turn: Hearing) -> None:
    """What was answered in vain twice is put off, so that the client gets on."""
    need = need_of(turn.case, turn.state.waiting) if turn.case is not None else None
    if need is None or turn.reason is not None or turn.state.misunderstood < _VAIN:
        return
    if need.key not in turn.state.skipped:
        turn.move(skipped=(*turn.state.skipped, need.key))
        turn.say(phrases.DATUM_SKIPPED)


def _of_photos(titles: Sequence[str]) -> str:
    if len(titles) == 1:
        return phrases.PHOTO_SAVED.format(title=titles[0])
    counted = Counter(titles)
    lines = [
        phrases.PHOTO_SAVED.format(title=f"{title} (x{count})" if count > 1 else title)
        for title, count in list(counted.items())[:_SHOWN]
    ]
    if len(counted) > _SHOWN:
        lines.append(phrases.AND_MORE.format(count=len(counted) - _SHOWN))
    return phrases.PHOTOS_SAVED.format(titles="\n".join(lines))
