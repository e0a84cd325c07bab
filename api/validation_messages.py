"""Validation errors in Spanish: what is wrong with a value and what to write instead."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

Context = Mapping[str, Any]
Text = str | Callable[[Context], str]

_OF_TEXTS: Final = {"too_short": "string_too_short", "too_long": "string_too_long"}
"""What Pydantic calls the length of a text that one of our functions has read: the length of some value."""

_GENERAL: Final = ("El valor no es válido.", "Consulta el esquema en /openapi.json.")


def explain(kind: str, context: Context) -> tuple[str, str]:
    """Message and remedy for a Pydantic error type with its context."""
    if context.get("field_type") == "Value":
        kind = _OF_TEXTS.get(kind, kind)
    message, remedy = _MESSAGES.get(kind, _GENERAL)
    return _filled(message, context), _filled(remedy, context)


def _filled(text: Text, context: Context) -> str:
    return text if isinstance(text, str) else text(context)


def _bound(name: str, words: str) -> Callable[[Context], str]:
    return lambda context: words.format(context.get(name, "?"))


def _characters(name: str, words: str) -> Callable[[Context], str]:
    def remedy(context: Context) -> str:
        bound = context.get(name, "?")
        return f"Usa {words} un carácter." if bound == 1 else f"Usa {words} {bound} caracteres."

    return remedy


def _elements(name: str, words: str) -> Callable[[Context], str]:
    def remedy(context: Context) -> str:
        bound = context.get(name, "?")
        return f"Da {words} un elemento." if bound == 1 else f"Da {words} {bound} elementos."

    return remedy


FORMS: Final[Mapping[str, str]] = {
    r"^[A-Za-z0-9_]{1,50}$": "Usa letras sin acento, cifras y _, 50 caracteres como mucho, como en ESCAPE.",
    r"^[0-9A-Za-z_-]{1,50}$": "Usa letras sin acento, cifras, - y _, 50 caracteres como mucho.",
    r"^[0-9]{1,8}\.[0-9]{2}$": "Escribe el importe con punto y dos decimales, como 140.00.",
    r"^\d+\.\d{2}$": "Escribe el importe con punto y dos decimales, como 140.00.",
    r"^[0-9a-f]{64}$": "Escribe el SHA-256 en hexadecimal: 64 cifras o letras de la a a la f, minúsculas.",
    r'^(\*|"[^"]{1,64}")$': 'Copia el ETag que se leyó, con sus comillas, como en "3".',
    r'^(\*|"[0-9]{1,9}")$': 'Copia el ETag que se leyó, con sus comillas, como en "3".',
}
"""What a text has to look like, for each pattern of what is sent: nobody is told a regular expression."""


def _choices(context: Context) -> str:
    """Pydantic joins the possible values in English: 'a', 'b' or 'c'."""
    listed = re.sub(r"(?<=') or (?='(h?o)?)", lambda found: " u " if found[1] else " o ", context["expected"])
    return f"Usa {listed}."


_MESSAGES: Final[Mapping[str, tuple[Text, Text]]] = {
    "missing": ("Falta este dato.", "Añádelo a la petición."),
    "unknown_parameter": (
        "Este parámetro no existe.",
        lambda context: f"Quítalo o corrige su nombre; los que hay: {context['known']}.",
    ),
    "repeated_parameter": ("Este parámetro está repetido.", "Dalo una sola vez."),
    "too_many_keys": ("Hay demasiados datos que no existen.", _bound("known", "Los datos son: {}.")),
    "extra_forbidden": ("Este dato no existe.", "Quítalo o corrige su nombre."),
    "json_invalid": ("El cuerpo no es JSON.", "Corrige la sintaxis del cuerpo."),
    "string_type": ("No es un texto.", "Escríbelo como texto JSON, entre comillas."),
    "string_too_short": ("El texto es demasiado corto.", _characters("min_length", "al menos")),
    "string_too_long": (
        "El texto es demasiado largo.",
        _characters("max_length", "como mucho"),
    ),
    "string_pattern_mismatch": (
        "El texto no tiene la forma debida.",
        lambda context: FORMS.get(
            context.get("pattern", ""), "Escríbelo como dice la documentación de la API."
        ),
    ),
    "string_unicode": ("El texto no es Unicode válido.", "Quita los sustitutos sueltos de Unicode."),
    "bad_characters": (
        "El texto contiene caracteres que no se pueden guardar.",
        "Quita los caracteres nulos y los sustitutos sueltos de Unicode.",
    ),
    "finite_number": ("No es un número que se pueda guardar.", "Quita NaN e Infinity."),
    "int_type": ("No es un número entero.", "Escríbelo como número JSON, sin comillas ni decimales."),
    "int_parsing": ("No es un número entero.", "Usa solo cifras."),
    "int_from_float": ("No es un número entero.", "Quita los decimales."),
    "int_parsing_size": ("El número es demasiado largo.", "Usa un número más pequeño."),
    "bool_type": ("No es un sí ni un no.", "Usa true o false."),
    "bool_parsing": ("No es un sí ni un no.", "Usa true o false."),
    "greater_than_equal": ("El número es demasiado pequeño.", _bound("ge", "Usa un número de {} o más.")),
    "less_than_equal": ("El número es demasiado grande.", _bound("le", "Usa un número de hasta {}.")),
    "enum": ("No es uno de los valores posibles.", _choices),
    "literal_error": ("No es uno de los valores posibles.", _choices),
    "uuid_parsing": ("No es un UUID.", "Usa el identificador tal como lo dio la API."),
    "uuid_type": ("No es un UUID.", "Usa el identificador tal como lo dio la API."),
    "datetime_type": ("No es una fecha y hora.", "Usa ISO 8601 con zona, como 2026-03-02T10:15:00Z."),
    "datetime_parsing": ("No es una fecha y hora.", "Usa ISO 8601 con zona, como 2026-03-02T10:15:00Z."),
    "datetime_from_date_parsing": (
        "No es una fecha y hora.",
        "Usa ISO 8601 con zona, como 2026-03-02T10:15:00Z.",
    ),
    "date_parsing": ("No es una fecha.", "Usa año, mes y día, como 2026-03-02."),
    "date_from_datetime_parsing": ("No es una fecha.", "Usa año, mes y día, como 2026-03-02."),
    "timezone_aware": ("La fecha no tiene zona horaria.", "Añade Z o +01:00 al final."),
    "list_type": ("No es una lista.", "Usa una lista JSON."),
    "dict_type": ("No es un objeto.", "Usa un objeto JSON."),
    "model_type": ("No es un objeto.", "Usa un objeto JSON."),
    "model_attributes_type": ("No es un objeto.", "Usa un objeto JSON con Content-Type: application/json."),
    "too_short": ("La lista es demasiado corta.", _elements("min_length", "al menos")),
    "too_long": ("La lista es demasiado larga.", _elements("max_length", "como mucho")),
    "union_tag_not_found": ("No se sabe qué se pide.", "Da «elements» o «text»."),
}
