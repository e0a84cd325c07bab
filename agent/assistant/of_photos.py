"""Where a client's pictures go: to what their caption names, to what is asked, else to what is missing. Pure.

Before there is a case they are kept; what fits nowhere is asked about.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from rapidfuzz import fuzz

from agent.assistant import phrases
from agent.assistant.case_data import by_form_and_label
from agent.assistant.commands import Command, said_in
from agent.assistant.effects import KeepPhoto, MovePhoto, PutPhoto
from agent.assistant.evading import is_question
from agent.assistant.facts import CaseFacts, Need, Part
from agent.assistant.hearing import Hearing
from agent.assistant.messages import Attachment, AttachmentKind
from agent.assistant.needs import need_of
from agent.assistant.state import Asked, Reference
from agent.assistant.topics import Topic, topic_in
from agent.assistant.turn import place_of
from agent.assistant.wording import meanings, spoken
from domain.catalogue import Catalogue
from domain.catalogue.hierarchy import effective_fields, effective_images
from shared.vocabularies import FieldType

_ALIKE: Final = 85
_SHORTEST_WORD: Final = 4
_MOST_OPTIONS: Final = 10
_PARTS: Final = re.compile(r"[,.;\n]+|\s+y\s+(?=l[ao]s?\s)", re.IGNORECASE)
_CLAUSE: Final = re.compile(r"(?<=[?!])|[,.;\n]+|(?=¿)|\s+(?:y|pero)\s+", re.IGNORECASE)
_WISHES: Final = frozenset(
    {
        *(Command.CHANGE, Command.FEWER, Command.MORE, Command.ONLY, Command.DISCARD, Command.DROP),
        *(Command.CORRECT, Command.AMEND, Command.PRICE),
    }
)
_STORED: Final = frozenset({AttachmentKind.IMAGE, AttachmentKind.FILE})
_TOLD: Final = {
    AttachmentKind.AUDIO: phrases.NO_AUDIO,
    AttachmentKind.VIDEO: phrases.NO_VIDEO,
    AttachmentKind.LOCATION: phrases.NO_LOCATION,
    AttachmentKind.STICKER: phrases.NO_STICKER,
    AttachmentKind.CONTACT: phrases.NO_CONTACT,
    AttachmentKind.UNSUPPORTED: phrases.NO_OTHER,
}


def hear_attachments(turn: Hearing) -> None:
    """Take what came with the message."""
    pictures = []
    for attachment in turn.message.attachments:
        if attachment.kind in _STORED and attachment.content:
            pictures.append(attachment)
        elif attachment.kind in _STORED or attachment.kind is AttachmentKind.UNAVAILABLE:
            turn.say(phrases.NOT_FETCHED)
        else:
            turn.say_once(attachment.kind.value, _TOLD[attachment.kind])
    if not pictures:
        return
    turn.move(misunderstood=0)
    if turn.case is None:
        _keep(turn, pictures)
    else:
        _put(turn, turn.case, pictures)


def chooses_place(turn: Hearing, text: str) -> bool:
    """Whether the text says what the last pictures are, which were asked about or have just been placed."""
    case = turn.case
    if case is None or not turn.state.placed:
        return False
    if turn.asked is not Asked.WHICH_PHOTO and topic_in(text, {Topic.ACCEPT, Topic.THANKS}) is not None:
        return False
    places = places_of(turn.facts.context.categories[case.category].catalogue, case)
    is_asked = turn.asked is Asked.WHICH_PHOTO
    is_about = is_asked or (_is_about_photos(text) and not by_form_and_label(text).values)
    if is_about and _places_by_order(turn, text, places):
        return True
    if turn.asked is Asked.WHICH_PHOTO and said_in(text, {Command.SKIP}) is not None:
        turn.move(placed=(), misunderstood=0)
        turn.say(phrases.PHOTOS_LEFT)
        return True
    place = None
    if turn.asked is Asked.WHICH_PHOTO:
        number = place_of(text, [item.title for item in places[:_MOST_OPTIONS]])
        place = places[number] if number is not None else best_place(text, places)
    elif _is_about_photos(text) and not by_form_and_label(text).values:
        place = best_place(text, places)
    if place is None:
        return False
    for image_id in turn.state.placed:
        turn.effects.append(MovePhoto(image_id, place.element, place.name, place.title))
    turn.move(placed=(), misunderstood=0)
    return True


def _places_by_order(turn: Hearing, text: str, places: Sequence[Need]) -> bool:
    """«La primera es la del escape, las otras dos de los espejos»: each by its turn among the last ones."""
    images = turn.state.placed
    taken: Counter[str] = Counter()
    found = False
    left = list(images)
    for part in _PARTS.split(text):
        words = [word.text for word in spoken(part)]
        order = next((number for word in words if (number := _order(word)) is not None), None)
        rest = " ".join(word for word in words if _order(word) is None and word not in meanings("others"))
        is_rest = any(word in meanings("others") for word in words)
        if order is None and not is_rest:
            continue
        free = [place for place in places if taken[place.key] < place.count]
        chosen = left if order is None else [images[order]] if -len(images) <= order < len(images) else []
        for image_id in chosen:
            place = best_place(rest, [item for item in free if taken[item.key] < item.count])
            if place is None:
                break
            taken[place.key] += 1
            found = True
            turn.effects.append(MovePhoto(image_id, place.element, place.name, place.title))
            left = [item for item in left if item != image_id]
    if found:
        turn.move(placed=tuple(left), misunderstood=0)
    return found


def beside_pictures(text: str) -> list[str]:
    """What a caption says beside what its pictures show: «la del escape, y quita los espejos».

    From a question or a wish on, up to where it talks of the pictures again.
    """
    spans: list[tuple[int, int]] = []
    is_beside = False
    start = 0
    for end, after in [*((cut.start(), cut.end()) for cut in _CLAUSE.finditer(text)), (len(text), 0)]:
        clause = text[start:end]
        if _says_something_else(clause):
            spans.append((start, end))
            is_beside = True
        elif is_beside and not _shows(clause):
            spans[-1] = spans[-1][0], end
        else:
            is_beside = False
        start = after
    return [part for begin, end in spans if spoken(part := text[begin:end].strip())]


def _shown(caption: str) -> str:
    """What a caption says of its pictures."""
    for part in beside_pictures(caption):
        caption = caption.replace(part, " ", 1)
    return caption.strip()


def _says_something_else(clause: str) -> bool:
    return (
        "?" in clause
        or is_question(clause)
        or said_in(clause, _WISHES) is not None
        or topic_in(clause, {Topic.CANCEL}) is not None
    )


def _shows(clause: str) -> bool:
    words = {word.text for word in spoken(clause)}
    return bool(words & {*meanings("shown"), *meanings("photo")})


def _order(word: str) -> int | None:
    """The place that an ordinal says, counted from 0; -1 for the last."""
    said = meanings("ordinal").get(word)
    return int(said) if said else None


def places_of(catalogue: Catalogue, case: CaseFacts) -> list[Need]:
    """Every photo and document that the case takes, those that are missing first."""
    missing = [need for need in case.needs if need.is_image]
    known = {need.key for need in missing}
    others = [
        Need(Part.PHOTO, (image.code or image.title)[:50], "", code, _title(catalogue, code, image.title))
        for code in case.quantities
        if code in catalogue.elements
        for image in effective_images(catalogue, code)
    ]
    others += [
        Need(Part.DOCUMENT, document.code, "", None, document.title)
        for document in catalogue.documentation
        if document.code is not None and not document.code.startswith("DATOS_")
    ]
    return [*missing, *(need for need in others if need.key not in known)]


def best_place(text: str, places: Sequence[Need]) -> Need | None:
    """The place that the words of a text name best, None where they name none."""
    said = _telling(text)
    if not said:
        return None
    ranked = [(_score(said, place), -number, place) for number, place in enumerate(places)]
    score, _, place = max(ranked, key=lambda item: item[:2], default=(0, 0, None))
    return place if score else None


def _score(said: set[str], place: Need) -> int:
    title = _telling(place.title)
    hits = sum(any(fuzz.ratio(word, other) >= _ALIKE for other in title) for word in said)
    # A name that is said whole beats one of which a word is said.
    return 10 * hits + (9 if hits == len(title) else 0)


def _telling(text: str) -> set[str]:
    """The words that can tell one picture from another: "foto" can't."""
    return {word.text for word in spoken(text) if len(word.text) >= _SHORTEST_WORD} - set(meanings("photo"))


def _title(catalogue: Catalogue, code: str, title: str) -> str:
    return phrases.PHOTO_TITLE.format(element=catalogue.elements[code].name, title=title)


def _is_about_photos(text: str) -> bool:
    words = {word.text for word in spoken(text)}
    return bool(words & {"foto", "fotos", "esa", "esas", "imagen", "eso", "es", "son", "esta", "estas"})


def _keep(turn: Hearing, pictures: Sequence[Attachment]) -> None:
    for picture in pictures:
        turn.effects.append(KeepPhoto(picture, _shown(turn.message.text)[:1000]))
    turn.say(phrases.PHOTO_KEPT if len(pictures) == 1 else phrases.PHOTOS_KEPT.format(count=len(pictures)))


def _put(turn: Hearing, case: CaseFacts, pictures: Sequence[Attachment]) -> None:
    catalogue = turn.facts.context.categories[case.category].catalogue
    field = _photo_field(turn, catalogue, case)
    if field is not None:
        element, name, label = field
        turn.effects += [PutPhoto(picture, element, None, label, name) for picture in pictures]
        return
    places = places_of(catalogue, case)
    named = best_place(_shown(turn.message.text), places)
    lacking = [need for need in case.needs if need.is_image]
    asked = need_of(case, turn.state.waiting)
    if asked is not None and asked.is_image and asked in lacking:
        lacking = _from(asked, lacking)
    elif asked is not None and not asked.is_image:
        # Not what is asked for: one that had been put off, else the client says what it is.
        lacking = [need for need in lacking if need.key in turn.state.skipped]
    taken: Counter[str] = Counter()
    unplaced = 0
    if _shows_another_paper(_shown(turn.message.text), places):
        turn.effects += [PutPhoto(picture, None, None) for picture in pictures]
        return
    for picture in pictures:
        need = named or next((need for need in lacking if taken[need.key] < need.count), None)
        if need is None:
            unplaced += 1
            turn.effects.append(PutPhoto(picture, None, None))
            continue
        taken[need.key] += 1
        turn.effects.append(PutPhoto(picture, need.element, need.name, need.title))
        if named is not None and need.part is not Part.DOCUMENT:
            named = None if taken[need.key] >= need.count else named
    if unplaced:
        titles = tuple(dict.fromkeys(place.title for place in places))[:_MOST_OPTIONS]
        text = phrases.ASK_WHICH_PHOTO if unplaced == 1 else phrases.ASK_WHICH_PHOTOS
        turn.ask(text, Reference(asked=Asked.WHICH_PHOTO), titles)


def _shows_another_paper(caption: str, places: Sequence[Need]) -> bool:
    """Whether the caption names a paper that no place is: «la factura del escape» shows no exhaust."""
    papers = {word.text for word in spoken(caption)} & set(meanings("paper"))
    titles = {word.text for place in places for word in spoken(place.title)}
    return bool(papers) and not papers & titles


def _from(asked: Need, lacking: Sequence[Need]) -> list[Need]:
    """What is lacking, beginning with what is asked; then what belongs to the same element."""
    same = [need for need in lacking if need != asked and need.element == asked.element]
    return [asked, *same, *(need for need in lacking if need != asked and need not in same)]


def _photo_field(turn: Hearing, catalogue: Catalogue, case: CaseFacts) -> tuple[str, str, str] | None:
    """The datum that is asked, where it is answered by a photo: element, name and label."""
    need = need_of(case, turn.state.waiting)
    if need is None or need.part is not Part.FIELD or need.element not in catalogue.elements:
        return None
    assert need.element is not None
    for field in effective_fields(catalogue, need.element):
        if field.name == need.name and field.field_type is FieldType.PHOTO:
            return need.element, field.name, field.label
    return None
