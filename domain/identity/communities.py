"""The autonomous communities and cities of Spain, which run the inspection stations (ITV)."""

from typing import Final

from domain.identity.near_names import near_name

COMMUNITIES: Final = (
    "Andalucía",
    "Aragón",
    "Asturias",
    "Canarias",
    "Cantabria",
    "Castilla-La Mancha",
    "Castilla y León",
    "Cataluña",
    "Ceuta",
    "Comunidad de Madrid",
    "Comunitat Valenciana",
    "Extremadura",
    "Galicia",
    "Illes Balears",
    "La Rioja",
    "Melilla",
    "Navarra",
    "País Vasco",
    "Región de Murcia",
)

_OTHER_NAMES: Final = {
    "principado de asturias": "Asturias",
    "islas canarias": "Canarias",
    "castilla leon": "Castilla y León",
    "castilla mancha": "Castilla-La Mancha",
    "catalunya": "Cataluña",
    "madrid": "Comunidad de Madrid",
    "valencia": "Comunitat Valenciana",
    "comunidad valenciana": "Comunitat Valenciana",
    "baleares": "Illes Balears",
    "islas baleares": "Illes Balears",
    "rioja": "La Rioja",
    "comunidad foral de navarra": "Navarra",
    "nafarroa": "Navarra",
    "euskadi": "País Vasco",
    "murcia": "Región de Murcia",
}


def community_named(value: str, field: str = "itv_comunidad") -> str:
    """The official name of a community written in any usual way. Raises InvalidInputError naming `field`."""
    return near_name(
        value,
        COMMUNITIES,
        _OTHER_NAMES,
        field=field,
        code="unknown_community",
        what="ninguna comunidad autónoma",
    )
