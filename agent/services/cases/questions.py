"""The questions a case asks the client, in Spanish: fixed ones of the form, and those the catalogue makes."""

from typing import Final

from domain.catalogue import CatalogueDocument, CatalogueElement, CatalogueField, CatalogueImage
from domain.quote.contract import Quote
from domain.tariff.verdict import format_price
from shared.vocabularies import FieldType

# In the order they are asked. The keys are columns of `users` and `cases`.
PERSONAL_QUESTIONS: Final = {
    "nif_cif": "¿Cuál es tu NIF, NIE o CIF? Irá en el expediente como peticionario.",
    "first_name": "¿Cuál es tu nombre, tal como aparece en tu documento de identidad?",
    "last_name": "¿Y tus apellidos?",
    "company_name": "¿Cuál es la razón social de la empresa?",
    "domicilio_calle": "¿Cuál es tu dirección: calle, número y piso?",
    "domicilio_localidad": "¿En qué localidad?",
    "domicilio_cp": "¿Cuál es el código postal?",
    "domicilio_provincia": "¿De qué provincia?",
    "email": "¿A qué correo electrónico te enviamos la documentación?",
}
VEHICLE_QUESTIONS: Final = {
    "marca": "¿De qué marca es el vehículo?",
    "modelo": "¿Y qué modelo es?",
    "matricula": "¿Cuál es la matrícula?",
    "bastidor": "¿Cuál es el número de bastidor? Es la casilla E de la ficha técnica.",
    "plazas_iniciales": "¿Cuántas plazas tiene el vehículo antes de la reforma?",
    "plazas_finales": "¿Y cuántas plazas tendrá después? Si son las mismas, contesta «no cambian».",
}
WORKSHOP_QUESTIONS: Final = {
    "taller_propio": (
        "¿Tienes un taller que firme el certificado de la reforma? Si no, podemos ponerlo nosotros (sí o no)."
    ),
    "taller_nombre": "¿Cómo se llama el taller?",
    "taller_responsable": "¿Quién es el responsable del taller?",
    "taller_domicilio": "¿Cuál es la dirección del taller?",
    "taller_ciudad": "¿En qué ciudad está?",
    "taller_provincia": "¿En qué provincia está el taller?",
    "taller_telefono": "¿Cuál es el teléfono del taller?",
    "taller_registro_industrial": "¿Cuál es su número de registro industrial?",
    "taller_actividad": "¿Cuál es la actividad del taller, según su registro?",
}
ITV_QUESTIONS: Final = {
    "itv_comunidad": "¿En qué comunidad autónoma pasarás la ITV?",
    "itv_nombre": "¿En qué estación de ITV?",
}


def elements_question() -> str:
    """Asks for the reforms."""
    return "¿Qué reformas has hecho o quieres hacer en el vehículo?"


def tariff_question(quote: Quote | None) -> str:
    """Asks to accept the price, or for what is missing before there is one."""
    if quote is None:
        return "En cuanto sepamos las reformas te decimos el precio."
    if quote.questions:
        return quote.questions[0].question
    if quote.total is None:
        return " ".join(quote.explanation)
    price = format_price(quote.total)
    if quote.provisional:
        reasons = " ".join(quote.provisional_reasons)
        return f"El precio es de {price} (sin IVA), pero todavía no es firme. {reasons} ¿Lo aceptas así?"
    return f"El precio es de {price} (sin IVA). ¿Lo aceptas?"


def photo_question(element: CatalogueElement, image: CatalogueImage, refusal: str | None) -> str:
    """Asks for a photo, saying first why the one sent did not serve."""
    request = image.user_instruction or f"Envíanos esta foto: {image.title}."
    return _again(image.title, refusal) + f"{element.name}. {request}"


def field_question(element: CatalogueElement, field: CatalogueField) -> str:
    """Asks for a datum of an element, with its options, its hint and an example."""
    label = field.label.rstrip()
    parts = [f"{element.name}. {label}" if label.endswith(("?", ".")) else f"{element.name}. {label}:"]
    if field.field_type == FieldType.SELECT and field.options:
        parts.append(f"Elige una opción: {', '.join(field.options)}.")
    if field.instruction:
        parts.append(field.instruction)
    if field.example:
        parts.append(f"Por ejemplo: {field.example}.")
    return " ".join(parts)


def document_question(document: CatalogueDocument, sent: int, refusal: str | None) -> str:
    """Asks for a document that every case needs; of `sent` images it says how many are still to come."""
    lacking = document.min_images - sent
    title = document.title
    if sent:
        title += f" (tenemos {sent}; falta{'n' if lacking > 1 else ''} {lacking})"
    return _again(document.title, refusal) + f"{title}. {document.description}".strip()


def _again(title: str, refusal: str | None) -> str:
    if refusal is None:
        return ""
    reason = f": {refusal.rstrip('.')}" if refusal else ""
    return f"La foto «{title}» no sirve{reason}. "
