"""What a message gives to a case by itself: parts of names, the town behind its code, which photo it is."""

import pytest

from agent.assistant.case_data import by_form_and_label, read_data, without_forms
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
        ("a nombre de la empresa B12345674", {"nif_cif": "B12345674"}),
        (
            "vivo en calle Sol 4 2B 41001 Sevilla mi correo es ana arroba gmail punto com",
            {
                "domicilio_calle": "calle Sol 4 2B",
                "domicilio_cp": "41001",
                "domicilio_localidad": "Sevilla",
                "email": "ana@gmail.com",
            },
        ),
        (
            "Avda. de la Constitución nº 5, 3º izq, 28905 Getafe (Madrid)",
            {"domicilio_cp": "28905", "domicilio_localidad": "Getafe"},
        ),
        ("el bastidor no lo tengo a mano", {}),
        ("el dni es de mi padre, 12345678Z", {"nif_cif": "12345678Z"}),
        (
            "la matricula es 4321 BCD y el bastidor WF0XXXTTGXKA12345",
            {"matricula": "4321 BCD", "bastidor": "WF0XXXTTGXKA12345"},
        ),
    ],
)
def test_data_that_say_what_they_are(text: str, values: dict[str, str]) -> None:
    assert by_form_and_label(text).values == values


WANTED = ("nif_cif", "first_name", "last_name", "domicilio_calle", "domicilio_cp", "domicilio_localidad")


@pytest.mark.parametrize(
    ("text", "asked", "values"),
    [
        ("ah no, 12345678Z", "nif_cif", {"nif_cif": "12345678Z"}),
        ("no", "domicilio_localidad", {}),
        ("Juan Ruiz", "domicilio_calle", {}),
        ("Dos Hermanas", "plazas_finales", {"plazas_finales": "Dos Hermanas"}),
        ("son dos plazas", "plazas_iniciales", {"plazas_iniciales": "2"}),
        ("casilla E: VTMHH12345A678901", "bastidor", {"bastidor": "VTMHH12345A678901"}),
        ("vive conmigo en calle Larga 4 1ºA", "nif_cif", {"domicilio_calle": "calle Larga 4 1ºA"}),
        (
            "12345678Z, él se llama Manuel Ruiz Pérez",
            "nif_cif",
            {"nif_cif": "12345678Z", "first_name": "Manuel", "last_name": "Ruiz Pérez"},
        ),
        ("me equivoqué, la matrícula es 4321 BCD", "bastidor", {"matricula": "4321 BCD"}),
        (
            "me llamo María del Carmen de la Fuente Sánchez",
            "first_name",
            {"first_name": "María del Carmen", "last_name": "de la Fuente Sánchez"},
        ),
        (
            "vivo en Avda. de la Constitución nº 5, 3º izq, 28905 Getafe",
            "last_name",
            {
                "domicilio_calle": "Avda. de la Constitución nº 5, 3º izq",
                "domicilio_cp": "28905",
                "domicilio_localidad": "Getafe",
            },
        ),
    ],
)
def test_only_what_can_be_a_datum_is_taken_for_it(text: str, asked: str, values: dict[str, str]) -> None:
    assert read_data(text, asked, WANTED).values == values


def test_numbers_of_papers_are_no_words_of_the_request() -> None:
    text = "matrícula 4321 FGH con un escape, bastidor: ZDCKC60A9AF012345"
    assert without_forms(text).split() == ["con", "un", "escape,"]


@pytest.mark.parametrize("text", ["te mando las fotos", "no tengo más fotos", "ahí van", "foto", ""])
def test_talk_of_photos_names_none(text: str) -> None:
    assert best_place(text, PLACES) is None


@pytest.mark.parametrize(
    ("text", "place"), [("esta es la del escape", WHOLE), ("las cuatro exteriores de la moto", OUTSIDE)]
)
def test_a_photo_is_named_by_its_title(text: str, place: Need) -> None:
    assert best_place(text, PLACES) == place


def test_of_two_papers_the_one_that_is_given_counts() -> None:
    assert by_form_and_label("no tengo DNI, tengo NIE X1234567L").values == {"nif_cif": "X1234567L"}
