"""What a client may say at any point of the dialogue, each with what it has to lead to."""

from collections.abc import Callable, Mapping
from decimal import Decimal

import pytest

from agent.assistant import Asked, Context, ReplyKind, Stage, begin, outcome, step
from tests.assistant.talk import Talk

Begin = Callable[..., Talk]


# --- Taking back ---


def test_what_was_taken_away_is_restored(motos: Begin) -> None:
    talk = motos("el escape y los retrovisores", "quita los retrovisores")
    assert (talk.wanted, talk.total) == ({"ESCAPE": 1}, Decimal("140.00"))
    talk.say("mejor no, déjalos. ¿y el carenado?")
    assert talk.wanted == {"ESCAPE": 1, "ESPEJOS": 1, "CARENADO": 1}


@pytest.mark.parametrize(
    "text",
    ["mejor no", "no, déjalos", "no los quites", "mejor no, deja los retrovisores", "déjalos"],
)
def test_taking_back_in_other_words(motos: Begin, text: str) -> None:
    talk = motos("el escape y los retrovisores", "quita los retrovisores", text)
    assert talk.wanted == {"ESCAPE": 1, "ESPEJOS": 1}


def test_only_what_is_named_is_restored(motos: Begin) -> None:
    talk = motos("el escape, el manillar y los espejos", "quita el manillar y los espejos")
    assert talk.wanted == {"ESCAPE": 1}
    talk.say("mejor no, deja los espejos")
    assert talk.wanted == {"ESCAPE": 1, "ESPEJOS": 1}


def test_better_not_takes_back_what_was_added_last(motos: Begin) -> None:
    assert motos("el escape", "también el manillar", "mejor no").wanted == {"ESCAPE": 1}


def test_restored_in_the_quantity_it_had_with_its_data(campers: Begin) -> None:
    talk = campers("tres claraboyas", "", "MaxxAir", "quita las claraboyas")
    assert (talk.wanted, talk.total, talk.asked) == ({}, None, Asked.REQUEST)
    talk.say("vuelve a ponerlas")
    assert talk.wanted == {"CLARABOYA": 3}
    assert talk.data("CLARABOYA") == {"marca": "MaxxAir"}


def test_a_question_taken_back_is_asked_again_when_restored(motos: Begin) -> None:
    talk = motos("el escape y la suspensión", "quita la suspensión")
    assert (talk.open, talk.total) == ([], Decimal("140.00"))
    talk.say("mejor no, déjala")
    assert (talk.open, talk.total) == (["SUSPENSION"], None)


@pytest.mark.parametrize(
    "text", ["al final nada", "quita todo", "no quiero nada", "cancela todo", "olvídalo"]
)
def test_at_last_nothing(motos: Begin, text: str) -> None:
    talk = motos("el escape y la suspensión", "la delantera", text)
    assert (talk.wanted, talk.open, talk.total) == ({}, [], None)
    quote = outcome(talk.context, talk.state)["quote"]
    assert (quote["elements"], quote["tier"], quote["total"]) == ([], None, None)
    assert talk.say("mejor no").wanted == {"ESCAPE": 1, "SUSPENSION_DEL": 1}


def test_nothing_more_is_not_nothing(motos: Begin) -> None:
    for text in ("nada más", "no, nada más, gracias", "eso es todo", "no", "ya está"):
        talk = motos("el escape", text)
        assert (talk.wanted, talk.state.stage) == ({"ESCAPE": 1}, Stage.DATA)


# --- Undoing, starting again ---


def test_undoing_goes_back_step_by_step(motos: Begin) -> None:
    talk = motos("el escape", "el manillar", "los espejos", "deshacer")
    assert talk.wanted == {"ESCAPE": 1, "MANILLAR": 1}
    talk.say("deshaz eso")
    assert talk.wanted == {"ESCAPE": 1}
    talk.say("vuelve atrás")
    assert talk.wanted == {}
    talk.say("deshacer")
    assert "No hay nada que deshacer" in talk.text


def test_undoing_an_answer_asks_for_it_again(motos: Begin) -> None:
    talk = motos("el escape", "", "Akrapovic")
    before = motos("el escape", "").state.waiting
    talk.say("me he equivocado")
    assert talk.state.waiting == before
    assert talk.data("ESCAPE") == {}


def test_starting_again_can_be_undone(motos: Begin) -> None:
    talk = motos("el escape", "la suspensión", "empezar de nuevo")
    assert (talk.wanted, talk.open, talk.asked) == ({}, [], Asked.REQUEST)
    talk.say("deshacer")
    assert (talk.wanted, talk.open) == ({"ESCAPE": 1}, ["SUSPENSION"])


def test_starting_again_asks_for_the_vehicle_where_there_is_a_choice(contexts: Mapping[str, Context]) -> None:
    talk = Talk(contexts[""]).say("motos", "el escape", "empezamos de nuevo")
    assert talk.asked is Asked.CATEGORY


# --- Quantities ---


@pytest.mark.parametrize(
    ("texts", "left"),
    [
        (("quita una",), 2),
        (("quita una claraboya",), 2),
        (("una claraboya menos",), 2),
        (("una menos",), 2),
        (("quita dos",), 1),
        (("quita una", "quita una"), 1),
        (("otra más",), 4),
        (("añade otra claraboya",), 4),
        (("dos más",), 5),
        (("que sean 5",), 5),
        (("al final solo una claraboya",), 1),
        (("¿y la claraboya cuánto cuesta?",), 3),
        (("quita una", "mejor no"), 3),
    ],
)
def test_one_less_and_one_more(campers: Begin, texts: tuple[str, ...], left: int) -> None:
    assert campers("tres claraboyas", *texts).wanted == {"CLARABOYA": left}


def test_less_than_one_is_none(campers: Begin) -> None:
    talk = campers("una claraboya", "quita una")
    assert (talk.wanted, talk.total) == ({}, None)


def test_which_one_is_asked(campers: Begin) -> None:
    talk = campers("dos claraboyas y dos portabicis", "quita uno")
    assert talk.asked is Asked.WHICH_ELEMENT
    assert len(talk.replies[-1].options) == 2
    before = talk.wanted
    talk.say("la claraboya")
    assert talk.wanted == {**before, "CLARABOYA": 1}


def test_what_counts_once_is_not_multiplied(motos: Begin) -> None:
    talk = motos("el escape", "que sean 3")
    assert talk.wanted == {"ESCAPE": 1}
    assert "cuenta como una sola reforma" in talk.text


# --- A person ---


@pytest.mark.parametrize(
    "text",
    [
        "quiero hablar con una persona",
        "que me llame alguien",
        "un humano por favor",
        "prefiero hablar con alguien",
    ],
)
@pytest.mark.parametrize("before", [(), ("la suspensión",), ("el escape", "")])
def test_a_person_is_asked_for_at_any_point(motos: Begin, before: tuple[str, ...], text: str) -> None:
    talk = motos(*before)
    question = talk.replies[-1]
    talk.say(text)
    assert talk.state.person_wanted
    assert "te responderá una persona" in talk.text
    assert talk.replies[-1] == question, "what was asked is still asked"


def test_the_rest_of_the_message_counts_too(motos: Begin) -> None:
    talk = motos("el escape y el manillar, y quiero hablar con una persona")
    assert (talk.wanted, talk.state.person_wanted) == ({"ESCAPE": 1, "MANILLAR": 1}, True)


# --- Skipping ---

SKIPS = [
    "no lo sé",
    "no se",
    "No sé",
    "luego",
    "paso",
    "ni idea",
    "luego te lo digo",
    "saltar",
    "no me acuerdo",
]


@pytest.mark.parametrize("text", SKIPS)
def test_a_datum_is_skipped(motos: Begin, text: str) -> None:
    talk = motos("el escape", "")
    first = talk.state.waiting
    talk.say(text)
    assert talk.data("ESCAPE") == {}
    assert talk.state.waiting != first
    assert (first.element, first.field) in {(item.element, item.field) for item in talk.state.skipped}
    assert first.field in outcome(talk.context, talk.state)["missing"]["ESCAPE"]


@pytest.mark.parametrize("text", SKIPS)
def test_a_variant_is_left_open_and_answered_later(motos: Begin, text: str) -> None:
    talk = motos("el escape y la suspensión", text)
    assert (talk.asked, talk.open, talk.total) == (Asked.REQUEST, ["SUSPENSION"], None)
    talk.say("la delantera")
    assert (talk.wanted, talk.open) == ({"ESCAPE": 1, "SUSPENSION_DEL": 1}, [])
    assert talk.total == Decimal("280.00")


def test_a_variant_given_up_is_answered_amid_the_data_or_asked_again(motos: Begin) -> None:
    talk = motos("el escape y la suspensión", "qwerty", "asdf", "zxcv")
    assert [item.asked.element for item in talk.state.given_up] == ["SUSPENSION"]
    later = motos("el escape y la suspensión", "paso", "", "añade la suspensión delantera")
    assert (later.open, later.wanted) == ([], {"ESCAPE": 1, "SUSPENSION_DEL": 1})
    talk.say("vuelve a preguntar", "ambas")
    assert talk.wanted == {"ESCAPE": 1, "SUSPENSION_DEL": 1, "SUSPENSION_TRAS": 1}


def test_skipped_data_are_asked_again(motos: Begin) -> None:
    talk = motos("el escape", "", "paso", "paso")
    assert talk.asked is Asked.REVIEW
    talk.say("lo que falta", "Akrapovic")
    assert talk.data("ESCAPE") == {"marca_modelo": "Akrapovic"}


# --- Correcting ---


@pytest.mark.parametrize(
    "text",
    [
        "la marca no era Akrapovic sino LeoVince",
        "la marca es LeoVince, no Akrapovic",
        "no era Akrapovic sino LeoVince",
        "corrige la marca a LeoVince",
        "me he equivocado en la marca, es LeoVince",
        "cambia la marca por LeoVince",
    ],
)
@pytest.mark.parametrize("further", [(), ("sí",)], ids=["next datum", "review"])
def test_a_datum_is_corrected_in_one_message(motos: Begin, further: tuple[str, ...], text: str) -> None:
    talk = motos("el escape", "", "Akrapovic", *further)
    question = talk.state.waiting
    talk.say(text)
    assert talk.data("ESCAPE")["marca_modelo"] == "LeoVince"
    assert "Corregido" in talk.text
    assert talk.state.waiting == question


def test_a_datum_is_asked_again_when_no_value_is_said(motos: Begin) -> None:
    talk = motos("el escape", "", "Akrapovic", "corrige la marca")
    assert talk.state.waiting.field == "marca_modelo"
    assert talk.data("ESCAPE") == {"marca_modelo": "Akrapovic"}, "kept until there is a better one"
    talk.say("LeoVince")
    assert talk.data("ESCAPE") == {"marca_modelo": "LeoVince"}
    assert talk.state.waiting.field == "homologacion_visible"


def test_a_length_is_corrected_by_another_name_and_in_its_unit(campers: Begin) -> None:
    talk = campers("un toldo", "no afecta", "")
    while talk.state.waiting.field != "longitud_cajon_mm":
        assert talk.asked is Asked.DATUM
        talk.say("paso")
    talk.say("2,8 m")
    assert talk.data("TOLDO_SIMPLE") == {"longitud_cajon_mm": 2800}
    talk.say("el largo no era 2800 sino 290 cm")
    assert talk.data("TOLDO_SIMPLE") == {"longitud_cajon_mm": 2900}
    assert "2900 mm" in talk.text


def test_a_bad_correction_leaves_what_was(motos: Begin) -> None:
    talk = motos("el escape", "", "Akrapovic", "sí", "corrige el número E visible a quizás")
    assert talk.data("ESCAPE")["homologacion_visible"] is True
    assert any(reply.kind is ReplyKind.NOT_UNDERSTOOD for reply in talk.replies)


def test_which_datum_is_asked_and_the_value_is_kept(motos: Begin) -> None:
    talk = motos("el escape", "", "Akrapovic", "sí", "añade la suspensión delantera", "ambos", "Ohlins")
    talk.say("corrige la marca a Showa")
    assert talk.asked is Asked.WHICH_DATUM
    assert len(talk.replies[-1].options) == 2
    talk.say("Suspensión delantera (barras/muelles) · Marca")
    assert talk.data("SUSPENSION_DEL")["marca"] == "Showa"
    assert talk.data("ESCAPE")["marca_modelo"] == "Akrapovic"


def test_an_exchange_of_parts_is_no_correction(motos: Begin) -> None:
    talk = motos("el escape", "cambia el escape por el manillar")
    assert talk.state.answers == ()


def test_no_at_the_review_asks_what_is_wrong(motos: Begin) -> None:
    talk = motos("el escape", "", "Akrapovic", "sí", "no")
    assert talk.asked is Asked.WHICH_DATUM
    assert motos("el escape", "", "Akrapovic", "sí", "todo bien").state.stage is Stage.DONE


def test_a_finished_dialogue_goes_on(motos: Begin) -> None:
    talk = motos("el escape", "", "Akrapovic", "sí", "", "corrige la marca")
    assert talk.replies[-1].about == talk.state.waiting
    talk.say("LeoVince")
    assert talk.data("ESCAPE")["marca_modelo"] == "LeoVince"
    assert talk.asked is Asked.REVIEW


# --- Words ---


def test_the_unit_is_said_with_the_question(campers: Begin) -> None:
    talk = campers("una placa solar con el regulador en el maletero", "", "Victron", "BlueSolar")
    assert talk.state.waiting.field == "potencia_w"
    assert "en W" in talk.text


def test_a_summary_names_labels_and_units(campers: Begin) -> None:
    talk = campers("una placa solar con el regulador en el maletero", "", "Victron", "BlueSolar", "175")
    while talk.asked is Asked.DATUM:
        talk.say("paso")
    text = next(reply.text for reply in talk.replies if reply.kind is ReplyKind.SUMMARY)
    assert "Potencia de cada placa: 175 W" in text
    assert "Peso de cada placa" not in text, "it need not be given"
    assert "Medidas de la placa (largo x ancho, mm): pendiente" in text
    assert not any(item.field in text for item in talk.state.skipped if "_" in item.field)


def test_options_are_offered_and_taken_by_number(motos: Begin) -> None:
    talk = motos("la suspensión delantera", "")
    assert talk.replies[-1].options == ("Barras de horquilla", "Muelles interiores", "Ambos")
    talk.say("2")
    assert talk.data("SUSPENSION_DEL") == {"tipo_modificacion": "Muelles interiores"}


def test_a_question_amid_the_data_is_a_request(motos: Begin) -> None:
    talk = motos("el escape", "", "¿y el carenado cuánto sería?")
    assert talk.wanted == {"ESCAPE": 1, "CARENADO": 1}
    assert talk.data("ESCAPE") == {}
    assert talk.state.waiting.field == "marca_modelo"


def test_a_quoted_reply_is_what_the_message_answers(motos: Begin) -> None:
    talk = motos("el escape y la suspensión")
    question = talk.replies[-1]
    talk.say("paso", "").answer(question, "la trasera")
    assert talk.wanted == {"ESCAPE": 1, "SUSPENSION_TRAS": 1}
    gone = talk.answer(question, "los espejos")
    assert gone.data("ESCAPE") == {"marca_modelo": "los espejos"}, "it was answered already"


def test_a_message_too_long_is_sent_back_whole(motos: Begin) -> None:
    talk = motos("el escape")
    before = talk.state
    talk.say("x" * 5_000)
    assert talk.state == before
    assert "4096" in talk.text


def test_the_category_and_the_request_in_one_message(contexts: Mapping[str, Context]) -> None:
    talk = Talk(contexts[""]).say("tengo una autocaravana y quiero una claraboya")
    assert (talk.state.category, talk.wanted) == ("aseicars-prof", {"CLARABOYA": 1})
    assert Talk(contexts[""]).say("2").state.category == "aseicars-prof"


def test_a_catalogue_that_has_lost_an_element(contexts: Mapping[str, Context]) -> None:
    talk = Talk(contexts["motos-part"]).say("el escape y la suspensión")
    state, replies = step(contexts["aseicars-prof"], talk.state, "hola")
    assert (state.quantities, state.questions) == ({}, ())
    assert any("catálogo ha cambiado" in reply.text for reply in replies)


def test_a_new_dialogue_asks_at_once(contexts: Mapping[str, Context]) -> None:
    state, (reply,) = begin(contexts[""])
    assert (state.waiting.asked, reply.kind, len(reply.options)) == (Asked.CATEGORY, ReplyKind.QUESTION, 2)


def test_an_answer_to_another_open_question_keeps_its_number_and_answers_no_other(campers: Begin) -> None:
    talk = campers("un toldo y dos placas solares en el techo")
    assert talk.open == ["TOLDO_LAT", "PLACA_SOLAR"]
    talk.say("el regulador va dentro")
    assert talk.wanted == {"PLACA_SOLAR_SIMPLE": 2}
    assert talk.open == ["TOLDO_LAT"]
    talk.say("no afecta al gálibo")
    assert talk.wanted == {"PLACA_SOLAR_SIMPLE": 2, "TOLDO_SIMPLE": 1}


def test_two_questions_answered_at_once_are_both_answered(campers: Begin) -> None:
    talk = campers("un toldo y dos placas solares", "sin afectar al gálibo, y el regulador va dentro")
    assert talk.wanted == {"TOLDO_SIMPLE": 1, "PLACA_SOLAR_SIMPLE": 2}
    assert talk.open == []
