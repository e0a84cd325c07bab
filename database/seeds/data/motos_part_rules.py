"""Rules for the answers in words that motorcycle elements ask for. Constants only, no logic.

A rule refuses what can't be the datum, never an unusual one: marks, sizes and codes are accepted in every
form in which they are engraved, and a word that is not known is still a brand.
"""

from typing import Any, Final

Rules = dict[str, Any]

BRAND: Final[Rules] = {"min_length": 2, "max_length": 60}
MODEL: Final[Rules] = {"min_length": 1, "max_length": 80}
BRAND_AND_MODEL: Final[Rules] = {"min_length": 2, "max_length": 100}
REFERENCE: Final[Rules] = {"min_length": 2, "max_length": 80}
PLACE: Final[Rules] = {"min_length": 4, "max_length": 150}
PART: Final[Rules] = {"min_length": 3, "max_length": 150}
DESCRIPTION: Final[Rules] = {"min_length": 5, "max_length": 400}

# The mark of a part approved by a country of the UNECE (E4) or of the Union (e4).
APPROVAL: Final[Rules] = {
    "pattern": "^[(]?[eE] ?[0-9]{1,2}[)]?[ *-].{3,}$",
    "pattern_hint": (
        "Empieza por «e» o «E» y el número del país, por ejemplo e4*2003/97*0123 o E4-50R-000123"
    ),
    "max_length": 120,
}
# That of a whole motorcycle may be a Spanish one, from before the European ones.
DONOR_APPROVAL: Final[Rules] = {
    "pattern": "^.*[0-9].*$",
    "pattern_hint": "Cópiala entera, con sus números, por ejemplo e4*2002/24*0123",
    "min_length": 4,
    "max_length": 60,
}

# 3.50x17, 17x3.5, J17 x MT3.50; several where more than one rim is asked for.
RIM: Final[Rules] = {
    "pattern": "^.*[0-9] ?J? ?[xX×] ?(J|MT)? ?[0-9].*$",
    "pattern_hint": "Ancho por diámetro en pulgadas, por ejemplo 3.50x17",
    "max_length": 60,
}
# 120/70-17, 120/70 ZR17 M/C 58W, 3.50-18, MT90B16.
TYRE: Final[Rules] = {
    "pattern": (
        "^([0-9]{2,3} ?/ ?[0-9]{2,3}|[0-9]{1,2}[.,][0-9]{1,2}|M[A-Z][0-9]{2}) ?"
        "([A-Z]{1,2}|-|/)? ?[0-9]{2}([.,]5)?( .*)?$"
    ),
    "pattern_hint": "Cópiala del flanco del neumático, por ejemplo 120/70-17",
    "max_length": 40,
}
# The same with its indices, and perhaps a second one.
TYRES: Final[Rules] = {
    "pattern": "^.*[0-9]{2,3} ?[/.,-] ?[0-9]{2,3}.*[0-9]{2}.*$",
    "pattern_hint": "Cópiala entera, con sus índices, por ejemplo 180/55-17 73W",
    "max_length": 100,
}
LOAD_INDEX: Final[Rules] = {
    "pattern": "^[0-9]{2,3}$",
    "pattern_hint": "Solo el número, por ejemplo 58",
}
SPEED_INDEX: Final[Rules] = {
    "pattern": "^[(]?[A-Z][0-9]?[)]?$",
    "pattern_hint": "Solo la letra, por ejemplo W",
}

PIECE: Final[Rules] = {
    "pattern": "^[0-9]{1,4}( ?mm)? ?[xX×] ?[0-9]{1,4}( ?[xX×] ?[0-9]{1,4})?( ?mm)?$",
    "pattern_hint": "Largo por ancho en milímetros, por ejemplo 450x300",
}
PISTON: Final[Rules] = {
    "pattern": "^[0-9]{1,2}([.,][0-9]{1,2})?( ?[xX×] ?[0-9]{1,2}([.,][0-9]{1,2})?)?( ?mm)?$",
    "pattern_hint": "Uno o dos números, por ejemplo 19x18",
}
ENGINE_TYPE: Final[Rules] = {
    "pattern": "^[A-Za-z0-9][A-Za-z0-9 /.-]{1,29}$",
    "pattern_hint": "Las letras y números del grabado, por ejemplo N704E",
}
ENGINE_NUMBER: Final[Rules] = {
    "pattern": "^[A-Za-z0-9][A-Za-z0-9 */.-]{3,29}$",
    "pattern_hint": "Las letras y números del grabado, por ejemplo N704E-012345",
}
