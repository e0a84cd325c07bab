"""Motorhome elements of the living area: solar, electrical, gas, water, furniture. Constants only, no logic."""

from typing import Final

from database.seeds.data.common import ElementData

LIVING_ELEMENTS: Final[list[ElementData]] = [
    {
        "code": "PLACA_SOLAR",
        "name": "Placa solar",
        "description": (
            "Placa solar fotovoltaica fijada al techo. La tramitación depende de si el regulador está dentro "
            "de la vivienda o en el maletero."
        ),
        "sort_order": 30,
        "is_countable": True,
        "keywords": [
            "placa solar", "placa fotovoltaica", "solar", "panel solar", "200w", "placas solares",
            "placa fotovoltaica techo", "paneles solares", "renogy", "solara", "bluesolar", "placas",
            "fotovoltaica", "placas fotovoltaicas", "paneles", "panel fotovoltaico", "solar flexible",
            "placa flexible", "modulo fotovoltaico", "paneles fotovoltaicos", "placa", "energia solar",
            "kit solar", "instalacion solar", "sistema solar", "placas del techo", "placa en el techo",
            "placas en el techo", "panel en el techo", "placas del sol", "placa de techo", "panel flexible",
            "placa rigida", "paneles flexibles", "placa de 200w", "placa de 100w", "placa de 150w",
            "placa de 300w", "placa de 400w", "modulo", "plaques",
            "plancha solar", "planchas solares", "instalacion fotovoltaica", "placa de sol", "placas de sol",
            "kit de placas", "kit fotovoltaico", "modulos solares", "placas flexibles", "placas rigidas",
        ],
        "aliases": ["modulo solar", "panel"],
        "question_hint": (
            "¿Dónde está el regulador de la placa solar: dentro de la vivienda (interior) o en el maletero?"
        ),
        "images": [
            {
                "code": "PLACA_SOLAR",
                "title": "Placa solar",
                "image_type": "example",
                "description": "Placa montada en el techo.",
                "alt_text": "Placa solar en el techo de la autocaravana",
                "user_instruction": (
                    "Fotografía el techo desde una escalera o un punto elevado, con la placa completa y sus "
                    "soportes dentro del encuadre."
                ),
                "is_required": False,
                "sort_order": 10,
            },
        ],
        "warnings": [
            {
                "code": "placas_regulador_info",
                "message": (
                    "La ubicación del regulador cambia el trámite: dinos si está dentro de la vivienda o en "
                    "el maletero. El regulador solar necesita boletín eléctrico."
                ),
                "severity": "info",
                "trigger_conditions": {"none_elements": ["PLACA_SOLAR_SIMPLE", "PLACA_SOLAR_MALETERO"]},
            },
            {
                "code": "placas_maximo_dos",
                "message": (
                    "Como máximo se admiten dos placas solares por solicitud en las tarifas sin proyecto. "
                    "Revisa la cantidad indicada o consúltanos si hay más."
                ),
                "severity": "warning",
                "show_condition": "on_exceed_max",
                "threshold_quantity": 2,
            },
        ],
        "required_fields": [
            {
                "field_name": "marca",
                "field_label": "Marca de la placa",
                "field_type": "text",
                "validation_rules": {"min_length": 2, "max_length": 60},
                "example_value": "Victron",
                "instruction": "La encontrarás en la placa o etiqueta del fabricante.",
            },
            {
                "field_name": "modelo",
                "field_label": "Modelo de la placa",
                "field_type": "text",
                "validation_rules": {"min_length": 1, "max_length": 80},
                "example_value": "BlueSolar 175W",
            },
            {
                "field_name": "potencia_w",
                "field_label": "Potencia de cada placa",
                "field_type": "number",
                "validation_rules": {"min_value": 10, "max_value": 1000, "unit": "W"},
                "example_value": "175",
                "instruction": "Figura en la etiqueta, en la parte trasera de la placa.",
            },
            {
                "field_name": "medidas",
                "field_label": "Medidas de la placa (largo x ancho, mm)",
                "field_type": "text",
                "validation_rules": {
                    "pattern": "^[0-9]{2,4} ?[xX] ?[0-9]{2,4}$",
                    "pattern_hint": "Dos medidas en milímetros separadas por una x, por ejemplo 1485x668",
                },
                "example_value": "1485x668",
            },
            {
                "field_name": "peso_kg",
                "field_label": "Peso de cada placa",
                "field_type": "number",
                "is_required": False,
                "validation_rules": {"min_value": 0.5, "max_value": 60, "unit": "kg"},
                "example_value": "11",
            },
            {
                "field_name": "fijacion",
                "field_label": "Cómo va fijada al techo",
                "field_type": "select",
                "options": [
                    "Soportes pegados",
                    "Soportes atornillados",
                    "Pegada directamente (placa flexible)",
                ],
                "example_value": "Soportes pegados",
            },
        ],
    },
    {
        "code": "PLACA_SOLAR_SIMPLE",
        "name": "Placa solar (regulador interior)",
        "description": "Placa solar en el techo con el regulador dentro de la vivienda.",
        "sort_order": 31,
        "is_countable": True,
        "parent_code": "PLACA_SOLAR",
        "variant_type": "regulator_visibility",
        "variant_code": "REGULADOR_INTERIOR",
        "inherit_parent_data": False,
        "keywords": [
            "interior", "regulador interior", "dentro", "no visible", "oculto", "habitaculo",
            "regulador debajo del asiento", "regulador bajo el asiento", "regulador debajo de la cama",
            "regulador bajo la cama", "regulador en el armario", "regulador dentro del armario",
            "regulador en un armario", "regulador debajo del sofa", "regulador en el salon",
            "regulador dentro de casa", "regulador dentro de la vivienda", "regulador en la vivienda",
            "regulador por dentro", "regulador debajo de la dinette", "regulador en la cabina",
            "regulador en un mueble", "regulador dentro de un mueble", "regulador en un altillo",
            "regulador encima de la nevera", "regulador debajo de la mesa",
            "regulador dentro de la autocaravana", "regulador zona de vivienda", "regulador zona habitable",
            "regulador en la cocina", "regulador en el interior", "regulador del interior",
            "regulador dentro del habitaculo", "regulador dentro", "regulador en un cajon",
            "regulador bajo la banqueta", "regulador en la entrada", "regulador detras del asiento",
            "regulador tras el asiento", "regulador junto al asiento", "regulador en el bano",
            "regulador en el altillo", "regulador en el pasillo", "regulador junto a la puerta",
            "regulador en el mueble", "regulador en el hueco", "regulador bajo la dinette",
            "regulador debajo del colchon", "regulador en el ropero", "regulador dentro del mueble",
            "regulador en el dormitorio", "regulador en el comedor", "regulador detras de la tele",
            "regulador en un armarito", "regulador al lado de la cama", "regulador en la zona de dormir",
            "controlador en el armario", "controlador bajo el asiento", "controlador debajo del asiento",
            "controlador bajo la cama", "controlador debajo de la cama", "controlador dentro",
            "controlador en el interior", "cacharro en el armario", "cacharro bajo el asiento",
            "regulador bajo el sillon", "regulador bajo el sofa", "regulador debajo del sillon",
            "regulador bajo la butaca", "regulador en la ropa", "regulador bajo el lavabo",
            "regulador bajo el fregadero", "regulador bajo el copiloto", "regulador debajo del banco",
            "regulador bajo el banco",
            "aparato en el armario", "aparatito en el armario", "cosita en el armario", "caja en el armario",
            "aparato bajo la cama", "aparato bajo el asiento", "regulador tras el cuadro",
            "regulador en el arcon del sofa", "regulador debajo de la litera", "regulador bajo la litera",
            "placa solar en el armario", "placa solar en un armario", "placa solar bajo la cama",
            "placa solar debajo de la cama", "placa solar bajo el asiento", "placa solar debajo del asiento",
            "placa solar en un altillo", "placa solar en el ropero", "placa solar bajo el sofa",
            "placa solar en el mueble",
        ],
        "aliases": [],
        "images": [
            {
                "code": "PLACA_SOLAR_INSTALADA",
                "title": "Placa solar instalada",
                "image_type": "example",
                "description": "Placa montada en el techo, con sus soportes.",
                "alt_text": "Placa solar instalada con sus soportes",
                "user_instruction": (
                    "Fotografía la placa de cerca, desde una escalera. Deben verse los soportes y el paso de "
                    "cable al interior."
                ),
                "is_required": False,
                "sort_order": 10,
            },
            {
                "code": "VISTA_SUPERIOR",
                "title": "Vista superior",
                "image_type": "example",
                "description": "Techo completo visto desde arriba.",
                "alt_text": "Techo de la autocaravana visto desde arriba con la placa solar",
                "user_instruction": (
                    "Desde una escalera o un punto elevado, encuadra todo el techo para que se vea la "
                    "posición de la placa respecto a los bordes."
                ),
                "is_required": False,
                "sort_order": 20,
            },
            {
                "code": "FOTO_CON_MATRICULA_VISIBLE",
                "title": "Foto con matrícula visible",
                "image_type": "required_document",
                "description": (
                    "Vista general en la que se ven a la vez la parte del techo con la placa y la matrícula."
                ),
                "alt_text": "Autocaravana con la parte del techo con la placa y la matrícula visible",
                "user_instruction": (
                    "Colócate en diagonal, desde un punto elevado si es posible, a unos 3 metros, y encuadra "
                    "la parte del techo con la placa junto con la matrícula. La matrícula debe leerse sin "
                    "ampliar la imagen."
                ),
                "is_required": True,
                "sort_order": 30,
            },
            {
                "code": "ESPECIFICACIONES_PLACA",
                "title": "Especificaciones placa",
                "image_type": "required_document",
                "description": "Etiqueta o ficha técnica de la placa.",
                "alt_text": "Etiqueta de características de la placa solar",
                "user_instruction": (
                    "Fotografía la etiqueta trasera de la placa o la ficha del fabricante: marca, modelo, "
                    "potencia y medidas deben leerse."
                ),
                "is_required": True,
                "sort_order": 40,
            },
        ],
        "warnings": [
            {
                "code": "placa_regulador_interior",
                "message": (
                    "Con el regulador dentro de la vivienda, la instalación se tramita con proyecto y "
                    "necesita boletín eléctrico. El regulador debe quedar ventilado y protegido de golpes."
                ),
                "severity": "info",
            },
        ],
        "required_fields": [
            {
                "field_name": "marca",
                "field_label": "Marca de la placa",
                "field_type": "text",
                "validation_rules": {"min_length": 2, "max_length": 60},
                "example_value": "Victron",
                "instruction": "La encontrarás en la placa o etiqueta del fabricante.",
            },
            {
                "field_name": "modelo",
                "field_label": "Modelo de la placa",
                "field_type": "text",
                "validation_rules": {"min_length": 1, "max_length": 80},
                "example_value": "BlueSolar 175W",
            },
            {
                "field_name": "potencia_w",
                "field_label": "Potencia de cada placa",
                "field_type": "number",
                "validation_rules": {"min_value": 10, "max_value": 1000, "unit": "W"},
                "example_value": "175",
                "instruction": "Figura en la etiqueta, en la parte trasera de la placa.",
            },
            {
                "field_name": "medidas",
                "field_label": "Medidas de la placa (largo x ancho, mm)",
                "field_type": "text",
                "validation_rules": {
                    "pattern": "^[0-9]{2,4} ?[xX] ?[0-9]{2,4}$",
                    "pattern_hint": "Dos medidas en milímetros separadas por una x, por ejemplo 1485x668",
                },
                "example_value": "1485x668",
            },
            {
                "field_name": "peso_kg",
                "field_label": "Peso de cada placa",
                "field_type": "number",
                "is_required": False,
                "validation_rules": {"min_value": 0.5, "max_value": 60, "unit": "kg"},
                "example_value": "11",
            },
            {
                "field_name": "fijacion",
                "field_label": "Cómo va fijada al techo",
                "field_type": "select",
                "options": [
                    "Soportes pegados",
                    "Soportes atornillados",
                    "Pegada directamente (placa flexible)",
                ],
                "example_value": "Soportes pegados",
            },
            {
                "field_name": "marca_regulador",
                "field_label": "Marca y modelo del regulador",
                "field_type": "text",
                "validation_rules": {"min_length": 2, "max_length": 80},
                "example_value": "Victron SmartSolar 75/15",
            },
            {
                "field_name": "ubicacion_regulador",
                "field_label": "Dónde está el regulador",
                "field_type": "text",
                "validation_rules": {"min_length": 4, "max_length": 150},
                "example_value": "Armario junto a la puerta de la vivienda",
            },
        ],
    },
    {
        "code": "PLACA_SOLAR_MALETERO",
        "name": "Placa solar (regulador en maletero)",
        "description": (
            "Placa solar en el techo con el regulador en el maletero o en un hueco accesible desde el "
            "exterior."
        ),
        "sort_order": 32,
        "is_countable": True,
        "parent_code": "PLACA_SOLAR",
        "variant_type": "regulator_visibility",
        "variant_code": "REGULADOR_MALETERO",
        "inherit_parent_data": False,
        "keywords": [
            "maletero", "porton", "exterior", "visible", "regulador maletero", "regulador exterior", "fuera",
            "regulador garaje", "regulador en el garaje", "regulador garaje trasero",
            "regulador en el cofre", "regulador cofre trasero", "regulador en un cofre",
            "regulador maletero trasero", "regulador bodega", "regulador desde fuera",
            "regulador accesible desde fuera", "regulador accesible desde el exterior",
            "regulador por fuera", "regulador en un hueco exterior", "regulador fuera",
            "regulador atras en el maletero", "regulador compartimento exterior", "regulador cofre exterior",
            "regulador arcon exterior", "regulador trampilla exterior", "regulador en el exterior",
            "regulador en el arcon", "regulador en la bodega", "regulador en el compartimento trasero",
            "regulador en el trastero", "regulador en el garage", "regulador en el cajon exterior",
            "regulador en el cofre trasero", "regulador en el porton", "controlador en el garaje",
            "controlador en el maletero", "cacharro en el garaje", "cacharro en el maletero",
            "aparato en la bodega", "aparato en el garaje", "aparato en el maletero",
            "controlador en la bodega", "controlador en el cofre", "aparatito en el garaje",
            "caja en la bodega", "cajita en la bodega", "cajita en el garaje",
            "placa solar en el garaje", "placa solar en la bodega", "regulador en el hueco del maletero",
            "regulador con las botas",
        ],
        "aliases": [],
        "images": [
            {
                "code": "PLACA_SOLAR_INSTALADA",
                "title": "Placa solar instalada",
                "image_type": "example",
                "description": "Placa montada en el techo, con sus soportes.",
                "alt_text": "Placa solar instalada con sus soportes",
                "user_instruction": (
                    "Fotografía la placa de cerca, desde una escalera. Deben verse los soportes y el paso de "
                    "cable al interior."
                ),
                "is_required": False,
                "sort_order": 10,
            },
            {
                "code": "VISTA_SUPERIOR",
                "title": "Vista superior",
                "image_type": "example",
                "description": "Techo completo visto desde arriba.",
                "alt_text": "Techo de la autocaravana visto desde arriba con la placa solar",
                "user_instruction": (
                    "Desde una escalera o un punto elevado, encuadra todo el techo para que se vea la "
                    "posición de la placa respecto a los bordes."
                ),
                "is_required": False,
                "sort_order": 20,
            },
            {
                "code": "FOTO_CON_MATRICULA_VISIBLE",
                "title": "Foto con matrícula visible",
                "image_type": "required_document",
                "description": (
                    "Vista general en la que se ven a la vez la parte del techo con la placa y la matrícula."
                ),
                "alt_text": "Autocaravana con la parte del techo con la placa y la matrícula visible",
                "user_instruction": (
                    "Colócate en diagonal, desde un punto elevado si es posible, a unos 3 metros, y encuadra "
                    "la parte del techo con la placa junto con la matrícula. La matrícula debe leerse sin "
                    "ampliar la imagen."
                ),
                "is_required": True,
                "sort_order": 30,
            },
            {
                "code": "ESPECIFICACIONES_PLACA",
                "title": "Especificaciones placa",
                "image_type": "required_document",
                "description": "Etiqueta o ficha técnica de la placa.",
                "alt_text": "Etiqueta de características de la placa solar",
                "user_instruction": (
                    "Fotografía la etiqueta trasera de la placa o la ficha del fabricante: marca, modelo, "
                    "potencia y medidas deben leerse."
                ),
                "is_required": True,
                "sort_order": 40,
            },
            {
                "code": "UBICACION_REGULADOR",
                "title": "Ubicación regulador",
                "image_type": "required_document",
                "description": "Regulador montado en el maletero.",
                "alt_text": "Regulador solar montado en el maletero",
                "user_instruction": (
                    "Abre el maletero y fotografía el regulador desde un metro, con el portón a la vista, y "
                    "después de cerca para que se lea la marca."
                ),
                "is_required": True,
                "sort_order": 50,
            },
        ],
        "warnings": [
            {
                "code": "placa_boletin_bt",
                "message": (
                    "El regulador solar necesita boletín eléctrico de baja tensión. Si tu taller no puede "
                    "emitirlo, podemos tramitarlo como servicio adicional."
                ),
                "severity": "warning",
            },
            {
                "code": "placa_maletero_maximo_dos",
                "message": (
                    "Como máximo se admiten dos placas solares por solicitud en las tarifas sin proyecto. "
                    "Revisa la cantidad indicada o consúltanos si hay más."
                ),
                "severity": "warning",
                "show_condition": "on_exceed_max",
                "threshold_quantity": 2,
            },
        ],
        "required_fields": [
            {
                "field_name": "marca",
                "field_label": "Marca de la placa",
                "field_type": "text",
                "validation_rules": {"min_length": 2, "max_length": 60},
                "example_value": "Victron",
                "instruction": "La encontrarás en la placa o etiqueta del fabricante.",
            },
            {
                "field_name": "modelo",
                "field_label": "Modelo de la placa",
                "field_type": "text",
                "validation_rules": {"min_length": 1, "max_length": 80},
                "example_value": "BlueSolar 175W",
            },
            {
                "field_name": "potencia_w",
                "field_label": "Potencia de cada placa",
                "field_type": "number",
                "validation_rules": {"min_value": 10, "max_value": 1000, "unit": "W"},
                "example_value": "175",
                "instruction": "Figura en la etiqueta, en la parte trasera de la placa.",
            },
            {
                "field_name": "medidas",
                "field_label": "Medidas de la placa (largo x ancho, mm)",
                "field_type": "text",
                "validation_rules": {
                    "pattern": "^[0-9]{2,4} ?[xX] ?[0-9]{2,4}$",
                    "pattern_hint": "Dos medidas en milímetros separadas por una x, por ejemplo 1485x668",
                },
                "example_value": "1485x668",
            },
            {
                "field_name": "peso_kg",
                "field_label": "Peso de cada placa",
                "field_type": "number",
                "is_required": False,
                "validation_rules": {"min_value": 0.5, "max_value": 60, "unit": "kg"},
                "example_value": "11",
            },
            {
                "field_name": "fijacion",
                "field_label": "Cómo va fijada al techo",
                "field_type": "select",
                "options": [
                    "Soportes pegados",
                    "Soportes atornillados",
                    "Pegada directamente (placa flexible)",
                ],
                "example_value": "Soportes pegados",
            },
            {
                "field_name": "marca_regulador",
                "field_label": "Marca y modelo del regulador",
                "field_type": "text",
                "validation_rules": {"min_length": 2, "max_length": 80},
                "example_value": "Victron SmartSolar 75/15",
            },
            {
                "field_name": "regulador_visible",
                "field_label": "¿Se ve el regulador al abrir el maletero?",
                "field_type": "boolean",
                "example_value": "Sí",
            },
            {
                "field_name": "ubicacion_regulador",
                "field_label": "En qué parte del maletero está",
                "field_type": "text",
                "validation_rules": {"min_length": 4, "max_length": 150},
                "example_value": "Pared izquierda del maletero",
                "condition_field_name": "regulador_visible",
                "condition_operator": "equals",
                "condition_value": "false",
            },
        ],
    },
    {
        "code": "NEVERA_COMPRESOR",
        "name": "Nevera de compresor",
        "description": (
            "Nevera o congelador de compresor instalado de forma fija en la vivienda, en sustitución de la "
            "original o añadido."
        ),
        "sort_order": 90,
        "is_countable": True,
        "keywords": [
            "nevera", "frigorifico", "compresor", "congelador", "nevera compresor", "frigo", "dometic",
            "vitrifrigo", "thetford", "waeco", "engel", "isotherm", "indel", "alpicool", "coolmatic",
            "nevera electrica", "nevera a compresor", "frigorifico de compresor", "refrigerador",
            "refrigeradora", "arcon congelador", "arcon nevera", "nevera de 12v", "nevera 12v",
            "nevera a 12 voltios", "nevera de arcon", "nevera portatil fija", "nevera de cajon", "neverita",
            "frigos", "nevera grande", "nevera nueva", "nevera fija", "fridge", "nevera de compresion",
            "brass monkey", "frigorifico de 12v", "nevera trivalente por compresor", "icecube",
            "combi frigo", "nevera electrica de compresor", "heladera", "refri", "frigobar",
            "nevera de doce voltios", "una de compresor", "conservadora", "trivalente por compresor",
            "trivalente por una de compresor", "frio compresor",
            "neveron", "neveron de compresor", "nevera comp", "mini nevera", "minibar", "coolfreeze",
            "dometic coolfreeze", "dometic cfx", "cfx", "indel b de compresor", "frigorifico a compresor",
            "congelador de arcon", "arcon congelador de compresor", "compresor danfoss", "nevera de bateria",
        ],
        "aliases": ["cooling box", "fridge"],
        "images": [
            {
                "code": "NEVERA_INSTALADA",
                "title": "Nevera instalada",
                "image_type": "example",
                "description": "Nevera montada en su mueble.",
                "alt_text": "Nevera de compresor instalada en el mueble",
                "user_instruction": (
                    "Fotografía la nevera cerrada y de frente, con el mueble completo alrededor."
                ),
                "is_required": False,
                "sort_order": 10,
            },
            {
                "code": "FOTO_INTERIOR",
                "title": "Foto interior",
                "image_type": "required_document",
                "description": "Interior de la nevera y etiqueta de características.",
                "alt_text": "Interior de la nevera con su etiqueta",
                "user_instruction": (
                    "Abre la nevera y fotografía el interior. La etiqueta de características (marca, modelo, "
                    "tensión) debe leerse; si no cabe, haz otra foto."
                ),
                "is_required": False,
                "sort_order": 20,
            },
        ],
        "warnings": [
            {
                "code": "nevera_gas_anulado",
                "message": (
                    "Si la nevera sustituye a una de gas, la toma de gas anulada debe quedar taponada por un "
                    "instalador autorizado y las rejillas de ventilación no pueden quedar abiertas al "
                    "interior."
                ),
                "severity": "warning",
            },
        ],
        "required_fields": [
            {
                "field_name": "marca",
                "field_label": "Marca de la nevera",
                "field_type": "text",
                "validation_rules": {"min_length": 2, "max_length": 60},
                "example_value": "Dometic",
                "instruction": "La encontrarás en la placa o etiqueta del fabricante.",
            },
            {
                "field_name": "modelo",
                "field_label": "Modelo de la nevera",
                "field_type": "text",
                "validation_rules": {"min_length": 1, "max_length": 80},
                "example_value": "RCX 10.5",
            },
            {
                "field_name": "capacidad_l",
                "field_label": "Capacidad",
                "field_type": "number",
                "validation_rules": {"min_value": 5, "max_value": 400, "unit": "l"},
                "example_value": "140",
            },
            {
                "field_name": "tension",
                "field_label": "Alimentación",
                "field_type": "select",
                "options": ["12 V", "230 V", "12 V y 230 V"],
                "example_value": "12 V",
            },
            {
                "field_name": "sustituye_gas",
                "field_label": "¿Sustituye a una nevera de gas?",
                "field_type": "boolean",
                "example_value": "Sí",
            },
            {
                "field_name": "toma_gas_taponada",
                "field_label": "¿Ha taponado un instalador autorizado la toma de gas?",
                "field_type": "boolean",
                "example_value": "Sí",
                "condition_field_name": "sustituye_gas",
                "condition_operator": "equals",
                "condition_value": "true",
            },
        ],
    },
    {
        "code": "DEPOSITO_AGUA",
        "name": "Depósito de agua adicional",
        "description": "Depósito de agua adicional, limpia o gris, instalado de forma fija.",
        "sort_order": 100,
        "is_countable": True,
        "keywords": [
            "deposito agua", "tanque agua", "agua dulce", "deposito", "deposito de agua", "aguas limpias",
            "aguas grises", "agua limpia", "agua potable", "tanque de agua", "bidon de agua",
            "deposito de aguas", "tanque", "deposito suplementario de agua", "segundo deposito de agua",
            "deposito de aguas limpias", "deposito de aguas grises", "tanque de aguas", "aguas sucias",
            "agua sucia", "aguas negras", "agua gris", "deposito para el agua", "deposito de aguas sucias",
            "deposito de aguas negras", "otro deposito de agua", "bidon de aguas", "mas litros de agua",
            "deposito de agua limpia", "deposito de agua extra", "deposito de grises", "deposito de limpias",
            "ampliar agua limpia", "tanque de agua extra", "deposito auxiliar de agua", "garrafa fija",
            "garrafas fijas", "bidones de agua", "capacidad de agua", "depositos de agua", "agua extra",
            "tanque de grises", "deposito de sucias", "deposito de gris", "tanque de limpias",
            "tanque de limpia", "tanque de sucia", "tanque de sucias", "tanque para la sucia", "bidon fijo",
            "bidon fijo de limpias", "bidon de limpias", "bidon de grises", "bidon de grises añadido",
            "bidon adicional", "tinaco", "diposit", "aigues netes", "aigües brutes", "aigües netes",
            "mas agua", "litros de agua", "otro tanque de limpias",
            "deposito gris", "deposito de limpia", "deposito potable", "deposito de potables",
            "deposito de potable", "segundo deposito", "deposito extra de agua", "deposito de auga",
            "tanque de litros", "tanque de agua de litros", "deposito suplementario",
            "deposito adicional de litros",
            "bidon", "deposito extra", "deposito adicional", "depositos adicionales", "depositos extra",
            "deposito grises", "deposito limpias", "deposito aguas", "tanque extra", "tanque adicional",
            "tanques de agua", "pila de agua", "deposito de la ducha", "deposito de agua de litros",
            "deposito auxiliar", "deposito de reserva de agua", "mas capacidad de agua",
            "otro tanque de agua",
        ],
        "aliases": ["water tank", "fresh water"],
        "images": [
            {
                "code": "DEPOSITO_INSTALADO",
                "title": "Depósito instalado",
                "image_type": "example",
                "description": "Depósito montado con sus fijaciones.",
                "alt_text": "Depósito de agua adicional con sus cinchas",
                "user_instruction": (
                    "Fotografía el depósito montado, con las cinchas o soportes a la vista. Si está bajo el "
                    "vehículo, hazlo desde el lateral."
                ),
                "is_required": False,
                "sort_order": 10,
            },
            {
                "code": "PLACA_IDENTIFICATIVA",
                "title": "Placa identificativa",
                "image_type": "required_document",
                "description": "Etiqueta o grabado del depósito con la capacidad.",
                "alt_text": "Etiqueta del depósito con la capacidad",
                "user_instruction": (
                    "Fotografía de cerca la etiqueta o el grabado con la marca y la capacidad. Si no tiene, "
                    "fotografía el depósito con una cinta métrica en cada dimensión."
                ),
                "is_required": False,
                "sort_order": 20,
            },
        ],
        "warnings": [
            {
                "code": "deposito_agua_peso",
                "message": (
                    "Cada litro de agua suma un kilo: con el depósito lleno no se puede superar la masa "
                    "máxima total ni la de cada eje."
                ),
                "severity": "info",
            },
        ],
        "required_fields": [
            {
                "field_name": "tipo_agua",
                "field_label": "Tipo de agua",
                "field_type": "select",
                "options": ["Limpia", "Gris"],
                "example_value": "Limpia",
            },
            {
                "field_name": "capacidad_l",
                "field_label": "Capacidad",
                "field_type": "number",
                "validation_rules": {"min_value": 5, "max_value": 500, "unit": "l"},
                "example_value": "70",
            },
            {
                "field_name": "ubicacion",
                "field_label": "Dónde está",
                "field_type": "select",
                "options": ["Interior de la vivienda", "Maletero", "Bajo el vehículo"],
                "example_value": "Bajo el vehículo",
            },
            {
                "field_name": "distancia_suelo_mm",
                "field_label": "Distancia del depósito al suelo",
                "field_type": "number",
                "validation_rules": {"min_value": 50, "max_value": 1000, "unit": "mm"},
                "example_value": "260",
                "instruction": "Mide desde el punto más bajo del depósito.",
                "condition_field_name": "ubicacion",
                "condition_operator": "equals",
                "condition_value": "Bajo el vehículo",
            },
            {
                "field_name": "protector_inferior",
                "field_label": "¿Lleva protección contra golpes por debajo?",
                "field_type": "boolean",
                "example_value": "Sí",
                "condition_field_name": "distancia_suelo_mm",
                "condition_operator": "less_than",
                "condition_value": "200",
            },
            {
                "field_name": "material",
                "field_label": "Material",
                "field_type": "select",
                "is_required": False,
                "options": ["Plástico alimentario", "Acero inoxidable", "Aluminio", "Otro"],
                "example_value": "Plástico alimentario",
            },
        ],
    },
    {
        "code": "AIRE_ACONDI",
        "name": "Aire acondicionado",
        "description": (
            "Equipo de aire acondicionado instalado de forma fija en el techo o en un mueble de la vivienda."
        ),
        "sort_order": 110,
        "is_countable": True,
        "keywords": [
            "aire acondicionado", "ac", "climatizador", "clima", "aire", "aire de techo", "a/c", "dometic",
            "aventa", "freshjet", "truma", "saphir", "telair", "autoclima", "viesa", "climatizacion",
            "aires acondicionados", "coleman", "aircommand", "cool top", "aire frio", "split",
            "aparato de aire", "equipo de aire", "bomba de calor", "aparato del aire", "maquina de aire",
            "maquina de aire acondicionado", "aire de verano", "aire acondicionado de techo",
            "aire para el verano", "aire a 12v", "aire de 12v", "aire acondicionado a 12v",
            "climatizador de techo", "climatizador evaporativo", "evapolar", "dirna", "bycool", "indel b",
            "aventa compact", "freshlight", "plein aircon", "clima de techo", "refrigeracion de techo",
            "aire en el techo", "aire acondicionao", "aire frio y calor", "velit", "aparato de clima",
            "climatizador de aire", "aire de parking", "aircon", "minisplit",
            "dometic harrier", "harrier", "belaire", "houghton", "cooltronic", "aire del techo",
            "dometic freshjet", "dometic fjx", "maquina del aire", "aparato de frio", "aire por el techo",
        ],
        "aliases": ["air conditioning", "climatizacion"],
        "images": [
            {
                "code": "UNIDAD_EXTERIOR",
                "title": "Unidad exterior",
                "image_type": "example",
                "description": "Equipo visto desde fuera, en el techo o en la rejilla.",
                "alt_text": "Unidad exterior del aire acondicionado en el techo",
                "user_instruction": (
                    "Fotografía el equipo desde una escalera o un punto elevado. Si está en un mueble, "
                    "fotografía las rejillas exteriores."
                ),
                "is_required": False,
                "sort_order": 10,
            },
            {
                "code": "PANEL_DE_CONTROL",
                "title": "Panel de control",
                "image_type": "example",
                "description": "Mando o panel interior del equipo.",
                "alt_text": "Panel de control del aire acondicionado",
                "user_instruction": (
                    "Con el equipo encendido, fotografía el panel interior o el mando junto al difusor."
                ),
                "is_required": False,
                "sort_order": 20,
            },
            {
                "code": "FOTO_CON_MATRICULA",
                "title": "Foto con matrícula",
                "image_type": "required_document",
                "description": "Vista general en la que se ven a la vez el equipo de aire y la matrícula.",
                "alt_text": "Autocaravana con el equipo de aire y la matrícula visible",
                "user_instruction": (
                    "Colócate en diagonal por delante o por detrás, a unos 3 metros, y encuadra el equipo de "
                    "aire junto con la matrícula. La matrícula debe leerse sin ampliar la imagen."
                ),
                "is_required": False,
                "sort_order": 30,
            },
        ],
        "warnings": [
            {
                "code": "aire_no_reforma",
                "message": (
                    "Un equipo portátil que no va fijado, o la sustitución por otro equivalente en el mismo "
                    "hueco, normalmente no es reforma. El equipo fijo nuevo sí se tramita y necesita boletín "
                    "eléctrico."
                ),
                "severity": "info",
            },
        ],
        "required_fields": [
            {
                "field_name": "marca",
                "field_label": "Marca del equipo",
                "field_type": "text",
                "validation_rules": {"min_length": 2, "max_length": 60},
                "example_value": "Truma",
                "instruction": "La encontrarás en la placa o etiqueta del fabricante.",
            },
            {
                "field_name": "modelo",
                "field_label": "Modelo del equipo",
                "field_type": "text",
                "validation_rules": {"min_length": 1, "max_length": 80},
                "example_value": "Aventa Compact",
            },
            {
                "field_name": "ubicacion",
                "field_label": "Dónde está montado",
                "field_type": "select",
                "options": ["Techo", "Interior de un mueble"],
                "example_value": "Techo",
            },
            {
                "field_name": "altura_nueva_mm",
                "field_label": "Altura total nueva del vehículo",
                "field_type": "number",
                "validation_rules": {
                    "min_value": 1800,
                    "max_value": 4000,
                    "unit": "mm",
                    "integer_only": True,
                },
                "example_value": "3020",
                "instruction": "Mide desde el suelo hasta el punto más alto.",
                "condition_field_name": "ubicacion",
                "condition_operator": "equals",
                "condition_value": "Techo",
            },
            {
                "field_name": "tension",
                "field_label": "Alimentación",
                "field_type": "select",
                "options": ["12 V", "230 V", "12 V y 230 V"],
                "example_value": "230 V",
            },
            {
                "field_name": "potencia_w",
                "field_label": "Potencia eléctrica",
                "field_type": "number",
                "validation_rules": {"min_value": 50, "max_value": 4000, "unit": "W"},
                "example_value": "1200",
                "instruction": "Figura en la etiqueta de características.",
            },
            {
                "field_name": "peso_kg",
                "field_label": "Peso del equipo",
                "field_type": "number",
                "is_required": False,
                "validation_rules": {"min_value": 2, "max_value": 100, "unit": "kg"},
                "example_value": "28",
            },
        ],
    },
    {
        "code": "GLP_INSTALACION",
        "name": "Instalación GLP / Gas",
        "description": (
            "Instalación de gas licuado (GLP) para los aparatos de la vivienda. Hay que saber si es un kit "
            "de bombona, un depósito fijo o un Duocontrol."
        ),
        "sort_order": 160,
        "keywords": [
            "glp", "gas", "instalacion gas", "bombona", "deposito glp", "autogas", "instalacion de gas",
            "propano", "butano", "instalacion del gas", "gas de la vivienda", "gas propano", "gas butano",
            "poner gas", "sistema de gas", "gas glp", "gas para la cocina", "gas para cocinar",
            "tuberia de gas", "tuberias de gas", "circuito de gas", "gas licuado", "glp vivienda",
        ],
        "aliases": ["lpg", "propane"],
        "question_hint": (
            "¿Qué instalación de gas es: un kit de bombona, un depósito fijo de GLP o un Duocontrol?"
        ),
        "images": [
            {
                "code": "SISTEMA_GLP",
                "title": "Sistema GLP",
                "image_type": "example",
                "description": "Vista general de la instalación de gas.",
                "alt_text": "Instalación de GLP en el cofre de gas",
                "user_instruction": (
                    "Abre el cofre o el lugar de la instalación y fotografía el conjunto: envase o depósito, "
                    "regulador y conducciones."
                ),
                "is_required": False,
                "sort_order": 10,
            },
        ],
        "warnings": [
            {
                "code": "glp_certificacion",
                "message": (
                    "La instalación de gas necesita el certificado de una empresa instaladora autorizada, "
                    "con la prueba de estanquidad. Si no lo tienes, podemos tramitarlo como servicio "
                    "adicional."
                ),
                "severity": "warning",
            },
        ],
        "required_fields": [
            {
                "field_name": "aparatos_alimentados",
                "field_label": "Qué aparatos usan el gas",
                "field_type": "text",
                "validation_rules": {"min_length": 4, "max_length": 200},
                "example_value": "Cocina, calefacción y nevera",
            },
            {
                "field_name": "calefaccion_en_marcha",
                "field_label": "¿Se usa la calefacción de gas con el vehículo en marcha?",
                "field_type": "boolean",
                "example_value": "No",
                "instruction": "En ese caso hace falta un dispositivo que corte el gas en caso de accidente.",
                "condition_field_name": "aparatos_alimentados",
                "condition_operator": "contains",
                "condition_value": "calefacción",
            },
            {
                "field_name": "dispositivo_corte",
                "field_label": "¿Hay un dispositivo que corte el gas en caso de choque?",
                "field_type": "boolean",
                "example_value": "Sí",
                "condition_field_name": "calefaccion_en_marcha",
                "condition_operator": "equals",
                "condition_value": "true",
            },
            {
                "field_name": "tiene_certificado_gas",
                "field_label": "¿Tienes el certificado de la instalación de gas?",
                "field_type": "boolean",
                "example_value": "Sí",
            },
            {
                "field_name": "fecha_certificado_gas",
                "field_label": "Fecha del certificado",
                "field_type": "date",
                "example_value": "20/01/2026",
                "condition_field_name": "tiene_certificado_gas",
                "condition_operator": "equals",
                "condition_value": "true",
            },
            {
                "field_name": "foto_certificado_gas",
                "field_label": "Foto del certificado de gas",
                "field_type": "photo",
                "instruction": (
                    "Fotografía el certificado entero, con el sello y el número de la empresa instaladora."
                ),
                "condition_field_name": "tiene_certificado_gas",
                "condition_operator": "equals",
                "condition_value": "true",
            },
        ],
    },
    {
        "code": "GLP_KIT_BOMB",
        "name": "Kit bombona GLP",
        "description": "Kit de bombona de gas, recargable o intercambiable, colocado en un cofre ventilado.",
        "sort_order": 161,
        "parent_code": "GLP_INSTALACION",
        "variant_type": "installation_type",
        "variant_code": "KIT_BOMBONA",
        "inherit_parent_data": True,
        "keywords": [
            "kit bombona", "bombona", "kit", "portatil", "portable", "cambiable", "intercambiable",
            "bombona recargable", "bombona rellenable", "gaslow", "alugas", "gasit", "easygas",
            "botella rellenable", "botella recargable", "bombonas rellenables", "kit de bombona",
            "kit de bombonas", "bombona recargable de gas", "bombonas recargables", "bombona de gas",
            "bombonas de gas", "botella de gas", "botellas de gas", "botellas recargables",
            "cofre de bombona", "cofre para la bombona", "cofre para bombona", "cofre de la bombona",
            "cofre del gas", "armario de bombona", "caja de bombona", "bombonas intercambiables",
            "campingaz fijo", "safefill", "botella de propano", "botellas de propano", "bombona de propano",
            "bombona de butano", "bombonas de butano", "bombona naranja", "gaslow r67", "portabombonas",
            "alu gas", "twin kit", "kit de dos bombonas", "cilindro de gas", "rellenar en gasolinera",
            "rellenable", "bombona doble", "doble bombona", "garrafas de glp", "garrafas de gas",
            "garrafa de gas", "tanque de gas portatil", "gaslight", "bombonas twin",
            "instalacion de garrafas",
            "bombona fija", "bombonas fijas", "bombona fija recargable", "bombonas fijas recargables",
            "bombonas de glp", "bombonas de gas recargables", "botellas de glp", "bombona de glp",
            "bombona recargable fija", "garrafas recargables",
        ],
        "aliases": [],
        "images": [
            {
                "code": "KIT_BOMBONA_INSTALADO",
                "title": "Kit bombona instalado",
                "image_type": "example",
                "description": "Bombona sujeta en su cofre.",
                "alt_text": "Bombona de GLP sujeta en el cofre de gas",
                "user_instruction": (
                    "Abre el cofre y fotografía la bombona con las cinchas puestas, el regulador y la "
                    "rejilla inferior de ventilación."
                ),
                "is_required": False,
                "sort_order": 10,
            },
            {
                "code": "DOCUMENTACION_BOMBONA",
                "title": "Documentación bombona",
                "image_type": "required_document",
                "description": "Marcado o certificado de la bombona y del regulador.",
                "alt_text": "Marcado de la bombona de gas",
                "user_instruction": (
                    "Fotografía el marcado de la bombona (fabricante, capacidad y fecha) y el certificado "
                    "del kit si lo tienes."
                ),
                "is_required": False,
                "sort_order": 20,
            },
        ],
        "warnings": [
            {
                "code": "glp_bombona_ventilacion",
                "message": (
                    "La bombona debe ir sujeta y en un cofre aislado de la vivienda y ventilado al exterior "
                    "por la parte baja. Las recargables deben llevar válvula que limite el llenado al 80 %."
                ),
                "severity": "warning",
            },
        ],
        "required_fields": [
            {
                "field_name": "marca",
                "field_label": "Marca de la bombona o del kit",
                "field_type": "text",
                "validation_rules": {"min_length": 2, "max_length": 60},
                "example_value": "Gaslow",
                "instruction": "La encontrarás en la placa o etiqueta del fabricante.",
            },
            {
                "field_name": "tipo_bombona",
                "field_label": "Tipo de bombona",
                "field_type": "select",
                "options": ["Recargable", "Intercambiable"],
                "example_value": "Recargable",
            },
            {
                "field_name": "numero_bombonas",
                "field_label": "Número de bombonas",
                "field_type": "number",
                "validation_rules": {"min_value": 1, "max_value": 4, "integer_only": True},
                "example_value": "2",
            },
            {
                "field_name": "capacidad_kg",
                "field_label": "Capacidad de cada bombona",
                "field_type": "number",
                "validation_rules": {"min_value": 1, "max_value": 35, "unit": "kg"},
                "example_value": "11",
            },
            {
                "field_name": "boca_carga_exterior",
                "field_label": "¿Tiene boca de carga exterior?",
                "field_type": "boolean",
                "example_value": "Sí",
                "condition_field_name": "tipo_bombona",
                "condition_operator": "equals",
                "condition_value": "Recargable",
            },
            {
                "field_name": "ubicacion_boca_carga",
                "field_label": "Dónde está la boca de carga",
                "field_type": "text",
                "validation_rules": {"min_length": 4, "max_length": 150},
                "example_value": "Lateral izquierdo, junto al cofre de gas",
                "condition_field_name": "boca_carga_exterior",
                "condition_operator": "equals",
                "condition_value": "true",
            },
        ],
    },
    {
        "code": "GLP_DEPOSITO",
        "name": "Depósito GLP",
        "description": "Depósito de GLP fijado al vehículo, con boca de carga exterior.",
        "sort_order": 162,
        "parent_code": "GLP_INSTALACION",
        "variant_type": "installation_type",
        "variant_code": "DEPOSITO",
        "inherit_parent_data": True,
        "keywords": [
            "deposito", "deposito fijo", "tanque", "fijo", "permanente", "instalado", "deposito de gas",
            "tanque de gas", "deposito fijo de gas", "deposito de glp",
            "deposito fijo de glp", "deposito de propano", "tanque de glp", "tanque fijo de gas",
            "tanque de propano", "deposito de autogas", "deposito toroidal",
            "toroidal", "deposito de gas fijo", "wynen", "gas stop", "stako", "tanque estacionario",
            "estacionario", "deposito gpl", "deposito de gpl", "gpl fijo",
            "glp con deposito",
            "gas con deposito",
            "deposito fijo de propano", "deposito fijo bajo el chasis", "bombona grande fija",
            "deposito de gas bajo el chasis", "tanque de autogas", "deposito de gas debajo",
        ],
        "aliases": [],
        "images": [
            {
                "code": "DEPOSITO_INSTALADO",
                "title": "Depósito instalado",
                "image_type": "example",
                "description": "Depósito montado bajo el vehículo o en su cofre.",
                "alt_text": "Depósito fijo de GLP bajo la autocaravana",
                "user_instruction": (
                    "Fotografía el depósito completo con sus soportes. Si está bajo el vehículo, hazlo desde "
                    "el lateral más cercano."
                ),
                "is_required": False,
                "sort_order": 10,
            },
            {
                "code": "BOCA_DE_CARGA",
                "title": "Boca de carga",
                "image_type": "example",
                "description": "Boca de carga y su posición en la carrocería.",
                "alt_text": "Boca de carga de GLP en el lateral",
                "user_instruction": (
                    "Abre la tapa y fotografía la boca de carga, primero de cerca y después con el lateral "
                    "completo."
                ),
                "is_required": False,
                "sort_order": 20,
            },
            {
                "code": "DOCUMENTACION_DEPOSITO",
                "title": "Documentación depósito",
                "image_type": "required_document",
                "description": "Placa y certificado del depósito.",
                "alt_text": "Placa de características del depósito de GLP",
                "user_instruction": (
                    "Fotografía la placa del depósito (contraseña, capacidad, número y fecha) y envía el "
                    "certificado del fabricante."
                ),
                "is_required": False,
                "sort_order": 30,
            },
        ],
        "warnings": [
            {
                "code": "glp_deposito_placa",
                "message": (
                    "El depósito debe llevar placa con contraseña de homologación, válvula limitadora de "
                    "llenado al 80 % y fijaciones propias. El ingeniero necesita leer la placa completa."
                ),
                "severity": "warning",
            },
        ],
        "required_fields": [
            {
                "field_name": "marca",
                "field_label": "Marca del depósito",
                "field_type": "text",
                "validation_rules": {"min_length": 2, "max_length": 60},
                "example_value": "Wynen Gas",
                "instruction": "La encontrarás en la placa o etiqueta del fabricante.",
            },
            {
                "field_name": "capacidad_l",
                "field_label": "Capacidad del depósito",
                "field_type": "number",
                "validation_rules": {"min_value": 5, "max_value": 300, "unit": "l"},
                "example_value": "60",
            },
            {
                "field_name": "contrasena_homologacion",
                "field_label": "Contraseña de homologación del depósito",
                "field_type": "text",
                "validation_rules": {
                    "pattern": "^[eE] ?[0-9]{1,2}[ *-].{3,}$",
                    "pattern_hint": (
                        "Empieza por «e» o «E» y el número del país, por ejemplo e9*2007/46*0123*00 o "
                        "E4-55R-011234"
                    ),
                    "max_length": 60,
                },
                "example_value": "E20 67R-010123",
                "instruction": "Figura en la placa del depósito.",
            },
            {
                "field_name": "ubicacion",
                "field_label": "Dónde está",
                "field_type": "select",
                "options": ["Bajo el vehículo", "En un cofre exterior ventilado"],
                "example_value": "Bajo el vehículo",
            },
            {
                "field_name": "distancia_suelo_mm",
                "field_label": "Distancia del depósito al suelo",
                "field_type": "number",
                "validation_rules": {"min_value": 50, "max_value": 1000, "unit": "mm"},
                "example_value": "250",
                "condition_field_name": "ubicacion",
                "condition_operator": "equals",
                "condition_value": "Bajo el vehículo",
            },
            {
                "field_name": "fecha_fabricacion_deposito",
                "field_label": "Fecha de fabricación del depósito",
                "field_type": "date",
                "is_required": False,
                "example_value": "01/06/2025",
            },
        ],
    },
    {
        "code": "GLP_DUOCONTROL",
        "name": "Duocontrol GLP",
        "description": (
            "Regulador con cambio automático entre dos bombonas (Duocontrol), con o sin sensor de choque."
        ),
        "sort_order": 163,
        "parent_code": "GLP_INSTALACION",
        "variant_type": "installation_type",
        "variant_code": "DUOCONTROL",
        "inherit_parent_data": True,
        "keywords": [
            "duocontrol", "duo control", "doble control", "automatico", "regulador automatico",
            "truma duocontrol", "truma", "caramatic", "regulador de gas", "cambio automatico de bombonas",
            "inversor de bombonas", "duocontrol cs", "monocontrol", "mono control",
            "regulador de dos bombonas", "cambia solo de bombona", "cambia de bombona",
            "cambia de una bombona a otra", "cambio de bombona automatico", "cambio automatico de bombona",
            "conmutador de bombonas", "inversor automatico de bombonas", "regulador automatico de gas",
            "duocomfort", "duo comfort", "secumotion", "regulador de crash", "sensor de choque",
            "crash sensor", "regulador doble", "drivesafe", "regulador con sensor",
            "salta a la otra bombona", "cambia solo de una a otra", "cambia de una botella a otra",
            "pasa de una bombona a otra", "pasa de una botella a otra", "cambiador automatico de bombonas",
            "cambia sola de bombona", "salta de una a otra", "cambia automaticamente de bombona",
            "regulador que cambia de bombona", "regulador que cambia solo de bombona", "duo", "el duo ese",
            "duocontrols", "duo-control", "regulador truma", "inversor de gas",
            "conmutador automatico de bombonas", "conmutador automatico entre botellas",
            "conmutador de botellas", "conmutador automatico de gas", "alterna las bombonas",
            "alterna las botellas", "centralita duo control", "centralita duocontrol",
            "conmutador automatico entre dos botellas", "alternador de bombonas",
            "inversor automatico de botellas", "regulador que alterna las bombonas",
        ],
        "aliases": [],
        "images": [
            {
                "code": "SISTEMA_DUOCONTROL",
                "title": "Sistema Duocontrol",
                "image_type": "example",
                "description": "Regulador montado con las dos bombonas.",
                "alt_text": "Regulador Duocontrol con dos bombonas conectadas",
                "user_instruction": (
                    "Abre el cofre y fotografía el regulador con las dos bombonas conectadas y los "
                    "latiguillos completos."
                ),
                "is_required": False,
                "sort_order": 10,
            },
            {
                "code": "DOCUMENTACION_DUOCONTROL",
                "title": "Documentación Duocontrol",
                "image_type": "required_document",
                "description": "Etiqueta y certificado del regulador.",
                "alt_text": "Etiqueta del regulador Duocontrol",
                "user_instruction": (
                    "Fotografía la etiqueta del regulador (modelo, caudal y fecha de fabricación) y envía el "
                    "certificado si lo tienes."
                ),
                "is_required": False,
                "sort_order": 20,
            },
        ],
        "warnings": [
            {
                "code": "glp_duocontrol_latiguillos",
                "message": (
                    "El regulador y los latiguillos caducan: comprueba la fecha marcada. Para usar la "
                    "calefacción en marcha hace falta el modelo con sensor de choque y latiguillos con "
                    "protección de rotura."
                ),
                "severity": "info",
            },
        ],
        "required_fields": [
            {
                "field_name": "marca",
                "field_label": "Marca del regulador",
                "field_type": "text",
                "validation_rules": {"min_length": 2, "max_length": 60},
                "example_value": "Truma",
                "instruction": "La encontrarás en la placa o etiqueta del fabricante.",
            },
            {
                "field_name": "modelo",
                "field_label": "Modelo del regulador",
                "field_type": "text",
                "validation_rules": {"min_length": 1, "max_length": 80},
                "example_value": "DuoControl CS",
            },
            {
                "field_name": "sensor_choque",
                "field_label": "¿Lleva sensor de choque?",
                "field_type": "boolean",
                "example_value": "Sí",
            },
            {
                "field_name": "latiguillos_antirrotura",
                "field_label": "¿Los latiguillos llevan protección de rotura?",
                "field_type": "boolean",
                "example_value": "Sí",
                "condition_field_name": "sensor_choque",
                "condition_operator": "equals",
                "condition_value": "true",
            },
            {
                "field_name": "anio_fabricacion",
                "field_label": "Año de fabricación del regulador",
                "field_type": "number",
                "validation_rules": {"min_value": 2000, "max_value": 2100, "integer_only": True},
                "example_value": "2025",
                "instruction": "Está marcado en el cuerpo del regulador.",
            },
        ],
    },
    {
        "code": "MOBILIARIO_INT",
        "name": "Mobiliario interior",
        "description": (
            "Mobiliario interior fijo añadido, sustituido o cambiado de sitio en la vivienda: camas, "
            "armarios, mesas o muebles de cocina."
        ),
        "sort_order": 230,
        "keywords": [
            "mobiliario", "mobiliario interior", "mueble", "muebles", "armario", "cama", "cama abatible",
            "litera", "dinette", "mesa interior", "mueble de cocina", "cambio de distribucion", "armarios",
            "camas", "literas", "mesa", "cocina", "distribucion interior", "amueblado",
            "muebles interiores", "muebles nuevos", "altillos", "cajonera", "sofa cama", "cama elevable",
            "camper interior", "dormir arriba", "modulo de cocina", "modulo cocina", "modulo camper",
            "cajones", "cajon", "camper por dentro", "encimera", "somier", "mueblecito", "mesita",
            "mesa plegable", "mesas", "bancada", "estanteria", "estanterias", "estantes", "fregadero",
            "fregadera", "armarito", "altillo", "sofa", "rock n roll", "asiento cama", "cama electrica",
            "cama de techo", "cama fija", "cama trasera", "cama transversal", "camastro",
            "plataforma de cama", "base de cama", "kit camper", "kit de cama", "mueble cama", "mueble bajo",
            "mueble alto", "muebles de madera", "carpinteria", "carpinteria interior", "mesa giratoria",
            "mesa comedor", "distribucion", "redistribuir", "redistribucion", "mobiliario camper",
            "cocina nueva", "mueble lateral", "amueblar", "arcones", "baul interior", "muebles camper",
            "camas abatibles", "literitas", "cama arriba", "cama de arriba", "cama bajable",
            "cama plegable", "barra de cocina", "isla de cocina", "muebles interior",
            "revestimiento interior", "mueblitos",
            "mostrador", "escritorio", "aparador", "zapatero", "muebleria", "mueble bar", "mesa de trabajo",
            "camillas", "hacer un dormitorio", "hacer una habitacion", "mueble de bano", "armario nuevo",
            "armario ropero nuevo", "mueble a medida", "muebles a medida", "cocina a medida",
            "cocina cambiada", "mueble de la tele", "alacena", "despensa", "sillones cama",
            "cama de matrimonio", "camas gemelas", "cama isla",
        ],
        "aliases": ["interior furniture", "arcon"],
        "images": [
            {
                "code": "VISTA_GENERAL_DEL_INTERIOR",
                "title": "Vista general del interior",
                "image_type": "example",
                "description": "Interior completo con el mobiliario nuevo.",
                "alt_text": "Interior de la autocaravana con el mobiliario nuevo",
                "user_instruction": (
                    "Fotografía el interior desde la puerta y desde el fondo, con todos los muebles nuevos a "
                    "la vista."
                ),
                "is_required": False,
                "sort_order": 10,
            },
            {
                "code": "DETALLE_DE_LAS_FIJACIONES",
                "title": "Detalle de las fijaciones",
                "image_type": "required_document",
                "description": "Tornillos, escuadras o anclajes del mueble.",
                "alt_text": "Fijación de un mueble al suelo de la vivienda",
                "user_instruction": (
                    "Fotografía de cerca los puntos en los que cada mueble nuevo se fija al suelo o a la "
                    "pared."
                ),
                "is_required": True,
                "sort_order": 20,
            },
            {
                "code": "CROQUIS_DE_LA_DISTRIBUCION",
                "title": "Croquis de la distribución",
                "image_type": "required_document",
                "description": "Dibujo de la distribución antes y después.",
                "alt_text": "Croquis de la distribución interior",
                "user_instruction": (
                    "Dibuja a mano o con ordenador la planta de la vivienda antes y después, con las medidas "
                    "principales, y fotografíala entera."
                ),
                "is_required": False,
                "sort_order": 30,
            },
        ],
        "warnings": [
            {
                "code": "mobiliario_fijacion",
                "message": (
                    "Los muebles deben ir fijados a la estructura, sin aristas y sin tapar salidas de "
                    "emergencia ni ventilaciones. Si cambia el número de plazas de viaje, hay que tramitarlo "
                    "aparte."
                ),
                "severity": "warning",
            },
        ],
        "required_fields": [
            {
                "field_name": "tipo_mueble",
                "field_label": "Qué muebles se han cambiado",
                "field_type": "text",
                "validation_rules": {"min_length": 4, "max_length": 200},
                "example_value": "Cama trasera y armario lateral",
            },
            {
                "field_name": "actuacion",
                "field_label": "Qué se ha hecho",
                "field_type": "select",
                "options": ["Añadir", "Sustituir", "Eliminar", "Cambiar de sitio"],
                "example_value": "Añadir",
            },
            {
                "field_name": "material",
                "field_label": "Material",
                "field_type": "select",
                "options": ["Tablero ligero", "Madera maciza", "Aluminio", "Otro"],
                "example_value": "Tablero ligero",
                "condition_field_name": "actuacion",
                "condition_operator": "not_equals",
                "condition_value": "Eliminar",
            },
            {
                "field_name": "peso_kg",
                "field_label": "Peso aproximado de los muebles nuevos",
                "field_type": "number",
                "validation_rules": {"min_value": 1, "max_value": 600, "unit": "kg"},
                "example_value": "45",
                "condition_field_name": "actuacion",
                "condition_operator": "not_equals",
                "condition_value": "Eliminar",
            },
            {
                "field_name": "afecta_plazas",
                "field_label": "¿Afecta a plazas de viaje o a sus cinturones?",
                "field_type": "boolean",
                "example_value": "No",
            },
            {
                "field_name": "detalle_plazas",
                "field_label": "Qué plazas de viaje se ven afectadas",
                "field_type": "text",
                "validation_rules": {"min_length": 5, "max_length": 200},
                "example_value": "Se elimina la plaza trasera izquierda",
                "condition_field_name": "afecta_plazas",
                "condition_operator": "equals",
                "condition_value": "true",
            },
        ],
    },
    {
        "code": "ELECTRICA_INT",
        "name": "Instalación eléctrica interior (inversor, batería, cargador)",
        "description": (
            "Instalación eléctrica interior de la vivienda: inversor, baterías auxiliares o cargador. "
            "Necesita boletín eléctrico."
        ),
        "sort_order": 240,
        "keywords": [
            "inversor", "convertidor de corriente", "bateria", "baterias", "bateria auxiliar",
            "bateria de litio", "segunda bateria", "cargador", "cargador de baterias", "booster",
            "instalacion electrica", "instalacion 230v", "enchufes interiores", "victron", "mastervolt",
            "ective", "ecoflow", "bluetti", "liontron", "ctek", "votronic", "multiplus", "cuadro electrico",
            "conversor", "electricidad", "enchufes", "sterling", "redarc", "ultimatron", "super b",
            "lifepo4", "baterias de litio", "estacion de energia", "central electrica",
            "instalacion de 230v", "cableado", "convertidor", "convertidores", "inverter",
            "instalacion de 220", "instalacion 220", "instalacion de 12v", "instalacion 12v", "220v",
            "230v", "toma de 220", "toma de corriente", "tomas de corriente", "enchufe", "enchufes de 220",
            "parte electrica", "instalacion de corriente", "baterias de servicio", "bateria de servicio",
            "bateria de la vivienda", "baterias agm", "agm", "bateria agm", "bateria de gel",
            "baterias de gel", "bateria gel", "lifepo", "litio", "bateria extra", "baterias extra",
            "bateria adicional", "mas baterias", "tercera bateria", "cargador de bateria",
            "cargador booster", "rele separador", "separador de baterias", "pylontech", "powerstation",
            "power station", "generador electrico", "jackery", "edecoa", "ampere time", "redodo",
            "cuadro de luces", "cuadro electrico interior", "panel electrico", "scheiber",
            "instalacion electrica interior", "electricidad interior", "smartshunt", "monitor de bateria",
            "multi plus", "instalacion de baterias", "inversor de corriente", "inversor de onda pura",
            "onda pura", "toma de 230",
            "sistema de 230", "sistema de 220", "sistema electrico", "toma 220 interior",
            "toma interior de 230", "enchufes de dentro", "cargador dc", "dc-dc", "cargador dc-dc", "dc dc",
            "litios", "baterias de mas", "otra bateria", "bateria nueva de litio", "orion victron",
            "victron orion", "blue smart", "transformador de 220", "transformador",
            "bateria de ciclo profundo", "centralita electrica",
        ],
        "aliases": ["inverter", "litio"],
        "images": [
            {
                "code": "VISTA_GENERAL_DE_LA_INSTALACION",
                "title": "Vista general de la instalación",
                "image_type": "example",
                "description": "Equipos eléctricos en su lugar de montaje.",
                "alt_text": "Inversor y baterías auxiliares en su alojamiento",
                "user_instruction": (
                    "Abre el hueco donde están los equipos y fotografía el conjunto: inversor, baterías, "
                    "cargador, fusibles y cableado."
                ),
                "is_required": False,
                "sort_order": 10,
            },
            {
                "code": "ETIQUETAS_DE_LOS_EQUIPOS",
                "title": "Etiquetas de los equipos",
                "image_type": "required_document",
                "description": "Etiqueta de características de cada equipo.",
                "alt_text": "Etiqueta de características del inversor",
                "user_instruction": (
                    "Fotografía de cerca la etiqueta de cada equipo. Marca, modelo, tensión y potencia o "
                    "capacidad deben leerse."
                ),
                "is_required": True,
                "sort_order": 20,
            },
            {
                "code": "PROTECCIONES",
                "title": "Protecciones",
                "image_type": "required_document",
                "description": "Fusibles, diferencial y magnetotérmico.",
                "alt_text": "Cuadro de protecciones de la instalación de 230 V",
                "user_instruction": (
                    "Fotografía el cuadro eléctrico y los fusibles junto a las baterías, con la tapa abierta."
                ),
                "is_required": True,
                "sort_order": 30,
            },
        ],
        "warnings": [
            {
                "code": "electrica_int_boletin",
                "message": (
                    "La instalación de inversor, batería o cargador necesita boletín eléctrico. La parte de "
                    "230 V debe llevar diferencial y magnetotérmico, y las baterías deben ir sujetas y con "
                    "fusible."
                ),
                "severity": "warning",
            },
            {
                "code": "electrica_int_bateria_litio",
                "message": (
                    "Las baterías de plomo abierto necesitan ventilación al exterior; las de litio, un "
                    "sistema de control (BMS). Indícanos el tipo."
                ),
                "severity": "info",
            },
        ],
        "required_fields": [
            {
                "field_name": "instala_inversor",
                "field_label": "¿Se instala un inversor?",
                "field_type": "boolean",
                "example_value": "Sí",
            },
            {
                "field_name": "potencia_inversor_w",
                "field_label": "Potencia continua del inversor",
                "field_type": "number",
                "validation_rules": {"min_value": 50, "max_value": 10000, "unit": "W"},
                "example_value": "2000",
                "condition_field_name": "instala_inversor",
                "condition_operator": "equals",
                "condition_value": "true",
            },
            {
                "field_name": "seccion_cable_mm2",
                "field_label": "Sección del cable entre la batería y el inversor",
                "field_type": "number",
                "validation_rules": {"min_value": 1, "max_value": 200, "unit": "mm²"},
                "example_value": "50",
                "instruction": "Va marcada en la funda del cable.",
                "condition_field_name": "potencia_inversor_w",
                "condition_operator": "greater_than",
                "condition_value": "1000",
            },
            {
                "field_name": "fusible_inversor_a",
                "field_label": "Fusible entre la batería y el inversor",
                "field_type": "number",
                "validation_rules": {"min_value": 5, "max_value": 1000, "unit": "A"},
                "example_value": "250",
                "condition_field_name": "potencia_inversor_w",
                "condition_operator": "greater_than",
                "condition_value": "1000",
            },
            {
                "field_name": "instala_bateria",
                "field_label": "¿Se instalan baterías auxiliares?",
                "field_type": "boolean",
                "example_value": "Sí",
            },
            {
                "field_name": "tipo_bateria",
                "field_label": "Tipo de batería",
                "field_type": "select",
                "options": ["Plomo abierto", "AGM", "Gel", "Litio (LiFePO4)"],
                "example_value": "Litio (LiFePO4)",
                "condition_field_name": "instala_bateria",
                "condition_operator": "equals",
                "condition_value": "true",
            },
            {
                "field_name": "capacidad_bateria_ah",
                "field_label": "Capacidad total de las baterías",
                "field_type": "number",
                "validation_rules": {"min_value": 10, "max_value": 2000, "unit": "Ah"},
                "example_value": "200",
                "condition_field_name": "instala_bateria",
                "condition_operator": "equals",
                "condition_value": "true",
            },
            {
                "field_name": "bateria_con_bms",
                "field_label": "¿La batería de litio lleva control (BMS)?",
                "field_type": "boolean",
                "example_value": "Sí",
                "condition_field_name": "tipo_bateria",
                "condition_operator": "contains",
                "condition_value": "Litio",
            },
            {
                "field_name": "ventilacion_exterior",
                "field_label": "¿Las baterías de plomo abierto ventilan al exterior?",
                "field_type": "boolean",
                "example_value": "Sí",
                "condition_field_name": "tipo_bateria",
                "condition_operator": "equals",
                "condition_value": "Plomo abierto",
            },
            {
                "field_name": "instala_cargador",
                "field_label": "¿Se instala un cargador o un booster?",
                "field_type": "boolean",
                "example_value": "No",
            },
            {
                "field_name": "modelo_cargador",
                "field_label": "Marca y modelo del cargador",
                "field_type": "text",
                "validation_rules": {"min_length": 2, "max_length": 80},
                "example_value": "Victron Orion-Tr 12/12-30",
                "condition_field_name": "instala_cargador",
                "condition_operator": "equals",
                "condition_value": "true",
            },
            {
                "field_name": "ubicacion_equipos",
                "field_label": "Dónde están los equipos",
                "field_type": "text",
                "validation_rules": {"min_length": 4, "max_length": 150},
                "example_value": "Bajo el asiento del copiloto",
            },
        ],
    },
    {
        "code": "TOMA_GAS_EXT",
        "name": "Toma de gas exterior",
        "description": (
            "Toma de gas exterior conectada a la instalación de la vivienda, para barbacoa u otros aparatos."
        ),
        "sort_order": 260,
        "is_countable": True,
        "keywords": [
            "toma de gas", "toma de gas exterior", "toma gas exterior", "salida de gas exterior",
            "toma de gas para barbacoa", "gas exterior", "toma exterior", "salida de gas", "enchufe de gas",
            "toma para barbacoa", "toma de gas fuera", "toma de gas por fuera", "toma exterior de gas",
            "toma de gas externa", "salida exterior de gas", "salida de gas por fuera",
            "salida de gas fuera", "salida de gas para la barbacoa", "gas para la barbacoa",
            "gas para barbacoa", "enchufe de gas exterior", "conexion de gas exterior",
            "conexion exterior de gas", "toma para la barbacoa", "toma de gas para cocinar fuera",
            "toma de gas lateral", "grifo de gas exterior", "enchufe para la barbacoa",
            "conexion para barbacoa", "salida para barbacoa", "toma de gas trasera", "toma gas barbacoa",
            "toma por fuera", "toma fuera", "toma de fuera", "salida exterior para hornillo",
            "salida para la paella", "salida para cocinar fuera", "salida por fuera para la plancha",
            "salida por fuera para enchufar la plancha", "llave de gas", "llave de gas exterior",
            "gas fuera", "gas por fuera", "toma de fuera para la barbacoa", "conexion de gas",
            "conexion de gas fuera", "gas para cocinar fuera", "racor de gas", "presa de gas",
            "presa de gas exterior", "toma de gas cocina", "toma gas cocina", "grifo de gas",
            "enganche de gas", "enganche gas", "enganche gas para plancha", "toma rapida de gas",
            "enchufe rapido de gas", "toma de gas rapida", "conexion rapida de gas", "gas para la plancha",
            "toma para la paella", "toma para la plancha", "toma fuera para la paella",
            "toma fuera para la plancha", "toma fuera para la barbacoa", "salida de gas para la paella",
            "salida de gas para la plancha", "enchufe de gas fuera",
        ],
        "aliases": ["gas bbq", "outside gas outlet"],
        "images": [
            {
                "code": "TOMA_DE_GAS_INSTALADA",
                "title": "Toma de gas instalada",
                "image_type": "example",
                "description": "Toma abierta, con la conexión y la llave.",
                "alt_text": "Toma de gas exterior con su llave de corte",
                "user_instruction": "Abre la tapa y fotografía de cerca la conexión y la llave de corte.",
                "is_required": False,
                "sort_order": 10,
            },
            {
                "code": "POSICION_EN_LA_CARROCERIA",
                "title": "Posición en la carrocería",
                "image_type": "example",
                "description": "Lateral o trasera con la toma.",
                "alt_text": "Lateral de la autocaravana con la toma de gas exterior",
                "user_instruction": (
                    "Fotografía el lateral completo desde unos 4 metros, con la toma a la vista."
                ),
                "is_required": False,
                "sort_order": 20,
            },
            {
                "code": "CERTIFICADO_DE_GAS",
                "title": "Certificado de gas",
                "image_type": "required_document",
                "description": "Certificado de la instalación de gas con la toma nueva.",
                "alt_text": "Certificado de la instalación de gas",
                "user_instruction": (
                    "Fotografía el certificado entero. Deben leerse la fecha, el sello y el número de la "
                    "empresa instaladora."
                ),
                "is_required": False,
                "sort_order": 30,
            },
        ],
        "warnings": [
            {
                "code": "toma_gas_certificado",
                "message": (
                    "La toma de gas exterior modifica la instalación de gas y necesita un certificado nuevo "
                    "de una empresa instaladora autorizada, con prueba de estanquidad."
                ),
                "severity": "warning",
            },
            {
                "code": "toma_gas_tarifa",
                "message": (
                    "Según dónde y cómo esté montada, la toma de gas puede tramitarse con proyecto o sin él. "
                    "El ingeniero lo confirma con las fotos."
                ),
                "severity": "info",
                "makes_provisional": True,
            },
        ],
        "required_fields": [
            {
                "field_name": "ubicacion",
                "field_label": "Dónde está",
                "field_type": "text",
                "validation_rules": {"min_length": 4, "max_length": 150},
                "example_value": "Lateral derecho, bajo la ventana de la cocina",
            },
            {
                "field_name": "llave_corte",
                "field_label": "¿Tiene llave de corte propia?",
                "field_type": "boolean",
                "example_value": "Sí",
            },
            {
                "field_name": "presion_mbar",
                "field_label": "Presión de servicio",
                "field_type": "number",
                "validation_rules": {"min_value": 20, "max_value": 60, "unit": "mbar"},
                "example_value": "30",
                "instruction": "Figura en la toma o en el regulador.",
            },
            {
                "field_name": "tiene_certificado_gas",
                "field_label": "¿Tienes el certificado de gas con la toma nueva?",
                "field_type": "boolean",
                "example_value": "Sí",
            },
            {
                "field_name": "fecha_certificado_gas",
                "field_label": "Fecha del certificado",
                "field_type": "date",
                "example_value": "20/01/2026",
                "condition_field_name": "tiene_certificado_gas",
                "condition_operator": "equals",
                "condition_value": "true",
            },
        ],
    },
]
