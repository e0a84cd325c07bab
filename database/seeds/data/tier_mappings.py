"""Which elements belong to which tiers: the single source of truth of the tariff composition.

Figures: the published 2026 tariffs. A tier admits a request when every element finds a place within the
tier's quotas; `None` means no bound. `elements` stand without a bound, `quotas` bound a whole list, and
an inherited tier brings everything it admits, at most `max` units of it.
"""

from typing import Final

from database.seeds.data.common import TierMapping

_MOTOS_COMPLEX: Final = [
    "SUBCHASIS",
    "HORQUILLA",
    "FRENADO_DISCOS",
    "FRENADO_PINZAS",
    "FRENADO_BOMBAS",
    "DISTANCIA_EJES",
    "MOTOR",
    "LLANTAS_NEUM_ENSAYO",
]
_MOTOS_SEATS: Final = ["AUMENTO_PLAZAS"]
_MOTOS_PROJECT: Final = [
    "SUSPENSION_DEL",
    "SUSPENSION_TRAS",
    "FRENADO_LATIGUILLOS",
    "CARENADO",
    "CARROCERIA",
    "FRENADO_EQUIVALENTE",
    "VELOCIMETRO_REUBICACION",
    "FARO_SOPORTE",
]
_MOTOS_BASE: Final = [
    "MATRICULA",
    "FILTRO",
    "ESCAPE",
    "DEPOSITO",
    "NEUMATICOS",
    "LLANTAS",
    "MANILLAR",
    "VELOCIMETRO",
    "CABALLETE",
    "ESPEJOS",
    "FARO_DELANTERO",
    "INTERMITENTES_DEL",
    "INTERMITENTES_TRAS",
    "PILOTO_FRENO",
    "LUZ_MATRICULA",
    "CATADIOPTRICO",
    "ANTINIEBLAS",
    "TIJAS",
    "MANDOS_AVANZADOS",
    "MANDOS_MANILLAR",
    "CLAUSOR",
    "STARTER",
    "ESTRIBERAS",
    "ASIENTO",
    "MALETAS",
    "GUARDABARROS_DEL",
    "GUARDABARROS_TRAS",
    "ASIDEROS",
    "FRENADO_DEPOSITO",
    "FAROS_LARGO_ALCANCE",
    "ALUMBRADO_ADICIONAL",
]

MOTOS_PART_MAPPINGS: Final[TierMapping] = {
    "LISTS": {
        "COMPLEX": _MOTOS_COMPLEX,
        "SEATS": _MOTOS_SEATS,
        "PROJECT": _MOTOS_PROJECT,
        "BASE": _MOTOS_BASE,
    },
    "TIER_CONFIGS": {
        "T1": {
            "elements": [*_MOTOS_COMPLEX, *_MOTOS_SEATS, *_MOTOS_PROJECT],
            "inherited_tiers": ["T4"],
        },
        "T2": {
            "elements": _MOTOS_SEATS,
            "quotas": {"PROJECT": {"max": 2, "elements": _MOTOS_PROJECT}},
            "inherited_tiers": [{"tier": "T4", "max": 4}],
        },
        "T3": {
            "elements": [],
            "quotas": {"PROJECT": {"max": 1, "elements": _MOTOS_PROJECT}},
            "inherited_tiers": [{"tier": "T4", "max": 2}],
        },
        "T4": {"elements": _MOTOS_BASE, "inherited_tiers": []},
        "T5": {"elements": [], "inherited_tiers": [{"tier": "T4", "max": 2}]},
        "T6": {"elements": [], "inherited_tiers": [{"tier": "T5", "max": 1}]},
    },
}

_ASEI_COMPLEX: Final = [
    "AUMENTO_MMTA",
    "AUMENTO_MMTA_SIN_ENSAYO",
    "AUMENTO_MMTA_CON_ENSAYO",
    "AUMENTO_PLAZAS",
    "SUSP_REFUERZO_COMPLEJO",
]
_ASEI_MEDIUM: Final = [
    "KIT_ESTAB",
    "SUSP_NEUM",
    "SUSP_NEUM_EST",
    "SUSP_NEUM_FULL",
    "BOLA_CON_MMR",
    "BOLA_SIN_MMR",
    "BRAZO_PORTA",
    "PORTAMOTOS",
    "SUSP_REFUERZO_SIMPLE",
]
_ASEI_BASIC: Final = [
    "PLACA_SOLAR_SIMPLE",
    "ESCALON_ELEC",
    "CIERRES_EXT",
    "GLP_INSTALACION",
    "GLP_KIT_BOMB",
    "GLP_DEPOSITO",
    "GLP_DUOCONTROL",
    "NEVERA_COMPRESOR",
    "DEPOSITO_AGUA",
    "MOBILIARIO_INT",
    "ELECTRICA_INT",
    "LLANTAS_ALETINES",
    "TOMA_GAS_EXT",
    "LUCES_CORTESIA",
    "CLASIF_CON_CONTRASENA",
    "CLASIF_SIN_CONTRASENA",
]
_ASEI_VARIOUS: Final = [
    "BOLA_REMOLQUE",
    "AIRE_ACONDI",
    "CLARABOYA",
    "TOLDO_GALIBO",
    "FAROS_LA",
    "FAROS_LA_2F",
    "FAROS_LA_1D",
    "PORTABICIS",
    "BACA_TECHO",
    "DEFENSAS_DEL",
    "NEUMATICOS_NO_EQUIV",
    "VENTANAS_PUERTAS",
    "LUCES_GALIBO",
    "TOMAS_EXT",
]
_ASEI_TRUNK_SOLAR: Final = ["PLACA_SOLAR_MALETERO"]
_ASEI_SIMPLE: Final = ["PLACA_SOLAR", "TOLDO_LAT", "TOLDO_SIMPLE", "ANTENA_PAR"]

ASEICARS_PROF_MAPPINGS: Final[TierMapping] = {
    "LISTS": {
        "COMPLEX": _ASEI_COMPLEX,
        "MEDIUM": _ASEI_MEDIUM,
        "BASIC": _ASEI_BASIC,
        "VARIOUS": _ASEI_VARIOUS,
        "TRUNK_SOLAR": _ASEI_TRUNK_SOLAR,
        "SIMPLE": _ASEI_SIMPLE,
    },
    "TIER_CONFIGS": {
        "T1": {
            "elements": [*_ASEI_COMPLEX, *_ASEI_MEDIUM, *_ASEI_BASIC],
            "inherited_tiers": ["T4"],
        },
        "T2": {
            "elements": [*_ASEI_TRUNK_SOLAR, *_ASEI_SIMPLE],
            "quotas": {
                "MEDIUM": {"min": 1, "max": 1, "elements": _ASEI_MEDIUM},
                "BASIC": {"max": 2, "elements": _ASEI_BASIC},
            },
            "inherited_tiers": [],
        },
        "T3": {
            "elements": [*_ASEI_TRUNK_SOLAR, *_ASEI_SIMPLE],
            "quotas": {"BASIC": {"max": 1, "elements": _ASEI_BASIC}},
            "inherited_tiers": [],
        },
        "T4": {
            "elements": [*_ASEI_VARIOUS, *_ASEI_TRUNK_SOLAR, *_ASEI_SIMPLE],
            "inherited_tiers": [],
        },
        "T5": {
            "elements": [],
            "quotas": {
                "SIMPLE": {"max": 3, "elements": _ASEI_SIMPLE},
                "TRUNK_SOLAR": {"max": 2, "elements": _ASEI_TRUNK_SOLAR},
            },
            "inherited_tiers": [],
        },
        "T6": {
            "elements": [],
            "quotas": {"SIMPLE": {"max": 1, "elements": _ASEI_SIMPLE}},
            "inherited_tiers": [],
        },
    },
}

_MAPPINGS: Final[dict[str, TierMapping]] = {
    "motos-part": MOTOS_PART_MAPPINGS,
    "aseicars-prof": ASEICARS_PROF_MAPPINGS,
}


def get_tier_mapping(category_slug: str) -> TierMapping:
    """The mapping of a category. Raises KeyError, naming the categories that have one."""
    try:
        return _MAPPINGS[category_slug]
    except KeyError:
        known = ", ".join(sorted(_MAPPINGS))
        raise KeyError(f"no tier mapping for category {category_slug!r}; known: {known}") from None
