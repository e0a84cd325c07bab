"""What a model may not claim without any figure, by the rules that are there from the start."""

from typing import Final

import pytest
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from agent.assistant import phrases
from agent.assistant.llm.checking import Grounds, problem_with
from agent.assistant.llm.sentences import unfounded_claim, unknown_words, unsaid_sentence
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
# No rule has the words of these: nobody has said anything of the kind.
OTHER_CLAIMS: Final = (
    "Con esto la inspección es coser y cantar.",
    "La ITV la pasas.",
    "En la ITV no te van a poner pegas.",
    "Tu escape cumple con todo.",
    "Eso es totalmente legal.",
    "No te pueden multar por llevarlo así.",
    "Estará listo muy pronto.",
    "En un par de semanas lo tienes.",
    "Lo tendrás en nada, te lo prometo.",
    "Te aseguro que saldrá bien.",
    "Seguro que no hay ningún inconveniente.",
    "Nosotros respondemos si algo falla.",
    "Si no sale bien te compensamos.",
    "Puedes pagarlo poco a poco.",
    "Este mes va con rebaja.",
    "Hoy te hago una atención en el importe.",
    "Los ingenieros lo firman sin mirar.",
    "Somos los mejores de España.",
    "Llevamos veinte años en el sector.",
    "El tubo hará menos ruido.",
    "No necesitas revisar nada más con Industria.",
    "Otro motorista lo consiguió sin papeles.",
    "Queda homologado de por vida.",
    "Vale para toda Europa.",
    "El taller lo ponemos nosotros gratis.",
    "Nadie te lo va a rechazar.",
)
PLEASANTRIES: Final = (
    "¡Genial, vamos con ello!",
    "Gracias por contármelo.",
    "Mándamela cuando puedas.",
    "Perfecto, ya lo tengo apuntado.",
    "¡Buenos días! Encantado de ayudarte.",
    "Tranquilo, vamos paso a paso.",
    "Sin prisa, cuando puedas.",
    "Si tienes cualquier duda, pregúntame.",
    "Entendido, gracias.",
    "Claro que sí, te ayudo con eso.",
    "No pasa nada.",
    "Lamento las molestias.",
)


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

    def added(words: str) -> bool:
        return problem_with({**DRAFT, 0: words}, DRAFT, grounds, rules) is not None

    claims = (*CLAIMS, *OTHER_CLAIMS)
    assert [claim for claim in claims if not (refused(claim) and added(claim))] == []
    assert [words for words in PLEASANTRIES if refused(words) or added(words)] == []
    # What the firm has written down may be said.
    written = Grounds(grounds.draft, {"policies": ["Puedes pagar por Bizum."]}, OFFER, draft, "acepto")
    assert problem_with({**DRAFT, 1: f"{DRAFT[1]} Paga por Bizum."}, DRAFT, written, rules) is None


@pytest.mark.parametrize(
    ("text", "is_made"),
    [
        ("La ITV la pasas tú en Getafe.", True),
        ("No garantizamos la ITV.", True),
        ("Garantizamos la ITV.", False),
        ("La ITV la pasas seguro.", False),
        ("¿Dónde pasas la ITV?", True),
        ("La ITV la pasas sin mirar, ¿no?", False),
        ("¡Buenos días! La foto, cuando puedas.", True),
        ("En unos días la pasas.", False),
    ],
)
def test_a_statement_that_binds_is_one_that_was_made(text: str, is_made: bool) -> None:
    said = "La ITV la pasas tú, en Getafe. No garantizamos la ITV. ¿La pasas en unos días?"
    assert (unfounded_claim(text, said) is None) is is_made


def test_what_is_added_is_made_of_everyday_words_and_of_what_was_said() -> None:
    said = "📷 Escape. Haz una foto de toda la línea del silenciador."
    assert unknown_words("Claro: del silenciador, con buena luz.", said) == []
    assert unknown_words("El catalizador hace menos ruido.", said) == ["catalizador", "ruido"]
    assert unsaid_sentence("Una foto del silenciador. Llevamos años en el sector.", said) == (
        "Llevamos años en el sector."
    )
