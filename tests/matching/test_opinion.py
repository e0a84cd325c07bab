"""The second opinion: stories whose parts are not all asked for, and what stays in doubt."""

from itertools import islice
from typing import Final

import pytest

from benchmarks.matching import rows as messages
from benchmarks.opinion_features import feature_of, features, written
from domain.matching import match_text
from domain.matching.matcher import judged, judged_by_rules
from domain.matching.mentions import Status
from domain.matching.opinion import SURE, is_judged, is_open, opinions, weighed_by
from domain.matching.tables import rows
from domain.matching.weighing import WEIGHED, weighed
from tests.matching.seeded import vocabulary_of

WEIGHTS: Final = {feature: int(weight) for feature, weight in rows("weights")}
SAMPLE: Final = 60


@pytest.mark.parametrize(
    ("slug", "text", "wanted"),
    [
        (
            "motos-part",
            "Las maletas las vendí con la otra moto. Quiero legalizar el manillar",
            "MANILLAR",
        ),
        (
            "motos-part",
            "la horquilla sigue en la estantería del garaje, lo que va puesto es el escape",
            "ESCAPE",
        ),
        ("aseicars-prof", "el toldo y el escalón ya están en la ficha, me falta el portabicis", "PORTABICIS"),
    ],
)
def test_what_a_story_only_tells_of_is_left_out(slug: str, text: str, wanted: str) -> None:
    assert [hit.code for hit in match_text(vocabulary_of(slug), text).elements] == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "quiero homologar el escape y el manillar de mi moto, ¿cuánto cuesta?",
        "he cambiado el asiento y los espejos",
        "precio para legalizar un portamatrículas",
        "el escape y también el asiento",
        "ni escape ni manillar, solo el espejo",
        "solo quiero el escape, el manillar no lo he tocado",
        "escape + manillar + espejos para una GSXR 750",
        "¿me podéis dar precio para homologar la horquilla?",
        "presupuesto del guardabarros delantero, el escape no, gracias",
    ],
)
def test_a_plain_request_is_in_no_doubt(text: str) -> None:
    result = match_text(vocabulary_of("motos-part"), text)
    assert result.elements
    assert result.doubtful == ()


@pytest.mark.parametrize(
    "text",
    [
        # A word that tells something, or a part that is only named, and it is no plain request any more.
        "el escape y también el asiento, que los dos me los regaló mi cuñado",
        "el escape del vecino suena mucho y también el asiento",
    ],
)
def test_a_story_is_no_plain_request(text: str) -> None:
    scene, statuses = judged_by_rules(vocabulary_of("motos-part"), text)
    assert is_open(scene, statuses)


def test_what_may_or_may_not_be_asked_for_is_in_doubt() -> None:
    text = "el escape me lo regaló mi cuñado y todavía no lo he puesto"
    assert match_text(vocabulary_of("motos-part"), text).doubtful == ("ESCAPE",)


def test_the_sum_is_that_of_the_features_weights() -> None:
    for row in islice(messages("dev13"), SAMPLE):
        scene, statuses = judged_by_rules(vocabulary_of(row["category"]), row["text"])
        alone = [
            (WEIGHTS["=own"] + sum(WEIGHTS.get(written(feature), 0) for feature in features(scene, index)))
            / 100
            for index in range(len(scene.mentions))
        ]
        both = [
            sum(WEIGHTS.get(name, 0) * value for name, value in zip(WEIGHED, found, strict=True)) / 100
            for found in weighed(scene, statuses, alone)
        ]
        assert opinions(scene, statuses) == pytest.approx(both)


def test_a_mention_is_weighed_beside_the_others_of_its_message() -> None:
    text = "el escape y el manillar. Y otra vez el escape"
    scene, statuses = judged_by_rules(vocabulary_of("motos-part"), text)
    first, second, third = (
        dict(zip(WEIGHED, found, strict=True)) for found in weighed(scene, statuses, [3.0, -1.0, 1.0])
    )
    assert (first["=others-mean"], first["=others-most"], first["=others-least"]) == (0.0, 1.0, -1.0)
    assert (second["=sentence-most"], second["=clear"], first["=clear"]) == (3.0, 0.0, 1.0)
    assert (first["=same-most"], third["=same-most"]) == (1.0, 3.0)
    assert (second["=same"], third["=sentence"], third["=same"]) == (0.0, 0.0, 1.0)


def test_the_opinion_takes_out_and_puts_in_only_where_the_rules_take_nothing() -> None:
    for row in islice(messages("dev14"), SAMPLE):
        vocabulary = vocabulary_of(row["category"])
        scene, by_rules = judged_by_rules(vocabulary, row["text"])
        _, statuses = judged(vocabulary, row["text"])
        for mention, before, after in zip(scene.mentions, by_rules, statuses, strict=True):
            if after is before:
                continue
            taken_out = before is Status.ASKED and after is Status.ASIDE
            assert taken_out or (before is Status.ASIDE and Status.ASKED not in by_rules)
            assert is_judged(vocabulary, mention)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("mi moto con el escape nuevo", ["ESCAPE"]),
        # Data, a fault and everyday talk ask for nothing, however likely their words.
        ("matrícula 4471 JRT, el bastidor os lo paso luego", []),
        ("necesito cambiar las bujías y las pastillas de freno", []),
        ("dar de baja la moto", []),
    ],
)
def test_what_is_likely_is_asked_about_where_nothing_else_is(text: str, asked: list[str]) -> None:
    result = match_text(vocabulary_of("motos-part"), text)
    assert [hit.code for hit in result.elements] == asked
    assert not result.questions
    assert set(asked) <= set(result.doubtful)


def test_the_opinion_never_takes_out_all() -> None:
    text = "el sillín me lo bajó mi padre y el manillar es el de siempre, precio del sillín"
    scene, by_rules = judged_by_rules(vocabulary_of("motos-part"), text)
    against = [-9.0] * len(by_rules)
    statuses, doubtful = weighed_by(vocabulary_of("motos-part"), scene, by_rules, against)
    assert statuses.count(Status.ASKED) == 1
    assert doubtful


def test_in_a_long_message_a_part_must_be_surer() -> None:
    vocabulary = vocabulary_of("motos-part")
    told = " y cuando volvemos a casa lo contamos todo otra vez desde el principio" * 3
    for text, sure in (("quiero homologar el escape", SURE), (f"quiero homologar el escape{told}", SURE + 1)):
        scene, statuses = judged_by_rules(vocabulary, text)
        for odds, doubtful in ((sure, ()), (sure - 0.1, ("ESCAPE",))):
            assert weighed_by(vocabulary, scene, statuses, [odds])[1] == doubtful


def test_every_weight_is_of_a_feature_that_can_be_named() -> None:
    beginnings = {feature.split()[0] for feature in WEIGHTS if not feature.startswith("=")}
    scene, _ = judged_by_rules(
        vocabulary_of("motos-part"),
        "hola buenas, el escape de mi moto es nuevo. quiero homologar, si se puede, el manillar y los "
        "espejos que puse hace ya dos años: gracias. y ya me decís vosotros "
        "el precio de todo eso sin ninguna prisa",
    )
    named = {
        written(feature).split()[0]
        for index in range(len(scene.mentions))
        for feature in features(scene, index)
    }
    assert beginnings <= named


def test_a_feature_is_what_its_name_says() -> None:
    names = [feature for feature in WEIGHTS if not feature.startswith("=")]
    assert [name for name in names if written(feature_of(name)) != name] == []
