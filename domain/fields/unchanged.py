"""Whether an answer says that the reform leaves something as it is: «no cambia», «igual», «las mismas» …"""

import re
from typing import Final

from domain.folding import fold_line

_UNCHANGED: Final = re.compile(
    r"(?:no,? )?(?:"
    r"(?:(?:se )?(?:queda|quedan|sigue|siguen|sera|seran|es|son) )?"
    r"(?:igual|iguales|el mismo|la misma|los mismos|las mismas|lo mismo)(?: que (?:antes|ahora))?"
    r"|no (?:se )?(?:cambia|cambian|cambiara|cambiaran|varia|varian|modifica|modifican)"
    r"|sin (?:cambio|cambios|variacion|modificar|cambiar))"
)


def says_unchanged(text: str) -> bool:
    """Whether the whole answer, whatever its case, accents and final stop, says that nothing changes."""
    return _UNCHANGED.fullmatch(fold_line(text).strip(" .!¡")) is not None
