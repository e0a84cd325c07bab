"""Motorhome elements of the bodywork and the outside of the vehicle. Constants only, no logic."""

from typing import Final

from database.seeds.data.common import ElementData

EXTERIOR_ELEMENTS: Final[list[ElementData]] = [
    {
        "code": "ESCALON_ELEC",
        "name": "Escalón eléctrico",
        "description": (
            "Escalón, peldaño o escalera de acceso de accionamiento eléctrico montado en el acceso a la "
            "vivienda. Va conectado a la instalación eléctrica, por lo que se acompaña de boletín."
        ),
        "sort_order": 10,
        "is_countable": True,
        "keywords": [
            "escalon", "escalon electrico", "peldano electrico", "escalera de acceso", "escalera electrica",
            "peldano", "estribo electrico", "thule", "omnistep", "project 2000", "estribo",
            "escalerilla electrica", "escalon de entrada", "peldano de entrada", "escalon automatico",
            "escalon retractil", "escalera de entrada", "escalerita", "escalera", "escaloncillo",
            "escalon que sale", "escalon de la puerta", "peldano de la puerta", "peldano automatico",
            "peldano retractil", "escalon de acceso", "escalon electrico de entrada", "estribo retractil",
            "estribo de entrada", "escalera retractil", "escalon plegable", "slide out step", "lippert",
            "escalon para subir", "escalones", "escalon abatible", "peldano plegable",
            "escalerilla automatica", "escalo electric", "escalo", "step", "slide out", "slide-out",
            "thule slide-out", "grada electrica", "grada", "peldaño", "escalerilla de entrada",
            "escalerilla de acceso",
            "escalon motorizado", "escalon telescopico", "escalon deslizante", "peldano deslizante",
            "escalon que baja", "peldano motorizado", "estribo automatico", "estribo motorizado",
        ],
        "aliases": ["peldanos", "acceso techo", "escalerilla"],
        "images": [
            {
                "code": "VISTA_TRASERA_CERRADA",
                "title": "Vista trasera cerrada",
                "image_type": "example",
                "description": "Vehículo visto desde detrás con el escalón recogido.",
                "alt_text": "Vista trasera de la autocaravana con el escalón recogido",
                "user_instruction": (
                    "Recoge el escalón y haz la foto desde detrás, con el vehículo completo dentro del "
                    "encuadre. Debe verse si algo sobresale del lateral."
                ),
                "is_required": False,
                "sort_order": 10,
            },
            {
                "code": "VISTA_TRASERA_ABIERTA",
                "title": "Vista trasera abierta",
                "image_type": "example",
                "description": "Vehículo visto desde detrás con el escalón desplegado.",
                "alt_text": "Vista trasera de la autocaravana con el escalón desplegado",
                "user_instruction": (
                    "Sin mover la cámara de la posición anterior, despliega el escalón del todo y repite la "
                    "foto para que se vea cuánto sobresale."
                ),
                "is_required": False,
                "sort_order": 20,
            },
            {
                "code": "FOTO_CON_MATRICULA",
                "title": "Foto con matrícula",
                "image_type": "required_document",
                "description": (
                    "Vista general en la que se ven a la vez el escalón desplegado y la matrícula."
                ),
                "alt_text": "Autocaravana con el escalón desplegado y la matrícula visible",
                "user_instruction": (
                    "Colócate en diagonal por el lado del acceso, a unos 3 metros, y encuadra el escalón "
                    "desplegado junto con la matrícula. La matrícula debe leerse sin ampliar la imagen."
                ),
                "is_required": False,
                "sort_order": 30,
            },
            {
                "code": "PLACA_DEL_FABRICANTE",
                "title": "Placa del fabricante",
                "image_type": "required_document",
                "description": "Placa o etiqueta del fabricante del escalón.",
                "alt_text": "Placa del fabricante del escalón eléctrico",
                "user_instruction": (
                    "Fotografía de cerca y sin flash la placa o etiqueta del escalón. Marca, modelo y, si lo "
                    "hay, número de homologación deben leerse."
                ),
                "is_required": False,
                "sort_order": 40,
            },
        ],
        "warnings": [
            {
                "code": "escalon_boletin",
                "message": (
                    "El escalón eléctrico necesita boletín eléctrico de la instalación. Si tu taller no "
                    "puede emitirlo, podemos tramitarlo nosotros como servicio adicional."
                ),
                "severity": "warning",
            },
        ],
        "required_fields": [
            {
                "field_name": "marca",
                "field_label": "Marca del escalón",
                "field_type": "text",
                "validation_rules": {"min_length": 2, "max_length": 60},
                "example_value": "Thule",
                "instruction": "La encontrarás en la placa o etiqueta del fabricante.",
            },
            {
                "field_name": "modelo",
                "field_label": "Modelo del escalón",
                "field_type": "text",
                "validation_rules": {"min_length": 1, "max_length": 80},
                "example_value": "Slide-Out V18",
            },
            {
                "field_name": "ancho_escalon_mm",
                "field_label": "Ancho del peldaño",
                "field_type": "number",
                "validation_rules": {"min_value": 200, "max_value": 1500, "unit": "mm"},
                "example_value": "550",
                "instruction": "Mide el peldaño desplegado, de lado a lado.",
            },
            {
                "field_name": "sobresale_recogido",
                "field_label": "¿Sobresale del lateral cuando está recogido?",
                "field_type": "boolean",
                "example_value": "No",
            },
            {
                "field_name": "saliente_recogido_mm",
                "field_label": "Cuánto sobresale recogido",
                "field_type": "number",
                "validation_rules": {"min_value": 1, "max_value": 300, "unit": "mm"},
                "example_value": "15",
                "instruction": "Mide desde la chapa del lateral hasta el punto más saliente.",
                "condition_field_name": "sobresale_recogido",
                "condition_operator": "equals",
                "condition_value": "true",
            },
            {
                "field_name": "aviso_desplegado",
                "field_label": "¿Se recoge solo o avisa al arrancar si está desplegado?",
                "field_type": "boolean",
                "example_value": "Sí",
                "instruction": "Comprueba si al dar el contacto se recoge o suena un aviso.",
            },
        ],
    },
    {
        "code": "TOLDO_LAT",
        "name": "Toldo lateral",
        "description": (
            "Toldo enrollable montado en el lateral de la vivienda. Hay que saber si tapa o desplaza las "
            "luces de gálibo o aumenta la anchura del vehículo."
        ),
        "sort_order": 20,
        "is_countable": True,
        "keywords": [
            "toldo", "toldo lateral", "toldo retractil", "lona", "toldo enrollable", "toldo fiamma", "thule",
            "omnistor", "fiamma", "prostor", "caravanstore", "f45", "f45s", "f45 s", "f65", "f80", "f35",
            "fiamma f45", "fiamma f45s", "fiamma f80", "fiamma f35", "fiamma f65", "omnistor 5200",
            "omnistor 6300", "thule 6300", "toldos", "toldo de pared", "toldo de techo", "toldo electrico",
            "avance enrollable", "caravan store", "markilux", "toldo de cofre", "tendal", "tendales",
            "awning", "pergola", "f40", "f70", "fiamma f70", "fiamma f40", "markise", "sobretecho lateral",
            "marquesina", "caravan-store", "toldo cassette", "toldo de manivela",
        ],
        "aliases": ["tolva", "parasol lateral"],
        "question_hint": (
            "¿El toldo tapa o desplaza las luces de gálibo, o hace más ancho el vehículo, o no afecta ni al "
            "gálibo ni a la anchura?"
        ),
        "images": [
            {
                "code": "TOLDO_CERRADO",
                "title": "Toldo cerrado",
                "image_type": "example",
                "description": "Lateral completo del vehículo con el toldo recogido.",
                "alt_text": "Lateral de la autocaravana con el toldo cerrado",
                "user_instruction": (
                    "Recoge el toldo y fotografía el lateral entero desde unos 5 metros. Deben verse el "
                    "cajón del toldo y las luces de gálibo."
                ),
                "is_required": False,
                "sort_order": 10,
            },
        ],
        "warnings": [
            {
                "code": "toldo_galibo_info",
                "message": (
                    "Si el toldo tapa o desplaza las luces de gálibo, o hace más ancho el vehículo, la "
                    "tramitación es distinta y hay que medir la nueva anchura. Indícanoslo antes de pedir "
                    "precio."
                ),
                "severity": "info",
                "trigger_conditions": {"none_elements": ["TOLDO_SIMPLE", "TOLDO_GALIBO"]},
            },
        ],
        "required_fields": [
            {
                "field_name": "marca",
                "field_label": "Marca del toldo",
                "field_type": "text",
                "validation_rules": {"min_length": 2, "max_length": 60},
                "example_value": "Fiamma",
                "instruction": "La encontrarás en la placa o etiqueta del fabricante.",
            },
            {
                "field_name": "modelo",
                "field_label": "Modelo del toldo",
                "field_type": "text",
                "validation_rules": {"min_length": 1, "max_length": 80},
                "example_value": "F45 S",
            },
            {
                "field_name": "lado",
                "field_label": "Lado en el que está montado",
                "field_type": "select",
                "options": [
                    "Derecho (lado de la puerta de la vivienda)",
                    "Izquierdo (lado del conductor)",
                    "Ambos",
                ],
                "example_value": "Derecho (lado de la puerta de la vivienda)",
            },
            {
                "field_name": "longitud_cajon_mm",
                "field_label": "Longitud del cajón del toldo",
                "field_type": "number",
                "validation_rules": {"min_value": 1000, "max_value": 8000, "unit": "mm"},
                "example_value": "4000",
                "instruction": "Mide el cajón de extremo a extremo con el toldo cerrado.",
            },
        ],
    },
    {
        "code": "TOLDO_SIMPLE",
        "name": "Toldo lateral (sin afectar gálibo)",
        "description": (
            "Toldo lateral que no tapa ni desplaza las luces de gálibo y no aumenta la anchura del vehículo."
        ),
        "sort_order": 21,
        "is_countable": True,
        "parent_code": "TOLDO_LAT",
        "variant_type": "galibo_impact",
        "variant_code": "SIN_GALIBO",
        "inherit_parent_data": True,
        "keywords": [
            "sin galibo", "no afecta", "mismo ancho", "no aumenta ancho", "no", "sin", "igual ancho",
            "no cambia", "sin tocar el ancho", "no sobresale", "sin sobresalir", "dentro del galibo",
            "no supera el ancho", "no modifica el ancho", "no cambia el ancho", "sin afectar",
            "misma anchura", "sin aumentar ancho", "no aumenta anchura", "sin modificar ancho",
            "sin aumento de ancho", "no pasa del ancho", "toldo que no cambia la anchura",
            "toldo que dentro del ancho", "toldo que queda dentro", "toldo que no toca el galibo",
            "toldo que sin tocar el galibo", "toldo que no tapa las luces de galibo",
            "toldo que no tapa los galibos", "toldo que no tapa luces", "toldo que no molesta",
            "toldo que no tapa nada", "toldo que no hace mas ancho", "toldo que no hace mas ancha",
            "toldo que no sobresale nada", "toldo que sin tapar las luces de galibo",
            "toldo que sin tapar luces", "toldo que no se sale", "toldo que no altera el ancho",
            "toldo que no altera la anchura", "toldo que sin ensanchar", "toldo que no ensancha",
            "toldo que no varia el ancho", "toldo que no afecta al galibo",
            "toldo que no afecta a las luces", "toldo que sin afectar al galibo",
            "toldo que no aumenta la anchura", "toldo que no cambia de ancho", "toldo que no sube el ancho",
            "toldo que no tapa ninguna luz", "toldo que no interfiere", "toldo que respeta el ancho",
            "toldo que sin pasarse del ancho", "toldo que no pasa del galibo", "toldo que respeta el galibo",
            "toldo sin que sobresalga", "toldo que no sobresalga", "toldo que no asoma",
            "toldo que no tapa los pilotos", "toldo que no desplaza las luces",
            "toldo que no mueve las luces", "toldo que no tapa galibo", "toldo que no toca las luces",
            "toldo que no sale del ancho", "toldo que no pilla las luces", "toldo que enrasado",
            "toldo que va por dentro", "toldo que por dentro del ancho", "toldo que no pasa del lateral",
            "toldo que no sale del lateral", "toldo que no rebasa", "toldo que no excede el ancho",
            "toldo que dentro del galibo", "toldo simple", "toldo que no tapa",
            "toldo que no tapa ni una luz", "toldo que no tape", "toldo que no llega a las luces",
            "toldo que no llega al galibo", "toldo que no llega a los galibos",
            "toldo que no llegan a las luces", "toldo que no llega a tapar",
            "toldo que no alcanza las luces", "toldo que no alcanza el galibo",
            "toldo que por debajo de las luces", "toldo que por debajo del galibo",
            "toldo que por debajo de los galibos", "toldo que debajo de las luces",
            "toldo que justo debajo de las luces", "toldo que va por debajo del techo",
            "toldo que por debajo del techo", "toldo que queda por debajo", "toldo que sin rebasar",
            "toldo que sin rebasar el ancho", "toldo que no oculta", "toldo que no oculta luces",
            "toldo que no oculta las luces", "toldo que no sobrepasa", "toldo que no sobrepasa el galibo",
            "toldo que no invade", "toldo que no se come ninguna luz", "toldo que no es mas ancho",
            "toldo que no sobresurt", "toldo que no sobresurti", "toldo que no tapa res",
            "toldo que no monta sobre las luces", "toldo que sin tapar", "toldo que sin tapar nada",
            "toldo que no llega arriba", "toldo que no pisa las luces", "toldo que no pisa el galibo",
            "toldo que no roza las luces", "toldo que no cubre las luces", "toldo que no cubre nada",
            "toldo que respeta las luces", "toldo que deja las luces libres",
            "toldo que deja libres las luces", "toldo que no va por fuera", "toldo a ras", "toldo empotrado",
            "toldo que no roza el galibo", "toldo que no roza los galibos", "toldo que no roza luces",
            "toldo que no pisa los galibos", "toldo que no pisa luces", "toldo que no se come nada",
            "toldo que no se come las luces", "toldo sin incidencia en el galibo",
            "toldo que no cubre las lamparas", "toldo que no cubre los galibos",
            "toldo que no toca nada de luces", "toldo que no toca los galibos",
            "toldo que no pasa de la raya", "toldo que sin asomar", "toldo que no roza",
            "toldo que las luces se ven", "toldo que dentro de las medidas",
            "toldo que no afecta a los galibos",
        ],
        "aliases": [],
        "images": [
            {
                "code": "TOLDO_CERRADO",
                "title": "Toldo cerrado",
                "image_type": "example",
                "description": "Lateral completo con el toldo recogido y las luces de gálibo a la vista.",
                "alt_text": "Toldo cerrado sin tapar las luces de gálibo",
                "user_instruction": (
                    "Recoge el toldo y fotografía el lateral entero desde unos 5 metros, de modo que se vean "
                    "todas las luces de gálibo encima o junto al cajón."
                ),
                "is_required": False,
                "sort_order": 10,
            },
            {
                "code": "TOLDO_EXTENDIDO",
                "title": "Toldo extendido",
                "image_type": "example",
                "description": "Vehículo con el toldo abierto y las patas apoyadas.",
                "alt_text": "Autocaravana con el toldo lateral extendido",
                "user_instruction": (
                    "Abre el toldo, apoya las patas y haz la foto en diagonal desde la parte delantera para "
                    "que se vea toda la lona."
                ),
                "is_required": False,
                "sort_order": 20,
            },
            {
                "code": "FOTO_EXTENSION_COMPLETA",
                "title": "Foto extensión completa",
                "image_type": "required_document",
                "description": "Toldo abierto hasta su máxima extensión, visto de frente.",
                "alt_text": "Toldo en su extensión máxima visto desde un extremo del vehículo",
                "user_instruction": (
                    "Con el toldo abierto al máximo, colócate delante o detrás del vehículo y encuadra toda "
                    "la extensión de la lona y las patas."
                ),
                "is_required": False,
                "sort_order": 30,
            },
            {
                "code": "PLACA_IDENTIFICATIVA",
                "title": "Placa identificativa",
                "image_type": "required_document",
                "description": "Etiqueta del fabricante del toldo.",
                "alt_text": "Placa identificativa del toldo",
                "user_instruction": (
                    "Fotografía de cerca la etiqueta, que suele estar en el extremo del cajón o en la barra "
                    "frontal. Deben leerse marca, modelo y número de serie."
                ),
                "is_required": False,
                "sort_order": 40,
            },
        ],
        "warnings": [
            {
                "code": "toldo_simple_comprobar",
                "message": (
                    "Este trámite solo sirve si el toldo no tapa ninguna luz de gálibo y la anchura total no "
                    "cambia. Si en la ITV se aprecia lo contrario, habrá que tramitarlo como toldo que "
                    "afecta al gálibo."
                ),
                "severity": "info",
            },
        ],
        "required_fields": [
            {
                "field_name": "luces_galibo_visibles",
                "field_label": "¿Se ven todas las luces de gálibo con el toldo cerrado?",
                "field_type": "boolean",
                "example_value": "Sí",
                "instruction": "Mira el lateral, el frente y la trasera con el toldo recogido.",
            },
        ],
    },
    {
        "code": "TOLDO_GALIBO",
        "name": "Toldo lateral (afecta gálibo)",
        "description": (
            "Toldo lateral que tapa o desplaza las luces de gálibo o aumenta la anchura del vehículo. Hay "
            "que medir la nueva anchura y mostrar dónde quedan las luces."
        ),
        "sort_order": 22,
        "is_countable": True,
        "parent_code": "TOLDO_LAT",
        "variant_type": "galibo_impact",
        "variant_code": "CON_GALIBO",
        "inherit_parent_data": True,
        "keywords": [
            "con galibo", "afecta galibo", "mas ancho", "aumenta ancho", "si", "afecta", "mayor ancho",
            "sobresale", "tapa galibo", "supera el ancho", "aumenta la anchura", "sobrepasa el ancho",
            "sobresaliendo", "se sale del ancho", "aumento de ancho", "mayor anchura", "toldo que mas ancha",
            "toldo que se sale del lateral", "toldo que se sale", "toldo que tapa las luces de galibo",
            "toldo que tapa los galibos", "toldo que tapa las luces", "toldo que hace mas ancha",
            "toldo que hace mas ancho", "toldo que ensancha", "toldo que me ensancha",
            "toldo que me quita las luces de galibo", "toldo que cambia el ancho",
            "toldo que cambia la anchura", "toldo que modifica el ancho", "toldo que sube el ancho",
            "toldo que sobresale del ancho", "toldo que sobresale del lateral",
            "toldo que sobresale centimetros", "toldo que altera el galibo", "toldo que toca el galibo",
            "toldo que desplaza las luces de galibo", "toldo que cubre las luces de galibo",
            "toldo que pasa del ancho", "toldo que afecta al galibo",
            "toldo que afecta a las luces de galibo", "toldo que mas anchura",
            "toldo que tapa la luz de galibo", "toldo que sale del ancho", "toldo que tapa luces",
            "toldo que desplaza los galibos", "toldo que mueve los galibos", "toldo que tapa los pilotos",
            "toldo que tapa un galibo", "toldo que tapa el galibo", "toldo que asoma",
            "toldo que oculta los galibos", "toldo que mover los galibos", "toldo que sobrepasa la anchura",
            "toldo que pilla las luces", "toldo que pilla los galibos", "toldo que recoloca las luces",
            "toldo que fuera de galibo", "toldo que fuera del ancho", "toldo que sale del lateral",
            "toldo que sale cm del lateral", "toldo que asoma por el lateral", "toldo que se sale un poco",
            "toldo que rebasa el lateral", "toldo que sobresale por el lateral",
            "toldo que pasa del lateral", "toldo que supera la anchura", "toldo que excede el ancho",
            "toldo que sale mas que el lateral", "toldo que invade galibo", "toldo que invade el galibo",
            "toldo que deja tapadas las luces", "toldo que encima de los galibos",
            "toldo que encima del galibo", "toldo que encima de las luces",
            "toldo que por encima de la luz de galibo", "toldo que por encima de las luces",
            "toldo que por encima del galibo", "toldo que monta por encima",
            "toldo que monta sobre las luces", "toldo que se come una luz", "toldo que se come la luz",
            "toldo que se come las luces", "toldo que se come el galibo", "toldo que se come un galibo",
            "toldo que oculta las luces", "toldo que sobresurt", "toldo que sobresurt per sobre",
            "toldo que sobrepasa el galibo", "toldo que sobrepasa", "toldo que invade",
            "toldo que cubre la luz", "toldo que cubre el galibo", "toldo que pisa las luces",
            "toldo que pisa el galibo", "toldo que molesta a las luces", "toldo que llega a las luces",
            "toldo que luces tapadas",
            "toldo sobresaliente", "toldo que sobresale de la linea", "toldo que se come los pilotos",
            "toldo que tapa los pilotitos", "toldo que las tapa", "toldo que las oculta",
            "toldo que las cubre", "toldo que roba ancho", "toldo que cubre los pilotos",
            "toldo que cubre los galibos",
        ],
        "aliases": [],
        "images": [
            {
                "code": "TOLDO_CERRADO",
                "title": "Toldo cerrado",
                "image_type": "example",
                "description": "Lateral completo con el toldo recogido.",
                "alt_text": "Lateral de la autocaravana con el toldo cerrado",
                "user_instruction": "Recoge el toldo y fotografía el lateral entero desde unos 5 metros.",
                "is_required": False,
                "sort_order": 10,
            },
            {
                "code": "TOLDO_EXTENDIDO",
                "title": "Toldo extendido",
                "image_type": "example",
                "description": "Vehículo con el toldo abierto y las patas apoyadas.",
                "alt_text": "Autocaravana con el toldo lateral extendido",
                "user_instruction": (
                    "Abre el toldo, apoya las patas y haz la foto en diagonal desde la parte delantera para "
                    "que se vea toda la lona."
                ),
                "is_required": False,
                "sort_order": 20,
            },
            {
                "code": "MEDIDAS_GALIBO",
                "title": "Medidas gálibo",
                "image_type": "required_document",
                "description": "Medida de la nueva anchura del vehículo con el toldo montado.",
                "alt_text": "Cinta métrica que mide la anchura del vehículo con el toldo",
                "user_instruction": (
                    "Con el toldo cerrado, mide la anchura total del vehículo en el punto más saliente, sin "
                    "contar los retrovisores. Fotografía la cinta métrica extendida de modo que se lea la "
                    "cifra y se vean los dos extremos."
                ),
                "is_required": False,
                "sort_order": 30,
            },
            {
                "code": "POSICION_GALIBO",
                "title": "Posición gálibo",
                "image_type": "required_document",
                "description": "Posición nueva de las luces de gálibo respecto al toldo.",
                "alt_text": "Luces de gálibo recolocadas junto al cajón del toldo",
                "user_instruction": (
                    "Acércate al cajón del toldo y fotografía cada luz de gálibo tapada o recolocada. Si "
                    "puedes, enciende las luces de posición."
                ),
                "is_required": False,
                "sort_order": 40,
            },
            {
                "code": "FOTO_EXTENSION_COMPLETA",
                "title": "Foto extensión completa",
                "image_type": "required_document",
                "description": "Toldo abierto hasta su máxima extensión, visto de frente.",
                "alt_text": "Toldo en su extensión máxima visto desde un extremo del vehículo",
                "user_instruction": (
                    "Con el toldo abierto al máximo, colócate delante o detrás del vehículo y encuadra toda "
                    "la extensión de la lona y las patas."
                ),
                "is_required": False,
                "sort_order": 50,
            },
            {
                "code": "PLACA_IDENTIFICATIVA",
                "title": "Placa identificativa",
                "image_type": "required_document",
                "description": "Etiqueta del fabricante del toldo.",
                "alt_text": "Placa identificativa del toldo",
                "user_instruction": (
                    "Fotografía de cerca la etiqueta, que suele estar en el extremo del cajón o en la barra "
                    "frontal. Deben leerse marca, modelo y número de serie."
                ),
                "is_required": False,
                "sort_order": 60,
            },
        ],
        "warnings": [
            {
                "code": "toldo_galibo_medidas",
                "message": (
                    "Hay que medir la nueva anchura total con el toldo cerrado, sin retrovisores: pasará a "
                    "la ficha técnica. Las luces de gálibo deben quedar visibles; si el toldo las tapa, hay "
                    "que recolocarlas con luces homologadas."
                ),
                "severity": "warning",
            },
        ],
        "required_fields": [
            {
                "field_name": "anchura_actual_mm",
                "field_label": "Anchura que figura en la ficha técnica",
                "field_type": "number",
                "validation_rules": {
                    "min_value": 1500,
                    "max_value": 2600,
                    "unit": "mm",
                    "integer_only": True,
                },
                "example_value": "2320",
                "instruction": "Es el dato «anchura total» de la ficha técnica.",
            },
            {
                "field_name": "anchura_nueva_mm",
                "field_label": "Anchura nueva con el toldo cerrado",
                "field_type": "number",
                "validation_rules": {
                    "min_value": 1500,
                    "max_value": 2700,
                    "unit": "mm",
                    "integer_only": True,
                },
                "example_value": "2410",
                "instruction": "Mide en el punto más saliente, sin retrovisores.",
            },
            {
                "field_name": "luces_recolocadas",
                "field_label": "¿Se han recolocado luces de gálibo?",
                "field_type": "boolean",
                "example_value": "Sí",
            },
            {
                "field_name": "contrasena_luces_galibo",
                "field_label": "Contraseña de homologación de las luces recolocadas",
                "field_type": "text",
                "validation_rules": {
                    "pattern": "^[eE] ?[0-9]{1,2}[ *-].{3,}$",
                    "pattern_hint": (
                        "Empieza por «e» o «E» y el número del país, por ejemplo e9*2007/46*0123*00 o "
                        "E4-55R-011234"
                    ),
                    "max_length": 60,
                },
                "example_value": "E4 148R-001234",
                "instruction": "Está grabada en el cristal de la luz.",
                "condition_field_name": "luces_recolocadas",
                "condition_operator": "equals",
                "condition_value": "true",
            },
        ],
    },
    {
        "code": "ANTENA_PAR",
        "name": "Antena parabólica",
        "description": (
            "Antena parabólica de satélite fijada al techo, manual o automática. Una antena de televisión "
            "terrestre normal no se considera reforma."
        ),
        "sort_order": 40,
        "is_countable": True,
        "keywords": [
            "antena", "antena parabolica", "parabolica", "satelite", "antena satelite", "oyster", "teleco",
            "ten haaft", "maxview", "alden", "megasat", "kathrein", "parabola", "antena automatica",
            "tele por satelite", "travel vision", "travelvision", "selfsat", "easysat", "cytrac", "snipe",
            "antena de satelite", "plato satelite", "parabolicas", "plato de la parabolica", "antena sat",
            "antena de sat", "disco parabolico", "antena plana", "antena automatica de satelite",
            "antena de tele por satelite", "tv satelite", "tv sat", "ver la tele por satelite",
            "antena orientable", "antena motorizada", "crystop", "autosat", "sat dome", "antena satelital",
            "paella de la tele", "paella de la television", "plato de la tele", "satelit", "starlink fija",
            "antena domo",
            "antena de plato", "antena que gira", "antena que se orienta", "antena que se levanta",
            "plato de satelite", "plato parabolico", "antena parabolica automatica", "parabolica automatica",
            "antena para ver la tele por satelite", "satelite automatica",
        ],
        "aliases": ["dish", "receptor satelite"],
        "images": [
            {
                "code": "ANTENA_INSTALADA",
                "title": "Antena instalada",
                "image_type": "example",
                "description": "Antena montada en el techo, con su base a la vista.",
                "alt_text": "Antena parabólica instalada en el techo de la autocaravana",
                "user_instruction": (
                    "Fotografía la antena desde una escalera o desde un punto elevado. Deben verse la base y "
                    "la fijación al techo."
                ),
                "is_required": False,
                "sort_order": 10,
            },
            {
                "code": "FOTO_FRONTAL",
                "title": "Foto frontal",
                "image_type": "required_document",
                "description": "Vehículo visto de frente con la antena plegada.",
                "alt_text": "Vista frontal de la autocaravana con la antena en el techo",
                "user_instruction": (
                    "Pliega la antena, colócate delante del vehículo a unos 5 metros y encuadra desde el "
                    "suelo hasta lo más alto de la antena."
                ),
                "is_required": False,
                "sort_order": 20,
            },
        ],
        "warnings": [
            {
                "code": "antena_no_tv",
                "message": (
                    "Una antena de televisión normal (TDT) no es reforma y no hay que homologarla. La "
                    "parabólica de satélite sí."
                ),
                "severity": "info",
            },
        ],
        "required_fields": [
            {
                "field_name": "marca",
                "field_label": "Marca de la antena",
                "field_type": "text",
                "validation_rules": {"min_length": 2, "max_length": 60},
                "example_value": "Teleco",
                "instruction": "La encontrarás en la placa o etiqueta del fabricante.",
            },
            {
                "field_name": "modelo",
                "field_label": "Modelo de la antena",
                "field_type": "text",
                "validation_rules": {"min_length": 1, "max_length": 80},
                "example_value": "Flatsat Easy 65",
            },
            {
                "field_name": "altura_nueva_mm",
                "field_label": "Altura total del vehículo con la antena plegada",
                "field_type": "number",
                "validation_rules": {
                    "min_value": 1800,
                    "max_value": 4000,
                    "unit": "mm",
                    "integer_only": True,
                },
                "example_value": "2980",
                "instruction": "Mide desde el suelo hasta el punto más alto.",
            },
        ],
    },
    {
        "code": "PORTABICIS",
        "name": "Portabicis trasero",
        "description": "Portabicicletas fijado de forma permanente a la trasera del vehículo.",
        "sort_order": 50,
        "is_countable": True,
        "keywords": [
            "portabicis", "portabike", "bicicletas", "bike rack", "porta bicis", "porta bicicletas",
            "portabicicletas", "thule", "fiamma", "carry-bike", "atera", "eufab", "menabo",
            "soporte de bicis", "soporte bicicletas", "soporte para bicis", "carry bike", "cyclocarrier",
            "portabicicleta", "porta bici", "portabici", "rack de bicis", "soporte de bicicletas",
            "llevar las bicis", "llevar bicis", "llevar bicicletas", "llevar las bicicletas",
            "soporte de las bicis", "soporte para las bicis", "soporte para bicicletas", "rack de las bicis",
            "cargabicis", "portaciclos", "porta ciclos", "bicis atras", "bicis detras", "colgar las bicis",
            "elite g2", "carry bike pro", "portabicis de pared", "rack de bicicletas", "rail de bicis",
            "portabiciclos", "portaebikes", "thule sport", "thule elite", "thule lift", "caravan superb",
            "fiamma carry-bike", "coso para las bicis", "coso pa las bicis", "cosa para las bicis",
            "bici detras", "bici atras", "porta-bicicletas", "porta-bicis", "elite", "portabicicletes",
            "caja de bicicletas", "bicicletero", "compre bicis y su soporte", "bicis y su soporte",
            "carrybike",
            "portabicis de garra", "plataforma de bicis", "plataforma para bicis",
            "plataforma para las bicis", "jaula para la bici", "jaula para las bicis", "cuelgabicis",
            "thule excellent", "soporte de bicicleta", "soporte de bici", "soporte para la bici",
            "cosa para la bici", "plataforma para bicicletas", "portabicicleta trasero",
        ],
        "aliases": ["soportebicis", "rack bicicletas"],
        "images": [
            {
                "code": "PORTABICIS_VACIO",
                "title": "Portabicis vacío",
                "image_type": "example",
                "description": "Portabicicletas montado y sin carga.",
                "alt_text": "Portabicicletas trasero vacío",
                "user_instruction": (
                    "Fotografía la trasera completa con el portabicicletas vacío y plegado, desde unos 4 "
                    "metros."
                ),
                "is_required": False,
                "sort_order": 10,
            },
            {
                "code": "CON_BICICLETAS",
                "title": "Con bicicletas",
                "image_type": "example",
                "description": "Portabicicletas con las bicicletas cargadas.",
                "alt_text": "Portabicicletas trasero con bicicletas",
                "user_instruction": (
                    "Carga las bicicletas como en un viaje y repite la foto desde detrás. Deben verse las "
                    "luces traseras y la matrícula."
                ),
                "is_required": False,
                "sort_order": 20,
            },
            {
                "code": "FOTO_TRASERA_CON_MATRICULA",
                "title": "Foto trasera con matrícula",
                "image_type": "required_document",
                "description": "Vista general en la que se ven a la vez el portabicicletas y la matrícula.",
                "alt_text": "Autocaravana con el portabicicletas y la matrícula visible",
                "user_instruction": (
                    "Colócate detrás del vehículo, a unos 3 metros, y encuadra el portabicicletas junto con "
                    "la matrícula. La matrícula debe leerse sin ampliar la imagen."
                ),
                "is_required": False,
                "sort_order": 30,
            },
        ],
        "warnings": [
            {
                "code": "portabicis_visibilidad",
                "message": (
                    "El portabicicletas no puede tapar la matrícula ni las luces traseras. Si las tapa al "
                    "cargar las bicicletas, hay que repetirlas en un panel homologado."
                ),
                "severity": "info",
            },
        ],
        "required_fields": [
            {
                "field_name": "marca",
                "field_label": "Marca del portabicicletas",
                "field_type": "text",
                "validation_rules": {"min_length": 2, "max_length": 60},
                "example_value": "Fiamma",
                "instruction": "La encontrarás en la placa o etiqueta del fabricante.",
            },
            {
                "field_name": "modelo",
                "field_label": "Modelo del portabicicletas",
                "field_type": "text",
                "validation_rules": {"min_length": 1, "max_length": 80},
                "example_value": "Carry-Bike Pro",
            },
            {
                "field_name": "numero_bicicletas",
                "field_label": "Número de bicicletas que admite",
                "field_type": "number",
                "validation_rules": {"min_value": 1, "max_value": 6, "integer_only": True},
                "example_value": "3",
            },
            {
                "field_name": "carga_maxima_kg",
                "field_label": "Carga máxima según el fabricante",
                "field_type": "number",
                "validation_rules": {"min_value": 10, "max_value": 150, "unit": "kg"},
                "example_value": "60",
                "instruction": "Figura en la etiqueta o en el manual.",
            },
            {
                "field_name": "aumenta_longitud",
                "field_label": "¿Aumenta la longitud del vehículo una vez plegado?",
                "field_type": "boolean",
                "example_value": "Sí",
            },
            {
                "field_name": "longitud_nueva_mm",
                "field_label": "Longitud total nueva",
                "field_type": "number",
                "validation_rules": {
                    "min_value": 4000,
                    "max_value": 12000,
                    "unit": "mm",
                    "integer_only": True,
                },
                "example_value": "7350",
                "instruction": "Mide de extremo a extremo con el portabicicletas plegado.",
                "condition_field_name": "aumenta_longitud",
                "condition_operator": "equals",
                "condition_value": "true",
            },
        ],
    },
    {
        "code": "CLARABOYA",
        "name": "Claraboya adicional",
        "description": (
            "Claraboya o ventana de techo adicional, con o sin ventilador, que exige abrir un hueco nuevo o "
            "agrandar el existente."
        ),
        "sort_order": 60,
        "is_countable": True,
        "keywords": [
            "claraboya", "ventana techo", "lucernario", "ventilacion", "extractor de techo", "maxxfan",
            "dometic", "heki", "maxxair", "fantastic vent", "seitz", "fiamma", "escotilla",
            "ventilador de techo", "ventana de techo", "ventana en el techo", "turbovent", "omnivent", "mpk",
            "micro heki", "carbest", "ventana del techo", "claraboyas", "tragaluz", "trampilla",
            "trampilla en el techo", "trampilla del techo", "mini heki", "midi heki", "maxi heki",
            "claraboya nueva", "ventilador en el techo", "ventana cenital", "ventana panoramica",
            "ventana arriba", "extractor en el techo", "agujero en el techo", "hueco en el techo",
            "turbina de techo", "ventilador turbina", "aireador de techo", "sky roof",
            "ventanuco en el techo", "skyview", "skymaxx", "sky light", "domo", "domo nuevo", "tragaluces",
            "techo solar", "techo solar practicable", "lucera", "claraboia", "ventanilla del techo",
            "apertura en el techo", "maxi fan", "roof window",
            "tapa del techo", "fiamma vent", "fiamma turbo vent", "fan-tastic", "fantastic fan", "fan tastic",
            "ventilador de claraboya", "ventana que se abre en el techo", "ventana que se levanta",
            "tapa que abre el techo", "extractor de aire en el techo", "ventilador del techo",
            "claraboya panoramica",
        ],
        "aliases": ["skylight", "ventana cenital"],
        "images": [
            {
                "code": "CLARABOYA_CERRADA",
                "title": "Claraboya cerrada",
                "image_type": "example",
                "description": "Claraboya vista desde el exterior, cerrada.",
                "alt_text": "Claraboya cerrada en el techo de la autocaravana",
                "user_instruction": (
                    "Fotografía la claraboya cerrada desde una escalera, con su marco completo dentro del "
                    "encuadre."
                ),
                "is_required": False,
                "sort_order": 10,
            },
            {
                "code": "FOTO_INTERIOR",
                "title": "Foto interior",
                "image_type": "example",
                "description": "Claraboya vista desde dentro de la vivienda.",
                "alt_text": "Claraboya vista desde el interior",
                "user_instruction": (
                    "Desde el interior, encuadra el marco completo y un trozo de techo alrededor."
                ),
                "is_required": False,
                "sort_order": 20,
            },
            {
                "code": "FOTO_EXTERIOR",
                "title": "Foto exterior",
                "image_type": "required_document",
                "description": "Techo del vehículo con la claraboya y su posición.",
                "alt_text": "Techo de la autocaravana con la claraboya instalada",
                "user_instruction": (
                    "Desde un punto elevado, fotografía el techo para que se vea dónde está la claraboya "
                    "respecto a los bordes y al resto de elementos."
                ),
                "is_required": False,
                "sort_order": 30,
            },
        ],
        "warnings": [
            {
                "code": "claraboya_estructura",
                "message": (
                    "El hueco no puede cortar refuerzos estructurales del techo y debe quedar sellado. La "
                    "sustitución por otra claraboya del mismo tamaño en el mismo hueco normalmente no es "
                    "reforma."
                ),
                "severity": "info",
            },
        ],
        "required_fields": [
            {
                "field_name": "marca",
                "field_label": "Marca de la claraboya",
                "field_type": "text",
                "validation_rules": {"min_length": 2, "max_length": 60},
                "example_value": "MaxxAir",
                "instruction": "La encontrarás en la placa o etiqueta del fabricante.",
            },
            {
                "field_name": "modelo",
                "field_label": "Modelo de la claraboya",
                "field_type": "text",
                "validation_rules": {"min_length": 1, "max_length": 80},
                "example_value": "MaxxFan Deluxe",
            },
            {
                "field_name": "medidas_hueco",
                "field_label": "Medidas del hueco (largo x ancho, mm)",
                "field_type": "text",
                "validation_rules": {
                    "pattern": "^[0-9]{2,4} ?[xX] ?[0-9]{2,4}$",
                    "pattern_hint": "Dos medidas en milímetros separadas por una x, por ejemplo 400x400",
                },
                "example_value": "400x400",
                "instruction": "Mide el hueco cortado en el techo, en milímetros.",
            },
            {
                "field_name": "hueco_nuevo",
                "field_label": "¿Se ha abierto un hueco nuevo?",
                "field_type": "boolean",
                "example_value": "Sí",
            },
            {
                "field_name": "corta_refuerzos",
                "field_label": "¿Se ha cortado algún refuerzo o viga del techo?",
                "field_type": "boolean",
                "example_value": "No",
                "condition_field_name": "hueco_nuevo",
                "condition_operator": "equals",
                "condition_value": "true",
            },
            {
                "field_name": "lleva_ventilador",
                "field_label": "¿Lleva ventilador eléctrico?",
                "field_type": "boolean",
                "is_required": False,
                "example_value": "No",
            },
        ],
    },
    {
        "code": "BACA_TECHO",
        "name": "Baca portaequipajes",
        "description": "Baca o portaequipajes fijado al techo del vehículo.",
        "sort_order": 70,
        "keywords": [
            "baca", "portaequipajes", "roof rack", "rack techo", "porta equipajes techo", "thule",
            "front runner", "rhino rack", "barras de techo", "cofre de techo", "parrilla de techo", "bacas",
            "rack de techo", "barras portaequipajes", "cofre", "portaequipajes de techo",
            "portaequipajes techo", "portaequipajes en el techo", "portatodo", "porta todo",
            "barras en el techo", "barras del techo", "barras transversales", "barra de techo",
            "rack en el techo", "baca de techo", "cofre portaequipajes", "parrilla del techo",
            "parrilla en el techo", "porta tablas", "portatablas", "portakayak", "llevar la tabla",
            "llevar las tablas de surf", "barras de carga", "railes de techo", "plataforma de techo",
            "plataforma en el techo", "roofrack", "cesta de techo", "caja de techo", "porta kayak",
            "arcon de techo", "maletero de techo", "techo portaequipajes", "cesta en el techo",
            "cesta del techo", "canasta en el techo", "portaequipatges", "rack de carga", "parrilla arriba",
            "parrilla portaequipaje arriba", "parrilla portaequipaje", "parrilla portaequipajes",
            "portaequipaje", "canasta", "roof box", "barras portaesquis", "portaesquis",
            "rejilla arriba", "rejilla para los bultos", "rejilla en el techo", "parrilla en lo alto",
            "roof rail",
        ],
        "aliases": ["jaula techo", "soporte techo"],
        "images": [
            {
                "code": "BACA_VACIA",
                "title": "Baca vacía",
                "image_type": "example",
                "description": "Baca montada y sin carga.",
                "alt_text": "Baca vacía en el techo de la autocaravana",
                "user_instruction": (
                    "Fotografía el lateral completo del vehículo con la baca vacía, desde unos 5 metros."
                ),
                "is_required": False,
                "sort_order": 10,
            },
            {
                "code": "DETALLE_MONTAJE",
                "title": "Detalle montaje",
                "image_type": "example",
                "description": "Puntos de fijación de la baca al techo.",
                "alt_text": "Detalle de la fijación de la baca",
                "user_instruction": (
                    "Acércate a una de las patas y fotografía la fijación: tornillos, raíl o soporte, y el "
                    "sellado."
                ),
                "is_required": False,
                "sort_order": 20,
            },
            {
                "code": "FOTO_CON_MATRICULA",
                "title": "Foto con matrícula",
                "image_type": "required_document",
                "description": "Vista general en la que se ven a la vez la baca y la matrícula.",
                "alt_text": "Autocaravana con la baca y la matrícula visible",
                "user_instruction": (
                    "Colócate en diagonal por la parte delantera o trasera, a unos 3 metros, y encuadra la "
                    "baca junto con la matrícula. La matrícula debe leerse sin ampliar la imagen."
                ),
                "is_required": False,
                "sort_order": 30,
            },
        ],
        "warnings": [
            {
                "code": "baca_altura",
                "message": (
                    "La baca cambia la altura total y resta carga útil. La carga del techo no puede superar "
                    "la que permite el fabricante del vehículo."
                ),
                "severity": "info",
            },
        ],
        "required_fields": [
            {
                "field_name": "marca",
                "field_label": "Marca de la baca",
                "field_type": "text",
                "validation_rules": {"min_length": 2, "max_length": 60},
                "example_value": "Thule",
                "instruction": "La encontrarás en la placa o etiqueta del fabricante.",
            },
            {
                "field_name": "modelo",
                "field_label": "Modelo de la baca",
                "field_type": "text",
                "is_required": False,
                "validation_rules": {"min_length": 1, "max_length": 80},
                "example_value": "Deluxe Van Rack",
            },
            {
                "field_name": "tipo_fijacion",
                "field_label": "Cómo va fijada",
                "field_type": "select",
                "options": [
                    "Anclajes originales del techo",
                    "Raíles originales",
                    "Raíles añadidos",
                    "Taladros en el techo",
                ],
                "example_value": "Raíles originales",
            },
            {
                "field_name": "taladros_sellados",
                "field_label": "¿Están selladas las fijaciones añadidas?",
                "field_type": "boolean",
                "example_value": "Sí",
                "condition_field_name": "tipo_fijacion",
                "condition_operator": "not_equals",
                "condition_value": "Anclajes originales del techo",
            },
            {
                "field_name": "carga_maxima_kg",
                "field_label": "Carga máxima según el fabricante",
                "field_type": "number",
                "validation_rules": {"min_value": 10, "max_value": 300, "unit": "kg"},
                "example_value": "75",
            },
            {
                "field_name": "altura_nueva_mm",
                "field_label": "Altura total nueva con la baca vacía",
                "field_type": "number",
                "validation_rules": {
                    "min_value": 1800,
                    "max_value": 4000,
                    "unit": "mm",
                    "integer_only": True,
                },
                "example_value": "3010",
                "instruction": "Mide desde el suelo hasta el punto más alto.",
            },
        ],
    },
    {
        "code": "CIERRES_EXT",
        "name": "Cierres exteriores",
        "description": (
            "Cerraduras y cierres de seguridad añadidos por fuera en puertas, ventanas o portones de la "
            "vivienda."
        ),
        "sort_order": 180,
        "keywords": [
            "cierres exteriores", "cerraduras", "cierres", "locks", "cerradura exterior",
            "cierres de seguridad", "cerrojos", "heosafe", "cerradura", "bombines", "cerrojo",
            "cerradura de seguridad", "cerraduras exteriores", "cerraduras de puertas", "candados", "imc",
            "cierre exterior", "cierre de seguridad", "pestillos", "pestillo", "pestillos de seguridad",
            "cerraduras extra", "cerradura extra", "cerradura adicional", "cerrojos por fuera",
            "cerrojo exterior", "cierres antirrobo", "cierre antirrobo", "cerraduras antirrobo", "candado",
            "safe door", "security handle", "cierre por fuera", "cierres por fuera", "cierre de puerta",
            "cerraduras de seguridad", "cierres de las puertas", "cerradura por fuera",
            "cerraduras por fuera", "barra de seguridad exterior", "ucapi", "cerrojo de seguridad",
            "cerraduras fac", "bloqueo exterior", "armored lock", "meroni", "pasador exterior",
            "cerradura van lock", "cierres en las puertas", "cerradura en la puerta", "cerrojo en la puerta",
            "doble cerradura", "heosolution", "van security", "security 46", "fiamma security",
            "fiamma safe door", "fiamma duo safe", "pany", "panys", "chapa de seguridad",
            "chapas de seguridad", "pasadores", "seguro exterior", "seguros de puerta", "candau", "candaus",
            "trancas",
            "bloqueo mecanico", "segundo bloqueo", "bloqueo de puertas", "bloqueos exteriores",
            "thule door lock", "thule lock", "door lock", "cierre adicional", "cierres adicionales",
            "candado exterior", "barra antirrobo", "barra de cierre", "cerradura por el exterior",
            "cierre de puerta exterior", "cerradura sobrepuesta",
        ],
        "aliases": ["external locks", "door locks"],
        "images": [
            {
                "code": "CIERRES_INSTALADOS",
                "title": "Cierres instalados",
                "image_type": "example",
                "description": "Todos los cierres añadidos, montados en su puerta o portón.",
                "alt_text": "Cierre exterior de seguridad en la puerta de la autocaravana",
                "user_instruction": (
                    "Fotografía cada cierre de cerca y, además, la puerta completa en la que está. Una foto "
                    "por puerta o portón."
                ),
                "is_required": False,
                "sort_order": 10,
            },
        ],
        "warnings": [
            {
                "code": "cerraduras_apertura",
                "message": (
                    "Las puertas deben poder abrirse siempre desde dentro, sin llave ni herramientas, aunque "
                    "el cierre exterior esté puesto. Un cierre que deje encerrados a los ocupantes no se "
                    "puede homologar."
                ),
                "severity": "warning",
            },
        ],
        "required_fields": [
            {
                "field_name": "marca",
                "field_label": "Marca de los cierres",
                "field_type": "text",
                "validation_rules": {"min_length": 2, "max_length": 60},
                "example_value": "HEOSafe",
                "instruction": "La encontrarás en la placa o etiqueta del fabricante.",
            },
            {
                "field_name": "modelo",
                "field_label": "Modelo de los cierres",
                "field_type": "text",
                "is_required": False,
                "validation_rules": {"min_length": 1, "max_length": 80},
                "example_value": "Duo",
            },
            {
                "field_name": "numero_cierres",
                "field_label": "Número de cierres instalados",
                "field_type": "number",
                "validation_rules": {"min_value": 1, "max_value": 20, "integer_only": True},
                "example_value": "3",
            },
            {
                "field_name": "ubicacion",
                "field_label": "En qué puertas o portones están",
                "field_type": "text",
                "validation_rules": {"min_length": 5, "max_length": 200},
                "example_value": "Puerta de la vivienda y dos puertas de la cabina",
            },
            {
                "field_name": "apertura_interior",
                "field_label": "¿Se pueden abrir desde dentro con el cierre puesto?",
                "field_type": "boolean",
                "example_value": "Sí",
            },
            {
                "field_name": "foto_apertura_interior",
                "field_label": "Foto del mando de apertura interior",
                "field_type": "photo",
                "instruction": "Fotografía desde dentro el tirador o mando que libera la puerta.",
                "condition_field_name": "apertura_interior",
                "condition_operator": "equals",
                "condition_value": "true",
            },
        ],
    },
    {
        "code": "FAROS_LA",
        "name": "Faros de largo alcance",
        "description": (
            "Faros de largo alcance adicionales montados en el frontal del vehículo. El trámite distingue "
            "entre dos faros independientes y un único faro doble o barra led."
        ),
        "sort_order": 190,
        "keywords": [
            "faros largo alcance", "faros auxiliares", "faros", "luces auxiliares", "largo alcance",
            "faros supletorios", "luces exteriores", "lazer", "hella", "piaa", "focos", "luces",
            "faros de largo alcance", "focos de largo alcance", "luces de largo alcance",
            "largas adicionales", "faros extra", "focos extra", "faros adicionales", "focos auxiliares",
            "focos supletorios", "largas auxiliares", "faros de carretera adicionales", "baja designs",
            "luces largas adicionales", "faros largos", "lightforce", "luces largas", "largas",
            "proyectores", "largas nuevas", "unos largos",
            "faros de largo", "luces de largo", "focos largos", "denali", "strands", "rigid", "cibie",
            "ledriving", "luces de lejos", "focos de lejos", "faros de lejos", "focos para ver lejos",
            "luces de carretera", "faros de carretera", "faros largos adicionales", "luces largas auxiliares",
            "faro que alumbra lejos",
        ],
        "aliases": ["spotlights", "driving lights"],
        "question_hint": "¿Son dos faros independientes o un único faro doble o barra led?",
        "images": [
            {
                "code": "FAROS_INSTALADOS",
                "title": "Faros instalados",
                "image_type": "example",
                "description": "Frontal del vehículo con los faros montados.",
                "alt_text": "Faros de largo alcance en el frontal de la autocaravana",
                "user_instruction": (
                    "Colócate delante del vehículo, a unos 3 metros y a la altura de los faros, y encuadra "
                    "el frontal completo."
                ),
                "is_required": False,
                "sort_order": 10,
            },
        ],
        "warnings": [
            {
                "code": "faros_la_homologacion",
                "message": (
                    "Los faros deben llevar marcada la contraseña de homologación como luz de carretera, "
                    "encenderse solo con las largas y quedar simétricos respecto al centro del vehículo. Una "
                    "barra led sin contraseña no se puede homologar."
                ),
                "severity": "warning",
            },
        ],
        "required_fields": [
            {
                "field_name": "marca",
                "field_label": "Marca de los faros",
                "field_type": "text",
                "validation_rules": {"min_length": 2, "max_length": 60},
                "example_value": "Hella",
                "instruction": "La encontrarás en la placa o etiqueta del fabricante.",
            },
            {
                "field_name": "modelo",
                "field_label": "Modelo de los faros",
                "field_type": "text",
                "is_required": False,
                "validation_rules": {"min_length": 1, "max_length": 80},
                "example_value": "Rallye 3003 LED",
            },
            {
                "field_name": "contrasena_homologacion",
                "field_label": "Contraseña de homologación",
                "field_type": "text",
                "validation_rules": {
                    "pattern": "^[eE] ?[0-9]{1,2}[ *-].{3,}$",
                    "pattern_hint": (
                        "Empieza por «e» o «E» y el número del país, por ejemplo e9*2007/46*0123*00 o "
                        "E4-55R-011234"
                    ),
                    "max_length": 60,
                },
                "example_value": "E4 112R-001234",
                "instruction": "Está grabada en el cristal o en la carcasa.",
            },
            {
                "field_name": "altura_mm",
                "field_label": "Altura desde el suelo al centro del faro",
                "field_type": "number",
                "validation_rules": {"min_value": 200, "max_value": 2500, "unit": "mm"},
                "example_value": "850",
            },
            {
                "field_name": "conmuta_con_largas",
                "field_label": "¿Se encienden solo con las luces de carretera (largas)?",
                "field_type": "boolean",
                "example_value": "Sí",
            },
        ],
    },
    {
        "code": "FAROS_LA_2F",
        "name": "2 Faros de largo alcance",
        "description": (
            "Dos faros de largo alcance independientes, uno a cada lado del frontal y a la misma altura."
        ),
        "sort_order": 191,
        "parent_code": "FAROS_LA",
        "variant_type": "installation_config",
        "variant_code": "2FAROS",
        "inherit_parent_data": True,
        "keywords": [
            "2 faros", "dos faros", "2", "dos", "par", "ambos", "independientes", "separados",
            "los dos faros", "dos faros independientes", "dos focos", "2 focos", "par de focos", "dos piaa",
            "pareja de faros", "dos proyectores", "faros 2 uds", "faros dos uds", "faros la pareja",
            "faros una pareja", "faros x2", "faros dos piezas", "faros dos sueltos", "faros dos redondos",
            "faros uno a cada lado", "faros dos proyectores", "faros izquierdo y derecho",
            "faros un par", "faros son dos", "faros que son dos", "faros de largo dos",
            "faros son 2", "faros un par de", "faros el par", "faros dos de ellos", "faros los dos",
            "faros dos arriba", "faros uno por lado", "faros un par de ellos",
            "pareja", "faros a cada lado", "faros en cada lado", "faros de cada lado",
        ],
        "aliases": [],
        "images": [
            {
                "code": "DOS_FAROS_INSTALADOS",
                "title": "2 faros instalados",
                "image_type": "example",
                "description": "Los dos faros montados en el frontal, vistos de frente.",
                "alt_text": "Dos faros de largo alcance simétricos en el frontal",
                "user_instruction": (
                    "Colócate delante del vehículo, centrado, y encuadra los dos faros de modo que se "
                    "aprecie que están a la misma altura y a la misma distancia del centro."
                ),
                "is_required": False,
                "sort_order": 10,
            },
            {
                "code": "DOCUMENTACION_DOS_FAROS",
                "title": "Documentación 2 faros",
                "image_type": "required_document",
                "description": "Contraseña de homologación o certificado de los dos faros.",
                "alt_text": "Marcado de homologación de los faros",
                "user_instruction": (
                    "Fotografía de cerca el marcado con la E y el número de cada faro. Si tienes el "
                    "certificado del fabricante, envíalo también."
                ),
                "is_required": False,
                "sort_order": 20,
            },
        ],
        "required_fields": [
            {
                "field_name": "distancia_entre_faros_mm",
                "field_label": "Distancia entre los bordes interiores de los faros",
                "field_type": "number",
                "validation_rules": {"min_value": 100, "max_value": 2200, "unit": "mm"},
                "example_value": "600",
            },
        ],
    },
    {
        "code": "FAROS_LA_1D",
        "name": "1 Faro doble largo alcance",
        "description": "Un único faro doble o barra led de largo alcance, centrado en el frontal.",
        "sort_order": 192,
        "parent_code": "FAROS_LA",
        "variant_type": "installation_config",
        "variant_code": "1DOBLE",
        "inherit_parent_data": True,
        "keywords": [
            "1 faro", "uno", "barra led", "doble", "barra", "led", "unico", "single", "un solo faro",
            "un faro doble", "un foco doble", "un solo foco", "faro unico", "barra de led", "barra de leds",
            "barra de luz", "barra de luces", "led bar", "lightbar", "light bar", "tira led delantera",
            "foco unico", "foco doble", "un solo faro de largo alcance", "un solo foco de largo alcance",
            "faros en barra", "barra de faros", "focos en barra", "faros tipo barra", "rampa led",
            "faro con dos luces", "un faro con dos luces", "dobles", "largas dobles", "doble optica",
            "una sola pieza",
            "faros una barra", "faros de barra", "faros barra led doble", "faros uno solo", "faros uno doble",
        ],
        "aliases": [],
        "images": [
            {
                "code": "FARO_DOBLE_INSTALADO",
                "title": "Faro doble instalado",
                "image_type": "example",
                "description": "Faro doble o barra led en el frontal, visto de frente.",
                "alt_text": "Barra led de largo alcance centrada en el frontal",
                "user_instruction": (
                    "Colócate delante del vehículo, centrado, y encuadra el frontal completo para que se vea "
                    "que el faro está en el centro."
                ),
                "is_required": False,
                "sort_order": 10,
            },
            {
                "code": "DOCUMENTACION_FARO_DOBLE",
                "title": "Documentación faro doble",
                "image_type": "required_document",
                "description": "Contraseña de homologación o certificado del faro.",
                "alt_text": "Marcado de homologación del faro doble",
                "user_instruction": (
                    "Fotografía de cerca el marcado con la E y el número del faro. Si tienes el certificado "
                    "del fabricante, envíalo también."
                ),
                "is_required": False,
                "sort_order": 20,
            },
        ],
        "required_fields": [
            {
                "field_name": "longitud_faro_mm",
                "field_label": "Longitud del faro o barra",
                "field_type": "number",
                "validation_rules": {"min_value": 100, "max_value": 1600, "unit": "mm"},
                "example_value": "500",
            },
        ],
    },
    {
        "code": "DEFENSAS_DEL",
        "name": "Defensas delanteras",
        "description": "Defensa, barra o parachoques reforzado montado en el frontal del vehículo.",
        "sort_order": 200,
        "keywords": [
            "defensas delanteras", "bullbar", "defensa", "parachoques reforzado", "parachoques delantero",
            "defensas", "paragolpes delantero", "bull bar", "defensa frontal", "barra protectora",
            "defensa delantera", "parachoques off road", "mataburros", "mata burros", "bull-bar",
            "barra delantera", "barra frontal", "barras delanteras", "parachoques de acero",
            "parachoques metalico", "paragolpes reforzado", "paragolpes metalico", "parachoques nuevo",
            "defensa de tubo", "defensa de delante", "barra antijabalies", "rompenieves",
            "paragolpes off road", "defensa metalica", "parachoques delantero reforzado",
            "paragolpes de acero", "quitapiedras", "quita piedras", "defensa baja", "protector frontal",
            "protector delantero", "bullbars", "tumbaburros", "tumba burros",
            "proteccion delantera", "protecciones delanteras", "antijabalies", "anti jabalies", "antijabali",
            "parrilla contra golpes", "parrilla delantera", "rejilla delantera de proteccion",
            "defensa antijabalies", "barra de delante", "defensa cromada", "parachoques todoterreno",
        ],
        "aliases": ["bull bar", "front guard"],
        "images": [
            {
                "code": "DEFENSA_INSTALADA",
                "title": "Defensa instalada",
                "image_type": "example",
                "description": "Defensa montada, vista en diagonal.",
                "alt_text": "Defensa delantera instalada",
                "user_instruction": (
                    "Fotografía el frontal en diagonal, desde unos 3 metros, para que se vea cuánto "
                    "sobresale la defensa y cómo se une al vehículo."
                ),
                "is_required": False,
                "sort_order": 10,
            },
            {
                "code": "FOTO_FRONTAL_CON_MATRICULA",
                "title": "Foto frontal con matrícula",
                "image_type": "required_document",
                "description": "Vista general en la que se ven a la vez la defensa y la matrícula.",
                "alt_text": "Autocaravana con la defensa y la matrícula visible",
                "user_instruction": (
                    "Colócate delante del vehículo, a unos 3 metros, y encuadra la defensa junto con la "
                    "matrícula. La matrícula debe leerse sin ampliar la imagen."
                ),
                "is_required": False,
                "sort_order": 20,
            },
        ],
        "warnings": [
            {
                "code": "defensas_contrasena",
                "message": (
                    "La defensa debe tener homologación de protección delantera para este tipo de vehículo y "
                    "no puede tener aristas ni tapar luces o matrícula. Sin contraseña de homologación, "
                    "consulta antes de montarla."
                ),
                "severity": "warning",
            },
        ],
        "required_fields": [
            {
                "field_name": "marca",
                "field_label": "Marca de la defensa",
                "field_type": "text",
                "validation_rules": {"min_length": 2, "max_length": 60},
                "example_value": "Antec",
                "instruction": "La encontrarás en la placa o etiqueta del fabricante.",
            },
            {
                "field_name": "modelo",
                "field_label": "Modelo de la defensa",
                "field_type": "text",
                "is_required": False,
                "validation_rules": {"min_length": 1, "max_length": 80},
                "example_value": "Bullbar 60",
            },
            {
                "field_name": "tiene_contrasena",
                "field_label": "¿Tiene contraseña de homologación?",
                "field_type": "boolean",
                "example_value": "Sí",
            },
            {
                "field_name": "contrasena_homologacion",
                "field_label": "Contraseña de homologación",
                "field_type": "text",
                "validation_rules": {
                    "pattern": "^[eE] ?[0-9]{1,2}[ *-].{3,}$",
                    "pattern_hint": (
                        "Empieza por «e» o «E» y el número del país, por ejemplo e9*2007/46*0123*00 o "
                        "E4-55R-011234"
                    ),
                    "max_length": 60,
                },
                "example_value": "e1*78/2009*2009/78*0123*00",
                "instruction": "Está en la placa remachada a la defensa.",
                "condition_field_name": "tiene_contrasena",
                "condition_operator": "equals",
                "condition_value": "true",
            },
            {
                "field_name": "material",
                "field_label": "Material",
                "field_type": "select",
                "options": ["Acero", "Acero inoxidable", "Aluminio", "Plástico o fibra", "Otro"],
                "example_value": "Acero inoxidable",
            },
            {
                "field_name": "longitud_nueva_mm",
                "field_label": "Longitud total nueva del vehículo",
                "field_type": "number",
                "validation_rules": {
                    "min_value": 4000,
                    "max_value": 12000,
                    "unit": "mm",
                    "integer_only": True,
                },
                "example_value": "7120",
                "instruction": "Mide de extremo a extremo con la defensa montada.",
            },
        ],
    },
    {
        "code": "VENTANAS_PUERTAS",
        "name": "Ventanas y puertas",
        "description": (
            "Ventana o puerta añadida, o cambiada de tamaño o de sitio, en las paredes de la vivienda."
        ),
        "sort_order": 290,
        "is_countable": True,
        "keywords": [
            "ventana", "ventanas", "ventana lateral", "ventana nueva", "ventana adicional", "abrir ventana",
            "puerta nueva", "puerta adicional", "puerta lateral", "cambio de puerta", "puerta de garaje",
            "ventanas y puertas", "puerta", "puertas", "ventanilla", "puerta corredera", "puerta de entrada",
            "puerta de la vivienda", "ventana corredera", "ventana practicable", "porton lateral",
            "ventana trasera", "hueco para una ventana", "ventana mas grande",
            "ventana de la puerta corredera", "ventana de la cocina", "ventana de la habitacion",
            "ventanas laterales", "ventanas correderas", "ventanas practicables", "ventana de bateria",
            "ventanas traseras", "ventana fija", "ventanita", "ventanuco", "ventana en el lateral",
            "ventana en la puerta", "puerta trasera", "puertas traseras", "portezuela",
            "puerta lateral nueva", "porton trasero", "puertecilla", "porton de garaje",
            "puerta de servicio", "abrir una puerta", "abrir una ventana", "ventana de cristal", "ventanal",
            "cambiar la puerta", "cambiar de sitio la puerta", "ventana s7", "s4 seitz", "seitz s7",
            "seitz s7p", "seitz s4", "seitz s5", "seitz s3", "dometic s4", "dometic s7", "s7p",
            "ventana seitz", "seitz en el lateral", "porton", "portones", "porton nuevo", "ventan",
            "ventan.", "vent.", "ventan nueva", "finestra", "finestres", "porta", "porta lateral",
            "porta lateral nova", "porta del garatge", "porta del garaje", "ventanuca",
            "trampilla de garaje", "trampilla lateral", "trampilla del garaje", "hueco lateral",
            "huecos en los laterales", "hueco en el lateral", "huecos laterales", "apertura lateral",
            "apertura en el lateral", "seitz de", "seitz a cada lado", "ventanon", "porta nova",
            "salida de emergencia", "janela", "fenster", "compuerta", "compuertas",
            "ojo de buey", "ojos de buey", "portillo", "portillos", "tapa del garaje", "tapa de garaje",
            "puerta del maletero", "puerta de maletero", "puerta de bodega", "ventana batiente",
            "ventanas batientes", "ventana abatible", "ventanas abatibles", "puerta ampliada",
            "puerta agrandada", "puerta mas ancha", "ventana nueva en el lateral", "ventanilla lateral",
            "ventanuco nuevo", "trampilla exterior", "puerta del garaje",
        ],
        "aliases": ["ventana practicable", "puerta de vivienda", "window"],
        "images": [
            {
                "code": "VISTA_EXTERIOR",
                "title": "Vista exterior",
                "image_type": "example",
                "description": "Lateral o trasera con la ventana o puerta nueva.",
                "alt_text": "Ventana nueva en el lateral de la autocaravana",
                "user_instruction": (
                    "Fotografía desde unos 4 metros el lateral o la trasera completos, para que se vea dónde "
                    "está la ventana o puerta nueva."
                ),
                "is_required": False,
                "sort_order": 10,
            },
            {
                "code": "VISTA_INTERIOR",
                "title": "Vista interior",
                "image_type": "example",
                "description": "La misma ventana o puerta vista desde dentro.",
                "alt_text": "Ventana nueva vista desde el interior",
                "user_instruction": (
                    "Desde el interior, encuadra el marco completo y el mecanismo de apertura."
                ),
                "is_required": False,
                "sort_order": 20,
            },
            {
                "code": "MARCADO_DEL_CRISTAL",
                "title": "Marcado del cristal",
                "image_type": "required_document",
                "description": "Marcado de homologación del acristalamiento.",
                "alt_text": "Marcado de homologación en el cristal",
                "user_instruction": (
                    "Fotografía de cerca el marcado con la E y el número que lleva el cristal o el "
                    "metacrilato en una esquina. Si es una puerta sin cristal, fotografía la placa del "
                    "fabricante."
                ),
                "is_required": True,
                "sort_order": 30,
            },
        ],
        "warnings": [
            {
                "code": "ventanas_acristalamiento",
                "message": (
                    "El cristal o metacrilato debe llevar la contraseña de homologación de acristalamientos. "
                    "El hueco no puede cortar refuerzos de la carrocería ni eliminar una salida de "
                    "emergencia."
                ),
                "severity": "warning",
            },
        ],
        "required_fields": [
            {
                "field_name": "tipo",
                "field_label": "Qué se ha montado",
                "field_type": "select",
                "options": ["Ventana", "Puerta", "Ventana y puerta"],
                "example_value": "Ventana",
            },
            {
                "field_name": "cantidad",
                "field_label": "Número de ventanas o puertas nuevas",
                "field_type": "number",
                "validation_rules": {"min_value": 1, "max_value": 12, "integer_only": True},
                "example_value": "1",
            },
            {
                "field_name": "marca",
                "field_label": "Marca",
                "field_type": "text",
                "validation_rules": {"min_length": 2, "max_length": 60},
                "example_value": "Dometic",
                "instruction": "La encontrarás en la placa o etiqueta del fabricante.",
            },
            {
                "field_name": "medidas_hueco",
                "field_label": "Medidas del hueco (ancho x alto, mm)",
                "field_type": "text",
                "validation_rules": {
                    "pattern": "^[0-9]{2,4} ?[xX] ?[0-9]{2,4}$",
                    "pattern_hint": "Dos medidas en milímetros separadas por una x, por ejemplo 900x450",
                },
                "example_value": "900x450",
            },
            {
                "field_name": "contrasena_acristalamiento",
                "field_label": "Contraseña de homologación del cristal",
                "field_type": "text",
                "validation_rules": {
                    "pattern": "^[eE] ?[0-9]{1,2}[ *-].{3,}$",
                    "pattern_hint": (
                        "Empieza por «e» o «E» y el número del país, por ejemplo e9*2007/46*0123*00 o "
                        "E4-55R-011234"
                    ),
                    "max_length": 60,
                },
                "example_value": "E1 43R-001234",
                "instruction": "Está grabada en una esquina del cristal.",
                "condition_field_name": "tipo",
                "condition_operator": "not_equals",
                "condition_value": "Puerta",
            },
            {
                "field_name": "apertura_interior",
                "field_label": "¿La puerta se abre desde dentro sin llave?",
                "field_type": "boolean",
                "example_value": "Sí",
                "condition_field_name": "tipo",
                "condition_operator": "contains",
                "condition_value": "puerta",
            },
        ],
    },
    {
        "code": "LUCES_GALIBO",
        "name": "Luces de gálibo",
        "description": (
            "Luces de gálibo añadidas, sustituidas o cambiadas de sitio para señalar la anchura y la altura "
            "del vehículo."
        ),
        "sort_order": 300,
        "keywords": [
            "luces de galibo", "luz de galibo", "luces galibo", "pilotos de galibo", "piloto galibo",
            "luces de contorno", "luces exteriores", "luces", "luces de altura",
            "luces de posicion laterales", "luz de contorno", "piloto de galibo",
            "luces laterales de posicion", "pilotos laterales de galibo", "galibos de led",
            "luces de galibo led", "luces de galibo nuevas", "galibos led", "pilotos de altura",
            "pilotos de contorno", "luces de anchura", "luces de posicion de arriba",
            "luces de posicion del techo", "luces del techo por fuera", "luces de los galibos",
            "luces de limite", "galibos delanteros", "galibos traseros", "galibos laterales",
            "pilotos de posicion laterales", "pilotos laterales", "luces naranjas laterales",
            "luces naranjas del techo", "galibo nuevo", "luces del techo", "luces demarcadoras",
            "demarcadores", "naranjas del techo", "luces de situacion", "luces de delimitacion",
            "luces de galibo ambar", "luces ambar", "pilotos ambar", "pilotos altos", "galibos led nuevos",
            "luces ambar del techo", "luces de posicion altas",
        ],
        "aliases": ["outline marker lamps", "luces de altura"],
        "images": [
            {
                "code": "LUCES_DELANTERAS_ENCENDIDAS",
                "title": "Luces delanteras encendidas",
                "image_type": "example",
                "description": "Frontal con las luces de gálibo encendidas.",
                "alt_text": "Frontal de la autocaravana con las luces de gálibo encendidas",
                "user_instruction": (
                    "Enciende las luces de posición, colócate delante a unos 5 metros y encuadra el frontal "
                    "completo. Mejor con poca luz."
                ),
                "is_required": False,
                "sort_order": 10,
            },
            {
                "code": "LUCES_TRASERAS_ENCENDIDAS",
                "title": "Luces traseras encendidas",
                "image_type": "example",
                "description": "Trasera con las luces de gálibo encendidas.",
                "alt_text": "Trasera de la autocaravana con las luces de gálibo encendidas",
                "user_instruction": (
                    "Con las luces de posición encendidas, repite la foto desde detrás, con la matrícula "
                    "visible."
                ),
                "is_required": False,
                "sort_order": 20,
            },
            {
                "code": "MARCADO_DE_HOMOLOGACION",
                "title": "Marcado de homologación",
                "image_type": "required_document",
                "description": "Marcado con la E y el número de una de las luces.",
                "alt_text": "Marcado de homologación de una luz de gálibo",
                "user_instruction": (
                    "Fotografía de cerca el cristal de la luz: el marcado con la E y el número debe leerse "
                    "sin ampliar."
                ),
                "is_required": True,
                "sort_order": 30,
            },
        ],
        "warnings": [
            {
                "code": "luces_galibo_obligatorias",
                "message": (
                    "Las luces de gálibo son obligatorias en vehículos de más de 2,10 m de anchura: blancas "
                    "delante y rojas detrás, lo más altas y separadas posible, y homologadas."
                ),
                "severity": "info",
            },
        ],
        "required_fields": [
            {
                "field_name": "motivo",
                "field_label": "Qué se ha hecho",
                "field_type": "select",
                "options": ["Añadidas", "Sustituidas", "Recolocadas"],
                "example_value": "Recolocadas",
            },
            {
                "field_name": "numero_luces",
                "field_label": "Número de luces afectadas",
                "field_type": "number",
                "validation_rules": {"min_value": 1, "max_value": 20, "integer_only": True},
                "example_value": "4",
            },
            {
                "field_name": "contrasena_homologacion",
                "field_label": "Contraseña de homologación",
                "field_type": "text",
                "validation_rules": {
                    "pattern": "^[eE] ?[0-9]{1,2}[ *-].{3,}$",
                    "pattern_hint": (
                        "Empieza por «e» o «E» y el número del país, por ejemplo e9*2007/46*0123*00 o "
                        "E4-55R-011234"
                    ),
                    "max_length": 60,
                },
                "example_value": "E4 148R-001234",
                "instruction": "Está grabada en el cristal de la luz.",
            },
            {
                "field_name": "distancia_borde_mm",
                "field_label": "Distancia de la luz al borde exterior del vehículo",
                "field_type": "number",
                "validation_rules": {"min_value": 0, "max_value": 400, "unit": "mm"},
                "example_value": "80",
                "instruction": "Mide desde la luz hasta el punto más ancho del lateral.",
            },
        ],
    },
    {
        "code": "LUCES_CORTESIA",
        "name": "Luces exteriores de cortesía",
        "description": (
            "Luz exterior de cortesía o de porche montada en la pared de la vivienda, normalmente junto a la "
            "puerta."
        ),
        "sort_order": 270,
        "keywords": [
            "luces de cortesia", "luz de cortesia", "luz exterior", "luces exteriores", "luz de porche",
            "luz de avance", "tira led exterior", "luz puerta vivienda", "luces", "luz de entrada exterior",
            "luz de toldo", "tira led", "led exterior", "luz exterior de entrada", "luz led de porche",
            "luces de porche", "iluminacion exterior de cortesia", "luz encima de la puerta",
            "luz de la puerta", "luz en la puerta", "luz de fuera de la puerta", "aplique",
            "aplique exterior", "apliques", "led bajo el toldo", "luz bajo el toldo",
            "tira led bajo el toldo", "tira de led bajo el toldo", "tira de led en el toldo",
            "luz en el toldo", "led del toldo", "leds del toldo", "foco exterior", "foquito exterior",
            "luz de la entrada", "luz de entrada", "luz para el porche", "luz en la entrada",
            "luces del porche", "luz del avance", "lampara exterior", "luz exterior de la puerta",
            "tira de led exterior", "tira de leds exterior", "tira de led por fuera",
            "iluminacion del porche", "iluminacion exterior", "leds exteriores", "led de porche",
            "luz encima del porton", "luz para el avance", "luz de cortesia exterior", "farolillo exterior",
            "luz exterior led", "luces exteriores de cortesia", "aplique de porche", "foco de porche",
            "foquito de porche", "plafon de porche", "plafon exterior", "luz de afuera", "luces de afuera",
            "luz afuera", "luces de ambiente", "luz de ambiente", "luces de fuera de ambiente",
            "luces de ambiente por fuera", "luz de bienvenida", "luces de bienvenida",
            "luces de bienvenida fuera", "lampara de fuera", "lampara encima de la puerta",
            "lampara led encima de la puerta", "cortesia en el costado", "cortesia nueva",
            "luces led blancas fuera", "luces blancas laterales", "luces blancas fuera",
            "luces blancas por fuera", "luces led blancas en el lateral", "luz blanca fuera",
            "luz blanca exterior", "iluminar el avance", "luz para encontrar la llave", "plafon de fuera",
            "plafon", "farolillo de fuera", "llum exterior", "llum de porxo", "luz por fuera para ver",
            "luces laterales blancas", "tira de luz exterior", "tira de luz", "led de fuera",
            "leds de fuera", "luz de escalera exterior", "luz al abrir la puerta",
            "luz sobre la puerta", "luces sobre la puerta", "luces sobre las puertas",
            "luz por fuera en la puerta", "luces para el patio", "luz encima del escalon",
            "luz de noche sobre la puerta", "luz con sensor fuera",
            "luz exterior para fumar", "luz en el porche", "luz de porche led", "luz exterior en la puerta",
            "luz exterior junto a la puerta", "luz exterior de porche", "luz que alumbra el escalon",
            "luz para ver el escalon", "luz del escalon", "luz exterior sobre el toldo",
            "iluminacion de la entrada", "luces de entrada", "foco de fuera", "lampara de porche",
            "luz del porche", "luces de la puerta", "luz led en la puerta", "luces sobre el escalon",
            "luz para fumar fuera",
        ],
        "aliases": ["courtesy light", "luz de entrada"],
        "images": [
            {
                "code": "LUZ_APAGADA",
                "title": "Luz apagada",
                "image_type": "example",
                "description": "Lateral con la luz de cortesía montada.",
                "alt_text": "Luz de cortesía exterior junto a la puerta de la vivienda",
                "user_instruction": (
                    "Fotografía el lateral desde unos 3 metros para que se vea dónde está la luz respecto a "
                    "la puerta."
                ),
                "is_required": False,
                "sort_order": 10,
            },
            {
                "code": "LUZ_ENCENDIDA",
                "title": "Luz encendida",
                "image_type": "example",
                "description": "La misma luz encendida.",
                "alt_text": "Luz de cortesía exterior encendida",
                "user_instruction": "Enciende la luz y repite la foto. Debe apreciarse el color de la luz.",
                "is_required": False,
                "sort_order": 20,
            },
            {
                "code": "INTERRUPTOR",
                "title": "Interruptor",
                "image_type": "required_document",
                "description": "Interruptor que enciende la luz de cortesía.",
                "alt_text": "Interruptor interior de la luz de cortesía",
                "user_instruction": (
                    "Fotografía el interruptor y un poco de su alrededor para que se vea en qué parte del "
                    "interior está."
                ),
                "is_required": False,
                "sort_order": 30,
            },
        ],
        "warnings": [
            {
                "code": "luces_cortesia_parado",
                "message": (
                    "La luz de cortesía solo puede encenderse con el vehículo parado. No puede confundirse "
                    "con una luz de señalización ni deslumbrar."
                ),
                "severity": "warning",
            },
        ],
        "required_fields": [
            {
                "field_name": "numero_luces",
                "field_label": "Número de luces",
                "field_type": "number",
                "validation_rules": {"min_value": 1, "max_value": 10, "integer_only": True},
                "example_value": "1",
            },
            {
                "field_name": "color_luz",
                "field_label": "Color de la luz",
                "field_type": "select",
                "options": ["Blanco", "Blanco cálido o ámbar", "Otro"],
                "example_value": "Blanco",
            },
            {
                "field_name": "apagado_automatico",
                "field_label": "¿Se apaga sola al arrancar o circular?",
                "field_type": "boolean",
                "example_value": "Sí",
            },
            {
                "field_name": "ubicacion",
                "field_label": "Dónde está montada",
                "field_type": "text",
                "validation_rules": {"min_length": 4, "max_length": 150},
                "example_value": "Encima de la puerta de la vivienda",
            },
        ],
    },
    {
        "code": "TOMAS_EXT",
        "name": "Tomas exteriores (ducha, agua o gas)",
        "description": (
            "Tomas exteriores de ducha, agua o gas colocadas en la carrocería, fuera del paragolpes "
            "delantero."
        ),
        "sort_order": 310,
        "is_countable": True,
        "keywords": [
            "ducha exterior", "toma de ducha", "toma ducha exterior", "toma de agua exterior",
            "toma agua exterior", "tomas exteriores", "toma exterior", "toma de agua", "ducha",
            "toma exterior de agua", "toma de agua fuera", "ducha fuera", "ducha trasera", "grifo exterior",
            "toma exterior de ducha", "grifo fuera", "grifo exterior trasero", "grifo por fuera",
            "ducha de fuera", "ducha por fuera", "ducha en el exterior", "ducha en el porton",
            "ducha del porton", "ducha en el garaje", "toma de agua por fuera", "toma de agua externa",
            "manguera exterior", "ducha externa", "ducha portatil fija", "alcachofa exterior",
            "toma de ducha exterior", "ducharnos fuera", "ducharse fuera", "duchita", "duchita de fuera",
            "ducha de playa", "enchufe de ducha", "conexion de agua exterior", "conexion exterior de agua",
            "boca exterior de agua", "racor exterior de agua", "toma exterior para la ducha",
            "toma por fuera", "toma fuera", "toma de fuera", "boca de ducha", "boca de agua",
            "toma de ducha lateral", "agua exterior", "agua por fuera", "agua fuera", "regadera",
            "regadera por fuera", "regadera exterior", "dutxa", "salida de agua", "salida de agua por fuera",
            "salida de agua exterior", "tubo del agua que sale fuera", "tubo de agua fuera",
            "manguera de agua", "manguera por fuera", "llave de agua exterior", "chuveiro",
            "canilla", "canilla afuera", "ducha de popa", "grifo afuera", "toma de llenado",
            "toma de agua de fuera", "grifo en el exterior", "ducha afuera", "ducha para la playa",
            "toma de agua lateral",
        ],
        "aliases": ["ducha de garaje", "outside shower"],
        "images": [
            {
                "code": "TOMA_CERRADA",
                "title": "Toma cerrada",
                "image_type": "example",
                "description": "Tapa de la toma cerrada, con su posición en la carrocería.",
                "alt_text": "Toma exterior cerrada en el lateral de la autocaravana",
                "user_instruction": (
                    "Fotografía el lateral completo con la tapa cerrada, desde unos 4 metros, para que se "
                    "vea la posición de la toma."
                ),
                "is_required": False,
                "sort_order": 10,
            },
            {
                "code": "TOMA_ABIERTA",
                "title": "Toma abierta",
                "image_type": "example",
                "description": "Toma abierta, con la conexión a la vista.",
                "alt_text": "Toma exterior abierta con la conexión a la vista",
                "user_instruction": (
                    "Abre la tapa y fotografía de cerca la conexión de agua o de gas y la llave de corte."
                ),
                "is_required": False,
                "sort_order": 20,
            },
            {
                "code": "FOTO_CON_MATRICULA",
                "title": "Foto con matrícula",
                "image_type": "required_document",
                "description": "Vista general en la que se ven a la vez la toma y la matrícula.",
                "alt_text": "Autocaravana con la toma y la matrícula visible",
                "user_instruction": (
                    "Colócate en diagonal por el lado de la toma, a unos 3 metros, y encuadra la toma junto "
                    "con la matrícula. La matrícula debe leerse sin ampliar la imagen."
                ),
                "is_required": False,
                "sort_order": 30,
            },
        ],
        "warnings": [
            {
                "code": "tomas_ext_parachoques",
                "message": (
                    "Las tomas no pueden estar en el paragolpes delantero ni sobresalir con aristas. Si "
                    "alguna está en el paragolpes, avísanos: la tramitación es otra."
                ),
                "severity": "warning",
            },
            {
                "code": "tomas_ext_gas",
                "message": (
                    "Si una de las tomas es de gas, hace falta el certificado de la instalación de gas y el "
                    "ingeniero confirmará si el trámite lleva proyecto."
                ),
                "severity": "warning",
                "makes_provisional": True,
            },
        ],
        "required_fields": [
            {
                "field_name": "tipo_toma",
                "field_label": "Tipo de toma",
                "field_type": "select",
                "options": ["Ducha o agua", "Gas", "Ducha y gas"],
                "example_value": "Ducha o agua",
            },
            {
                "field_name": "numero_tomas",
                "field_label": "Número de tomas",
                "field_type": "number",
                "validation_rules": {"min_value": 1, "max_value": 6, "integer_only": True},
                "example_value": "1",
            },
            {
                "field_name": "ubicacion",
                "field_label": "Dónde están",
                "field_type": "text",
                "validation_rules": {"min_length": 4, "max_length": 150},
                "example_value": "Lateral derecho, detrás de la rueda trasera",
            },
            {
                "field_name": "llave_corte_gas",
                "field_label": "¿La toma de gas tiene llave de corte propia?",
                "field_type": "boolean",
                "example_value": "Sí",
                "condition_field_name": "tipo_toma",
                "condition_operator": "not_equals",
                "condition_value": "Ducha o agua",
            },
            {
                "field_name": "certificado_gas",
                "field_label": "¿Tienes el certificado de la instalación de gas?",
                "field_type": "boolean",
                "example_value": "No",
                "condition_field_name": "tipo_toma",
                "condition_operator": "not_equals",
                "condition_value": "Ducha o agua",
            },
        ],
    },
]
