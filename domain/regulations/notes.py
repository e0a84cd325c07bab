"""What stands in a consolidated text without being law: who changed a provision and when, former wordings,
tables of contents, the words of the signature."""

import re
from typing import Final

_CHANGED: Final = (
    r"Se (?:modifica|añade|deroga|suprime|renumera|redacta|incorpora|sustituye|numera|deja|actualiza|corrige|"
    r"reordena|declara|introduce|desarrolla|dicta|prorroga)n?\b"
)
_NOTE: Final = re.compile(
    rf"(?:{_CHANGED}.{{0,400}}?(?:Ref\. BOE|\bBOE núm|por (?:el|la|los|las) (?:art\.|"
    r"artículos?|arts?\.|disposici[óo]n|disposiciones|apartado|anexo)\b.{0,200}"
    r"\b(?:Ley|Real Decreto|Orden|Decreto|Resolución)\b)"
    r"|Redactad[oa]s? .{0,200}corrección de (?:errores|erratas)"
    r"|Última actualización,? publicada el|Texto (?:añadido|original),? publicado el"
    r"|Modificación publicada el|Publicado el \d|Esta modificación se aplica"
    r"|Téngase en cuenta .{0,400}Ref\. BOE|Norma derogada,? |Redacción anterior:|Redacción anterior$)",
    re.DOTALL,
)
_FORMER: Final = re.compile(r"(?:Redacción anterior|Su redacción anterior|Texto anterior)\b")
_CHANGE: Final = re.compile(rf"(?:{_CHANGED}|Redactad[oa]s? )")
_SIGNED: Final = re.compile(
    r"(?:Dad[oa] en [^.]{2,60},? (?:el|a) \d"
    r"|[A-ZÁÉÍÓÚ][\w ]{2,30}, (?:a )?\d{1,2} de [a-z]+ de \d{4}\.?[–—-]?"
    r"|Lo que comunico a V\.)"
)
_LEADERS: Final = re.compile(r"(?:\.\s?){5,}\s*\d{1,4}$|…{2,}\s*\d{1,4}$")
_LEADERS_LENGTH: Final = 60
_DISPOSITIVE: Final = re.compile(r"(?:D\s?I\s?S\s?P\s?O\s?N\s?G\s?O|DISPONEMOS|RESUELVO|ACUERDO)\s*:?$")


def is_note(text: str) -> bool:
    """Whether a paragraph tells who changed the text, rather than being the text."""
    return bool(_NOTE.match(text))


def opens_former_wording(text: str) -> bool:
    """Whether a former wording follows the paragraph, or stands in it."""
    return bool(_FORMER.match(text))


def tells_a_change(text: str) -> bool:
    """Whether the aside is the line that ends a provision's notes: «Se modifica por …»."""
    return bool(_CHANGE.match(text))


def opens_signature(text: str) -> bool:
    """Whether the paragraph says where and when the law was given."""
    return bool(_SIGNED.match(text))


def is_contents_line(text: str) -> bool:
    """Whether the line belongs to a table of contents: dots lead to a page number."""
    return bool(_LEADERS.search(text[-_LEADERS_LENGTH:]))


def is_dispositive(text: str) -> bool:
    """Whether the line is the «DISPONGO:» that ends a preamble."""
    return bool(_DISPOSITIVE.match(text))
