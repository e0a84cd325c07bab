"""Motorcycle elements: brakes, handlebar, controls and instruments. Constants only, no logic."""

from typing import Final

from database.seeds.data.common import ElementData
from database.seeds.data.motos_part_rules import (
    APPROVAL,
    BRAND,
    BRAND_AND_MODEL,
    DESCRIPTION,
    MODEL,
    PISTON,
    PLACE,
    REFERENCE,
)

CONTROLS_ELEMENTS: Final[list[ElementData]] = [
    {
        "code": "FRENADO_DISCOS",
        "name": "Discos de freno",
        "description": (
            "Sustitución de los discos de freno por otros de distinto tipo o medida que los originales. "
            "Lleva proyecto completo y puede exigir ensayo de frenada."
        ),
        "sort_order": 40,
        "keywords": [
            "disco", "discos", "disco freno", "discos freno", "disco delantero", "disco trasero",
            "disco flotante", "brembo", "galfer", "ng brakes", "ebc", "braking", "frenos", "disco lobulado",
            "disco wave", "disco sobredimensionado", "motomaster", "sunstar", "disco de freno delantero",
            "disco de freno trasero", "discos flotantes", "discos margarita", "disco margarita",
            "disco mas grande", "discos mas grandes", "discos ng", "discos de freno traseros",
            "disco de atras", "disco de delante", "discos de delante", "discos de atras", "doble disco",
            "segundo disco", "disco de mayor diametro", "discos de otra moto", "disco de freno mas grande",
            "moto master", "discs de fre", "disc de fre", "rotores de freno", "galfer flotante",
            "disco galfer", "discos galfer", "galfer wave", "galfer lobulado", "galfer de 320", "rotor",
            "rotores", "plato de freno", "platos de freno",
            "discos ondulados", "disco ondulado", "disco petalo", "discos petalo", "disco de 320",
            "discos de 320", "arashi", "discos de mayor diametro", "disco sobredimensionado delantero",
        ],
        "aliases": ["brake discs", "rotors", "brake rotors"],
        "images": [
            {
                "code": "DISCO_MONTADO",
                "title": "Disco montado",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Muestra el disco en la rueda con su pinza.",
                "alt_text": "Disco de freno delantero de una motocicleta con su pinza",
                "user_instruction": (
                    "Haz una foto de frente de cada disco cambiado, entero y con la pinza a la vista."
                ),
            },
            {
                "code": "MARCADO_DISCO",
                "title": "Marca y espesor del disco",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 20,
                "description": "Marca, referencia y espesor mínimo grabados en el disco.",
                "alt_text": "Grabado con marca y espesor mínimo en un disco de freno",
                "user_instruction": (
                    "Acércate al grabado del disco (marca, referencia y MIN TH) hasta que se lea bien."
                ),
            },
            {
                "code": "MEDIDA_DISCO",
                "title": "Diámetro del disco",
                "image_type": "calculation",
                "is_required": False,
                "sort_order": 30,
                "description": "Medida del diámetro exterior.",
                "alt_text": "Cinta métrica cruzando el diámetro de un disco de freno",
                "user_instruction": (
                    "Mide el disco de borde a borde pasando por el centro y haz la foto con la cifra "
                    "legible."
                ),
            },
        ],
        "warnings": [
            {
                "code": "frenado_discos_ensayo",
                "severity": "info",
                "makes_provisional": True,
                "message": (
                    "Un disco de distinto diámetro o tipo puede necesitar un ensayo dinámico de frenada, "
                    "con coste aparte. Si el disco es equivalente al original y el fabricante lo acredita, "
                    "puede tramitarse como freno equivalente, sin ensayo."
                ),
            },
        ],
        "required_fields": [
            {
                "field_name": "marca_modelo",
                "field_label": "Marca/Modelo del disco",
                "field_type": "text",
                "validation_rules": BRAND_AND_MODEL,
                "example_value": "Brembo T-Drive",
                "instruction": "Está grabada en el disco o en su caja.",
            },
            {
                "field_name": "diametro",
                "field_label": "Diámetro (mm)",
                "field_type": "number",
                "validation_rules": {"min_value": 150, "max_value": 400},
                "example_value": "320",
                "instruction": "Mídelo de borde a borde o búscalo en la hoja del fabricante.",
            },
            {
                "field_name": "grosor",
                "field_label": "Grosor (mm)",
                "field_type": "number",
                "validation_rules": {"min_value": 2, "max_value": 15},
                "example_value": "5",
                "instruction": (
                    "Es el espesor del disco nuevo; mídelo con un calibre o consúltalo en la hoja del "
                    "fabricante."
                ),
            },
        ],
    },
    {
        "code": "FRENADO_PINZAS",
        "name": "Pinzas de freno",
        "description": (
            "Sustitución de las pinzas de freno por otras distintas de las originales. Lleva proyecto "
            "completo y puede exigir ensayo de frenada."
        ),
        "sort_order": 42,
        "keywords": [
            "pinza", "pinzas", "pinza freno", "pinzas freno", "caliper", "calipers", "pinza delantera",
            "pinza trasera", "brembo", "nissin", "tokico", "beringer", "frenos", "ap racing", "pinza radial",
            "pinzas radiales", "mordazas", "jjuan", "pinza de cuatro pistones", "pinzas monobloque",
            "pinza de freno", "pinza de delante", "pinza de atras", "pinzas de delante",
            "pinza de otra moto", "pinzas de otra moto", "caliper radial", "pinzas axiales",
            "pinza de 4 pistones", "pinzas de 4 pistones", "pinza de seis pistones",
            "pinzas de freno radiales", "stylema", "wilwood", "hengtong", "adelin", "frando",
            "pinces de fre", "mordaza", "pinces",
            "pinza de cuatro bombines", "pinzas de cuatro bombines", "j juan", "monobloc", "pinzas monobloc",
            "pinza monobloc", "brembo m4", "brembo m50", "brembo gp4", "gp4rx", "pinza de anclaje radial",
            "pinzas de anclaje radial", "pinza de dos pistones", "pinza de mas pistones",
        ],
        "aliases": ["brake calipers", "calipers"],
        "images": [
            {
                "code": "PINZA_MONTADA",
                "title": "Pinza montada",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Muestra la pinza, su soporte y el latiguillo.",
                "alt_text": "Pinza de freno radial montada en la horquilla de una motocicleta",
                "user_instruction": (
                    "Haz una foto de cada pinza cambiada en la que se vean la pinza entera y su soporte."
                ),
            },
            {
                "code": "MARCADO_PINZA",
                "title": "Marca y referencia de la pinza",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 20,
                "description": "Marca, modelo y número de pistones.",
                "alt_text": "Logotipo y referencia en el cuerpo de una pinza de freno",
                "user_instruction": (
                    "Fotografía de cerca la marca y la referencia de la pinza; si no lleva, manda la "
                    "factura o la hoja del fabricante."
                ),
            },
        ],
        "warnings": [
            {
                "code": "frenado_pinzas_ensayo",
                "severity": "info",
                "makes_provisional": True,
                "message": (
                    "Cambiar las pinzas por otras distintas puede necesitar un ensayo dinámico de frenada, "
                    "con coste aparte. Si son equivalentes a las originales y el fabricante lo acredita, "
                    "puede tramitarse como freno equivalente, sin ensayo."
                ),
            },
        ],
        "required_fields": [
            {
                "field_name": "marca",
                "field_label": "Marca",
                "field_type": "text",
                "validation_rules": BRAND,
                "example_value": "Brembo",
            },
            {
                "field_name": "num_pistones",
                "field_label": "Número de pistones",
                "field_type": "number",
                "validation_rules": {"min_value": 1, "max_value": 8},
                "example_value": "4",
                "instruction": "Cuenta los pistones de una pinza; también viene en la hoja del fabricante.",
            },
        ],
    },
    {
        "code": "FRENADO_BOMBAS",
        "name": "Bombas de freno",
        "description": (
            "Sustitución de la bomba de freno delantera o trasera por otra distinta de la original. Lleva "
            "proyecto completo y puede exigir ensayo de frenada."
        ),
        "sort_order": 44,
        "keywords": [
            "bomba freno", "bomba de freno", "bombas freno", "bomba delantera", "bomba trasera",
            "master cylinder", "brembo", "nissin", "magura", "beringer", "accossato", "bomba radial",
            "frenos", "bomba radial de freno", "bomba", "bombas", "bomba de frenos", "rcs",
            "bombas radiales", "bomba de delante", "bomba de atras", "bomba de freno delantera",
            "bomba de freno trasera", "bomba del freno", "rcs19", "bomba de otra moto",
            "bomba radial delantera", "bomba de freno radial", "bomba con maneta", "cilindro maestro",
            "bombin de freno", "bomba de embrague y freno", "cilindro de freno",
            "rcs 19", "corsa corta", "bomba semirradial", "bomba axial", "bomba de maneta",
            "bomba del freno delantero", "bomba del freno trasero",
        ],
        "aliases": ["brake master cylinder", "master cylinder"],
        "images": [
            {
                "code": "BOMBA_MONTADA",
                "title": "Bomba montada",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Muestra la bomba con su maneta o pedal y su depósito de líquido.",
                "alt_text": "Bomba de freno radial en el manillar de una motocicleta",
                "user_instruction": (
                    "Haz una foto de cada bomba cambiada en la que se vean el cuerpo, la maneta o el pedal "
                    "y el depósito de líquido."
                ),
            },
            {
                "code": "MARCADO_BOMBA",
                "title": "Marca y medida de la bomba",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 20,
                "description": "Marca y medida del pistón grabadas en el cuerpo.",
                "alt_text": "Grabado 19x18 en el cuerpo de una bomba de freno",
                "user_instruction": (
                    "Acércate al grabado de la bomba hasta que se lean la marca y la medida, por ejemplo "
                    "19x18."
                ),
            },
        ],
        "warnings": [
            {
                "code": "frenado_bombas_ensayo",
                "severity": "info",
                "makes_provisional": True,
                "message": (
                    "Cambiar la bomba por otra de distinto diámetro o relación puede necesitar un ensayo "
                    "dinámico de frenada, con coste aparte. Si es equivalente a la original y el fabricante "
                    "lo acredita, puede tramitarse como freno equivalente, sin ensayo."
                ),
            },
        ],
        "required_fields": [
            {
                "field_name": "bombas_cambiadas",
                "field_label": "Bombas que has cambiado",
                "field_type": "select",
                "options": ["Delantera", "Trasera", "Ambas"],
                "instruction": "La delantera está en el manillar; la trasera, junto al pedal.",
            },
            {
                "field_name": "delantera_marca",
                "field_label": "Marca bomba delantera",
                "field_type": "text",
                "validation_rules": BRAND,
                "example_value": "Brembo RCS",
                "condition_field_name": "bombas_cambiadas",
                "condition_operator": "not_equals",
                "condition_value": "Trasera",
            },
            {
                "field_name": "trasera_marca",
                "field_label": "Marca bomba trasera",
                "field_type": "text",
                "validation_rules": BRAND,
                "example_value": "Brembo PS13",
                "condition_field_name": "bombas_cambiadas",
                "condition_operator": "not_equals",
                "condition_value": "Delantera",
            },
            {
                "field_name": "grosor",
                "field_label": "Grosor",
                "field_type": "text",
                "validation_rules": PISTON,
                "is_required": False,
                "example_value": "19x18",
                "instruction": (
                    "Es la medida del pistón grabada en la bomba, por ejemplo 19x18 (diámetro x distancia "
                    "entre puntos)."
                ),
            },
        ],
    },
    {
        "code": "FRENADO_LATIGUILLOS",
        "name": "Latiguillos metálicos",
        "description": (
            "Sustitución de los latiguillos de freno originales por otros metálicos (tipo aviación). Lleva "
            "proyecto."
        ),
        "sort_order": 46,
        "keywords": [
            "latiguillos", "latiguillo", "latiguillos metalicos", "latiguillo metalico",
            "latiguillos aviacion", "aviacion", "latiguillo freno", "manguera freno", "hel", "goodridge",
            "spiegler", "galfer", "venhill", "frentubo", "latiguillos de acero", "tubos de freno",
            "manguitos de freno", "mangueras de freno", "latiguillos trenzados", "latiguillos de freno",
            "latiguillos de teflon", "tuberias de freno", "macarron", "macarrones", "macarrones de freno",
            "cable de freno", "cables de freno", "cables del freno", "tubos del freno", "tubo de freno",
            "manguito de freno", "tubos metalicos", "lineas de freno", "mangueras metalicas",
            "latiguillos teflon", "conductos de freno", "latiguillo trasero", "latiguillo delantero",
            "tubitos de freno", "latiguillos inox", "core moto", "allegri", "crown", "melvin", "latis",
            "latis metalicos", "latiguillo de acero", "latiguillo trenzado", "latiguillos largos",
            "maneguets", "maneguets de fre", "flexibles de freno", "tubos trenzados", "mangueras trenzadas",
            "flexibles metalicos", "cañerias de freno",
            "latiguillos de malla", "latiguillos de carbono", "manguitos metalicos", "manguitos de acero",
            "lineas de freno metalicas", "cables metalicos de freno", "tubos de acero de freno",
            "latiguillos mallados", "latiguillos de colores", "latiguillos de competicion", "fren tubo",
        ],
        "aliases": ["braided brake lines", "steel brake lines"],
        "images": [
            {
                "code": "LATIGUILLO_RECORRIDO",
                "title": "Recorrido de los latiguillos",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Muestra por dónde pasan los latiguillos, de la bomba a la pinza.",
                "alt_text": "Latiguillo metálico entre la bomba y la pinza de freno de una motocicleta",
                "user_instruction": (
                    "Haz una foto por cada latiguillo cambiado en la que se vea su recorrido entero, de la "
                    "bomba a la pinza."
                ),
            },
            {
                "code": "MARCADO_LATIGUILLO",
                "title": "Marca del latiguillo",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 20,
                "description": "Inscripción del fabricante en el tubo o en el racor.",
                "alt_text": "Inscripción del fabricante en un latiguillo metálico",
                "user_instruction": (
                    "Fotografía de cerca la inscripción del latiguillo o del racor. Si no lleva, manda la "
                    "factura."
                ),
            },
        ],
        "warnings": [
            {
                "code": "latiguillos_certificado",
                "severity": "info",
                "message": (
                    "Los latiguillos deben llevar la marca del fabricante y, mejor aún, su certificado (por "
                    "ejemplo TÜV o ABE). Comprueba que no rozan ni quedan tirantes al girar el manillar a "
                    "tope."
                ),
            },
        ],
        "required_fields": [
            {
                "field_name": "delantera_marca",
                "field_label": "Marca latiguillo delantero",
                "field_type": "text",
                "validation_rules": BRAND,
                "is_required": False,
                "example_value": "Goodridge",
                "instruction": (
                    "Está impresa en el tubo o en el racor. Déjalo en blanco si no has cambiado el "
                    "delantero."
                ),
            },
            {
                "field_name": "trasera_marca",
                "field_label": "Marca latiguillo trasero",
                "field_type": "text",
                "validation_rules": BRAND,
                "is_required": False,
                "example_value": "HEL Performance",
                "instruction": (
                    "Está impresa en el tubo o en el racor. Déjalo en blanco si no has cambiado el trasero."
                ),
            },
        ],
    },
    {
        "code": "FRENADO_DEPOSITO",
        "name": "Depósito líquido frenos",
        "description": (
            "Sustitución del depósito (vaso) de líquido de frenos, delantero o trasero, sin cambiar la "
            "bomba."
        ),
        "sort_order": 48,
        "keywords": [
            "deposito liquido freno", "deposito freno", "vaso expansion", "deposito liquido",
            "reservorio freno", "deposito bomba", "deposito delantero", "deposito trasero",
            "bote de liquido de frenos", "bote de freno", "deposito de liquido de frenos", "vaso de freno",
            "botella de liquido de frenos", "reservorio", "reservorio de la bomba", "bote de expansion",
            "vaso de liquido", "vaso de liquido de frenos", "bote del liquido", "deposito del liquido",
            "recipiente del liquido de frenos", "bote de la bomba", "deposito de la bomba",
            "vaso de la bomba", "tarro del liquido de frenos", "deposito del freno", "vaso del freno",
            "frasco del liquido de frenos", "deposito de dot", "bote de freno trasero",
            "vaso de la bomba de freno", "munequera de la bomba", "deposito separado",
            "botellin del liquido de frenos", "botellin de freno", "liquido de frenos en un bote",
            "deposito de expansion", "deposito remoto", "bote separado", "tanque de liquido de frenos",
            "tarro de freno", "tanque de freno",
            "deposito aparte de la bomba", "bomba con deposito aparte",
            "bote del freno trasero",
            "bote aparte", "botella del liquido", "botellas de liquido", "botes de liquido",
            "botes del liquido", "tarro del liquido", "reservorio de liquido", "calderin de freno",
            "deposito de la bomba de freno", "vaso de expansion", "deposito de expansion del freno",
            "liquido de freno deposito",
        ],
        "aliases": ["brake fluid reservoir", "brake reservoir"],
        "images": [
            {
                "code": "VASO_MONTADO",
                "title": "Depósito de líquido montado",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Muestra el vaso, su soporte y el tubo hasta la bomba.",
                "alt_text": "Depósito de líquido de frenos en el manillar de una motocicleta",
                "user_instruction": (
                    "Haz una foto de cada depósito cambiado en la que se vean el soporte y el tubo que lo "
                    "une a la bomba."
                ),
            },
            {
                "code": "MARCADO_VASO",
                "title": "Marca y nivel del depósito",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 20,
                "description": "Marca del fabricante y señales de nivel mínimo y máximo.",
                "alt_text": "Tapa de un depósito de líquido de frenos con la marca y el tipo de líquido",
                "user_instruction": (
                    "Fotografía de cerca el depósito, con la marca, el tipo de líquido y las señales de "
                    "nivel a la vista."
                ),
            },
        ],
        "warnings": [
            {
                "code": "frenado_deposito_nivel",
                "severity": "info",
                "message": (
                    "El nivel del líquido debe verse sin desmontar nada y la tapa debe indicar el tipo de "
                    "líquido (DOT)."
                ),
            },
        ],
        "required_fields": [
            {
                "field_name": "delantera_marca",
                "field_label": "Marca depósito delantero",
                "field_type": "text",
                "validation_rules": BRAND,
                "is_required": False,
                "example_value": "Rizoma",
                "instruction": "Déjalo en blanco si no has cambiado el delantero.",
            },
            {
                "field_name": "trasera_marca",
                "field_label": "Marca depósito trasero",
                "field_type": "text",
                "validation_rules": BRAND,
                "is_required": False,
                "example_value": "Brembo",
                "instruction": "Déjalo en blanco si no has cambiado el trasero.",
            },
        ],
    },
    {
        "code": "FRENADO_EQUIVALENTE",
        "name": "Frenos por piezas equivalentes (sin ensayo)",
        "description": (
            "Sustitución de discos, pinzas o bombas de freno por piezas equivalentes a las originales, "
            "acreditadas por su fabricante, sin necesidad de ensayo. Lleva proyecto."
        ),
        "sort_order": 49,
        "keywords": [
            "latiguillos equivalentes", "frenos equivalentes", "freno equivalente", "frenado equivalente",
            "piezas de freno equivalentes", "frenos de piezas equivalentes", "disco equivalente",
            "discos equivalentes", "disco de freno equivalente", "discos de freno equivalentes",
            "pinza equivalente", "pinzas equivalentes", "pinzas de freno equivalentes", "bomba equivalente",
            "bomba de freno equivalente", "frenos sin ensayo", "equivalencia de frenos",
            "freno de recambio equivalente", "frenos de equivalencia", "equivalencia de frenado",
            "certificado de equivalencia de frenos", "recambio equivalente de freno",
            "frenos iguales de otra marca", "discos de equivalencia", "freno con equivalencia",
            "frenos iguales con certificado",
        ],
        "aliases": ["equivalent brake parts", "oem equivalent brakes"],
        "images": [
            {
                "code": "PIEZA_MONTADA",
                "title": "Pieza de freno montada",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Muestra la pieza equivalente en la moto.",
                "alt_text": "Freno delantero de una motocicleta con disco y pinza visibles",
                "user_instruction": "Haz una foto de cada pieza de freno cambiada, entera y enfocada.",
            },
            {
                "code": "MARCADO_PIEZA",
                "title": "Marca y referencia de la pieza",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 20,
                "description": "Marca y referencia grabadas en la pieza.",
                "alt_text": "Referencia grabada en un disco de freno",
                "user_instruction": "Acércate a la marca y a la referencia grabadas hasta que se lean bien.",
            },
            {
                "code": "DOCUMENTO_EQUIVALENCIA",
                "title": "Documento de equivalencia",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 30,
                "description": (
                    "Documento del fabricante (ABE, TÜV o certificado) que declara la pieza válida para tu "
                    "modelo."
                ),
                "alt_text": "Certificado del fabricante de una pieza de freno",
                "user_instruction": (
                    "Envía el documento del fabricante en PDF o en fotos, completo, con la página en la que "
                    "aparece tu modelo de moto."
                ),
            },
        ],
        "warnings": [
            {
                "code": "frenado_equivalente_documento",
                "severity": "warning",
                "message": (
                    "Para tramitarlo sin ensayo, el fabricante de la pieza tiene que acreditar por escrito "
                    "que equivale a la original de tu modelo. Sin ese documento, los discos, pinzas o "
                    "bombas pasan a proyecto completo y pueden necesitar ensayo de frenada."
                ),
            },
        ],
        "required_fields": [
            {
                "field_name": "componente",
                "field_label": "Pieza que se sustituye",
                "field_type": "select",
                "options": ["Discos", "Pinzas", "Bombas", "Varias"],
            },
            {
                "field_name": "descripcion_piezas",
                "field_label": "Piezas que se sustituyen",
                "field_type": "text",
                "validation_rules": DESCRIPTION,
                "example_value": "Discos delanteros y bomba delantera",
                "condition_field_name": "componente",
                "condition_operator": "equals",
                "condition_value": "Varias",
            },
            {
                "field_name": "posicion",
                "field_label": "Posición",
                "field_type": "select",
                "options": ["Delantera", "Trasera", "Ambas"],
            },
            {
                "field_name": "marca_modelo",
                "field_label": "Marca y modelo",
                "field_type": "text",
                "validation_rules": BRAND_AND_MODEL,
                "example_value": "Brembo Serie Oro",
            },
            {
                "field_name": "referencia",
                "field_label": "Referencia del fabricante",
                "field_type": "text",
                "validation_rules": REFERENCE,
                "example_value": "78B40870",
                "instruction": "Es el código de la pieza; está grabado en ella, en la caja o en la factura.",
            },
            {
                "field_name": "documento_equivalencia",
                "field_label": "¿Tienes el documento del fabricante que acredita la equivalencia?",
                "field_type": "boolean",
                "instruction": (
                    "Suele ser un certificado ABE o TÜV, o una carta del fabricante donde aparece tu modelo "
                    "de moto."
                ),
            },
        ],
    },
    {
        "code": "MANILLAR",
        "name": "Manillar",
        "description": (
            "Sustitución del manillar por otro distinto del original, o por semimanillares. Se anotan el "
            "nuevo ancho y la nueva altura."
        ),
        "sort_order": 60,
        "keywords": [
            "manillar", "semimanillares", "semi manillares", "guidon", "clip-on", "clipon", "clip on",
            "manillar alto", "manillar bajo", "manillar racing", "renthal", "rizoma", "lsl", "tarozzi",
            "tommaselli", "manillar de cross", "manillar ancho", "pro taper", "neken", "fehling", "biltwell",
            "fatbar", "semis", "semimanillar", "ape hanger", "cuelgamonos", "cuernos", "manillares",
            "semi manillar", "cuelga monos", "drag bar", "clubman", "clubmans", "manillar de enduro",
            "manillar flat track", "magura", "manubrio", "manubrios", "manillar plano", "manillar flat",
            "z bar", "manillar z", "apehanger", "manillar de aluminio", "manillar de trial",
            "manillar custom", "manillar ancho de aluminio", "manillar mas ancho", "manillar mas alto",
            "manillar mas bajo", "manillar mas corto", "semis racing", "clipons", "manillar cafe racer",
            "manillar chopper", "manillar con barra", "manillar tracker", "manillar twinwall", "twinwall",
            "manillar beach", "beach bar", "manillar de vaca", "manillar cuerno de vaca",
            "recortar el manillar", "cortar el manillar", "acortar el manillar", "semis altos", "fat bar",
            "timon", "colgamonos", "cuelga-monos", "z-bar", "manillar acercado", "mini ape", "timones",
            "manillar que se acerca", "semi-manillares", "semi-manillar",
            "colgador de simio", "guidao", "fasst", "flexx", "superbike bar", "manillar superbike",
            "manillar tubular", "manillar drag", "semis bajos", "semis bajas",
            "manillar alto tipo cuelgamonos", "manillar curvado", "manillar recto", "manillar altisimo",
        ],
        "aliases": ["handlebar", "handlebars", "clip-ons"],
        "images": [
            {
                "code": "MANILLAR_FRENTE",
                "title": "Manillar visto de frente",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Vista completa del manillar, de puño a puño.",
                "alt_text": "Manillar de una motocicleta visto de frente con la dirección recta",
                "user_instruction": (
                    "Con la dirección recta, haz una foto de frente en la que se vea el manillar entero, de "
                    "extremo a extremo."
                ),
            },
            {
                "code": "MEDIDA_ANCHO",
                "title": "Ancho total del manillar",
                "image_type": "calculation",
                "is_required": True,
                "sort_order": 20,
                "description": "Medida entre los extremos del manillar.",
                "alt_text": "Cinta métrica extendida de un extremo a otro del manillar",
                "user_instruction": (
                    "Extiende la cinta métrica de un extremo al otro del manillar (con contrapesos si los "
                    "lleva) y haz la foto con la cifra legible."
                ),
            },
            {
                "code": "MARCADO_MANILLAR",
                "title": "Marca y modelo del manillar",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 30,
                "description": "Grabado o serigrafía con marca, modelo y diámetro.",
                "alt_text": "Serigrafía de la marca en el centro de un manillar",
                "user_instruction": (
                    "Fotografía de cerca la marca y el modelo, normalmente en el centro del manillar o "
                    "junto a las torretas."
                ),
            },
        ],
        "warnings": [
            {
                "code": "manillar_dimensiones",
                "severity": "warning",
                "message": (
                    "El ancho y la altura del nuevo manillar se anotan en la ficha técnica. Al girar a tope "
                    "no debe tocar el depósito ni el carenado, y los cables y latiguillos no pueden quedar "
                    "tirantes."
                ),
            },
        ],
        "required_fields": [
            {
                "field_name": "marca",
                "field_label": "Marca",
                "field_type": "text",
                "validation_rules": BRAND,
                "example_value": "Renthal",
            },
            {
                "field_name": "modelo",
                "field_label": "Modelo",
                "field_type": "text",
                "validation_rules": MODEL,
                "example_value": "Fatbar 28mm",
            },
            {
                "field_name": "material",
                "field_label": "Material",
                "field_type": "select",
                "options": ["Aluminio", "Acero", "Titanio", "Fibra de carbono"],
            },
            {
                "field_name": "diametro_mm",
                "field_label": "Diámetro (mm)",
                "field_type": "number",
                "validation_rules": {"min_value": 18, "max_value": 35},
                "example_value": "28",
                "instruction": (
                    "Es el diámetro en la zona de las torretas, normalmente 22 o 28 mm. Suele estar "
                    "grabado."
                ),
            },
            {
                "field_name": "nuevo_ancho_mm",
                "field_label": "Nuevo ancho total (mm)",
                "field_type": "number",
                "validation_rules": {"min_value": 500, "max_value": 900},
                "example_value": "760",
                "instruction": (
                    "Mide de extremo a extremo con el manillar montado, incluidos los contrapesos."
                ),
            },
            {
                "field_name": "nueva_altura_mm",
                "field_label": "Nueva altura (mm)",
                "field_type": "number",
                "validation_rules": {"min_value": 0, "max_value": 300},
                "example_value": "85",
                "instruction": (
                    "Mide en vertical desde el centro de la sujeción hasta el extremo del puño; con "
                    "semimanillares por debajo de la tija, pon 0."
                ),
            },
        ],
    },
    {
        "code": "TIJAS",
        "name": "Tijas / Torretas de manillar",
        "description": (
            "Sustitución de las tijas de dirección o montaje de torretas o alzas que cambian la posición "
            "del manillar."
        ),
        "sort_order": 62,
        "keywords": [
            "tija", "tijas", "torreta", "torretas", "arana", "triple tree", "tija superior", "tija inferior",
            "elevador manillar", "riser", "xtrig", "alzas de manillar", "alzas", "elevadores de manillar",
            "risers", "suplementos de manillar", "adaptador de manillar", "elevadores de manilla",
            "tija de manillar", "torretas de manillar", "tija de direccion", "tijas de direccion",
            "tija de arriba", "tija de abajo", "subir el manillar", "elevar el manillar",
            "adelantar el manillar", "alza de manillar", "soportes de manillar", "soporte de manillar",
            "soportes del manillar", "soportes mas altos", "rocs risers", "voigt mt", "torretas altas",
            "torretas mas altas", "suplementos para el manillar", "tija de otra moto", "acercar el manillar",
            "atrasar el manillar", "separadores de manillar", "barras tijas", "platina superior",
            "puente de manillar", "adaptadores de manillar", "bridas de manillar",
            "kit de elevacion de manillar", "tija mecanizada", "plato superior de direccion",
            "subir el manillar con torretas", "elevar el manillar con alzas", "levantar el manillar",
            "levantar manillar", "subir el manillar con alzas", "crucetas de direccion",
            "platina de direccion", "tijes", "mesetas de direccion", "puente superior", "mesa de direccion",
            "mesas de direccion", "torres", "torres que lo suben", "torres de manillar", "alzadores",
            "alzadores de manillar", "suplementos", "elevadores", "alzador", "soporte elevador",
            "levantamanillar", "raiser", "raisers", "platina de manillar",
            "pletina de manillar", "pletinas del manillar", "pletina del manillar", "pletinas elevadoras",
            "elevadoras", "elevamanillar", "alza manillar", "suplemento de manillar", "elevador de manillar",
            "puentes de manillar", "torretas elevadoras",
        ],
        "aliases": ["triple clamp", "yokes", "risers"],
        "images": [
            {
                "code": "TIJAS_MONTADAS",
                "title": "Tijas o torretas montadas",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Muestra la pieza nueva y la sujeción del manillar.",
                "alt_text": "Tija superior y torretas de manillar de una motocicleta",
                "user_instruction": (
                    "Haz una foto desde el asiento y otra de frente, de cerca, en las que se vean las tijas "
                    "o torretas y cómo sujetan el manillar."
                ),
            },
            {
                "code": "MEDIDA_ELEVACION",
                "title": "Altura de elevación",
                "image_type": "calculation",
                "is_required": False,
                "sort_order": 20,
                "description": "Altura que suben las torretas respecto a las originales.",
                "alt_text": "Regla midiendo la altura de una torreta de manillar",
                "user_instruction": (
                    "Si has montado torretas o alzas, mide su altura con una regla y haz la foto con la "
                    "cifra legible."
                ),
            },
            {
                "code": "MARCADO_TIJAS",
                "title": "Marca de las tijas o torretas",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 30,
                "description": "Marca y referencia de la pieza.",
                "alt_text": "Marca grabada en una tija de aluminio mecanizado",
                "user_instruction": (
                    "Fotografía de cerca la marca y la referencia grabadas; si no las hay, manda la "
                    "factura."
                ),
            },
        ],
        "warnings": [
            {
                "code": "tijas_geometria",
                "severity": "warning",
                "makes_provisional": True,
                "message": (
                    "Si las nuevas tijas cambian el avance o la posición de la horquilla, puede variar la "
                    "distancia entre ejes y hacer falta ensayo de dirección. El ingeniero lo confirma con "
                    "las medidas."
                ),
            },
        ],
        "required_fields": [
            {
                "field_name": "tipo",
                "field_label": "Tipo de modificación",
                "field_type": "select",
                "options": ["Tijas completas", "Torretas/Risers"],
                "instruction": (
                    "Las tijas unen la horquilla al chasis; las torretas o risers sujetan y elevan el "
                    "manillar."
                ),
            },
            {
                "field_name": "marca",
                "field_label": "Marca",
                "field_type": "text",
                "validation_rules": BRAND,
                "example_value": "ABM",
            },
            {
                "field_name": "material",
                "field_label": "Material",
                "field_type": "select",
                "options": ["Aluminio", "Acero", "Aluminio CNC"],
            },
            {
                "field_name": "altura_mm",
                "field_label": "Altura de elevación (mm)",
                "field_type": "number",
                "is_required": False,
                "validation_rules": {"min_value": 10, "max_value": 100},
                "example_value": "30",
                "instruction": "Es lo que sube el manillar respecto al montaje original.",
                "condition_field_name": "tipo",
                "condition_operator": "equals",
                "condition_value": "Torretas/Risers",
            },
        ],
    },
    {
        "code": "ESPEJOS",
        "name": "Espejos / Retrovisores",
        "description": "Sustitución de los espejos retrovisores por otros homologados.",
        "sort_order": 70,
        "keywords": [
            "espejos", "retrovisores", "retrovisor", "espejo", "espejo homologado", "retrovisor homologado",
            "espejos bar end", "espejos extremo manillar", "rizoma", "puig", "lightech", "barracuda",
            "highsider", "vicma", "retros", "espejitos", "espejo retrovisor", "espejos retrovisores", "crg",
            "oberon", "gazzini", "retrovisores de puno", "motogadget", "espejos de punta",
            "espejos en la punta", "espejos de punta de manillar", "espejos redondos", "espejillos",
            "retrovisor bar end", "espejos abatibles", "retrovisores plegables", "arlen ness", "doubletake",
            "espejo izquierdo", "espejo derecho", "espejos tipo bar end", "bar end", "barend", "halcyon",
            "napoleon", "napoleon mirror", "espejos de puno", "lunas retrovisoras", "espejuelos", "miralls",
            "mirall", "motogadget m-view", "m view", "highsider en punta de manillar",
            "rizoma de punta de manillar", "crg arrow", "spy-r", "spy r", "rizoma spy-r",
            "espejos bajo manillar", "mirror", "mirrors", "spiegel",
            "bar-end", "espejos bar-end", "retrovisores de punta", "puntas con espejo",
            "puntas de manillar con espejo", "retrovisores en las puntas", "espejos en las puntas",
            "espejos en los extremos", "retrovisor de punta", "rearview",
        ],
        "aliases": ["mirrors", "rearview mirrors"],
        "images": [
            {
                "code": "ESPEJOS_MONTADOS",
                "title": "Espejos montados, vista frontal",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Muestra los dos espejos y su posición.",
                "alt_text": "Frontal de una motocicleta con los dos espejos retrovisores",
                "user_instruction": (
                    "Haz una foto de frente de la moto en la que se vean los dos espejos en su posición de "
                    "uso."
                ),
            },
            {
                "code": "MARCA_HOMOLOGACION",
                "title": "Marca de homologación de cada espejo",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 20,
                "description": "Marca E/e grabada en la carcasa o en el cristal.",
                "alt_text": "Marca de homologación en la carcasa de un espejo retrovisor",
                "user_instruction": (
                    "Fotografía de cerca la marca E/e de cada espejo (en la carcasa o en una esquina del "
                    "cristal), con todos los números legibles."
                ),
            },
            {
                "code": "VISTA_DESDE_ASIENTO",
                "title": "Vista desde el asiento",
                "image_type": "example",
                "is_required": False,
                "sort_order": 30,
                "description": "Muestra que los espejos se ven bien desde el puesto de conducción.",
                "alt_text": "Espejos retrovisores vistos desde el asiento del conductor",
                "user_instruction": (
                    "Siéntate en la moto y fotografía los espejos a la altura de tus ojos, con lo que se "
                    "refleja en ellos."
                ),
            },
        ],
        "warnings": [
            {
                "code": "espejos_requisitos",
                "severity": "warning",
                "message": (
                    "Los espejos deben llevar marca de homologación E/e y un tamaño suficiente: al menos 69 "
                    "cm² de superficie, o 94 mm de diámetro si son redondos. Tienen que poder ajustarse y "
                    "quedar bien separados del centro de la moto."
                ),
            },
            {
                "code": "espejos_uno_solo",
                "severity": "info",
                "message": (
                    "Si solo cambias un espejo, dinos cuál. En general la moto debe circular con los dos, "
                    "izquierdo y derecho."
                ),
                "show_condition": "on_below_min",
                "threshold_quantity": 2,
            },
            {
                "code": "espejos_mas_de_dos",
                "severity": "warning",
                "message": (
                    "Una moto lleva dos espejos retrovisores, uno a cada lado. Revisa cuántos quieres "
                    "legalizar."
                ),
                "show_condition": "on_exceed_max",
                "threshold_quantity": 2,
            },
        ],
        "required_fields": [
            {
                "field_name": "contrasena_homologacion",
                "field_label": "Contraseña de homologación (ambos espejos)",
                "field_type": "text",
                "validation_rules": APPROVAL,
                "example_value": "e4*2003/97*0123",
                "instruction": (
                    "Es la marca con una E o e y un número (por ejemplo e4*2003/97*0123, o una E dentro de "
                    "un círculo) grabada en la propia pieza. Si no la lees bien, mándanos una foto de "
                    "cerca. Indica la de los dos espejos si no es la misma."
                ),
            },
        ],
    },
    {
        "code": "MANDOS_AVANZADOS",
        "name": "Mandos avanzados",
        "description": (
            "Montaje de mandos avanzados o retrasados: conjunto de estriberas con pedal de freno y de "
            "cambio en una posición distinta de la original."
        ),
        "sort_order": 75,
        "keywords": [
            "mando avanzado", "mandos avanzados", "pedal avanzado", "pedal freno avanzado",
            "pedal marchas avanzado", "rearsets", "estriberas racing", "commandes reculees", "mandos",
            "mandos adelantados", "estriberas adelantadas", "pedales adelantados", "estriberas retrasadas",
            "mandos retrasados", "estriberas retrasables", "mandos adelante", "kit de mandos avanzados",
            "estriberas avanzadas", "estriberas atrasadas", "reposapies adelantados", "gilles", "lsl",
            "estriberas mas atras", "estriberas mas adelante", "reposapies mas adelante",
            "reposapies mas atras", "reposapies retrasados", "pedales mas adelante", "pedales retrasados",
            "pies mas adelante", "pies por delante", "pies hacia delante", "rear sets", "rear set",
            "rearset", "forward controls", "mandos retrasables", "mandos de los pies", "mandos centrales",
            "mid controls", "mandos avanzados de pie", "mandos de pies adelantados", "reposapies avanzados",
            "estriberas deportivas", "bonamici", "estriberas retrasadas racing", "kit de estriberas",
            "retrasadas con pedales", "estriberas retrasadas con pedales", "mandos adelantados con pedales",
            "posapies adelantados", "posapies avanzados", "posapies retrasados", "comandos avanzados",
            "comandos adelantados", "estriberas de carreras", "adelantados", "estribos adelantados",
            "estriberas atras regulables", "pedal y palanca retrasados", "pedaleras adelantadas",
            "pedalera adelantada", "comandos de pie", "kit retrasado", "reposapies atrasados",
            "mandos con reduccion de alcance",
            "estriberas echadas atras", "estriberas hacia atras", "estriberas por detras de su sitio",
            "estribera avanzada", "estribos retrasados", "estribos atrasados", "estribos avanzados",
            "reposapies cambiados de sitio", "reposapies mas retrasados", "estriberas regulables hacia atras",
            "adelantadas para los pies", "retrasadas para los pies", "pedal de freno adelante",
            "pedales hacia delante",
            "estriberas mas para alante", "estriberas mas para adelante", "estriberas mas para delante",
            "estriberas reculadas", "pedales adelante", "mandos de pie", "mandos de pie adelantados",
            "mandos adelante de los pies", "controles adelantados", "controles avanzados", "controles de pie",
            "valter", "valter moto", "reposapies mas para delante", "estribera retrasada",
            "estribera adelantada", "estribera atrasada", "mandos de los pies adelantados",
            "reposapies en otro sitio", "estriberas cambiadas de sitio", "estriberas mas retrasadas",
            "estriberas mas adelantadas",
        ],
        "aliases": ["rearsets", "rear sets", "racing controls"],
        "images": [
            {
                "code": "MANDO_DERECHO",
                "title": "Mando derecho (freno)",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Muestra el pedal de freno y su varillaje.",
                "alt_text": "Mando avanzado derecho con pedal de freno",
                "user_instruction": (
                    "Haz una foto del lado derecho en la que se vean la estribera, el pedal de freno y la "
                    "varilla o latiguillo hasta la bomba."
                ),
            },
            {
                "code": "MANDO_IZQUIERDO",
                "title": "Mando izquierdo (cambio)",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 20,
                "description": "Muestra el pedal de cambio y su varillaje.",
                "alt_text": "Mando avanzado izquierdo con pedal de cambio",
                "user_instruction": (
                    "Haz una foto del lado izquierdo en la que se vean la estribera, el pedal de cambio y "
                    "su varilla."
                ),
            },
            {
                "code": "MARCADO_MANDOS",
                "title": "Marca de los mandos",
                "image_type": "required_document",
                "is_required": False,
                "sort_order": 30,
                "description": "Marca y referencia del conjunto.",
                "alt_text": "Marca grabada en la placa de un mando avanzado",
                "user_instruction": (
                    "Fotografía de cerca la marca grabada en las placas; si no se ve, manda la factura."
                ),
            },
        ],
        "warnings": [
            {
                "code": "mandos_avanzados_freno",
                "severity": "warning",
                "message": (
                    "Si para mover el pedal de freno has cambiado también la bomba o el latiguillo trasero, "
                    "dínoslo: son elementos aparte y llevan proyecto."
                ),
            },
        ],
        "required_fields": [
            {
                "field_name": "marca",
                "field_label": "Marca",
                "field_type": "text",
                "validation_rules": BRAND,
                "example_value": "Gilles Tooling",
                "instruction": "Está grabada en las placas o en la factura.",
            },
            {
                "field_name": "material",
                "field_label": "Material",
                "field_type": "select",
                "options": ["Aluminio", "Aluminio CNC", "Acero", "Titanio"],
            },
        ],
    },
    {
        "code": "MANDOS_MANILLAR",
        "name": "Mandos / Piñas de manillar",
        "description": (
            "Sustitución de las piñas o conmutadores del manillar (luces, intermitentes, claxon, arranque) "
            "o montaje de testigos independientes."
        ),
        "sort_order": 95,
        "keywords": [
            "pina", "pinas", "mandos manillar", "conmutadores", "pina izquierda", "pina derecha", "switch",
            "testigos", "mando luces", "mando intermitentes", "mandos", "botonera", "botoneras",
            "conmutador", "interruptores de manillar", "pulsadores", "mandos del manillar",
            "mandos electricos", "pulsadores de manillar", "botones", "botones del manillar",
            "botones de manillar", "pina de luces", "pinas de luces", "mandos de luces", "mando de luces",
            "mandos luces intermitentes", "conmutador de luces", "testigos led", "pulsador", "mini botones",
            "botoneria", "mandos de intermitentes", "pinas de otra moto", "pinas minimalistas",
            "pulsadores minimalistas", "pinas electricas", "pina del manillar", "micro switch",
            "mando de intermitentes", "interruptor de intermitentes", "conmutador de intermitentes",
            "cambio de interruptores", "interruptores nuevos", "interruptores del manillar",
            "otros interruptores", "comando izquierdo", "comando derecho", "mandos todos al lado derecho",
            "mandos a la derecha", "mando derecho", "mando izquierdo", "switches", "pinya", "pinyes",
            "puno de luces", "mando de la izquierda", "mando de la derecha", "mando de la izda",
            "mando de la dcha", "llave de luces", "interruptores de luces", "interruptor de luces",
            "switchgear", "conmutadores de luces",
        ],
        "aliases": ["handlebar switches", "controls"],
        "images": [
            {
                "code": "PINA_IZQUIERDA",
                "title": "Piña izquierda",
                "image_type": "required_document",
                "is_required": False,
                "sort_order": 10,
                "description": "Mandos del lado izquierdo con sus pictogramas.",
                "alt_text": "Piña izquierda con los mandos de luces, intermitentes y claxon",
                "user_instruction": (
                    "Si has cambiado la izquierda, fotografíala de cerca y de frente, con todos los "
                    "símbolos legibles."
                ),
            },
            {
                "code": "PINA_DERECHA",
                "title": "Piña derecha",
                "image_type": "required_document",
                "is_required": False,
                "sort_order": 20,
                "description": "Mandos del lado derecho con sus pictogramas.",
                "alt_text": "Piña derecha con los mandos de arranque y paro de motor",
                "user_instruction": (
                    "Si has cambiado la derecha, fotografíala de cerca y de frente, con todos los símbolos "
                    "legibles."
                ),
            },
            {
                "code": "MANILLAR_MANDOS",
                "title": "Manillar con los mandos",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 30,
                "description": "Vista general para situar mandos y testigos.",
                "alt_text": "Manillar de una motocicleta con las dos piñas y los testigos",
                "user_instruction": (
                    "Haz una foto desde el asiento en la que se vea todo el manillar, con las piñas y los "
                    "testigos encendidos si los hay."
                ),
            },
        ],
        "warnings": [
            {
                "code": "mandos_pictogramas",
                "severity": "info",
                "message": (
                    "Cada mando (luces, intermitentes, claxon, paro de motor…) debe llevar su pictograma "
                    "normalizado, y los testigos su color: verde intermitentes, azul carretera. Sin "
                    "pictogramas no pasa la inspección."
                ),
            },
        ],
        "required_fields": [
            {
                "field_name": "pina_izquierda",
                "field_label": "¿Se cambia piña izquierda?",
                "field_type": "boolean",
            },
            {
                "field_name": "pina_izquierda_marca",
                "field_label": "Marca piña izquierda",
                "field_type": "text",
                "validation_rules": BRAND,
                "is_required": False,
                "example_value": "Domino",
                "instruction": "Está en el cuerpo del mando o en la factura.",
                "condition_field_name": "pina_izquierda",
                "condition_operator": "equals",
                "condition_value": "true",
            },
            {
                "field_name": "pina_derecha",
                "field_label": "¿Se cambia piña derecha?",
                "field_type": "boolean",
            },
            {
                "field_name": "pina_derecha_marca",
                "field_label": "Marca piña derecha",
                "field_type": "text",
                "validation_rules": BRAND,
                "is_required": False,
                "example_value": "Domino",
                "instruction": "Está en el cuerpo del mando o en la factura.",
                "condition_field_name": "pina_derecha",
                "condition_operator": "equals",
                "condition_value": "true",
            },
            {
                "field_name": "testigos_independientes",
                "field_label": "¿Se añaden testigos independientes?",
                "field_type": "boolean",
                "instruction": (
                    "Son las lucecitas de intermitentes, carretera, punto muerto… montadas fuera del "
                    "cuadro."
                ),
            },
            {
                "field_name": "pictogramas_homologados",
                "field_label": "¿Los mandos tienen pictogramas homologados?",
                "field_type": "boolean",
                "instruction": "Son los símbolos grabados junto a cada botón (faro, flechas, trompeta…).",
            },
        ],
    },
    {
        "code": "CLAUSOR",
        "name": "Clausor / Llave de arranque",
        "description": "Cambio de sitio de la cerradura de contacto o llave de arranque.",
        "sort_order": 97,
        "keywords": [
            "clausor", "llave arranque", "interruptor arranque", "llave contacto", "ignition", "cerradura",
            "contacto", "switch arranque", "bombin", "llave de encendido", "encendido", "arranque sin llave",
            "keyless", "bombin de contacto", "cerradura de contacto", "llave de arranque",
            "interruptor de arranque", "interruptor de encendido", "sistema sin llave", "mover la llave",
            "cambiar de sitio la llave", "reubicar la llave", "llave a un lado", "llave en el lateral",
            "llave debajo del deposito", "llave del contacto", "cerradura del contacto",
            "bombin de la llave", "bombin de arranque", "llave en otro sitio", "recolocar la llave",
            "clausol", "clauso", "contacto reubicado", "llave del arranque", "cerradura de arranque",
            "tarjeta sin llave", "donde se mete la llave", "arranque por tarjeta", "conmutador de arranque",
            "contactor", "contacto de la llave", "encendido sin llave", "chapa de contacto",
            "switch de encendido", "chapa de encendido", "switch de ignicion", "clau de contacte",
            "clau de contacto", "llave bajo el deposito", "llave debajo del asiento", "llave al costado",
            "llave en el costado", "pasar la llave", "llave a la izquierda", "switch de llave",
            "chapa de llave", "cilindro de la llave", "clau",
            "llavin", "llavin de contacto", "donde va la llave", "donde se enrosca la llave",
            "donde se gira la llave", "cilindro de contacto", "cerradura de la llave", "cerrojo de contacto",
        ],
        "aliases": ["ignition switch", "key switch"],
        "images": [
            {
                "code": "CLAUSOR_NUEVO",
                "title": "Nueva ubicación del clausor",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Muestra dónde queda la llave de contacto.",
                "alt_text": "Clausor con la llave puesta en el lateral de una motocicleta",
                "user_instruction": (
                    "Haz una foto de cerca del clausor con la llave puesta y otra un poco más lejos en la "
                    "que se reconozca la zona de la moto."
                ),
            },
            {
                "code": "BLOQUEO_DIRECCION",
                "title": "Antirrobo de dirección",
                "image_type": "required_document",
                "is_required": False,
                "sort_order": 20,
                "description": "Muestra si la moto conserva el bloqueo de dirección u otro antirrobo.",
                "alt_text": "Dirección de una motocicleta girada y bloqueada",
                "user_instruction": (
                    "Si la moto conserva bloqueo de dirección, haz una foto con la dirección bloqueada; si "
                    "lleva otro antirrobo, fotografíalo."
                ),
            },
        ],
        "warnings": [
            {
                "code": "clausor_antirrobo",
                "severity": "warning",
                "message": (
                    "Si al mover el clausor se pierde el bloqueo de dirección, la moto debe tener otro "
                    "dispositivo antirrobo válido. Dinos cuál llevas."
                ),
            },
        ],
        "required_fields": [
            {
                "field_name": "nueva_ubicacion",
                "field_label": "Nueva ubicación",
                "field_type": "text",
                "validation_rules": PLACE,
                "example_value": "Lateral izquierdo del depósito",
                "instruction": "Di en qué parte de la moto ha quedado y en qué lado.",
            },
        ],
    },
    {
        "code": "ESTRIBERAS",
        "name": "Estriberas",
        "description": (
            "Sustitución de las estriberas (reposapiés) del conductor o del pasajero, sin cambiar los "
            "mandos de freno y cambio."
        ),
        "sort_order": 145,
        "keywords": [
            "estriberas", "estribera", "reposapies", "pedales", "footpegs", "estriberas aluminio",
            "estriberas racing", "rizoma", "lightech", "gilles", "lsl", "vortex", "estribos", "plataformas",
            "estriberas del pasajero", "estriberas traseras", "reposapie", "apoyapies", "posapies",
            "pisapies", "estriberas anchas", "estriberas mas anchas", "estriberas mas bajas",
            "estriberas rebajadas", "reposapies del copiloto", "estriberas de atras",
            "estriberas de delante", "estribo", "estriberas del acompanante", "apoya pies",
            "estriberas del paquete", "estriberas de enduro", "pivot pegz", "estriberas articuladas",
            "estribos del pasajero", "footboards", "reposapies del pasajero", "posa pies", "mataperros",
            "pisaderas", "pisadera", "estreps", "taloneras", "pedaleras", "estriberas regulables",
            "estriberas reguladas", "estriberas subidas", "estriberas de detras mas bajas",
            "subir las estriberas", "peg", "pegs", "apoyapie", "estriberas regulables de aluminio",
        ],
        "aliases": ["footpegs", "foot pegs", "rider pegs"],
        "images": [
            {
                "code": "ESTRIBERA_DERECHA",
                "title": "Estribera derecha",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Estribera montada en el lado derecho.",
                "alt_text": "Estribera derecha de una motocicleta",
                "user_instruction": (
                    "Haz una foto de cerca de cada estribera derecha cambiada, desplegada y con su soporte "
                    "a la vista."
                ),
            },
            {
                "code": "ESTRIBERA_IZQUIERDA",
                "title": "Estribera izquierda",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 20,
                "description": "Estribera montada en el lado izquierdo.",
                "alt_text": "Estribera izquierda de una motocicleta",
                "user_instruction": (
                    "Haz una foto de cerca de cada estribera izquierda cambiada, desplegada y con su "
                    "soporte a la vista."
                ),
            },
        ],
        "warnings": [
            {
                "code": "estriberas_pasajero",
                "severity": "info",
                "message": (
                    "Si la moto tiene dos plazas, las estriberas del pasajero no se pueden quitar: hay que "
                    "conservarlas o sustituirlas. Si también se mueven los pedales, el elemento es «Mandos "
                    "avanzados»."
                ),
            },
        ],
        "required_fields": [
            {
                "field_name": "marca",
                "field_label": "Marca",
                "field_type": "text",
                "validation_rules": BRAND,
                "example_value": "Rizoma",
                "instruction": "Está grabada en la estribera o en la factura.",
            },
            {
                "field_name": "material",
                "field_label": "Material",
                "field_type": "select",
                "options": ["Aluminio", "Aluminio CNC", "Acero", "Titanio"],
            },
            {
                "field_name": "ubicacion",
                "field_label": "Ubicación",
                "field_type": "select",
                "options": ["Conductor", "Pasajero", "Ambas"],
            },
        ],
    },
    {
        "code": "VELOCIMETRO",
        "name": "Velocímetro / Cuadro de instrumentos",
        "description": (
            "Sustitución del velocímetro o del cuadro de instrumentos por otro, digital o analógico."
        ),
        "sort_order": 130,
        "keywords": [
            "marca la velocidad", "marcar la velocidad", "velocimetro", "cuadro", "instrumentos",
            "cuentakilometros", "tacometro", "cuenta revoluciones", "dashboard", "cuadro digital",
            "cuadro analogico", "koso", "daytona", "acewell", "motogadget", "cuenta kilometros", "relojes",
            "trail tech", "marcador", "reloj", "cuentas", "cuenta vueltas", "cuentavueltas", "cuentakm",
            "pantalla tft", "tablero", "cuentarrevoluciones", "cuenta rpm", "instrumentacion",
            "velocimetro gps", "mmb", "veglia", "smiths", "relojeria", "cuentavuelta", "display",
            "marcadores", "relojes nuevos", "velocimetros", "cuenta km", "cuentakilometros digital",
            "cuadro de relojes", "cuadro nuevo", "reloj cuenta kilometros", "reloj de velocidad",
            "medidor de velocidad", "pantalla digital", "panel de instrumentos", "tft", "odometro",
            "velocimetro de aguja", "chronoclassic", "motoscope", "motoscope mini", "speedo",
            "dakota digital", "pantalla de los kilometros", "marcador de velocidad", "marcador digital",
            "cuenta revoluciones digital", "aguja de kilometros", "cuadro de mandos", "cuadro de marchas",
            "cuentas revoluciones", "tacometro digital", "velocimetro digital", "cuentamillas",
            "velocimetro lateral nuevo", "cockpit",
            "speedometer", "cuadro de instrumentos", "cuentavueltas digital", "velocimetro nuevo",
            "pantalla de instrumentos", "cuenta-kilometros", "cuenta-vueltas", "velocimetro y cuentavueltas",
        ],
        "aliases": ["speedometer", "dashboard", "instrument cluster"],
        "images": [
            {
                "code": "CUADRO_ENCENDIDO",
                "title": "Cuadro encendido",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Muestra el cuadro funcionando, con los testigos.",
                "alt_text": "Velocímetro digital encendido en el manillar de una motocicleta",
                "user_instruction": (
                    "Con el contacto puesto, haz una foto desde el asiento en la que se lea el velocímetro "
                    "y se vean los testigos encendidos."
                ),
            },
            {
                "code": "MARCA_HOMOLOGACION",
                "title": "Marca de homologación del cuadro",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 20,
                "description": "Marca E/e y modelo, en la parte trasera o en la base del cuadro.",
                "alt_text": "Marca de homologación en la parte trasera de un velocímetro",
                "user_instruction": (
                    "Busca la marca E/e detrás o debajo del cuadro y fotografíala de cerca con el modelo "
                    "legible."
                ),
            },
            {
                "code": "CAPTADOR",
                "title": "Captador de velocidad",
                "image_type": "required_document",
                "is_required": False,
                "sort_order": 30,
                "description": "Sensor montado en la rueda o en el piñón, si se ha cambiado.",
                "alt_text": "Sensor de velocidad junto a la rueda delantera de una motocicleta",
                "user_instruction": (
                    "Si has montado un captador nuevo, fotografíalo en su sitio con el imán o la corona "
                    "dentada a la vista."
                ),
            },
        ],
        "warnings": [
            {
                "code": "velocimetro_recargo_lab",
                "severity": "info",
                "makes_provisional": True,
                "message": (
                    "Los velocímetros no digitales pueden llevar recargo de laboratorio. Te lo confirmamos "
                    "antes de empezar."
                ),
            },
        ],
        "required_fields": [
            {
                "field_name": "marca",
                "field_label": "Marca",
                "field_type": "text",
                "validation_rules": BRAND,
                "example_value": "Koso",
            },
            {
                "field_name": "modelo",
                "field_label": "Modelo",
                "field_type": "text",
                "validation_rules": MODEL,
                "example_value": "RX2N",
            },
            {
                "field_name": "contrasena_homologacion",
                "field_label": "Contraseña de homologación",
                "field_type": "text",
                "validation_rules": APPROVAL,
                "example_value": "e4*2000/7*0456",
                "instruction": (
                    "Es la marca con una E o e y un número (por ejemplo e4*2003/97*0123, o una E dentro de "
                    "un círculo) grabada en la propia pieza. Si no la lees bien, mándanos una foto de "
                    "cerca."
                ),
            },
            {
                "field_name": "tipo_display",
                "field_label": "Tipo de display",
                "field_type": "select",
                "options": ["Digital", "Analógico"],
            },
            {
                "field_name": "testigos_luminosos",
                "field_label": "¿Incluye todos los testigos luminosos?",
                "field_type": "boolean",
                "instruction": "Comprueba intermitentes, luz de carretera, punto muerto y presión de aceite.",
            },
            {
                "field_name": "captador",
                "field_label": "Captador de velocidad",
                "field_type": "select",
                "options": ["Se mantiene el original", "Nuevo captador"],
                "instruction": "Es el sensor que mide la velocidad en la rueda o en el cambio.",
            },
        ],
    },
    {
        "code": "VELOCIMETRO_REUBICACION",
        "name": "Reubicación del velocímetro original",
        "description": (
            "Cambio de sitio del velocímetro original mediante un soporte homologado, sin sustituir el "
            "aparato. Lleva proyecto."
        ),
        "sort_order": 132,
        "keywords": [
            "velocimetro abajo", "reloj abajo", "velocimetro en un lateral", "velocimetro movido",
            "reubicar velocimetro", "reubicacion velocimetro", "reubicacion del velocimetro",
            "mover el velocimetro", "desplazar el velocimetro", "velocimetro desplazado",
            "velocimetro lateral", "velocimetro a un lado", "cambiar de sitio el velocimetro",
            "soporte velocimetro", "soporte de velocimetro", "soporte del cuentakilometros",
            "mover el cuentakilometros", "reubicar cuadro", "mover el cuadro",
            "velocimetro original en otro sitio", "mover el marcador", "reubicar el marcador",
            "cambiar de sitio el marcador", "cambiar de sitio el cuentakilometros",
            "cambiar de sitio el cuadro", "cambiar de sitio el reloj", "cambiar de sitio los relojes",
            "mover el reloj", "mover los relojes", "reubicar los relojes", "reubicar el reloj",
            "reubicar el cuentakilometros", "desplazar el cuentakilometros", "desplazar el marcador",
            "desplazar el cuadro", "desplazar los relojes", "cuentakilometros a un lado",
            "marcador a un lado", "reloj a un lado", "relojes a un lado", "cuadro a un lado",
            "cuentakilometros lateral", "marcador lateral", "reloj lateral", "relojes al lateral",
            "velocimetro en el lateral", "bajar el velocimetro", "bajar los relojes", "bajar el cuadro",
            "bajar el marcador", "soporte del velocimetro", "soporte del marcador", "soporte de los relojes",
            "soporte del cuadro", "soporte de reloj", "marcador original a un lado",
            "marcador original al lateral", "reubicado el velocimetro", "recolocar el velocimetro",
            "recolocar el cuadro", "recolocar los relojes", "mover el cuenta kilometros", "mover el tablero",
            "velocimetro cambiado de sitio", "cuentakilometros cambiado de sitio",
            "marcador cambiado de sitio", "reloj cambiado de sitio", "cuadro cambiado de sitio",
            "tablero cambiado de sitio", "mover de sitio el velocimetro", "marcador en otro sitio",
            "velocimetro en otra posicion", "velocimetro al costado", "velocimetro en el costado",
            "reloj al costado", "relojes al costado", "cuentakilometros al costado",
            "pasar el velocimetro al costado", "pasar el reloj al costado", "relojes movidos",
            "marcador al costado", "bajar el cuentakilometros", "mover la instrumentacion",
            "reloj a la izquierda", "velocimetro a la izquierda", "velocimetro a la derecha",
            "reloj a la derecha",
            "desplazamiento del velocimetro", "velocimetro recolocado", "cuadro recolocado",
            "cuadro de instrumentos recolocado", "relojes recolocados", "velocimetro centrado",
            "velocimetro descentrado", "velocimetro trasladado", "cuadro trasladado",
            "cuadro de mandos trasladado", "marcador trasladado", "correr el reloj", "reloj corrido",
            "velocimetro corrido", "posicion del velocimetro", "posicion del reloj",
            "posicion de los relojes", "cuadro desplazado", "relojes desplazados", "traslado del velocimetro",
            "reubicacion del cuadro", "reubicacion del cuentakilometros",
        ],
        "aliases": ["speedometer relocation", "side mount speedometer"],
        "images": [
            {
                "code": "CUADRO_NUEVO_SITIO",
                "title": "Velocímetro en su nuevo sitio",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Muestra la nueva posición y que se lee al conducir.",
                "alt_text": "Velocímetro original desplazado al lateral del depósito",
                "user_instruction": (
                    "Siéntate en la moto y haz una foto desde la altura de tus ojos en la que se vea el "
                    "velocímetro encendido en su nuevo sitio."
                ),
            },
            {
                "code": "SOPORTE_VELOCIMETRO",
                "title": "Soporte del velocímetro",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 20,
                "description": "Soporte y su fijación a la moto, con la marca.",
                "alt_text": "Soporte lateral metálico con un velocímetro atornillado",
                "user_instruction": (
                    "Fotografía de cerca el soporte, su fijación y la marca o referencia grabada."
                ),
            },
        ],
        "warnings": [
            {
                "code": "velocimetro_reubicacion_soporte",
                "severity": "warning",
                "message": (
                    "El soporte tiene que estar homologado y dejar el velocímetro legible desde el puesto "
                    "de conducción, también de noche. Si además cambias el aparato por otro, se añade el "
                    "elemento «Velocímetro»."
                ),
            },
        ],
        "required_fields": [
            {
                "field_name": "nueva_ubicacion",
                "field_label": "Nueva ubicación",
                "field_type": "text",
                "validation_rules": PLACE,
                "example_value": "Lateral izquierdo, junto a la horquilla",
            },
            {
                "field_name": "marca_soporte",
                "field_label": "Marca y referencia del soporte",
                "field_type": "text",
                "validation_rules": BRAND_AND_MODEL,
                "example_value": "Motogadget, soporte lateral",
                "instruction": "Está grabada en el soporte, en la caja o en la factura.",
            },
            {
                "field_name": "material_soporte",
                "field_label": "Material del soporte",
                "field_type": "select",
                "options": ["Aluminio", "Acero", "Otro"],
            },
            {
                "field_name": "soporte_homologado",
                "field_label": "¿El soporte está homologado?",
                "field_type": "boolean",
                "instruction": (
                    "Mira si trae certificado o una marca E/e grabada; si dudas, mándanos la factura o el "
                    "enlace del fabricante."
                ),
            },
            {
                "field_name": "visible_conduccion",
                "field_label": "¿Se lee bien desde el puesto de conducción?",
                "field_type": "boolean",
            },
        ],
    },
]
