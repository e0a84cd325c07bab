"""Every sentence of the assistant, in one place. `{…}` are filled in."""

from typing import Final

ASK_CATEGORY: Final = "¿De qué vehículo se trata?"
ASK_REQUEST: Final = "¿Qué quieres homologar?"
ASK_MORE: Final = "¿Algo más, o algo que quitar?"
ASK_REVIEW: Final = "¿Está todo bien? Si algo no lo está, dime qué corregir."
ASK_WHICH_FEWER: Final = "¿De cuál lo quito?"
ASK_WHICH_MORE: Final = "¿De cuál?"
ASK_WHICH_DATUM: Final = "¿Qué dato quieres corregir?"
YES_NO: Final = ("Sí", "No")

NOT_UNDERSTOOD_CATEGORY: Final = "No lo he entendido: elige uno de los vehículos, por su número o su nombre."
NOT_UNDERSTOOD_VARIANT: Final = "No lo he entendido. Escribe el número o el nombre de una opción."
NOT_UNDERSTOOD_CHOICE: Final = "No lo he entendido. Escribe el número o el nombre de lo que quieres cambiar."
NOT_UNDERSTOOD_REQUEST: Final = "No he reconocido ningún elemento en tu mensaje."
NOT_UNDERSTOOD_REVIEW: Final = (
    "No lo he entendido. Puedes decir, por ejemplo, «corrige la marca» o «añade el escape»."
)
UNRESOLVED: Final = "Sin identificar: {words}."
TOO_LONG: Final = "Tu mensaje es demasiado largo (como máximo {most} caracteres): envíalo en varias partes."

LEFT_OPEN: Final = "Lo dejamos pendiente; puedes contestarlo cuando quieras."
DATUM_SKIPPED: Final = "Lo dejamos pendiente: puedes dar este dato más adelante."
RESTORED: Final = "De acuerdo, se queda: {names}."
NOTHING_TO_RESTORE: Final = "No hay nada quitado que recuperar."
UNDONE: Final = "Hecho: he deshecho lo último."
NOTHING_TO_UNDO: Final = "No hay nada que deshacer."
RESTARTED: Final = "De acuerdo, empezamos de nuevo."
EMPTIED: Final = "De acuerdo, lo quito todo. Si cambias de idea, di «mejor no»."
PERSON: Final = (
    "De acuerdo: te responderá una persona de nuestro equipo. "
    "No hace falta que repitas lo que ya me has contado."
)
PERSON_WANTED: Final = "El cliente pide que le conteste una persona."
REMOVED: Final = "Quitado: {names}."
QUANTITY_NOW: Final = "«{name}»: ahora {quantity}."
NOT_COUNTED: Final = "«{name}» cuenta como una sola reforma, con independencia del número de piezas."
NOT_REQUESTED: Final = "Eso no está en tu petición, así que no hay nada que cambiar."
NOTHING_REQUESTED: Final = "Todavía no has pedido nada: cuéntame qué has cambiado o quieres cambiar."
CORRECTED: Final = "Corregido: «{label}» es ahora {new} (antes, {old})."
NOTED: Final = "Anotado: «{label}», {new}."
NO_SUCH_DATUM: Final = "No encuentro ese dato."
NO_DATA_YET: Final = "Todavía no hay ningún dato que corregir."
NOTHING_PENDING: Final = "No queda nada pendiente."
CATALOGUE_CHANGED: Final = (
    "El catálogo ha cambiado desde tu último mensaje: revisa lo que queda en tu petición."
)
GO_ON: Final = "Dime qué quieres añadir, cambiar o quitar."
DONE: Final = "Perfecto, queda todo anotado."

NOTHING: Final = "Ningún elemento"
PRICE_LINE: Final = "{names}. {price}"
NO_PRICE_YET: Final = "Sin precio todavía."
NO_TIER: Final = "Ninguna tarifa lo admite."
PRICE_FROM: Final = "{tier}: desde {price} sin IVA."
PRICE: Final = "{tier}: {price} sin IVA."
PRICE_NOT_FIRM: Final = "{tier}: {price} sin IVA (precio no firme)."
COUNTED: Final = "{name} (x{quantity})"

DATUM: Final = "{element} · {label}"
DATUM_HINTED: Final = "{element} · {label} ({hints})"
IN_UNIT: Final = "en {unit}"
EXAMPLE: Final = "p. ej. {example}"
MAY_SKIP: Final = "«saltar» para dejarlo"
MAY_LEAVE: Final = "opcional, «saltar» para no darlo"
SUMMARY: Final = "Resumen"
SUMMARY_ELEMENT: Final = "• {name}"
SUMMARY_DATUM: Final = "   {label}: {value}"
SUMMARY_MISSING: Final = "   {label}: pendiente"
SUMMARY_QUESTION: Final = "• Por contestar: {question}"
YES: Final = "sí"
NO: Final = "no"
