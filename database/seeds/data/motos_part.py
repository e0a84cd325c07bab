"""Seed data of the category `motos-part`: motorcycles of private clients.

Prices: the published 2026 tariff, EUR without VAT. Composition of the tiers: `tier_mappings.py`.
Constants only, no logic; the elements and the prompt stand in the `motos_part_*` modules beside this one.
"""

from decimal import Decimal
from typing import Final

from database.seeds.data.common import (
    AdditionalServiceData,
    BaseDocumentationData,
    CategoryData,
    ElementData,
    PromptSectionData,
    TierData,
    UntariffedWorkData,
    WarningData,
)
from database.seeds.data.motos_part_body import BODY_ELEMENTS
from database.seeds.data.motos_part_controls import CONTROLS_ELEMENTS
from database.seeds.data.motos_part_drivetrain import DRIVETRAIN_ELEMENTS
from database.seeds.data.motos_part_lighting import LIGHTING_ELEMENTS
from database.seeds.data.motos_part_prompt import MOTOS_PART_PROMPT_SECTIONS
from database.seeds.data.motos_part_untariffed import MOTOS_PART_UNTARIFFED

CATEGORY_SLUG: Final = "motos-part"

CATEGORY: Final[CategoryData] = {
    "slug": CATEGORY_SLUG,
    "name": "Motocicletas",
    "client_type": "particular",
    "icon": "🏍️",
    "sort_order": 1,
    "description": "Homologación de reformas en motocicletas de particulares.",
}

TIERS: Final[list[TierData]] = [
    {
        "code": "T1",
        "name": "Proyecto completo",
        "description": (
            "Reformas complejas (subchasis, horquilla, frenos, motor, distancia entre ejes, ruedas con ensayo) "
            "o más elementos de los que admiten los demás proyectos."
        ),
        "price": Decimal("410.00"),
        "requires_project": True,
        "classification_rules": {
            "summary": "Admite cualquier elemento y en cualquier número, incluidas las reformas complejas.",
            "lists": {
                "COMPLEX": {"max": None},
                "SEATS": {"max": None},
                "PROJECT": {"max": None},
                "BASE": {"max": None},
            },
        },
        "min_elements": 1,
        "max_elements": None,
        "sort_order": 10,
        "warnings": [
            {
                "code": "t1_proyecto_y_ensayos",
                "severity": "warning",
                "message": (
                    "Esta tarifa incluye el proyecto técnico. No incluye los ensayos de frenada o de dirección "
                    "que exigen algunas reformas: si la tuya puede necesitarlos, te lo avisamos en su apartado."
                ),
            },
        ],
    },
    {
        "code": "T2",
        "name": "Proyecto medio",
        "description": (
            "Hasta dos elementos de proyecto y hasta cuatro elementos sencillos, y el aumento de plazas si el "
            "ingeniero lo confirma."
        ),
        "price": Decimal("325.00"),
        "requires_project": True,
        "classification_rules": {
            "summary": (
                "Admite hasta 2 elementos de proyecto, hasta 4 elementos sencillos y el aumento de plazas, sin "
                "reformas complejas."
            ),
            "lists": {
                "PROJECT": {"max": 2},
                "BASE": {"max": 4},
                "SEATS": {"max": None},
            },
        },
        "min_elements": 1,
        "max_elements": None,
        "sort_order": 20,
        "warnings": [
            {
                "code": "t2_proyecto_y_ensayos",
                "severity": "warning",
                "message": (
                    "Esta tarifa incluye el proyecto técnico. No incluye ensayos: si tu reforma puede necesitar "
                    "alguno, te lo avisamos en su apartado."
                ),
            },
        ],
    },
    {
        "code": "T3",
        "name": "Proyecto sencillo",
        "description": "Un elemento de proyecto y hasta dos elementos sencillos.",
        "price": Decimal("280.00"),
        "requires_project": True,
        "classification_rules": {
            "summary": (
                "Admite 1 elemento de proyecto y hasta 2 elementos sencillos, sin reformas complejas ni aumento "
                "de plazas."
            ),
            "lists": {
                "PROJECT": {"max": 1},
                "BASE": {"max": 2},
            },
        },
        "min_elements": 1,
        "max_elements": 3,
        "sort_order": 30,
        "warnings": [
            {
                "code": "t3_proyecto",
                "severity": "info",
                "message": (
                    "Esta tarifa incluye el proyecto técnico. El ingeniero revisa tus datos y fotos antes de "
                    "redactarlo."
                ),
            },
        ],
    },
    {
        "code": "T4",
        "name": "Sin proyecto, varios elementos",
        "description": "Tres o más elementos sencillos, sin proyecto técnico.",
        "price": Decimal("220.00"),
        "requires_project": False,
        "classification_rules": {
            "summary": "Admite solo elementos sencillos, sin límite de número y sin proyecto técnico.",
            "lists": {
                "BASE": {"max": None},
            },
        },
        "min_elements": 1,
        "max_elements": None,
        "sort_order": 40,
    },
    {
        "code": "T5",
        "name": "Sin proyecto, 2 elementos",
        "description": "Dos elementos sencillos, sin proyecto técnico.",
        "price": Decimal("175.00"),
        "requires_project": False,
        "classification_rules": {
            "summary": "Admite hasta 2 elementos sencillos, sin proyecto técnico.",
            "lists": {
                "BASE": {"max": 2},
            },
        },
        "min_elements": 1,
        "max_elements": 2,
        "sort_order": 50,
    },
    {
        "code": "T6",
        "name": "Sin proyecto, 1 elemento",
        "description": "Un solo elemento sencillo, sin proyecto técnico.",
        "price": Decimal("140.00"),
        "requires_project": False,
        "classification_rules": {
            "summary": "Admite 1 elemento sencillo, sin proyecto técnico.",
            "lists": {
                "BASE": {"max": 1},
            },
        },
        "min_elements": 1,
        "max_elements": 1,
        "sort_order": 60,
    },
]

ELEMENTS: Final[list[ElementData]] = [
    *DRIVETRAIN_ELEMENTS,
    *CONTROLS_ELEMENTS,
    *LIGHTING_ELEMENTS,
    *BODY_ELEMENTS,
]

CATEGORY_WARNINGS: Final[list[WarningData]] = [
    {
        "code": "reforma_inspeccion_itv",
        "severity": "info",
        "message": (
            "Después de recibir la documentación hay que pasar la ITV para que la reforma conste en la ficha "
            "técnica."
        ),
    },
    {
        "code": "reforma_no_declarada",
        "severity": "warning",
        "message": (
            "Dinos todas las modificaciones que lleva la moto, también las antiguas. Si la ITV encuentra una reforma "
            "que no está en el expediente, puede rechazarla."
        ),
    },
    {
        "code": "matricula_requiere_luz",
        "severity": "warning",
        "message": (
            "Al reubicar la matrícula cambia siempre, como mínimo, también la luz de matrícula. Hay que añadirla "
            "al presupuesto."
        ),
        "trigger_conditions": {
            "any_elements": ["MATRICULA"],
            "none_elements": ["LUZ_MATRICULA"],
        },
    },
    {
        "code": "guardabarros_trasero_alumbrado",
        "severity": "info",
        "message": (
            "Al recortar o quitar el guardabarros trasero suelen moverse la matrícula, su luz y el catadióptrico. "
            "Si es tu caso, hay que incluirlos."
        ),
        "trigger_conditions": {
            "any_elements": ["GUARDABARROS_TRAS"],
            "none_elements": ["MATRICULA"],
        },
    },
    {
        "code": "subchasis_arrastra_zaga",
        "severity": "info",
        "message": (
            "Al acortar el subchasis suelen cambiar también el asiento, el guardabarros trasero, la matrícula y las "
            "luces traseras. Dinos cuáles has cambiado para incluirlos."
        ),
        "trigger_conditions": {
            "any_elements": ["SUBCHASIS"],
            "none_elements": ["MATRICULA", "GUARDABARROS_TRAS", "ASIENTO"],
        },
    },
    {
        "code": "carenado_alumbrado_delantero",
        "severity": "info",
        "message": (
            "Al quitar o cambiar el carenado suelen moverse el faro, los intermitentes delanteros o los espejos. "
            "Si es tu caso, hay que incluirlos."
        ),
        "trigger_conditions": {
            "any_elements": ["CARENADO"],
            "none_elements": ["FARO_DELANTERO", "FARO_SOPORTE", "INTERMITENTES_DEL", "ESPEJOS"],
        },
    },
    {
        "code": "manillar_latiguillos",
        "severity": "info",
        "message": (
            "Si con el nuevo manillar o las torretas has tenido que cambiar los latiguillos de freno, dínoslo: son un "
            "elemento aparte y llevan proyecto."
        ),
        "trigger_conditions": {
            "any_elements": ["MANILLAR", "TIJAS"],
            "none_elements": ["FRENADO_LATIGUILLOS"],
        },
    },
    {
        "code": "llantas_neumaticos",
        "severity": "info",
        "message": (
            "Si con las llantas cambia también la medida de los neumáticos, hay que incluir los neumáticos como otro "
            "elemento."
        ),
        "trigger_conditions": {
            "any_elements": ["LLANTAS"],
            "none_elements": ["NEUMATICOS", "LLANTAS_NEUM_ENSAYO"],
        },
    },
    {
        "code": "ensayo_combinado_posible",
        "severity": "warning",
        "makes_provisional": True,
        "message": (
            "Al cambiar a la vez los frenos y la distancia entre ejes puede hacer falta un ensayo combinado de frenada "
            "y dirección. El ingeniero lo confirma antes de empezar."
        ),
        "trigger_conditions": {
            "any_elements": ["FRENADO_DISCOS", "FRENADO_PINZAS", "FRENADO_BOMBAS"],
            "all_elements": ["DISTANCIA_EJES"],
        },
    },
    {
        "code": "foto_con_cinta_metrica",
        "severity": "info",
        "message": (
            "Como cambia la parte delantera o la trasera de la moto, necesitamos también una foto de ese lado con una "
            "cinta métrica extendida."
        ),
        "trigger_conditions": {
            "any_elements": [
                "MATRICULA",
                "SUBCHASIS",
                "GUARDABARROS_DEL",
                "GUARDABARROS_TRAS",
                "HORQUILLA",
                "DISTANCIA_EJES",
                "MANILLAR",
                "MALETAS",
            ],
        },
    },
    {
        "code": "proyecto_firma_taller",
        "severity": "info",
        "message": (
            "Al llevar proyecto, el taller que hace la reforma firma el certificado con los mismos datos que el "
            "proyecto: no hagas más cambios en la moto una vez enviadas las fotos."
        ),
        "trigger_conditions": {"requires_project": True},
    },
]

ADDITIONAL_SERVICES: Final[list[AdditionalServiceData]] = [
    {
        "code": "CERT_TALLER",
        "name": "Certificado de taller",
        "description": "Emitimos el certificado de taller a través de nuestro taller colaborador, si el tuyo no lo da.",
        "price": Decimal("85.00"),
        "kind": "optional",
        "applies_to": "always",
        "sort_order": 10,
    },
    {
        "code": "URGENCIA",
        "name": "Tramitación urgente (24/36 h)",
        "description": "Expediente en 24 o 36 horas, contadas desde que la documentación está completa.",
        "price": Decimal("100.00"),
        "kind": "optional",
        "applies_to": "always",
        "sort_order": 20,
    },
    {
        "code": "LAB_SIMPLE",
        "name": "Otro laboratorio o laboratorio prémium, elemento sencillo",
        "description": "Recargo por tramitar con otro laboratorio o con uno prémium, para un elemento sencillo.",
        "price": Decimal("25.00"),
        "kind": "optional",
        "applies_to": "always",
        "sort_order": 30,
    },
    {
        "code": "LAB_COMPLEJO",
        "name": "Otro laboratorio o laboratorio prémium, elemento complejo",
        "description": "Recargo por tramitar con otro laboratorio o con uno prémium, para un elemento complejo.",
        "price": Decimal("75.00"),
        "kind": "optional",
        "applies_to": "always",
        "sort_order": 40,
    },
    {
        "code": "AYUDA_DIGITAL_HORA",
        "name": "Ayuda digital para completar el expediente (por hora)",
        "description": "Te ayudamos a reunir y ordenar los datos y las fotos del expediente. Precio por hora.",
        "price": Decimal("30.00"),
        "kind": "optional",
        "applies_to": "always",
        "sort_order": 50,
    },
    {
        "code": "ENSAYO_FRENADA",
        "name": "Ensayo dinámico de frenada",
        "description": "Ensayo dinámico del sistema de frenado, cuando lo exige el cambio de frenos o de tren delantero.",
        "price": Decimal("375.00"),
        "kind": "optional",
        "applies_to": "with_project",
        "sort_order": 60,
    },
    {
        "code": "ENSAYO_DIRECCION",
        "name": "Ensayo de dirección",
        "description": "Ensayo de la dirección, cuando lo exige el cambio de distancia entre ejes o de geometría.",
        "price": Decimal("400.00"),
        "kind": "optional",
        "applies_to": "with_project",
        "sort_order": 70,
    },
    {
        "code": "ENSAYO_COMBINADO",
        "name": "Ensayo combinado de dirección y frenada",
        "description": "Ensayo conjunto de dirección y frenada, cuando la reforma afecta a las dos cosas.",
        "price": Decimal("725.00"),
        "kind": "optional",
        "applies_to": "with_project",
        "sort_order": 80,
    },
    {
        "code": "COORD_ENSAYO",
        "name": "Coordinación de un ensayo",
        "description": "Reserva del ensayo y coordinación con el laboratorio y con el taller.",
        "price": Decimal("50.00"),
        "kind": "optional",
        "applies_to": "with_project",
        "sort_order": 90,
    },
]

BASE_DOCUMENTATION: Final[list[BaseDocumentationData]] = [
    {
        "code": "FICHA_TECNICA",
        "title": "Ficha técnica",
        "description": "Fotos de todas las caras de la ficha técnica (tarjeta ITV), completas, sin reflejos y legibles.",
        "is_mandatory": True,
        "sort_order": 10,
    },
    {
        "code": "PERMISO_CIRCULACION",
        "title": "Permiso de circulación",
        "description": "Foto del permiso de circulación por las dos caras, completa y legible.",
        "is_mandatory": True,
        "sort_order": 20,
    },
    {
        "code": "FOTOS_EXTERIORES",
        "title": "Cuatro fotos exteriores de la moto",
        "description": (
            "Delante, detrás, lado izquierdo y lado derecho, con la moto entera en cada foto, sobre suelo llano y con "
            "la matrícula visible en la trasera."
        ),
        "is_mandatory": True,
        "min_images": 4,
        "sort_order": 30,
    },
    {
        "code": "FOTO_CINTA_METRICA",
        "title": "Foto con cinta métrica",
        "description": (
            "Vista delantera o trasera con una cinta métrica extendida y la cifra legible. Obligatoria solo si la "
            "reforma cambia ese extremo de la moto."
        ),
        "is_mandatory": False,
        "sort_order": 40,
    },
    {
        "code": "DATOS_PETICIONARIO",
        "title": "Datos del peticionario",
        "description": (
            "Nombre y apellidos o razón social, NIF o CIF, dirección, población, provincia, código postal, correo "
            "electrónico y teléfono."
        ),
        "is_mandatory": True,
        "sort_order": 50,
    },
    {
        "code": "DATOS_VEHICULO",
        "title": "Datos de la moto",
        "description": (
            "Matrícula, bastidor (VIN), marca y modelo, plazas antes y después de la reforma y, si cambian, la nueva "
            "altura, anchura y longitud."
        ),
        "is_mandatory": True,
        "sort_order": 60,
    },
    {
        "code": "DATOS_TALLER",
        "title": "Datos del taller",
        "description": (
            "Dinos si quieres que pongamos nosotros el certificado de taller. Si lo pone el tuyo: nombre, "
            "responsable, domicilio, provincia, ciudad, teléfono, número de registro industrial y actividad."
        ),
        "is_mandatory": True,
        "sort_order": 70,
    },
    {
        "code": "DATOS_ITV",
        "title": "Estación de ITV",
        "description": "Comunidad autónoma y nombre de la estación de ITV donde pasarás la inspección de la reforma.",
        "is_mandatory": True,
        "sort_order": 80,
    },
]

PROMPT_SECTIONS: Final[list[PromptSectionData]] = MOTOS_PART_PROMPT_SECTIONS

UNTARIFFED_WORKS: Final[list[UntariffedWorkData]] = MOTOS_PART_UNTARIFFED
