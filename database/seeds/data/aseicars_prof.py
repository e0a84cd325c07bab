"""Motorhomes of professional clients: category, tiers, elements, services and texts. Constants only, no logic.

Figures: the published 2026 tariff, EUR without VAT. Which elements each tier admits is said once, in
tier_mappings.py; `classification_rules` repeats the quotas for the prompt and for cross-checks.
Texts never carry prices: those live in TIERS and ADDITIONAL_SERVICES alone, so that a change stays true.
"""

from decimal import Decimal
from typing import Final

from database.seeds.data.aseicars_prof_chassis import CHASSIS_ELEMENTS
from database.seeds.data.aseicars_prof_exterior import EXTERIOR_ELEMENTS
from database.seeds.data.aseicars_prof_living import LIVING_ELEMENTS
from database.seeds.data.aseicars_prof_prompts import PROMPT_SECTIONS
from database.seeds.data.aseicars_prof_untariffed import ASEICARS_PROF_UNTARIFFED
from database.seeds.data.common import (
    AdditionalServiceData,
    BaseDocumentationData,
    CategoryData,
    ElementData,
    TierData,
    UntariffedWorkData,
    WarningData,
)

__all__ = [
    "ADDITIONAL_SERVICES",
    "BASE_DOCUMENTATION",
    "CATEGORY",
    "CATEGORY_SLUG",
    "CATEGORY_WARNINGS",
    "ELEMENTS",
    "PROMPT_SECTIONS",
    "TIERS",
    "UNTARIFFED_WORKS",
]

CATEGORY_SLUG: Final = "aseicars-prof"

CATEGORY: Final[CategoryData] = {
    "slug": CATEGORY_SLUG,
    "name": "Autocaravanas (32xx, 33xx)",
    "client_type": "professional",
    "icon": "🚐",
    "sort_order": 2,
    "description": (
        "Reformas de autocaravanas con clasificación 32xx o 33xx para profesionales del sector. "
        "No incluye furgonetas camper ni furgones vivienda."
    ),
}

TIERS: Final[list[TierData]] = [
    {
        "code": "T1",
        "name": "Proyecto completo",
        "description": "Proyecto que admite cualquier combinación de elementos, incluidos los complejos.",
        "price": Decimal("270.00"),
        "requires_project": True,
        "classification_rules": {
            "summary": (
                "Admite cualquier número de elementos de todas las listas: complejos, medios, básicos, "
                "varios, placas con regulador en maletero y simples."
            ),
            "lists": {
                "COMPLEX": {"max": None},
                "MEDIUM": {"max": None},
                "BASIC": {"max": None},
                "VARIOUS": {"max": None},
                "TRUNK_SOLAR": {"max": None},
                "SIMPLE": {"max": None},
            },
        },
        "min_elements": 1,
        "max_elements": None,
        "sort_order": 10,
        "warnings": [
            {
                "code": "t1_revision_ingeniero",
                "message": (
                    "El proyecto completo lo revisa un ingeniero antes de empezar. Envíanos todas las fotos "
                    "y documentos de una vez para no retrasarlo."
                ),
                "severity": "info",
            },
        ],
    },
    {
        "code": "T2",
        "name": "Proyecto medio",
        "description": "Proyecto con un elemento medio y hasta dos básicos, más los simples que haya.",
        "price": Decimal("230.00"),
        "requires_project": True,
        "classification_rules": {
            "summary": (
                "Exige un elemento medio y no admite más de uno; admite además hasta dos básicos y "
                "cualquier número de placas con regulador en maletero y de simples."
            ),
            "lists": {
                "MEDIUM": {"min": 1, "max": 1},
                "BASIC": {"max": 2},
                "TRUNK_SOLAR": {"max": None},
                "SIMPLE": {"max": None},
            },
        },
        "min_elements": 1,
        "max_elements": None,
        "sort_order": 20,
        "warnings": [
            {
                "code": "t2_limite_medio",
                "message": (
                    "Esta tarifa cubre un solo elemento medio y hasta dos básicos. Si aparece otro, o "
                    "alguno de la lista de varios, pasa a proyecto completo."
                ),
                "severity": "info",
            },
        ],
    },
    {
        "code": "T3",
        "name": "Proyecto básico",
        "description": "Proyecto con un único elemento básico, más los simples que haya.",
        "price": Decimal("180.00"),
        "requires_project": True,
        "classification_rules": {
            "summary": (
                "Admite un elemento básico como máximo y cualquier número de placas con regulador en "
                "maletero y de simples."
            ),
            "lists": {
                "BASIC": {"max": 1},
                "TRUNK_SOLAR": {"max": None},
                "SIMPLE": {"max": None},
            },
        },
        "min_elements": 1,
        "max_elements": None,
        "sort_order": 30,
        "warnings": [
            {
                "code": "t3_limite_basico",
                "message": (
                    "Esta tarifa cubre un solo elemento básico. Con un segundo básico, uno medio o uno de "
                    "la lista de varios, la tarifa es superior."
                ),
                "severity": "info",
            },
        ],
    },
    {
        "code": "T4",
        "name": "Regularización sin proyecto, varios",
        "description": "Regularización sin proyecto de cualquier número de elementos varios y simples.",
        "price": Decimal("135.00"),
        "requires_project": False,
        "classification_rules": {
            "summary": (
                "Sin proyecto: admite cualquier número de elementos de la lista de varios, de placas con "
                "regulador en maletero y de simples."
            ),
            "lists": {
                "VARIOUS": {"max": None},
                "TRUNK_SOLAR": {"max": None},
                "SIMPLE": {"max": None},
            },
        },
        "min_elements": 1,
        "max_elements": None,
        "sort_order": 40,
        "warnings": [
            {
                "code": "t4_sin_elementos_de_proyecto",
                "message": (
                    "Si se añade un elemento que lleva proyecto (básico, medio o complejo), deja de ser una "
                    "regularización y la tarifa pasa a ser la de un proyecto."
                ),
                "severity": "info",
            },
        ],
    },
    {
        "code": "T5",
        "name": "Regularización sin proyecto, hasta 3",
        "description": "Regularización sin proyecto de hasta tres simples y dos placas con regulador en maletero.",
        "price": Decimal("65.00"),
        "requires_project": False,
        "classification_rules": {
            "summary": (
                "Sin proyecto: admite hasta tres elementos simples y hasta dos placas con regulador en maletero."
            ),
            "lists": {
                "SIMPLE": {"max": 3},
                "TRUNK_SOLAR": {"max": 2},
            },
        },
        "min_elements": 1,
        "max_elements": 5,
        "sort_order": 50,
        "warnings": [
            {
                "code": "t5_limite_simples",
                "message": (
                    "Esta tarifa cubre hasta tres elementos simples, con dos placas solares como máximo. "
                    "Si son más, la regularización pasa a la tarifa de varios."
                ),
                "severity": "info",
            },
        ],
    },
    {
        "code": "T6",
        "name": "Regularización sin proyecto, 1 elemento",
        "description": "Regularización sin proyecto de un único elemento simple.",
        "price": Decimal("59.00"),
        "requires_project": False,
        "classification_rules": {
            "summary": "Sin proyecto: admite un único elemento simple.",
            "lists": {"SIMPLE": {"max": 1}},
        },
        "min_elements": 1,
        "max_elements": 1,
        "sort_order": 60,
        "warnings": [
            {
                "code": "t6_un_elemento",
                "message": (
                    "Esta tarifa cubre un único elemento. Dinos ahora si el vehículo lleva algo más sin "
                    "legalizar, como otra placa o un toldo: tramitarlo junto sale mejor que por separado."
                ),
                "severity": "info",
            },
        ],
    },
]

ELEMENTS: Final[list[ElementData]] = [*EXTERIOR_ELEMENTS, *CHASSIS_ELEMENTS, *LIVING_ELEMENTS]

CATEGORY_WARNINGS: Final[list[WarningData]] = [
    {
        "code": "alcance_solo_autocaravanas",
        "message": (
            "Esta tarifa es solo para autocaravanas con clasificación 32xx o 33xx en la ficha técnica. Las "
            "furgonetas camper y los furgones vivienda se presupuestan aparte."
        ),
        "severity": "warning",
    },
    {
        "code": "reforma_no_declarada",
        "message": (
            "Indícanos todo lo que se ha montado o cambiado. Si en la inspección aparece una reforma no "
            "declarada, la modificación se factura al precio completo de la tarifa a la que pertenezca."
        ),
        "severity": "warning",
    },
    {
        "code": "boletin_electrico",
        "message": (
            "Entre lo solicitado hay instalación eléctrica (aire acondicionado, escalón eléctrico, inversor, "
            "batería, cargador o regulador solar) y hace falta boletín eléctrico. Un solo certificado puede "
            "cubrir la parte de 12 V y la de 230 V."
        ),
        "severity": "warning",
        "trigger_conditions": {
            "any_elements": [
                "AIRE_ACONDI",
                "ESCALON_ELEC",
                "ELECTRICA_INT",
                "PLACA_SOLAR",
                "PLACA_SOLAR_SIMPLE",
                "PLACA_SOLAR_MALETERO",
            ],
        },
    },
    {
        "code": "placas_solares_total",
        "message": (
            "La solicitud suma más de dos placas solares y la tarifa sin proyecto admite dos como máximo. "
            "Antes de dar un precio definitivo, lo tiene que revisar el ingeniero."
        ),
        "severity": "warning",
        "makes_provisional": True,
        "trigger_conditions": {
            "any_elements": ["PLACA_SOLAR", "PLACA_SOLAR_MALETERO"],
            "min_quantity": 3,
        },
    },
    {
        "code": "consulta_previa",
        "message": (
            "La solicitud incluye un trámite con recargo que exige consulta previa. El precio no es firme "
            "hasta que el ingeniero confirme que se puede hacer."
        ),
        "severity": "warning",
        "makes_provisional": True,
        "trigger_conditions": {
            "any_elements": [
                "AUMENTO_PLAZAS",
                "AUMENTO_MMTA",
                "AUMENTO_MMTA_SIN_ENSAYO",
                "AUMENTO_MMTA_CON_ENSAYO",
                "CLASIF_SIN_CONTRASENA",
            ],
        },
    },
    {
        "code": "cambio_dimensiones",
        "message": (
            "Alguno de los elementos puede cambiar la longitud, la anchura o la altura del vehículo. Mide con "
            "cinta métrica la dimensión que cambie y envía la foto de la medida."
        ),
        "severity": "info",
        "trigger_conditions": {
            "any_elements": [
                "TOLDO_GALIBO",
                "ANTENA_PAR",
                "PORTABICIS",
                "PORTAMOTOS",
                "BRAZO_PORTA",
                "BACA_TECHO",
                "DEFENSAS_DEL",
                "AIRE_ACONDI",
                "LLANTAS_ALETINES",
            ],
        },
    },
    {
        "code": "carga_util",
        "message": (
            "Varios de los elementos suman peso. Comprueba que, con el vehículo equipado y todos los "
            "pasajeros, no se supera la masa máxima total ni la de cada eje."
        ),
        "severity": "info",
        "trigger_conditions": {
            "any_elements": [
                "PORTAMOTOS",
                "BRAZO_PORTA",
                "KIT_ESTAB",
                "AIRE_ACONDI",
                "DEPOSITO_AGUA",
                "GLP_DEPOSITO",
                "GLP_KIT_BOMB",
                "MOBILIARIO_INT",
                "ELECTRICA_INT",
                "BACA_TECHO",
                "AUMENTO_PLAZAS",
            ],
            "min_quantity": 2,
        },
    },
    {
        "code": "bola_y_portamotos",
        "message": (
            "Hay bola de remolque y portamotos en la misma solicitud. Confirma que ambos soportes son "
            "compatibles en el bastidor y si se usarán a la vez."
        ),
        "severity": "info",
        "trigger_conditions": {
            "all_elements": ["PORTAMOTOS"],
            "any_elements": ["BOLA_REMOLQUE", "BOLA_SIN_MMR", "BOLA_CON_MMR"],
        },
    },
    {
        "code": "certificado_taller_con_proyecto",
        "message": (
            "Los trámites con proyecto necesitan el certificado del taller que ha hecho la reforma. Lo "
            "redactamos nosotros sin coste; el taller solo tiene que sellarlo y firmarlo."
        ),
        "severity": "info",
        "trigger_conditions": {"requires_project": True},
    },
    {
        "code": "certificado_taller_sin_proyecto",
        "message": (
            "La regularización también lleva certificado de taller. Puede redactarlo el propio taller o "
            "hacerlo nosotros como servicio adicional."
        ),
        "severity": "info",
        "trigger_conditions": {"requires_project": False},
    },
]

ADDITIONAL_SERVICES: Final[list[AdditionalServiceData]] = [
    {
        "code": "CERT_TALLER",
        "name": "Certificado de taller",
        "description": "Certificado emitido por un taller colaborador cuando el taller que monta no está autorizado.",
        "price": Decimal("70.00"),
        "kind": "optional",
        "applies_to": "always",
        "sort_order": 10,
    },
    {
        "code": "CERT_ELECTRICO",
        "name": "Certificado eléctrico de 12 V y 230 V",
        "description": "Certificado conjunto (boletín) de las instalaciones eléctricas de 12 V y de 230 V.",
        "price": Decimal("65.00"),
        "kind": "optional",
        "applies_to": "always",
        "sort_order": 20,
    },
    {
        "code": "CERT_GAS",
        "name": "Certificado de la instalación de gas",
        "description": "Certificado de la instalación de gas emitido por una empresa instaladora autorizada.",
        "price": Decimal("65.00"),
        "kind": "optional",
        "applies_to": "always",
        "sort_order": 30,
    },
    {
        "code": "LAB_SIN_PROYECTO",
        "name": "Otro laboratorio o laboratorio prémium, sin proyecto",
        "description": "Informe de un laboratorio distinto del habitual o prémium en trámites sin proyecto.",
        "price": Decimal("25.00"),
        "kind": "optional",
        "applies_to": "without_project",
        "sort_order": 40,
    },
    {
        "code": "LAB_CON_PROYECTO",
        "name": "Otro laboratorio o laboratorio prémium, con proyecto",
        "description": "Informe de un laboratorio distinto del habitual o prémium en trámites con proyecto.",
        "price": Decimal("75.00"),
        "kind": "optional",
        "applies_to": "with_project",
        "sort_order": 50,
    },
    {
        "code": "AYUDA_DIGITAL_HORA",
        "name": "Ayuda digital para completar el expediente, por hora",
        "description": "Asistencia a distancia para reunir y enviar la documentación del expediente. Precio por hora.",
        "price": Decimal("20.00"),
        "kind": "optional",
        "applies_to": "always",
        "sort_order": 60,
    },
    {
        "code": "REDACCION_CERT_TALLER",
        "name": "Redacción del certificado de taller",
        "description": (
            "Redacción del certificado para que el taller lo firme y lo selle, en trámites sin proyecto. Es "
            "gratuita en los trámites con proyecto."
        ),
        "price": Decimal("10.00"),
        "kind": "optional",
        "applies_to": "without_project",
        "sort_order": 70,
    },
    {
        "code": "ENVIO_ITV",
        "name": "Envío de la documentación a la ITV",
        "description": "Envío directo de la documentación a la estación de ITV elegida.",
        "price": Decimal("20.00"),
        "kind": "optional",
        "applies_to": "always",
        "sort_order": 80,
    },
    {
        "code": "REC_PLAZAS",
        "name": "Recargo por aumento de plazas",
        "description": "Recargo que se suma a la tarifa por el aumento de plazas. Requiere consulta previa.",
        "price": Decimal("115.00"),
        "kind": "surcharge",
        "applies_to": "always",
        "element_code": "AUMENTO_PLAZAS",
        "sort_order": 110,
    },
    {
        "code": "REC_MMTA_SIN_ENSAYO",
        "name": "Recargo por aumento de MMTA sin ensayo de frenada",
        "description": (
            "Recargo que se suma a la tarifa por el aumento de MMTA sin ensayo de frenada. Requiere consulta previa."
        ),
        "price": Decimal("300.00"),
        "kind": "surcharge",
        "applies_to": "always",
        "element_code": "AUMENTO_MMTA_SIN_ENSAYO",
        "sort_order": 120,
    },
    {
        "code": "REC_MMTA_CON_ENSAYO",
        "name": "Recargo por aumento de MMTA con ensayo de frenada",
        "description": (
            "Recargo que se suma a la tarifa por el aumento de MMTA con ensayo de frenada. Requiere consulta previa."
        ),
        "price": Decimal("500.00"),
        "kind": "surcharge",
        "applies_to": "always",
        "element_code": "AUMENTO_MMTA_CON_ENSAYO",
        "sort_order": 130,
    },
    {
        "code": "REC_CLASIF_SIN_CONTRASENA",
        "name": "Recargo por cambio de clasificación sin contraseña de homologación",
        "description": (
            "Recargo que se suma a la tarifa cuando ninguna contraseña de homologación respalda la "
            "clasificación nueva. Requiere consulta previa."
        ),
        "price": Decimal("100.00"),
        "kind": "surcharge",
        "applies_to": "always",
        "element_code": "CLASIF_SIN_CONTRASENA",
        "sort_order": 140,
    },
]

BASE_DOCUMENTATION: Final[list[BaseDocumentationData]] = [
    {
        "code": "FICHA_TECNICA",
        "title": "Ficha técnica",
        "description": (
            "Ficha técnica (tarjeta de ITV) por todas sus caras, plana, con buena luz y legible. Debe verse la "
            "clasificación 32xx o 33xx."
        ),
        "is_mandatory": True,
        "sort_order": 10,
    },
    {
        "code": "PERMISO_CIRCULACION",
        "title": "Permiso de circulación",
        "description": "Permiso de circulación completo y legible.",
        "is_mandatory": True,
        "sort_order": 20,
    },
    {
        "code": "FOTOS_EXTERIORES",
        "title": "Cuatro fotos exteriores completas",
        "description": (
            "Frontal, trasera y los dos laterales, con el vehículo entero dentro del encuadre y la matrícula "
            "legible en la frontal y la trasera."
        ),
        "is_mandatory": True,
        "min_images": 4,
        "sort_order": 30,
    },
    {
        "code": "FOTO_CINTA_METRICA",
        "title": "Foto frontal o trasera con cinta métrica",
        "description": (
            "Solo cuando la reforma cambia ese extremo del vehículo: foto frontal o trasera con una cinta "
            "métrica extendida en la que se lea la medida."
        ),
        "is_mandatory": False,
        "sort_order": 40,
    },
    {
        "code": "DATOS_PETICIONARIO",
        "title": "Datos del peticionario",
        "description": (
            "Nombre o razón social, NIF o CIF, domicilio, población, provincia, código postal, correo "
            "electrónico y teléfono."
        ),
        "is_mandatory": True,
        "sort_order": 50,
    },
    {
        "code": "DATOS_VEHICULO",
        "title": "Datos del vehículo",
        "description": (
            "Matrícula, número de bastidor, marca, modelo y plazas antes y después. Si cambian, también la "
            "altura, la anchura y la longitud nuevas."
        ),
        "is_mandatory": True,
        "sort_order": 60,
    },
    {
        "code": "DATOS_TALLER",
        "title": "Datos del taller",
        "description": (
            "Nombre del taller, responsable, domicilio, provincia, ciudad, teléfono, número de registro "
            "industrial y actividad. Indica si el certificado de taller lo ponemos nosotros: en ese caso no "
            "hacen falta los datos."
        ),
        "is_mandatory": True,
        "sort_order": 70,
    },
    {
        "code": "DATOS_ITV",
        "title": "Estación de ITV",
        "description": "Comunidad autónoma y nombre de la estación de ITV en la que se legalizará la reforma.",
        "is_mandatory": True,
        "sort_order": 80,
    },
]

UNTARIFFED_WORKS: Final[list[UntariffedWorkData]] = ASEICARS_PROF_UNTARIFFED
