"""What clients talk about beside the request: each row with its own examples, and who is meant by words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.assistant.languages import language_of
from agent.assistant.phrasebook import Row, read_row
from agent.assistant.topics import Topic, table, topic_in
from agent.assistant.vehicles import Kind, seen_in
from shared.vocabularies import ClientType

ALL = frozenset(Topic)


@pytest.mark.parametrize("row", table(), ids=lambda row: f"{row.command} {row.fires}")
def test_a_row_reads_its_example_and_not_the_other(row: Row[Topic]) -> None:
    assert read_row(row, row.fires) is not None
    assert read_row(row, row.does_not) is None
    found = topic_in(row.fires, ALL)
    assert found is not None
    assert found.command is row.command


def test_every_topic_has_words_and_no_row_stands_twice() -> None:
    assert {row.command for row in table()} == ALL
    phrases = [(row.scope, row.phrase) for row in table()]
    assert len(phrases) == len(set(phrases))


@given(st.text(max_size=120))
def test_any_text_is_read(text: str) -> None:
    found = topic_in(text, ALL)
    assert found is None or found.sentence == text
    seen_in(text)
    language_of(text)


@pytest.mark.parametrize(
    ("text", "kind", "client_type", "is_converted"),
    [
        ("Hola, quiero homologar el escape de mi moto", Kind.MOTO, None, False),
        ("tengo una furgoneta camper", Kind.VAN, None, False),
        ("una autocarabana Hymer", Kind.MOTORHOME, None, False),
        ("mi furgo está camperizada de fábrica", Kind.VAN, None, False),
        ("quiero camperizar mi furgo", Kind.VAN, None, True),
        ("una Yamaha MT-07", Kind.MOTO, None, False),
        ("el escape de mi coche", Kind.CAR, None, False),
        ("la bola de remolque", None, None, False),
        ("somos un taller", None, ClientType.PROFESSIONAL, False),
        ("es para un cliente", None, ClientType.PROFESSIONAL, False),
        ("me lo montó un taller", None, None, False),
        ("el taller me dijo que sí", None, None, False),
        ("soy del taller Pepe", None, ClientType.PROFESSIONAL, False),
        ("soy particular", None, ClientType.PARTICULAR, False),
        ("no soy particular, soy taller", None, ClientType.PROFESSIONAL, False),
    ],
)
def test_the_vehicle_and_the_client_in_their_words(
    text: str, kind: Kind | None, client_type: ClientType | None, *, is_converted: bool
) -> None:
    seen = seen_in(text)
    assert (seen.kind, seen.client_type, seen.is_converted) == (kind, client_type, is_converted)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hello, how much is it to homologate my exhaust?", "inglés"),
        ("Bonjour, je voudrais homologuer un échappement pour ma moto", "francés"),
        ("Hallo, ich habe ein Motorrad und möchte einen Preis", "alemán"),
        ("Buongiorno, vorrei omologare lo scarico della mia moto", "italiano"),
        ("Olá, eu quero homologar o escapamento da minha moto", "portugués"),
        ("Hola, quiero homologar el escape de la moto", None),
        ("Akrapovic Slip-On", None),
        ("un exhaust Arrow full system para mi MT-07", None),
        ("The Beast", None),
    ],
)
def test_another_language_is_known_by_its_small_words(text: str, language: str | None) -> None:
    found = language_of(text)
    assert (found.name if found is not None else None) == language
