"""What a message gives to a case by itself: parts of names, the town behind its code, which photo it is."""

import pytest

from agent.assistant.case_data import by_form_and_label
from agent.assistant.facts import Need, Part
from agent.assistant.of_photos import best_place

OUTSIDE = Need(Part.DOCUMENT, "FOTOS_EXTERIORES", "", None, "Cuatro fotos exteriores de la moto")
WHOLE = Need(Part.PHOTO, "LINEA", "", "ESCAPE", "Escape: Línea de escape completa")
PLACES = [WHOLE, OUTSIDE]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "me llamo Juan Pérez Gómez, DNI 12345678Z, vivo en calle Mayor 3, 28013 Madrid",
            {
                "first_name": "Juan",
                "last_name": "Pérez Gómez",
                "nif_cif": "12345678Z",
                "domicilio_calle": "calle Mayor 3",
                "domicilio_cp": "28013",
                "domicilio_localidad": "Madrid",
            },
        ),
        ("me llamo Ana Ruiz", {"first_name": "Ana", "last_name": "Ruiz"}),
        ("nombre: María José", {"first_name": "María José"}),
        ("nombre: Luis\napellidos: Mora Gil", {"first_name": "Luis", "last_name": "Mora Gil"}),
        (
            "08001 Barcelona y mi correo es a@b.es",
            {"email": "a@b.es", "domicilio_cp": "08001", "domicilio_localidad": "Barcelona"},
        ),
        ("cp 08001", {"domicilio_cp": "08001"}),
        (
            "la matricula es 4321 BCD y el bastidor WF0XXXTTGXKA12345",
            {"matricula": "4321 BCD", "bastidor": "WF0XXXTTGXKA12345"},
        ),
    ],
)
def test_data_that_say_what_they_are(text: str, values: dict[str, str]) -> None:
    assert by_form_and_label(text).values == values


@pytest.mark.parametrize("text", ["te mando las fotos", "no tengo más fotos", "ahí van", "foto", ""])
def test_talk_of_photos_names_none(text: str) -> None:
    assert best_place(text, PLACES) is None


@pytest.mark.parametrize(
    ("text", "place"), [("esta es la del escape", WHOLE), ("las cuatro exteriores de la moto", OUTSIDE)]
)
def test_a_photo_is_named_by_its_title(text: str, place: Need) -> None:
    assert best_place(text, PLACES) == place
