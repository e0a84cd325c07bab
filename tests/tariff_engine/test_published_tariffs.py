"""The published 2026 tariffs: each tier's last admitted and first refused request, with its price."""

from decimal import Decimal

import pytest

from database.seeds.data.tier_mappings import ASEICARS_PROF_MAPPINGS, MOTOS_PART_MAPPINGS
from domain.tariff import RefusalKind, decide
from tests.tariff_engine.support import Catalogue, catalogue_of

MOTOS_PRICES = {"T1": 410, "T2": 325, "T3": 280, "T4": 220, "T5": 175, "T6": 140}
ASEI_PRICES = {"T1": 270, "T2": 230, "T3": 180, "T4": 135, "T5": 65, "T6": 59}

MOTOS = catalogue_of(MOTOS_PART_MAPPINGS, MOTOS_PRICES)
ASEICARS = catalogue_of(ASEICARS_PROF_MAPPINGS, ASEI_PRICES)
MOTOS_TARIFF = MOTOS.compiled()
ASEI_TARIFF = ASEICARS.compiled()

# (tier, last admitted requests): the tier is the verdict, at the price beside it in the tariff.
# (tier, first refused requests): one unit more; the tier refuses and the verdict is the tier named.
MOTOS_CASES: list[tuple[str, str]] = [
    # T6, 140: one element of the base list.
    ("ESCAPE", "T6 140"),
    ("ESTRIBERAS", "T6 140"),
    ("ALUMBRADO_ADICIONAL", "T6 140"),
    # T5, 175: two.
    ("ESCAPE:2", "T5 175"),
    ("ESCAPE MANILLAR", "T5 175"),
    ("MATRICULA LUZ_MATRICULA", "T5 175"),
    # T4, 220: three or more of the base list, without a limit.
    ("ESCAPE MANILLAR ESPEJOS", "T4 220"),
    ("ESCAPE:3", "T4 220"),
    ("ESCAPE MANILLAR ESPEJOS CLAUSOR STARTER ASIENTO MALETAS LLANTAS", "T4 220"),
    ("INTERMITENTES_DEL:100", "T4 220"),
    # T3, 280: one of the project list and up to two of the base list.
    ("SUSPENSION_DEL", "T3 280"),
    ("CARENADO ESCAPE", "T3 280"),
    ("CARROCERIA ESCAPE MANILLAR", "T3 280"),
    ("VELOCIMETRO_REUBICACION ESCAPE:2", "T3 280"),
    # T2, 325: up to two of the project list, up to four of the base list, seats without a limit.
    ("CARENADO ESCAPE MANILLAR ESPEJOS", "T2 325"),
    ("SUSPENSION_DEL SUSPENSION_TRAS", "T2 325"),
    ("CARENADO:2", "T2 325"),
    ("SUSPENSION_DEL SUSPENSION_TRAS ESCAPE MANILLAR ESPEJOS ASIENTO", "T2 325"),
    ("SUSPENSION_DEL FARO_SOPORTE ESCAPE:4", "T2 325"),
    ("AUMENTO_PLAZAS", "T2 325"),
    ("AUMENTO_PLAZAS:3", "T2 325"),
    ("AUMENTO_PLAZAS ESCAPE:4", "T2 325"),
    ("AUMENTO_PLAZAS SUSPENSION_DEL SUSPENSION_TRAS ESCAPE:4", "T2 325"),
    # T1, 410: everything.
    ("SUSPENSION_DEL SUSPENSION_TRAS CARENADO", "T1 410"),
    ("SUSPENSION_DEL:3", "T1 410"),
    ("CARENADO ESCAPE:5", "T1 410"),
    ("SUSPENSION_DEL SUSPENSION_TRAS ESCAPE MANILLAR ESPEJOS ASIENTO MALETAS", "T1 410"),
    ("AUMENTO_PLAZAS ESCAPE:5", "T1 410"),
    ("HORQUILLA", "T1 410"),
    ("SUBCHASIS ASIENTO", "T1 410"),
    ("MOTOR:2 DISTANCIA_EJES FRENADO_DISCOS CARENADO:5 ESCAPE:9 AUMENTO_PLAZAS", "T1 410"),
]

ASEI_CASES: list[tuple[str, str]] = [
    # T6, 59: one of the simple list.
    ("PLACA_SOLAR", "T6 59"),
    ("ANTENA_PAR", "T6 59"),
    # T5, 65: up to three of the simple list and up to two trunk panels.
    ("TOLDO_LAT ANTENA_PAR", "T5 65"),
    ("TOLDO_LAT:3", "T5 65"),
    ("PLACA_SOLAR_MALETERO", "T5 65"),
    ("PLACA_SOLAR_MALETERO:2", "T5 65"),
    ("PLACA_SOLAR TOLDO_LAT ANTENA_PAR PLACA_SOLAR_MALETERO:2", "T5 65"),
    # T4, 135: various, trunk panels and simple ones without a limit.
    ("TOLDO_LAT:4", "T4 135"),
    ("PLACA_SOLAR_MALETERO:3", "T4 135"),
    ("PLACA_SOLAR TOLDO_LAT ANTENA_PAR TOLDO_SIMPLE PLACA_SOLAR_MALETERO:2", "T4 135"),
    ("CLARABOYA", "T4 135"),
    ("BOLA_REMOLQUE AIRE_ACONDI CLARABOYA PORTABICIS TOLDO_LAT:5 PLACA_SOLAR_MALETERO:4", "T4 135"),
    # T3, 180: one of the basic list, trunk panels and simple ones without a limit.
    ("ESCALON_ELEC", "T3 180"),
    ("GLP_DEPOSITO TOLDO_LAT:9 PLACA_SOLAR_MALETERO:9", "T3 180"),
    # T2, 230: exactly one of the medium list, up to two of the basic list, the simple ones.
    ("SUSP_NEUM", "T2 230"),
    ("KIT_ESTAB TOLDO_LAT:9 PLACA_SOLAR_MALETERO:9", "T2 230"),
    ("PORTAMOTOS ESCALON_ELEC GLP_DEPOSITO", "T2 230"),
    ("PORTAMOTOS NEVERA_COMPRESOR:2 ANTENA_PAR", "T2 230"),
    # T1, 270: everything.
    ("ESCALON_ELEC GLP_DEPOSITO", "T1 270"),  # T2 would have room, but it asks for a medium one
    ("ESCALON_ELEC:2 TOLDO_LAT", "T1 270"),
    ("ESCALON_ELEC CLARABOYA", "T1 270"),
    ("SUSP_NEUM KIT_ESTAB", "T1 270"),
    ("SUSP_NEUM:2", "T1 270"),
    ("SUSP_NEUM ESCALON_ELEC:3", "T1 270"),
    ("SUSP_NEUM CLARABOYA", "T1 270"),
    ("AUMENTO_PLAZAS", "T1 270"),
    ("AUMENTO_MMTA SUSP_REFUERZO_COMPLEJO KIT_ESTAB:2 ESCALON_ELEC:5 CLARABOYA TOLDO_LAT:7", "T1 270"),
]

# Each tier by itself: its last admitted and its first refused request.
EDGES: list[tuple[str, str, str, str]] = [
    ("motos", "T6", "ESCAPE", "ESCAPE MANILLAR"),
    ("motos", "T6", "ESCAPE", "CARENADO"),
    ("motos", "T5", "ESCAPE MANILLAR", "ESCAPE:2 MANILLAR"),
    ("motos", "T5", "ESCAPE MANILLAR", "ESCAPE AUMENTO_PLAZAS"),
    ("motos", "T4", "ESCAPE:50 MANILLAR:50", "ESCAPE CARENADO"),
    ("motos", "T3", "CARENADO ESCAPE MANILLAR", "CARENADO ESCAPE MANILLAR ESPEJOS"),
    ("motos", "T3", "CARENADO ESCAPE MANILLAR", "CARENADO CARROCERIA"),
    ("motos", "T3", "CARENADO", "AUMENTO_PLAZAS"),
    ("motos", "T2", "CARENADO CARROCERIA ESCAPE:4", "CARENADO CARROCERIA ESCAPE:5"),
    ("motos", "T2", "CARENADO CARROCERIA ESCAPE:4", "CARENADO:2 CARROCERIA ESCAPE:4"),
    ("motos", "T2", "AUMENTO_PLAZAS:9 CARENADO:2 ESCAPE:4", "HORQUILLA"),
    ("aseicars", "T6", "TOLDO_LAT", "TOLDO_LAT ANTENA_PAR"),
    ("aseicars", "T6", "TOLDO_LAT", "PLACA_SOLAR_MALETERO"),
    ("aseicars", "T5", "TOLDO_LAT:3 PLACA_SOLAR_MALETERO:2", "TOLDO_LAT:4 PLACA_SOLAR_MALETERO:2"),
    ("aseicars", "T5", "TOLDO_LAT:3 PLACA_SOLAR_MALETERO:2", "TOLDO_LAT:3 PLACA_SOLAR_MALETERO:3"),
    ("aseicars", "T5", "TOLDO_LAT", "CLARABOYA"),
    ("aseicars", "T4", "CLARABOYA:20 TOLDO_LAT:20 PLACA_SOLAR_MALETERO:20", "CLARABOYA ESCALON_ELEC"),
    ("aseicars", "T3", "ESCALON_ELEC TOLDO_LAT:20", "ESCALON_ELEC GLP_DEPOSITO TOLDO_LAT:20"),
    ("aseicars", "T3", "ESCALON_ELEC", "CLARABOYA"),
    ("aseicars", "T3", "ESCALON_ELEC", "SUSP_NEUM"),
    ("aseicars", "T2", "SUSP_NEUM ESCALON_ELEC:2", "SUSP_NEUM ESCALON_ELEC:3"),
    ("aseicars", "T2", "SUSP_NEUM ESCALON_ELEC:2", "SUSP_NEUM KIT_ESTAB ESCALON_ELEC:2"),
    ("aseicars", "T2", "SUSP_NEUM ESCALON_ELEC:2", "ESCALON_ELEC:2"),
    ("aseicars", "T2", "SUSP_NEUM TOLDO_LAT", "TOLDO_LAT"),
    ("aseicars", "T2", "SUSP_NEUM", "SUSP_NEUM AUMENTO_MMTA"),
]


def request(text: str) -> dict[str, int]:
    """ "ESCAPE:2 MANILLAR" as a request."""
    parts = (word.partition(":") for word in text.split())
    return {code: int(quantity or 1) for code, _, quantity in parts}


@pytest.mark.parametrize(("asked", "expected"), MOTOS_CASES)
def test_motos_verdict(asked: str, expected: str) -> None:
    verdict = decide(MOTOS_TARIFF, request(asked))
    tier, price = expected.split()
    assert verdict.tier is not None
    assert (verdict.tier.code, verdict.price) == (tier, Decimal(price))


@pytest.mark.parametrize(("asked", "expected"), ASEI_CASES)
def test_aseicars_verdict(asked: str, expected: str) -> None:
    verdict = decide(ASEI_TARIFF, request(asked))
    tier, price = expected.split()
    assert verdict.tier is not None
    assert (verdict.tier.code, verdict.price) == (tier, Decimal(price))


@pytest.mark.parametrize(("category", "tier", "admitted", "refused"), EDGES)
def test_edge_of_each_tier(category: str, tier: str, admitted: str, refused: str) -> None:
    tariff = MOTOS_TARIFF if category == "motos" else ASEI_TARIFF
    inside = {outcome.tier.code: outcome for outcome in decide(tariff, request(admitted)).outcomes}
    outside = {outcome.tier.code: outcome for outcome in decide(tariff, request(refused)).outcomes}
    assert inside[tier].admits
    assert not outside[tier].admits


@pytest.mark.parametrize("catalogue", [MOTOS, ASEICARS])
def test_every_single_element_has_a_tier(catalogue: Catalogue) -> None:
    tariff = catalogue.compiled()
    for code in catalogue.elements:
        assert decide(tariff, {code: 1}).tier is not None


@pytest.mark.parametrize("catalogue", [MOTOS, ASEICARS])
def test_the_complete_tier_admits_the_whole_catalogue_twice(catalogue: Catalogue) -> None:
    verdict = decide(catalogue.compiled(), dict.fromkeys(catalogue.elements, 2))
    assert verdict.tier is not None
    assert verdict.tier.code == "T1"


@pytest.mark.parametrize(
    ("catalogue", "asked", "sentences"),
    [
        (
            MOTOS,
            "ESCAPE MANILLAR",
            (
                "T5 (175,00 €) admite toda la solicitud (ESCAPE, MANILLAR) "
                "y ninguna tarifa más barata la admite.",
                "T6 (140,00 €) no vale: admite como máximo 1 unidad de lo que incluye T5 "
                "y la solicitud lleva 2 (ESCAPE, MANILLAR).",
            ),
        ),
        (
            MOTOS,
            "HORQUILLA SUBCHASIS ESCAPE:7",
            (
                "T1 (410,00 €) admite toda la solicitud (ESCAPE ×7, HORQUILLA, SUBCHASIS) "
                "y ninguna tarifa más barata la admite.",
                "T6 (140,00 €) no vale: no admite HORQUILLA ni SUBCHASIS.",
                "T5 (175,00 €) no vale: no admite HORQUILLA ni SUBCHASIS.",
                "T4 (220,00 €) no vale: no admite HORQUILLA ni SUBCHASIS.",
                "T3 (280,00 €) no vale: no admite HORQUILLA ni SUBCHASIS.",
                "T2 (325,00 €) no vale: no admite HORQUILLA ni SUBCHASIS.",
            ),
        ),
        (
            MOTOS,
            "CARENADO CARROCERIA FARO_SOPORTE ESCAPE:5",
            (
                "T1 (410,00 €) admite toda la solicitud (CARENADO, CARROCERIA, ESCAPE ×5, FARO_SOPORTE) "
                "y ninguna tarifa más barata la admite.",
                "T6 (140,00 €) no vale: no admite CARENADO, CARROCERIA ni FARO_SOPORTE.",
                "T5 (175,00 €) no vale: no admite CARENADO, CARROCERIA ni FARO_SOPORTE.",
                "T4 (220,00 €) no vale: no admite CARENADO, CARROCERIA ni FARO_SOPORTE.",
                "T3 (280,00 €) no vale: admite como máximo 1 unidad de la lista PROJECT "
                "y la solicitud lleva 3 (CARENADO, CARROCERIA, FARO_SOPORTE); "
                "admite como máximo 2 unidades de lo que incluye T4 y la solicitud lleva 5 (ESCAPE ×5).",
                "T2 (325,00 €) no vale: admite como máximo 2 unidades de la lista PROJECT "
                "y la solicitud lleva 3 (CARENADO, CARROCERIA, FARO_SOPORTE); "
                "admite como máximo 4 unidades de lo que incluye T4 y la solicitud lleva 5 (ESCAPE ×5).",
            ),
        ),
        (
            ASEICARS,
            "ESCALON_ELEC:2",
            (
                "T1 (270,00 €) admite toda la solicitud (ESCALON_ELEC ×2) "
                "y ninguna tarifa más barata la admite.",
                "T6 (59,00 €) no vale: no admite ESCALON_ELEC.",
                "T5 (65,00 €) no vale: no admite ESCALON_ELEC.",
                "T4 (135,00 €) no vale: no admite ESCALON_ELEC.",
                "T3 (180,00 €) no vale: admite como máximo 1 unidad de la lista BASIC "
                "y la solicitud lleva 2 (ESCALON_ELEC ×2).",
                "T2 (230,00 €) no vale: exige al menos 1 unidad de la lista MEDIUM "
                "y la solicitud no lleva ninguna.",
            ),
        ),
    ],
)
def test_explanation(catalogue: Catalogue, asked: str, sentences: tuple[str, ...]) -> None:
    assert decide(catalogue.compiled(), request(asked)).explanation == sentences


def test_removing_the_required_medium_element_makes_it_dearer() -> None:
    """T2 of aseicars requires a medium element: without it the two basic ones need the complete project."""
    cheaper = decide(ASEI_TARIFF, request("SUSP_NEUM ESCALON_ELEC:2"))
    dearer = decide(ASEI_TARIFF, request("ESCALON_ELEC:2"))
    assert (cheaper.price, dearer.price) == (Decimal(230), Decimal(270))
    refusals = next(outcome.refusals for outcome in dearer.outcomes if outcome.tier.code == "T2")
    assert [refusal.kind for refusal in refusals] == [RefusalKind.MINIMUM]
