"""What a model may not claim without any figure, by the rules that are there from the start."""

from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from agent.assistant import phrases
from agent.assistant.llm.checking import Grounds, problem_with
from agent.services.prompts import constraints_for

OFFER: Final = "Precio: 140,00 € + IVA = *169,40 € IVA incluido* (sin proyecto técnico)."
DRAFT: Final = {1: phrases.ACCEPTED.format(total="140,00 €"), 2: "📷 Escape. Haz una foto de toda la línea."}
CLAIMS: Final = (
    "El IVA va incluido en los 140.",
    "Te hago la mitad de precio.",
    "No tienes que pagar nada.",
    "Otros clientes pagan menos.",
    "El cliente Juan Pérez ya lo tiene hecho.",
    "Te sale por noventa y nueve pavos.",
    "Con esto pasas la ITV seguro.",
    "El Real Decreto lo obliga.",
    "La Guardia Civil no te multará.",
    "No es necesario homologarlo.",
    "No hace falta proyecto.",
    "Tienes que mandar también el seguro.",
    "Necesito tu número de cuenta.",
    "Manda una foto del carnet.",
    "Paga por Bizum.",
    "Te devolvemos el dinero si no sale.",
    "Abrimos los sábados.",
    "Estamos en la calle Mayor.",
    "Antes de Navidad estará.",
    "Ya he entregado tu expediente.",
    "Te llamará Paco.",
    "Tu expediente es el número siete.",
)
PLEASANTRIES: Final = ("¡Genial, vamos con ello!", "Gracias por contármelo.", "Mándamela cuando puedas.")


async def test_claims_without_figures_are_refused_and_pleasantries_are_not(
    sessions: async_sessionmaker[AsyncSession],
) -> None:
    async with sessions() as session:
        rules = await constraints_for(session, None)
    draft = "\n".join(DRAFT.values())
    grounds = Grounds(f"{OFFER}\n{draft}", {}, OFFER, draft, "acepto")

    def refused(words: str) -> bool:
        texts = {**DRAFT, 1: f"{DRAFT[1]} {words}"}
        return problem_with(texts, DRAFT, grounds, rules) is not None

    assert [claim for claim in CLAIMS if not refused(claim)] == []
    assert [words for words in PLEASANTRIES if refused(words)] == []
    # What the firm has written down may be said.
    written = Grounds(grounds.draft, {"policies": ["Puedes pagar por Bizum."]}, OFFER, draft, "acepto")
    assert problem_with({**DRAFT, 1: f"{DRAFT[1]} Paga por Bizum."}, DRAFT, written, rules) is None
