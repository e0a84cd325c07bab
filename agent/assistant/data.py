"""The data of the elements: how one is asked, what an answer changes, which one is meant. Pure."""

from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from agent.assistant import phrases
from agent.assistant.context import Context
from agent.assistant.outcome import requested, text_of, unit_to_say
from agent.assistant.replies import Reply, ReplyKind
from agent.assistant.state import Answer, Asked, Datum, DialogueState, Reference
from agent.assistant.wording import meanings, spoken
from domain.catalogue import Catalogue, CatalogueField
from domain.catalogue.hierarchy import effective_fields
from domain.fields import Accepted, check_answer
from domain.fields.messages import label_of
from domain.fields.required import applicable_fields, submit_answers
from domain.folding import fold_line
from shared.vocabularies import FieldType

_ALIKE: Final = 82
"""From here on two words are the same but for a slip or an ending (rapidfuzz, percent)."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """What an answer did: the state after it, and why it was refused where it was."""

    state: DialogueState
    refusal: str | None = None


def field_of(catalogue: Catalogue, datum: Datum) -> CatalogueField | None:
    """The field, None where the catalogue has it no longer."""
    if datum.element not in catalogue.elements:
        return None
    fields = effective_fields(catalogue, datum.element)
    return next((item for item in fields if item.name == datum.field), None)


def datum_question(catalogue: Catalogue, datum: Datum) -> Reply:
    """The question for a datum: its label, unit, options or example, and that it may wait."""
    field = field_of(catalogue, datum)
    assert field is not None
    hints = []
    if (unit := unit_to_say(field)) is not None:
        hints.append(phrases.IN_UNIT.format(unit=unit))
    options = field.options if field.field_type is FieldType.SELECT else ()
    if field.field_type is FieldType.BOOLEAN:
        options = phrases.YES_NO
    elif field.example and not options:
        hints.append(phrases.EXAMPLE.format(example=field.example))
    hints.append(phrases.MAY_SKIP if field.is_required else phrases.MAY_LEAVE)
    question = phrases.DATUM_HINTED.format(
        element=catalogue.elements[datum.element].name, label=label_of(field), hints="; ".join(hints)
    )
    text = f"{field.instruction}\n{question}" if field.instruction else question
    about = Reference(asked=Asked.DATUM, element=datum.element, field=datum.field)
    return Reply(kind=ReplyKind.QUESTION, text=text, options=options, about=about)


def submit(context: Context, catalogue: Catalogue, state: DialogueState, datum: Datum, raw: str) -> Submitted:
    """Take an answer to a datum; refused, an earlier answer stands."""
    field = field_of(catalogue, datum)
    assert field is not None
    value = option_by_number(field, raw)
    result = submit_answers(
        catalogue, datum.element, state.answers_of(datum.element), {datum.field: value}, today=context.today
    )
    others = tuple(item for item in state.answers if item.element != datum.element)
    own = [Answer(element=datum.element, field=name, value=answer) for name, answer in result.answers.items()]
    # The latest answer stands last, so that "that's wrong" can mean it.
    own.sort(key=lambda item: item.field == datum.field)
    refusal = result.rejected.get(datum.field)
    if refusal is None and datum.field not in result.answers:
        refusal = phrases.NO_SUCH_DATUM
    skipped = state.skipped
    if refusal is None:
        skipped = tuple(item for item in skipped if item != datum)
    return Submitted(state.moved(answers=(*others, *own), skipped=skipped), refusal)


def is_option(field: CatalogueField, raw: str) -> bool:
    """Whether the text is one of the field's options, word for word."""
    return fold_line(raw) in {fold_line(option) for option in field.options}


def corrected(catalogue: Catalogue, datum: Datum, before: DialogueState, after: DialogueState) -> str:
    """What to say of a datum that was given anew."""
    field = field_of(catalogue, datum)
    assert field is not None
    label = label_of(field)
    new = text_of(field, after.answers_of(datum.element)[datum.field])
    old = before.answers_of(datum.element).get(datum.field)
    if old is None:
        return phrases.NOTED.format(label=label, new=new)
    return phrases.CORRECTED.format(label=label, new=new, old=text_of(field, old))


def data_meant(
    context: Context, catalogue: Catalogue, state: DialogueState, name: str, old: str = ""
) -> list[Datum]:
    """The data that a few words may mean, by label and element, or by the value given before.

    Several where they are meant alike; a datum with an answer comes before one without.
    """
    wanted = [word for word in _canonical(name) if word not in meanings("filler")]
    ranked: list[tuple[tuple[int, ...], Datum]] = []
    for code in requested(catalogue, state):
        answers = state.answers_of(code)
        beside = _canonical(catalogue.elements[code].name)
        for field in applicable_fields(catalogue, code, answers):
            labelled = _hits(wanted, _canonical(field.label))
            is_old = bool(old) and _says(context, field, old, answers.get(field.name))
            others = _hits([word for word in wanted if not _hits([word], _canonical(field.label))], beside)
            if not labelled and not is_old:
                continue
            # The value alone tells a datum only where no label does.
            named = labelled + others if labelled else 0
            rank = (named, int(is_old), labelled, int(field.name in answers))
            ranked.append((rank, Datum(element=code, field=field.name)))
    best = max((rank for rank, _ in ranked), default=None)
    return [datum for rank, datum in ranked if rank == best]


def _says(context: Context, field: CatalogueField, text: str, answer: object) -> bool:
    """Whether the text, read as an answer to the field, is this answer."""
    if answer is None:
        return False
    read = check_answer(field, text, today=context.today)
    if isinstance(read, Accepted):
        return read.value == answer
    return fold_line(text) == fold_line(str(answer))


def option_by_number(field: CatalogueField, raw: str) -> str:
    """The option of a number from 1, where no option is that number itself; the text otherwise."""
    text = raw.strip()
    if (
        field.field_type is FieldType.SELECT
        and text.isascii()
        and text.isdecimal()
        and not is_option(field, text)
    ):
        place = int(text[:3]) - 1
        if 0 <= place < len(field.options):
            return field.options[place]
    if field.field_type is FieldType.BOOLEAN and text in {"1", "2"}:
        return phrases.YES_NO[int(text) - 1]
    return raw


def _canonical(text: str) -> list[str]:
    same = meanings("datum")
    return [same.get(word.text, word.text) for word in spoken(text)]


def _hits(wanted: list[str], words: list[str]) -> int:
    return sum(any(fuzz.ratio(word, other) >= _ALIKE for other in words) for word in wanted)
