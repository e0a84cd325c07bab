"""The tools by name: what each is for, in which phase, and what it does for this conversation's client.

They call what the dialogue itself calls. None takes an amount, and none an identifier of a person or a case.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from agent.assistant import phrases
from agent.assistant.context import KnownCategory
from agent.assistant.facts import Facts
from agent.assistant.llm.drafts import Draft, shown
from agent.assistant.llm.protocol import ToolOffer
from agent.assistant.llm.rehearsing import Rehearsal
from agent.assistant.llm.routing import Task
from agent.assistant.llm.under_way import ToolRefusedError, UnderWay
from agent.services.inbox.events import storable_text
from domain.catalogue import Catalogue
from domain.catalogue.hierarchy import effective_fields, effective_images, element_of
from domain.fields.messages import label_of
from domain.folding import fold
from domain.matching import match_text
from domain.quote.from_text import quote_text
from domain.quote.short_text import short_text
from shared.vocabularies import CaseStatus

_MOST_PASSAGES: Final = 4
_LONGEST_PASSAGE: Final = 900


class Phase(StrEnum):
    """How far the client's case is."""

    REQUEST = "request"
    COLLECTING = "collecting"
    HANDED_IN = "handed_in"


def phase_of(facts: Facts) -> Phase:
    """The phase of a client."""
    if facts.case is None:
        return Phase.REQUEST
    return Phase.COLLECTING if facts.case.status is CaseStatus.COLLECTING else Phase.HANDED_IN


class Arguments(BaseModel):
    """Arguments of a tool: keys that it does not know are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _storable(cls, value: Any) -> Any:
        """The arguments without what no database stores, wherever it stands in them."""
        return _storable(value)


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return storable_text(value)
    if isinstance(value, list):
        return [_storable(item) for item in value]
    return {key: _storable(item) for key, item in value.items()} if isinstance(value, dict) else value


Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1_000)]


class InWords(Arguments):
    """A text."""

    texto: Words


class OfElement(Arguments):
    """An element."""

    codigo: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]


class Nothing(Arguments):
    """No arguments."""


class Given(Arguments):
    """A datum that the client has given."""

    dato: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
    valor: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]


class GivenData(Arguments):
    """Data that the client has given."""

    datos: Annotated[list[Given], Field(min_length=1, max_length=20)]


class Reason(Arguments):
    """Why a person has to go on."""

    motivo: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class Question(Arguments):
    """A question about the rules."""

    pregunta: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


Run = Callable[[UnderWay, Any], Awaitable[str]]


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool. `holds_data`: its arguments are a person's data, so that none of them is kept in the log."""

    name: str
    description: str
    arguments: type[BaseModel]
    phases: frozenset[Phase]
    run: Run
    tasks: frozenset[Task] = frozenset(Task)
    holds_data: bool = False

    def offer(self) -> ToolOffer:
        """The tool as it is offered to a model."""
        schema = self.arguments.model_json_schema()
        schema.pop("title", None)
        schema.pop("description", None)
        return ToolOffer(self.name, self.description, schema)


async def _identify(box: UnderWay, arguments: InWords) -> str:
    known = _known(box)
    found = match_text(known.vocabulary, box.mask.show(arguments.texto))
    elements = known.catalogue.elements
    lines = [f"Elemento {hit.code} (x{hit.quantity}): {elements[hit.code].name}" for hit in found.elements]
    lines += [
        f"Hay que preguntar: {item.asked.question} "
        f"({', '.join(f'{option.code}: {option.name}' for option in item.asked.options)})"
        for item in found.questions
    ]
    lines += [f"No entra en la tarifa: «{hit.words}». {hit.work.answer}" for hit in found.beyond]
    if found.unresolved:
        lines.append(f"Sin identificar: {', '.join(f'«{words}»' for words in found.unresolved)}")
    return "\n".join(lines) or "No se identifica ningún elemento."


async def _quote(box: UnderWay, arguments: InWords) -> str:
    known = _known(box)
    quote = quote_text(known.catalogue, box.mask.show(arguments.texto), known.vocabulary)
    return "\n".join((short_text(quote), *quote.explanation))


async def _requirements(box: UnderWay, arguments: OfElement) -> str:
    catalogue = _known(box).catalogue
    code = arguments.codigo.upper()
    element = element_of(catalogue, code)
    lines = [f"{element.name}. {element.description}"]
    lines += [
        f"Foto{'' if image.is_required else ' (opcional)'}: {image.title}. {image.user_instruction}"
        for image in effective_images(catalogue, code)
    ]
    lines += [
        f"Dato{'' if field.is_required else ' (opcional)'}: {label_of(field)}"
        for field in effective_fields(catalogue, code)
    ]
    lines += [
        f"Documento{'' if item.is_mandatory else ' (opcional)'}: {item.title}. {item.description}"
        for item in catalogue.documentation
    ]
    return "\n".join(lines)


async def _progress(box: UnderWay, _arguments: Nothing) -> str:
    case = box.rehearsal.facts.case
    if case is None:
        return "El cliente todavía no tiene ningún expediente abierto."
    names = [item.title or phrases.COLUMN_NAMES.get(item.name, item.name) for item in case.needs]
    lines = [
        f"Estado del expediente: {_STATUS[case.status]}.",
        f"Reunido: {case.done} de {case.asked} cosas; fotos por revisar: {case.to_review}.",
    ]
    if names:
        lines.append(f"Falta: {', '.join(dict.fromkeys(names))}.")
    return "\n".join(lines)


async def _save(box: UnderWay, arguments: GivenData) -> str:
    """Data reach the case as if the client had written them by their names; only what the client has said."""
    said = _letters(" ".join(message.text for message in box.messages))
    lines = []
    for item in arguments.datos:
        value = box.mask.show(item.valor)
        if not _letters(value) or _letters(value) not in said:
            raise ToolRefusedError(f"El cliente no ha dicho el valor de «{item.dato}»: pregúntaselo.")
        lines.append(f"{item.dato}: {value}")
    return await _retold(box, "\n".join(lines))


async def _restate(box: UnderWay, arguments: InWords) -> str:
    text = box.mask.show(arguments.texto)
    said = _figures(" ".join(message.text for message in box.messages))
    for number in sorted(_figures(text) - said):
        raise ToolRefusedError(f"El cliente no ha dicho «{number}»: usa solo sus cifras.")
    return await _retold(box, text)


async def _retold(box: UnderWay, text: str) -> str:
    """What the dialogue answers when the client's last message is heard in other words."""
    last = box.messages[-1]
    restated = {**box.guidance.restated, last.id: text}
    return _new_draft(await box.retell(replace(box.guidance, restated=restated)))


def _new_draft(rehearsal: Rehearsal) -> str:
    return f"El borrador es ahora:\n{shown(Draft.of(rehearsal.turn.replies))}"


async def _escalate(box: UnderWay, arguments: Reason) -> str:
    return _new_draft(await box.retell(replace(box.guidance, person=box.mask.show(arguments.motivo))))


async def _search(box: UnderWay, arguments: Question) -> str:
    from agent.services.regulations.embeddings.choosing import find_embedder
    from agent.services.regulations.search import ask

    async with box.sessions() as session:
        found = await ask(
            session,
            box.mask.hide(arguments.pregunta),
            embedder=find_embedder(),
            limit=_MOST_PASSAGES,
            keep=False,
        )
        await session.rollback()
    if not found.is_answerable:
        return "La normativa disponible no contesta a eso."
    return "\n\n".join(
        f"{passage.title}"
        + (f", artículo {passage.article}" if passage.article else "")
        + f": {passage.text[:_LONGEST_PASSAGE]}"
        for passage in found.passages
    )


def _known(box: UnderWay) -> KnownCategory:
    request = box.rehearsal.state.request
    known = box.rehearsal.facts.context.categories.get((request.category if request else None) or "")
    if known is None:
        raise ToolRefusedError("Todavía no se sabe de qué vehículo se trata: el cliente lo tiene que decir.")
    return known


def _letters(text: str) -> str:
    return "".join(char for char in fold(text) if char.isalnum())


def _figures(text: str) -> set[str]:
    return set("".join(char if char.isdigit() else " " for char in text).split())


_STATUS: Final = {
    CaseStatus.COLLECTING: "abierto, reuniendo datos",
    CaseStatus.PENDING_REVIEW: "entregado, en revisión",
    CaseStatus.IN_PROGRESS: "en manos del equipo",
    CaseStatus.COMPLETED: "terminado",
    CaseStatus.CANCELLED: "cancelado",
    CaseStatus.ABANDONED: "abandonado",
}
_BEFORE_THE_END: Final = frozenset({Phase.REQUEST, Phase.COLLECTING})
_ALL: Final = frozenset(Phase)

TOOLS: Final[Mapping[str, Tool]] = MappingProxyType(
    {
        tool.name: tool
        for tool in (
            Tool(
                "identify_elements",
                "Qué elementos del catálogo nombra un texto, y qué hay que preguntar. No cambia la petición.",
                InWords,
                _BEFORE_THE_END,
                _identify,
            ),
            Tool(
                "quote",
                "El presupuesto de lo que nombra un texto: la única fuente de precios. No cambia nada.",
                InWords,
                _BEFORE_THE_END,
                _quote,
            ),
            Tool(
                "requirements",
                "Qué fotos, datos y documentos pide un elemento, por su código.",
                OfElement,
                _BEFORE_THE_END,
                _requirements,
            ),
            Tool(
                "progress",
                "Cómo va el expediente de este cliente y qué le falta.",
                Nothing,
                frozenset({Phase.COLLECTING, Phase.HANDED_IN}),
                _progress,
            ),
            Tool(
                "save_data",
                "Guarda datos que el cliente acaba de dar en su mensaje y que el programa no ha entendido.",
                GivenData,
                frozenset({Phase.COLLECTING}),
                _save,
                holds_data=True,
            ),
            Tool(
                "restate",
                "Repite lo que el cliente ha querido decir con palabras sencillas, para que el programa lo "
                "entienda. Devuelve lo que el programa contestaría entonces.",
                InWords,
                _BEFORE_THE_END,
                _restate,
                frozenset({Task.UNDERSTAND}),
            ),
            Tool(
                "search_regulations",
                "Busca en la normativa. Es la única fuente de artículos y obligaciones.",
                Question,
                _ALL,
                _search,
            ),
            Tool(
                "escalate",
                "Pasa la conversación a una persona, si el cliente lo necesita y el programa no lo ha hecho.",
                Reason,
                _ALL,
                _escalate,
            ),
        )
    }
)


def catalogue_of(box: UnderWay) -> Catalogue | None:
    """The catalogue that is talked about, None before there is one."""
    try:
        return _known(box).catalogue
    except ToolRefusedError:
        return None
