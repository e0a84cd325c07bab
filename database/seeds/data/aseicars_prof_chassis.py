"""Motorhome elements of chassis, masses, seats, towing, wheels and classification. Constants only, no logic."""

from typing import Final

from database.seeds.data.common import ElementData

CHASSIS_ELEMENTS: Final[list[ElementData]] = [
    {
        "code": "BOLA_REMOLQUE",
        "name": "Bola de remolque",
        "description": (
            "Bola o enganche de remolque montado en la trasera. Hay que saber si cambia la masa máxima "
            "remolcable (MMR) de la ficha técnica."
        ),
        "sort_order": 80,
        "keywords": [
            "bola remolque", "enganche", "bola", "remolque", "mmr", "enganche de remolque",
            "bola de enganche", "gancho remolque", "brink", "westfalia", "al-ko", "gancho",
            "enganche desmontable", "gdw", "oris", "bosal", "steinhof", "enganche de bola",
            "bolas de remolque", "enganche fijo", "enganche extraible", "bola extraible", "bola desmontable",
            "bola fija", "enganche para remolque", "enganche para el remolque", "enganches aragon", "mvg",
            "bola de arrastre", "gancho de arrastre", "gancho de remolque", "masa remolcable",
            "masa maxima remolcable", "llevar remolque", "tirar de un remolque", "tirar remolque",
            "acople de remolque", "enganche trasero", "enganches", "kit de enganche", "bola de tiro",
            "aragon desmontable", "bola aragon", "enganche aragon", "enganxall", "tiro de arrastre",
            "tow bar", "towbar", "perno de remolque", "lanza de remolque",
            "gancho de bola", "enganche de arrastre", "bola de arrastre desmontable",
        ],
        "aliases": ["coupling", "tow ball"],
        "question_hint": (
            "¿La bola de remolque aumenta la masa máxima remolcable (MMR) de la ficha técnica, o se queda la "
            "misma MMR?"
        ),
        "images": [
            {
                "code": "BOLA_REMOLQUE",
                "title": "Bola remolque",
                "image_type": "example",
                "description": "Bola montada en la trasera del vehículo.",
                "alt_text": "Bola de remolque instalada en la autocaravana",
                "user_instruction": (
                    "Fotografía la trasera desde unos 2 metros, a la altura de la bola. Deben verse la bola, "
                    "el soporte y la matrícula."
                ),
                "is_required": False,
                "sort_order": 10,
            },
        ],
        "warnings": [
            {
                "code": "bola_remolque_proyecto",
                "message": (
                    "La bola de remolque puede necesitar proyecto: depende de si aumenta o no la masa máxima "
                    "remolcable (MMR) que figura en la ficha técnica. Necesitamos saberlo para dar el "
                    "precio."
                ),
                "severity": "info",
                "trigger_conditions": {"none_elements": ["BOLA_SIN_MMR", "BOLA_CON_MMR", "BRAZO_PORTA"]},
            },
        ],
        "required_fields": [
            {
                "field_name": "marca",
                "field_label": "Marca del enganche",
                "field_type": "text",
                "validation_rules": {"min_length": 2, "max_length": 60},
                "example_value": "Aragon",
                "instruction": "La encontrarás en la placa o etiqueta del fabricante.",
            },
            {
                "field_name": "modelo",
                "field_label": "Modelo del enganche",
                "field_type": "text",
                "is_required": False,
                "validation_rules": {"min_length": 1, "max_length": 80},
                "example_value": "E4100",
            },
            {
                "field_name": "contrasena_homologacion",
                "field_label": "Contraseña de homologación del enganche",
                "field_type": "text",
                "validation_rules": {
                    "pattern": "^[eE] ?[0-9]{1,2}[ *-].{3,}$",
                    "pattern_hint": (
                        "Empieza por «e» o «E» y el número del país, por ejemplo e9*2007/46*0123*00 o "
                        "E4-55R-011234"
                    ),
                    "max_length": 60,
                },
                "example_value": "E9 55R-011234",
                "instruction": "Está en la placa del fabricante del enganche.",
            },
            {
                "field_name": "valor_d_kn",
                "field_label": "Valor D del enganche",
                "field_type": "number",
                "validation_rules": {"min_value": 1, "max_value": 60, "unit": "kN"},
                "example_value": "17.2",
                "instruction": "Figura en la placa del fabricante, en kN.",
            },
            {
                "field_name": "carga_vertical_kg",
                "field_label": "Carga vertical máxima (valor S)",
                "field_type": "number",
                "validation_rules": {"min_value": 10, "max_value": 350, "unit": "kg"},
                "example_value": "100",
                "instruction": "Figura en la placa del fabricante.",
            },
            {
                "field_name": "desmontable",
                "field_label": "¿La bola es desmontable?",
                "field_type": "boolean",
                "example_value": "No",
            },
        ],
    },
    {
        "code": "BOLA_SIN_MMR",
        "name": "Bola de remolque SIN aumento MMR",
        "description": (
            "Bola de remolque que se instala sin aumentar la masa máxima remolcable (MMR) de la ficha "
            "técnica."
        ),
        "sort_order": 81,
        "parent_code": "BOLA_REMOLQUE",
        "variant_type": "mmr_option",
        "variant_code": "SIN_MMR",
        "inherit_parent_data": True,
        "keywords": [
            "sin mmr", "no aumenta mmr", "sin aumento", "mismo mmr", "no", "sin", "no aumenta", "no cambia",
            "igual", "bola misma mmr", "bola sin tocar la mmr", "bola mantiene la mmr",
            "bola manteniendo la mmr", "bola sin cambiar la mmr", "bola sin subir la mmr",
            "bola no sube la mmr", "bola no cambia la mmr", "bola sin subir la masa remolcable",
            "bola misma masa remolcable", "bola sin aumentar la masa remolcable",
            "bola sin aumentar lo que puede arrastrar", "bola sin aumento de masa remolcable",
            "bola no aumenta la masa remolcable", "bola mmr igual", "bola mmr de ficha",
            "bola mmr que ya tiene", "bola mmr como esta", "bola no quiero aumentar la mmr",
            "bola no necesito mas mmr", "bola sin modificar la mmr", "bola sin variar la mmr",
            "bola dejando la mmr", "bola dejar la mmr", "bola mmr de origen", "bola mmr de serie",
            "bola mmr original", "bola mmr actual", "bola sin mas mmr", "bola mmr se queda igual",
            "bola mantener la mmr", "bola respetando la mmr", "bola sin incrementar la mmr",
            "enganche mantiene la mmr", "enganche que mantiene la masa remolcable", "mmr se mantiene",
            "mmr igual", "mmr no cambia", "misma mmr", "mmr se queda igual", "mantiene la mmr",
            "mmr sin cambios", "mmr como esta", "bola la mmr no se toca", "bola mmr no se toca",
            "bola la mmr no se mueve", "bola no toca la mmr", "bola la mmr la dejo igual",
            "bola sin variacion de mmr", "bola no modifica la mmr", "bola no altera la mmr",
            "bola no varia la mmr", "bola no sube la masa remolcable", "bola no incrementa la mmr",
            "bola sin alterar la mmr", "bola mantengo la mmr", "bola dejo la mmr como esta",
            "bola sin mover la mmr", "bola no mueve la mmr", "bola conservando la mmr",
            "bola conserva la mmr", "bola no modifica la masa maxima remolcable",
            "bola no aumenta la masa maxima remolcable", "manteniendo la mmr", "mantener la mmr",
            "mantengo la mmr", "manteniendo la masa remolcable", "mantiene la masa remolcable",
            "conservando la mmr", "respetando la mmr", "misma masa remolcable", "sin tocar la mmr",
            "sin tocar la masa remolcable", "sin subir la mmr", "sin cambiar la mmr", "sin modificar la mmr",
            "bola sin cambiar kilos", "bola mismos kilos de arrastre",
            "bola sin cambiar los kilos de arrastre", "bola mismo arrastre", "bola sin subir kilos",
            "bola no sube los kilos", "bola sin aumentar el peso de arrastre",
            "bola no aumenta el peso remolcable", "bola con la mmr que trae", "bola la mmr que trae",
            "bola sin mas peso", "bola mmr intacta", "mmr intacta", "no toca mmr", "bola no sube",
            "bola que no sube", "enganche que no sube",
            "bola sin incremento de masa", "bola sin masa", "bola sin subir la masa", "bola no sube la masa",
            "bola no suben la masa", "bola la masa no cambia", "bola la masa no se toca",
            "bola sin aumentar la masa", "bola sin aumento de masa", "bola sin aumento de remolcable",
            "bola sin aumentar peso de remolque", "bola sin aumento de peso", "bola mmr se queda como estaba",
            "bola masa remolcable se queda como estaba", "bola mmr la misma", "bola sin cambio de mmr",
            "bola sin cambiar los kilos", "bola masa remolcable igual", "bola sin subir la remolcable",
            "bola sin subir peso", "enganche sin subir la masa", "enganche sin aumento de masa",
        ],
        "aliases": [],
        "images": [
            {
                "code": "BOLA_INSTALADA",
                "title": "Bola instalada",
                "image_type": "example",
                "description": "Bola montada, con el soporte y la matrícula a la vista.",
                "alt_text": "Bola de remolque sin aumento de MMR",
                "user_instruction": (
                    "Fotografía la trasera desde unos 2 metros, a la altura de la bola, con la matrícula "
                    "dentro del encuadre."
                ),
                "is_required": False,
                "sort_order": 10,
            },
            {
                "code": "DOCUMENTACION",
                "title": "Documentación",
                "image_type": "required_document",
                "description": "Placa del fabricante o certificado del enganche.",
                "alt_text": "Placa del fabricante del enganche",
                "user_instruction": (
                    "Fotografía de cerca la placa del enganche: contraseña, valor D y valor S deben leerse. "
                    "Añade el certificado del fabricante si lo tienes."
                ),
                "is_required": False,
                "sort_order": 20,
            },
        ],
        "warnings": [
            {
                "code": "bola_sin_mmr_warning",
                "message": (
                    "Sin aumento de MMR no se podrá remolcar más de lo que ya indica la ficha técnica. Si la "
                    "ficha no indica MMR, la bola solo servirá de soporte para accesorios y no permitirá "
                    "llevar remolque."
                ),
                "severity": "warning",
            },
        ],
        "required_fields": [
            {
                "field_name": "ficha_indica_mmr",
                "field_label": "¿La ficha técnica ya indica una MMR?",
                "field_type": "boolean",
                "example_value": "Sí",
            },
            {
                "field_name": "mmr_actual_kg",
                "field_label": "MMR con freno que figura en la ficha",
                "field_type": "number",
                "validation_rules": {"min_value": 0, "max_value": 5000, "unit": "kg", "integer_only": True},
                "example_value": "2000",
                "condition_field_name": "ficha_indica_mmr",
                "condition_operator": "equals",
                "condition_value": "true",
            },
            {
                "field_name": "uso_previsto",
                "field_label": "Para qué se usará la bola",
                "field_type": "select",
                "options": ["Remolcar", "Solo portabicicletas o accesorios"],
                "example_value": "Solo portabicicletas o accesorios",
                "condition_field_name": "ficha_indica_mmr",
                "condition_operator": "equals",
                "condition_value": "true",
            },
        ],
    },
    {
        "code": "BOLA_CON_MMR",
        "name": "Bola de remolque CON aumento MMR",
        "description": (
            "Bola de remolque que se instala aumentando la masa máxima remolcable (MMR) de la ficha técnica, "
            "con documento del fabricante o informe que la respalde."
        ),
        "sort_order": 82,
        "parent_code": "BOLA_REMOLQUE",
        "variant_type": "mmr_option",
        "variant_code": "CON_MMR",
        "inherit_parent_data": True,
        "keywords": [
            "con mmr", "aumenta mmr", "aumento mmr", "mayor mmr", "si", "si aumenta", "incrementa",
            "mas mmr", "bola aumento de masa remolcable", "bola aumentar la masa remolcable",
            "bola aumentar masa remolcable", "bola aumentar la mmr", "bola aumentando la mmr",
            "bola subir la mmr", "bola subiendo la mmr", "bola mas masa remolcable",
            "bola subir masa remolcable", "bola subir la masa remolcable", "bola con mas mmr",
            "bola ampliar la mmr", "bola ampliando la mmr", "bola incrementar la mmr",
            "bola incremento de mmr", "bola poder arrastrar mas", "bola arrastrar mas",
            "bola tirar de mas peso", "bola remolcar mas", "bola remolcar mas peso",
            "bola arrastrar mas peso", "bola con aumento de mmr", "bola sube la mmr", "bola mas arrastre",
            "bola subida de mmr", "bola pasar de kg de masa remolcable", "bola pasar masa remolcable",
            "bola subir la capacidad de arrastre", "bola mas capacidad de arrastre",
            "bola mayor masa remolcable", "bola ampliar la masa remolcable", "bola ampliacion de mmr",
            "bola ampliacion de masa remolcable", "bola subida de masa remolcable", "bola necesito mas mmr",
            "bola quiero mas mmr", "bola mmr mayor", "bola mmr superior", "bola poder remolcar mas",
            "bola aumenta la masa remolcable", "bola subir a kg de mmr", "bola mas kilos de los que pone",
            "bola mmr arriba", "mmr arriba", "bola quiero arrastrar", "bola amb augment de mmr", "mmr mayor",
            "bola mas kilos", "bola arrastrar mas kilos", "bola para tirar de mas",
            "bola con ampliacion", "bola con ampliacion de masa", "enganche con ampliacion",
            "bola con mas arrastre", "bola con mas kilos", "bola mmr ampliada", "bola suba la mmr",
            "bola suba la masa remolcable", "bola le sube la mmr", "bola con incremento de mmr",
            "bola que tira de mas", "bola que suba la masa", "bola aumentando la masa remolcable",
        ],
        "aliases": [],
        "images": [
            {
                "code": "PASO_1_BOLA_INSTALADA",
                "title": "Paso 1: Bola instalada",
                "image_type": "step",
                "description": "Bola montada en la trasera.",
                "alt_text": "Bola de remolque montada",
                "user_instruction": (
                    "Fotografía la trasera desde unos 2 metros, con la bola, el soporte y la matrícula "
                    "dentro del encuadre."
                ),
                "is_required": False,
                "sort_order": 10,
            },
            {
                "code": "PASO_2_PLACA_FABRICANTE",
                "title": "Paso 2: Placa fabricante",
                "image_type": "step",
                "description": "Placa del fabricante del enganche.",
                "alt_text": "Placa del fabricante del enganche",
                "user_instruction": (
                    "Acércate a la placa del enganche y fotografíala sin flash. La contraseña y el valor D "
                    "deben leerse."
                ),
                "is_required": False,
                "sort_order": 20,
            },
            {
                "code": "PASO_3_CARGA_VERTICAL",
                "title": "Paso 3: Carga vertical",
                "image_type": "step",
                "description": "Dato de carga vertical (valor S) del enganche.",
                "alt_text": "Valor S marcado en la placa del enganche",
                "user_instruction": (
                    "Fotografía la parte de la placa, o la página del manual, en la que figura la carga "
                    "vertical máxima (S)."
                ),
                "is_required": False,
                "sort_order": 30,
            },
            {
                "code": "PASO_4_FICHA_TECNICA",
                "title": "Paso 4: Ficha técnica",
                "image_type": "step",
                "description": "Hoja de la ficha técnica con la MMR actual.",
                "alt_text": "Ficha técnica con la MMR actual",
                "user_instruction": (
                    "Fotografía la hoja de la ficha técnica con las masas, plana, con buena luz y entera."
                ),
                "is_required": False,
                "sort_order": 40,
            },
            {
                "code": "PASO_5_DOC_MMR_NUEVA",
                "title": "Paso 5: Doc MMR nueva",
                "image_type": "step",
                "description": "Documento que justifica la MMR nueva.",
                "alt_text": "Documento del fabricante con la MMR nueva",
                "user_instruction": (
                    "Envía el documento del fabricante del vehículo, o el informe, en el que figure la MMR "
                    "nueva y el bastidor o el tipo de vehículo."
                ),
                "is_required": False,
                "sort_order": 50,
            },
        ],
        "warnings": [
            {
                "code": "bola_con_mmr_documento",
                "message": (
                    "La MMR nueva debe estar respaldada por el fabricante del vehículo o por un informe "
                    "técnico, y no puede superar la que admite el enganche. Sin ese documento no se puede "
                    "tramitar."
                ),
                "severity": "warning",
            },
        ],
        "required_fields": [
            {
                "field_name": "mmr_actual_kg",
                "field_label": "MMR con freno que figura en la ficha",
                "field_type": "number",
                "validation_rules": {"min_value": 0, "max_value": 5000, "unit": "kg", "integer_only": True},
                "example_value": "1500",
                "instruction": "Si la ficha no indica MMR, pon 0.",
            },
            {
                "field_name": "mmr_nueva_kg",
                "field_label": "MMR con freno que se quiere anotar",
                "field_type": "number",
                "validation_rules": {"min_value": 100, "max_value": 5000, "unit": "kg", "integer_only": True},
                "example_value": "2000",
            },
            {
                "field_name": "origen_mmr",
                "field_label": "Quién respalda la MMR nueva",
                "field_type": "select",
                "options": ["Fabricante del vehículo", "Informe de laboratorio", "Todavía no hay documento"],
                "example_value": "Fabricante del vehículo",
            },
            {
                "field_name": "fecha_documento_mmr",
                "field_label": "Fecha del documento de la MMR nueva",
                "field_type": "date",
                "example_value": "15/01/2026",
                "condition_field_name": "origen_mmr",
                "condition_operator": "not_equals",
                "condition_value": "Todavía no hay documento",
            },
        ],
    },
    {
        "code": "BRAZO_PORTA",
        "name": "Brazo portaequipajes",
        "description": (
            "Brazo o plataforma portaequipajes que se apoya en la bola de remolque sin aumento de MMR."
        ),
        "sort_order": 811,
        "parent_code": "BOLA_SIN_MMR",
        "variant_type": "accessory",
        "variant_code": "BRAZO",
        "inherit_parent_data": False,
        "keywords": [
            "brazo portaequipajes", "portaequipajes bola", "brazo", "brazo de bola", "portaequipajes",
            "brazo para la bola", "brazo en la bola", "portaequipajes de bola", "portaequipajes en la bola",
            "portaequipajes para la bola", "plataforma portaequipajes", "plataforma en la bola",
            "plataforma de bola", "plataforma para la bola", "plataforma portaequipajes en la bola",
            "brazos portaequipajes", "bandeja en la bola", "cofre de bola", "towbox", "brazo de enganche",
            "brazo porta equipajes", "caja en la bola", "braç", "brac", "braç a la bola", "caja en el brazo",
            "cesta basculante", "cesta en la bola", "cesta para la bola", "cajon en la bola",
            "cofre en la bola", "cofre para la bola", "cofre en el enganche", "portacofre", "porta cofre",
            "soporte de cofre", "brazo basculante", "bastidor abatible", "cajon para la bola",
            "brazo abatible en la bola", "cajon en el enganche", "cesta en el enganche", "brazo del enganche",
            "brazo portacajon", "brazo portacofre",
        ],
        "aliases": [],
        "images": [
            {
                "code": "BRAZO_INSTALADO",
                "title": "Brazo instalado",
                "image_type": "example",
                "description": "Brazo montado sobre la bola.",
                "alt_text": "Brazo portaequipajes montado en la bola de remolque",
                "user_instruction": (
                    "Fotografía el brazo montado, en diagonal y desde unos 3 metros, con la bola, las luces "
                    "traseras y la matrícula dentro del encuadre."
                ),
                "is_required": False,
                "sort_order": 10,
            },
        ],
        "warnings": [
            {
                "code": "brazo_carga_vertical",
                "message": (
                    "El peso del brazo más la carga no puede superar la carga vertical (valor S) de la bola. "
                    "Si tapa la matrícula o las luces, hay que repetirlas en un panel homologado."
                ),
                "severity": "warning",
            },
        ],
        "required_fields": [
            {
                "field_name": "marca",
                "field_label": "Marca del brazo",
                "field_type": "text",
                "validation_rules": {"min_length": 2, "max_length": 60},
                "example_value": "Aragon",
                "instruction": "La encontrarás en la placa o etiqueta del fabricante.",
            },
            {
                "field_name": "modelo",
                "field_label": "Modelo del brazo",
                "field_type": "text",
                "is_required": False,
                "validation_rules": {"min_length": 1, "max_length": 80},
                "example_value": "BP-3",
            },
            {
                "field_name": "peso_brazo_kg",
                "field_label": "Peso del brazo vacío",
                "field_type": "number",
                "validation_rules": {"min_value": 1, "max_value": 150, "unit": "kg"},
                "example_value": "22",
            },
            {
                "field_name": "carga_maxima_kg",
                "field_label": "Carga máxima del brazo",
                "field_type": "number",
                "validation_rules": {"min_value": 5, "max_value": 300, "unit": "kg"},
                "example_value": "60",
            },
            {
                "field_name": "tapa_luces_matricula",
                "field_label": "¿Tapa las luces o la matrícula?",
                "field_type": "boolean",
                "example_value": "Sí",
            },
            {
                "field_name": "panel_luces_homologado",
                "field_label": "¿Lleva panel de luces homologado?",
                "field_type": "boolean",
                "example_value": "Sí",
                "condition_field_name": "tapa_luces_matricula",
                "condition_operator": "equals",
                "condition_value": "true",
            },
        ],
    },
    {
        "code": "PORTAMOTOS",
        "name": "Portamotos / Soporte motos",
        "description": (
            "Plataforma o soporte portamotos fijado al bastidor en la trasera. Se acompaña del cálculo del "
            "reparto de masas entre ejes."
        ),
        "sort_order": 120,
        "is_countable": True,
        "keywords": [
            "portamotos", "soporte motos", "moto", "motocicleta", "porta moto", "portamoto", "porta motos",
            "sawiko", "portascooter", "porta scooter", "plataforma para moto", "soporte para moto",
            "linnepe", "smv", "soporte para scooter", "porta ciclomotor", "plataforma portamotos",
            "llevar la moto", "llevar la scooter", "llevar la vespa", "soporte de moto",
            "soporte de la moto", "soporte para la moto", "soporte para motos", "plataforma scooter",
            "plataforma para la scooter", "plataforma para motos", "plataforma para la moto",
            "plataforma de moto", "rack para la moto", "rack de moto", "rack moto", "carga motos",
            "cargamotos", "portamotocicletas", "portaquads", "rampa para la moto", "rampa de la moto",
            "portascooters", "rail de moto", "porta vespa", "al-ko sawiko", "alko sawiko", "portavespa",
            "fiamma carry moto", "carry moto", "portamotos de bastidor",
            "porta motocicletas", "motos detras", "moto detras", "moto atras", "carril para la moto",
            "carril de moto", "carril para moto", "rail para la moto", "soporte de carril para moto",
            "soporte para la scooter", "soporte de la scooter", "plataforma para scooter", "llevar motos",
            "llevar las motos",
        ],
        "aliases": ["motorcycle carrier", "bike rack moto"],
        "images": [
            {
                "code": "PORTAMOTOS_INSTALADO",
                "title": "Portamotos instalado",
                "image_type": "example",
                "description": "Portamotos montado en la trasera.",
                "alt_text": "Portamotos instalado en la trasera de la autocaravana",
                "user_instruction": (
                    "Fotografía el portamotos desplegado y vacío, en diagonal y desde unos 4 metros."
                ),
                "is_required": False,
                "sort_order": 10,
            },
            {
                "code": "CALCULOS_POSITIVOS",
                "title": "Cálculos positivos",
                "image_type": "calculation",
                "description": "Cálculo de la carga que se suma en el eje trasero.",
                "alt_text": "Hoja de cálculo de la carga añadida al eje trasero",
                "user_instruction": (
                    "Envía la hoja del fabricante o del taller con la carga que el portamotos cargado suma "
                    "al eje trasero. Debe leerse entera."
                ),
                "is_required": False,
                "sort_order": 20,
            },
            {
                "code": "CALCULOS_NEGATIVOS",
                "title": "Cálculos negativos",
                "image_type": "calculation",
                "description": "Cálculo de la carga que se resta en el eje delantero.",
                "alt_text": "Hoja de cálculo de la descarga del eje delantero",
                "user_instruction": (
                    "Envía la hoja del fabricante o del taller con la carga que el portamotos cargado resta "
                    "al eje delantero. Debe leerse entera."
                ),
                "is_required": False,
                "sort_order": 30,
            },
            {
                "code": "FOTO_CON_MATRICULA",
                "title": "Foto con matrícula",
                "image_type": "required_document",
                "description": "Vista general en la que se ven a la vez el portamotos y la matrícula.",
                "alt_text": "Autocaravana con el portamotos y la matrícula visible",
                "user_instruction": (
                    "Colócate detrás del vehículo, a unos 3 metros, y encuadra el portamotos junto con la "
                    "matrícula. La matrícula debe leerse sin ampliar la imagen."
                ),
                "is_required": False,
                "sort_order": 40,
            },
        ],
        "warnings": [
            {
                "code": "portamotos_soportes",
                "message": (
                    "Necesitamos ver los soportes que unen el portamotos al bastidor. Hay que indicar su "
                    "marca y carga máxima; con la moto cargada no se puede superar la masa máxima del eje "
                    "trasero ni tapar luces o matrícula."
                ),
                "severity": "info",
            },
        ],
        "required_fields": [
            {
                "field_name": "marca",
                "field_label": "Marca del portamotos",
                "field_type": "text",
                "validation_rules": {"min_length": 2, "max_length": 60},
                "example_value": "SmV-Metall",
                "instruction": "La encontrarás en la placa o etiqueta del fabricante.",
            },
            {
                "field_name": "modelo",
                "field_label": "Modelo del portamotos",
                "field_type": "text",
                "is_required": False,
                "validation_rules": {"min_length": 1, "max_length": 80},
                "example_value": "200K",
            },
            {
                "field_name": "carga_maxima_kg",
                "field_label": "Carga máxima del portamotos",
                "field_type": "number",
                "validation_rules": {"min_value": 20, "max_value": 400, "unit": "kg"},
                "example_value": "200",
            },
            {
                "field_name": "peso_propio_kg",
                "field_label": "Peso del portamotos vacío",
                "field_type": "number",
                "validation_rules": {"min_value": 5, "max_value": 200, "unit": "kg"},
                "example_value": "55",
            },
            {
                "field_name": "voladizo_mm",
                "field_label": "Distancia del eje trasero al centro de la moto",
                "field_type": "number",
                "validation_rules": {"min_value": 500, "max_value": 6000, "unit": "mm"},
                "example_value": "2600",
                "instruction": "Mide en horizontal desde el centro de la rueda trasera.",
            },
            {
                "field_name": "longitud_nueva_mm",
                "field_label": "Longitud total nueva con el portamotos",
                "field_type": "number",
                "validation_rules": {
                    "min_value": 4000,
                    "max_value": 12000,
                    "unit": "mm",
                    "integer_only": True,
                },
                "example_value": "7900",
            },
            {
                "field_name": "tapa_luces_matricula",
                "field_label": "¿Tapa las luces o la matrícula con la moto cargada?",
                "field_type": "boolean",
                "example_value": "No",
            },
            {
                "field_name": "panel_luces_homologado",
                "field_label": "¿Lleva panel de luces homologado?",
                "field_type": "boolean",
                "example_value": "Sí",
                "condition_field_name": "tapa_luces_matricula",
                "condition_operator": "equals",
                "condition_value": "true",
            },
        ],
    },
    {
        "code": "SUSP_NEUM",
        "name": "Suspensión neumática",
        "description": (
            "Suspensión neumática con fuelles o balonas, de ayuda en un eje o completa en los dos. Lleva "
            "proyecto."
        ),
        "sort_order": 130,
        "keywords": [
            "suspension neumatica", "neumatica", "air suspension", "suspension aire", "fuelles", "balonas",
            "bolsas de aire", "cojines de aire", "goldschmitt", "vb airsuspension", "al-ko", "driverite",
            "drive rite", "dunlop", "suspension", "cojines neumaticos", "suspension de aire",
            "bolsas neumaticas", "vb", "firestone", "air lift", "airlift", "ride rite", "glide rite",
            "air ride", "colchones de aire", "fuelles neumaticos", "bolsas de suspension",
            "cojines neumaticos de suspension", "suspension por aire", "suspension con aire",
            "suspension hinchable", "kit neumatico", "suspension neumatica de aire",
            "bombonas de aire de suspension", "pulmones de aire", "balonas de aire", "dunlop airsystem",
            "semi air", "semiair", "vb semi air", "suspension de balonas", "fuelle", "suspension de fuelles",
            "colchonetas de aire", "linnepe airlift", "kit de fuelles", "al-ko air premium", "air premium",
            "muelles neumaticos", "muelle neumatico", "muelles de aire", "airbags de suspension",
            "airbag de suspension", "airbags de aire", "amortiguacion neumatica", "amortiguacion de aire",
            "compresor", "globos de aire", "cojines de suspension", "vb nivelair", "airbags", "culo caido",
            "baja el culo", "linnepe de aire", "valonas", "balones", "aire suspendido",
            "suspension de bolsas", "pneumatica", "pulmones", "pulmones de suspension",
            "compresor de suspension", "suspension asistida", "kit de balonas",
        ],
        "aliases": ["air ride", "suspension"],
        "question_hint": (
            "¿La suspensión neumática es estándar (de ayuda, solo en un eje) o es completa Full Air (en los "
            "dos ejes)?"
        ),
        "images": [
            {
                "code": "SISTEMA_SUSPENSION",
                "title": "Sistema suspensión",
                "image_type": "example",
                "description": "Fuelles y soportes montados en el eje.",
                "alt_text": "Fuelle de suspensión neumática montado en el eje trasero",
                "user_instruction": (
                    "Con el vehículo calzado y frenado, fotografía desde un lado el fuelle y sus soportes. "
                    "Una foto por lado."
                ),
                "is_required": False,
                "sort_order": 10,
            },
        ],
        "warnings": [
            {
                "code": "susp_neum_proyecto",
                "message": (
                    "La suspensión neumática se tramita siempre con proyecto. Necesitamos saber si es "
                    "estándar, en un solo eje, o completa (Full Air) para preparar la documentación."
                ),
                "severity": "info",
                "trigger_conditions": {"none_elements": ["SUSP_NEUM_EST", "SUSP_NEUM_FULL"]},
            },
        ],
        "required_fields": [
            {
                "field_name": "marca",
                "field_label": "Marca del kit",
                "field_type": "text",
                "validation_rules": {"min_length": 2, "max_length": 60},
                "example_value": "Dunlop",
                "instruction": "La encontrarás en la placa o etiqueta del fabricante.",
            },
            {
                "field_name": "modelo",
                "field_label": "Modelo del kit",
                "field_type": "text",
                "is_required": False,
                "validation_rules": {"min_length": 1, "max_length": 80},
                "example_value": "Ducato X250",
            },
            {
                "field_name": "contrasena_o_informe",
                "field_label": "Contraseña de homologación o número de informe del kit",
                "field_type": "text",
                "is_required": False,
                "validation_rules": {"max_length": 80},
                "example_value": "e4*2007/46*1234*00",
                "instruction": "Figura en la documentación del kit.",
            },
            {
                "field_name": "modifica_altura",
                "field_label": "¿Cambia la altura del vehículo con la presión normal de marcha?",
                "field_type": "boolean",
                "example_value": "No",
            },
            {
                "field_name": "altura_nueva_mm",
                "field_label": "Altura total nueva en marcha",
                "field_type": "number",
                "validation_rules": {
                    "min_value": 1800,
                    "max_value": 4000,
                    "unit": "mm",
                    "integer_only": True,
                },
                "example_value": "2950",
                "condition_field_name": "modifica_altura",
                "condition_operator": "equals",
                "condition_value": "true",
            },
        ],
    },
    {
        "code": "SUSP_NEUM_EST",
        "name": "Suspensión neumática estándar",
        "description": (
            "Suspensión neumática de ayuda en un solo eje, normalmente el trasero, que conserva la "
            "suspensión original."
        ),
        "sort_order": 131,
        "parent_code": "SUSP_NEUM",
        "variant_type": "suspension_type",
        "variant_code": "ESTANDAR",
        "inherit_parent_data": True,
        "keywords": [
            "estandar", "normal", "basica", "simple", "standard", "parcial", "trasera",
            "suspension neumatica un solo eje", "suspension neumatica un eje",
            "suspension neumatica solo detras", "suspension neumatica solo atras",
            "suspension neumatica solo el eje trasero", "suspension neumatica eje trasero",
            "suspension neumatica eje de atras", "suspension neumatica en el trasero",
            "suspension neumatica de ayuda", "suspension neumatica ayuda", "suspension neumatica auxiliar",
            "suspension neumatica de apoyo", "suspension neumatica apoyo",
            "suspension neumatica dos fuelles", "suspension neumatica 2 fuelles",
            "suspension neumatica detras", "suspension neumatica atras", "suspension neumatica semi air",
            "suspension neumatica solo trasera", "suspension neumatica de refuerzo",
            "suspension neumatica rueda trasera", "suspension neumatica ruedas traseras",
            "suspension neumatica parte trasera", "suspension neumatica parte de atras",
            "suspension neumatica dos bolsas", "suspension neumatica solo delante",
            "suspension neumatica eje delantero", "suspension neumatica dos cojines",
            "suspension neumatica de asistencia", "suspension neumatica complementaria",
            "suspension neumatica dos pulmones", "aire en el eje trasero", "aire de ayuda",
            "bolsas de ayuda", "aire de ayuda en el eje trasero", "balonas de ayuda", "suspension de ayuda",
            "suspension de aire de ayuda", "suspension de ayuda trasera", "semiair", "semi air",
            "air premium", "al-ko air premium",
            "aire en las ruedas de atras", "aire en las ruedas traseras", "aire en las dos ruedas de detras",
            "aire en los muelles de atras", "aire en los muelles traseros",
            "suspension neumatica en la trasera", "suspension neumatica para ayudar",
            "suspension neumatica ayuda trasera", "suspension neumatica dos globos",
            "suspension neumatica solo en un eje",
        ],
        "aliases": [],
        "images": [
            {
                "code": "CONFIGURACION_ESTANDAR",
                "title": "Configuración estándar",
                "image_type": "example",
                "description": "Fuelles montados en el eje y su mando.",
                "alt_text": "Suspensión neumática estándar en el eje trasero",
                "user_instruction": (
                    "Fotografía los dos fuelles, uno por foto, y el mando o manómetro de la cabina."
                ),
                "is_required": False,
                "sort_order": 10,
            },
            {
                "code": "DOCUMENTACION",
                "title": "Documentación",
                "image_type": "required_document",
                "description": "Certificado o informe del kit y ficha de montaje.",
                "alt_text": "Documentación del kit de suspensión neumática",
                "user_instruction": (
                    "Envía el certificado o informe del fabricante del kit. Todas las páginas deben leerse y "
                    "debe figurar la referencia del kit."
                ),
                "is_required": True,
                "sort_order": 20,
            },
        ],
        "required_fields": [
            {
                "field_name": "eje",
                "field_label": "Eje en el que va montada",
                "field_type": "select",
                "options": ["Delantero", "Trasero"],
                "example_value": "Trasero",
            },
            {
                "field_name": "presion_maxima_bar",
                "field_label": "Presión máxima de trabajo",
                "field_type": "number",
                "validation_rules": {"min_value": 0.5, "max_value": 15, "unit": "bar"},
                "example_value": "7",
            },
        ],
    },
    {
        "code": "SUSP_NEUM_FULL",
        "name": "Suspensión neumática FULL AIR",
        "description": (
            "Suspensión neumática completa (Full Air) que sustituye la suspensión original en los dos ejes."
        ),
        "sort_order": 132,
        "parent_code": "SUSP_NEUM",
        "variant_type": "suspension_type",
        "variant_code": "FULL_AIR",
        "inherit_parent_data": True,
        "keywords": [
            "full air", "full", "total", "completa", "todos los ejes", "ambos ejes", "delantera y trasera",
            "suspension neumatica integral", "suspension neumatica cuatro lados",
            "suspension neumatica 4 ruedas", "suspension neumatica cuatro ruedas",
            "suspension neumatica todas las ruedas", "suspension neumatica cuatro fuelles",
            "suspension neumatica 4 fuelles", "suspension neumatica delante y detras",
            "suspension neumatica delante y atras", "suspension neumatica dos ejes",
            "suspension neumatica los dos ejes", "suspension neumatica 2 ejes",
            "suspension neumatica las cuatro esquinas", "suspension neumatica cuatro esquinas",
            "suspension neumatica entera", "suspension neumatica delantero y trasero",
            "suspension neumatica trasera y delantera", "suspension neumatica 4 balonas",
            "suspension neumatica cuatro balonas", "suspension neumatica fullair",
            "suspension neumatica las cuatro", "suspension neumatica cuatro bolsas",
            "suspension neumatica todo el vehiculo", "suspension neumatica 4 canales",
            "suspension neumatica cuatro canales", "suspension neumatica 4c",
            "suspension neumatica sustituye la original", "suspension neumatica quitando las ballestas",
            "suspension neumatica total", "suspension neumatica por completo",
            "suspension neumatica de los cuatro fuelles", "suspension neumatica todo alrededor",
            "suspension neumatica las 4 esquinas", "suspension neumatica 4 corner", "full-air",
            "aire integral", "aire suspendido completo", "suspension de aire integral", "fullair",
            "suspension integral",
            "suspension neumatica de punta a punta", "suspension neumatica todo aire",
            "suspension neumatica toda de aire", "suspension neumatica en los dos ejes",
            "suspension neumatica a las cuatro ruedas", "suspension neumatica las dos ejes",
            "suspension neumatica en las cuatro ruedas", "suspension neumatica cuatro muelles",
            "suspension neumatica cuatro muelles de aire", "suspension neumatica completa",
            "suspension neumatica los cuatro fuelles", "suspension neumatica por los cuatro lados",
            "suspension neumatica sustituyendo las ballestas",
            "suspension neumatica quitando muelles y ballestas",
        ],
        "aliases": [],
        "images": [
            {
                "code": "SISTEMA_FULL_AIR",
                "title": "Sistema FULL AIR",
                "image_type": "example",
                "description": "Fuelles de los dos ejes, compresor y calderín.",
                "alt_text": "Componentes de la suspensión Full Air",
                "user_instruction": (
                    "Fotografía los fuelles de los dos ejes, el compresor y el calderín. Una foto por "
                    "componente."
                ),
                "is_required": False,
                "sort_order": 10,
            },
            {
                "code": "PANEL_DE_CONTROL",
                "title": "Panel de control",
                "image_type": "example",
                "description": "Mando o panel de la suspensión en la cabina.",
                "alt_text": "Panel de control de la suspensión Full Air",
                "user_instruction": (
                    "Con el contacto puesto, fotografía el panel encendido de modo que se lean los botones y "
                    "los indicadores."
                ),
                "is_required": False,
                "sort_order": 20,
            },
            {
                "code": "DOCUMENTACION_FULL_AIR",
                "title": "Documentación FULL AIR",
                "image_type": "required_document",
                "description": "Certificado o informe del sistema completo.",
                "alt_text": "Documentación del sistema Full Air",
                "user_instruction": (
                    "Envía el certificado o informe del fabricante del sistema. Todas las páginas deben "
                    "leerse y deben figurar las referencias de los dos ejes."
                ),
                "is_required": True,
                "sort_order": 30,
            },
        ],
        "warnings": [
            {
                "code": "susp_full_air_niveles",
                "message": (
                    "El sistema completo debe mantener la altura de marcha de forma automática o avisar si "
                    "el nivel no es el correcto. Necesitamos el informe del fabricante para los dos ejes."
                ),
                "severity": "info",
            },
        ],
        "required_fields": [
            {
                "field_name": "control_electronico",
                "field_label": "¿Lleva control electrónico de nivel?",
                "field_type": "boolean",
                "example_value": "Sí",
            },
            {
                "field_name": "marca_control",
                "field_label": "Marca y modelo del control electrónico",
                "field_type": "text",
                "validation_rules": {"max_length": 80},
                "example_value": "VB-Airsuspension VB-ASCU",
                "condition_field_name": "control_electronico",
                "condition_operator": "equals",
                "condition_value": "true",
            },
            {
                "field_name": "capacidad_calderin_l",
                "field_label": "Capacidad del calderín",
                "field_type": "number",
                "is_required": False,
                "validation_rules": {"min_value": 0.5, "max_value": 60, "unit": "l"},
                "example_value": "8",
            },
        ],
    },
    {
        "code": "KIT_ESTAB",
        "name": "Kit elevación / Patas estabilizadoras",
        "description": (
            "Patas estabilizadoras o kit de elevación y nivelación, hidráulico o eléctrico, fijado al "
            "bastidor."
        ),
        "sort_order": 140,
        "keywords": [
            "kit elevacion", "patas estabilizadoras", "estabilizadoras", "nivelacion", "patas",
            "patas hidraulicas", "patas electricas", "gatos hidraulicos", "gatos niveladores", "goldschmitt",
            "e&p", "ma-ve", "al-ko", "gatos", "estabilizadores", "nivelacion automatica", "gatos electricos",
            "niveladores", "levelsystem", "quick lift", "hpc", "amplo", "patas niveladoras",
            "gatos estabilizadores", "pata estabilizadora", "autonivelado", "autonivelacion",
            "autonivelante", "autonivelantes", "nivelador", "nivelador automatico", "nivelado automatico",
            "sistema de nivelacion", "patas de atras", "patas traseras", "patas automaticas",
            "patas manuales", "patas de apoyo", "patas de estabilizacion", "estabilizador", "estabilizadora",
            "gatos de nivelacion", "gatos de apoyo", "gatos traseros", "gatos automaticos", "kit hidraulico",
            "patas estabilizadoras traseras", "steadyfast", "hp hydraulic", "alko hy4", "nivelarla",
            "nivelar la autocaravana", "patas telescopicas", "patas elevadoras", "pie estabilizador",
            "pies estabilizadores", "patas hidraulicas automaticas", "calzos hidraulicos", "ep hydraulics",
            "kit nivelacion", "patas para nivelar", "levelling", "potes", "autonivelador", "niveladora",
            "hidraulicos", "nivelado",
            "kit estabilizacion", "kit de estabilizacion", "kit de nivelacion", "estabilizacion",
            "gato hidraulico", "cosa que la nivela", "patas que la nivelan", "patas para estabilizarla",
            "sistema estabilizador", "sistema hidraulico de nivelacion", "patas de nivelacion",
            "kit de patas",
        ],
        "aliases": ["leveling jacks", "stabilizers"],
        "images": [
            {
                "code": "PATAS_DESPLEGADAS",
                "title": "Patas desplegadas",
                "image_type": "example",
                "description": "Patas apoyadas en el suelo.",
                "alt_text": "Patas estabilizadoras desplegadas",
                "user_instruction": (
                    "Despliega las patas y fotografía cada lado del vehículo desde unos 3 metros. Deben "
                    "verse las patas apoyadas."
                ),
                "is_required": False,
                "sort_order": 10,
            },
            {
                "code": "PANEL_DE_CONTROL",
                "title": "Panel de control",
                "image_type": "example",
                "description": "Mando o panel de las patas.",
                "alt_text": "Panel de control de las patas estabilizadoras",
                "user_instruction": (
                    "Fotografía el mando o panel encendido, con el piloto de patas desplegadas a la vista si "
                    "lo tiene."
                ),
                "is_required": False,
                "sort_order": 20,
            },
            {
                "code": "FOTO_CON_MATRICULA",
                "title": "Foto con matrícula",
                "image_type": "required_document",
                "description": (
                    "Vista general en la que se ven a la vez las patas desplegadas y la matrícula."
                ),
                "alt_text": "Autocaravana con las patas desplegadas y la matrícula visible",
                "user_instruction": (
                    "Colócate en diagonal por detrás, a unos 3 metros, y encuadra las patas desplegadas "
                    "junto con la matrícula. La matrícula debe leerse sin ampliar la imagen."
                ),
                "is_required": False,
                "sort_order": 30,
            },
        ],
        "warnings": [
            {
                "code": "kit_elevacion_mando",
                "message": (
                    "El mando debe estar identificado y accesible, y el sistema debe avisar o bloquear la "
                    "marcha si las patas no están recogidas. Envíanos una foto del mando."
                ),
                "severity": "info",
            },
        ],
        "required_fields": [
            {
                "field_name": "marca",
                "field_label": "Marca del kit",
                "field_type": "text",
                "validation_rules": {"min_length": 2, "max_length": 60},
                "example_value": "E&P Hydraulics",
                "instruction": "La encontrarás en la placa o etiqueta del fabricante.",
            },
            {
                "field_name": "modelo",
                "field_label": "Modelo del kit",
                "field_type": "text",
                "is_required": False,
                "validation_rules": {"min_length": 1, "max_length": 80},
                "example_value": "LevelM",
            },
            {
                "field_name": "accionamiento",
                "field_label": "Accionamiento",
                "field_type": "select",
                "options": ["Manual", "Eléctrico", "Hidráulico"],
                "example_value": "Hidráulico",
            },
            {
                "field_name": "numero_patas",
                "field_label": "Número de patas",
                "field_type": "number",
                "validation_rules": {"min_value": 1, "max_value": 6, "integer_only": True},
                "example_value": "4",
            },
            {
                "field_name": "aviso_patas",
                "field_label": "¿Avisa o bloquea la marcha con las patas desplegadas?",
                "field_type": "boolean",
                "example_value": "Sí",
                "condition_field_name": "accionamiento",
                "condition_operator": "not_equals",
                "condition_value": "Manual",
            },
            {
                "field_name": "tipo_aviso",
                "field_label": "Tipo de aviso",
                "field_type": "select",
                "options": ["Luminoso", "Acústico", "Luminoso y acústico", "Bloqueo de la marcha"],
                "example_value": "Luminoso y acústico",
                "condition_field_name": "aviso_patas",
                "condition_operator": "equals",
                "condition_value": "true",
            },
            {
                "field_name": "peso_kit_kg",
                "field_label": "Peso del kit completo",
                "field_type": "number",
                "validation_rules": {"min_value": 2, "max_value": 300, "unit": "kg"},
                "example_value": "85",
            },
        ],
    },
    {
        "code": "AUMENTO_MMTA",
        "name": "Aumento de MMTA",
        "description": (
            "Aumento de la masa máxima técnica admisible (MMTA) del vehículo. Exige consulta previa y puede "
            "hacerse sin ensayo o con ensayo de frenada."
        ),
        "sort_order": 150,
        "keywords": [
            "aumento mmta", "mmta", "masa maxima", "incremento peso", "aumento peso", "aumento de masa",
            "subir mma", "aumento mma", "mas carga", "mma", "pma", "subir masa", "subir peso",
            "masa maxima autorizada", "mas peso", "carga util", "ampliacion de mmta", "ampliacion de masa",
            "incremento de mma", "incremento de masa", "subir a 4250", "3500 a 3850", "3500 a 4250",
            "3500 a 4000", "3500 a 4500", "3500 a 3700", "3500 a 3650", "3500 a 4100", "3500 a 4400",
            "3500 a 4800", "3500 a 5000", "3300 a 3500", "3000 a 3500", "3500 a 3900", "3500 a 3800",
            "pasar a 4250", "pasar a 3850", "pasarla a 4250", "pasarla a 3850", "pasarla a 4000",
            "pasar a 4000", "pasar a 4500", "pasarla a 4500", "subir a 3850", "subirla a 3850",
            "subirla a 4250", "subirla a 4000", "subirla a 4500", "subir a 4000", "subir a 4500",
            "a 4 toneladas", "aumentar la tara", "peso maximo", "peso maximo autorizado", "aumentar el peso",
            "aumento de peso", "subirle el peso", "subir de peso", "cargar mas", "cargar mas peso",
            "llevar mas peso", "llevar mas carga", "mas capacidad de carga", "aumentar la carga",
            "aumentar carga util", "mmta nueva", "ampliar mma", "ampliar la mma", "aumentar la mma",
            "subir la mma", "aumento de tonelaje", "tonelaje", "subir el tonelaje", "masa total",
            "masa maxima admisible", "masa tecnica", "aumento de la masa", "aumentar masa",
            "incrementar la masa", "incrementar masa", "incrementar el peso", "retarar", "retarado",
            "aumento de tara", "mas margen de peso", "margen de carga", "peso autorizado",
            "masa maxima tecnica", "subir a 3650", "subir a 3700", "subir a 3800", "subir a 3880",
            "subir a 3900", "subir a 4005", "subir a 4100", "subir a 4200", "subir a 4300", "subir a 4400",
            "subir a 4800", "subir a 5000", "subir a 5500", "pasar a 3650", "pasar a 3700", "pasar a 3800",
            "pasar a 3880", "pasar a 3900", "pasar a 4005", "pasar a 4100", "pasar a 4200", "pasar a 4300",
            "pasar a 4400", "pasar a 4800", "pasar a 5000", "pasar a 5500", "3500 a 3880", "3500 a 4005",
            "3500 a 4200", "3500 a 4300", "3500 a 5500", "me paso de 3500", "me paso de los 3500",
            "exceso de peso", "sobrepeso", "voy justo de peso", "subir de 3500", "pasar de 3500",
            "mas de 3500", "subirla de 3500", "subir los 3500", "ampliar los 3500", "llevar mas de 3500",
            "subir kilos", "mas kilos", "subir los kilos", "sumar kilos", "sumado kilos", "aumento de kilos",
            "augment de mmta", "kilos de mas", "mas masa", "3500 se queda corto", "3500 se me queda chico",
            "3500 se queda chico", "aumento de masas", "aumento masas", "subir masas",
            "masa",
        ],
        "aliases": ["weight increase", "gross weight"],
        "question_hint": (
            "¿El aumento de MMTA es sin ensayo de frenada (ya hay un documento del fabricante que respalda "
            "la masa nueva) o con ensayo de frenada?"
        ),
        "images": [
            {
                "code": "DOCUMENTACION_MMTA",
                "title": "Documentación MMTA",
                "image_type": "required_document",
                "description": "Documento que respalda la masa nueva: fabricante, kit o informe.",
                "alt_text": "Documento que justifica el aumento de MMTA",
                "user_instruction": (
                    "Envía el documento del fabricante del vehículo o del kit en el que figuren la masa "
                    "nueva total y por eje. Todas las páginas deben leerse."
                ),
                "is_required": False,
                "sort_order": 10,
            },
            {
                "code": "FICHA_TECNICA",
                "title": "Ficha técnica",
                "image_type": "required_document",
                "description": "Hoja de masas de la ficha técnica.",
                "alt_text": "Ficha técnica con las masas máximas actuales",
                "user_instruction": (
                    "Fotografía la ficha técnica por todas sus caras, plana y con buena luz. Las masas "
                    "máximas y por eje deben leerse."
                ),
                "is_required": False,
                "sort_order": 20,
            },
        ],
        "warnings": [
            {
                "code": "mmta_sin_ensayo",
                "message": (
                    "El aumento puede hacerse sin ensayo de frenada si el fabricante o la documentación del "
                    "vehículo ya respaldan la masa nueva. Siempre lleva recargo y hay que consultarlo antes."
                ),
                "severity": "info",
                "trigger_conditions": {"none_elements": ["AUMENTO_MMTA_SIN_ENSAYO", "AUMENTO_MMTA_CON_ENSAYO"]},
                "makes_provisional": True,
            },
            {
                "code": "mmta_con_ensayo",
                "message": (
                    "Si la masa nueva no está respaldada, hace falta un ensayo de frenada, con un recargo "
                    "mayor y cita previa. Por encima de 3.500 kg cambian la clasificación (33xx), la ITV y "
                    "el permiso necesario: con la norma actual, el B no basta."
                ),
                "severity": "warning",
            },
        ],
        "required_fields": [
            {
                "field_name": "mmta_actual_kg",
                "field_label": "MMTA actual",
                "field_type": "number",
                "validation_rules": {
                    "min_value": 1500,
                    "max_value": 12000,
                    "unit": "kg",
                    "integer_only": True,
                },
                "example_value": "3500",
                "instruction": "Figura en la ficha técnica.",
            },
            {
                "field_name": "mmta_nueva_kg",
                "field_label": "MMTA nueva que se quiere",
                "field_type": "number",
                "validation_rules": {
                    "min_value": 1500,
                    "max_value": 12000,
                    "unit": "kg",
                    "integer_only": True,
                },
                "example_value": "3850",
            },
            {
                "field_name": "masa_eje_delantero_kg",
                "field_label": "Masa máxima nueva del eje delantero",
                "field_type": "number",
                "validation_rules": {"min_value": 500, "max_value": 6000, "unit": "kg", "integer_only": True},
                "example_value": "1900",
            },
            {
                "field_name": "masa_eje_trasero_kg",
                "field_label": "Masa máxima nueva del eje trasero",
                "field_type": "number",
                "validation_rules": {"min_value": 500, "max_value": 8000, "unit": "kg", "integer_only": True},
                "example_value": "2200",
                "instruction": "Si hay dos ejes traseros, indica la suma.",
            },
            {
                "field_name": "cambios_realizados",
                "field_label": "Qué se ha cambiado en el vehículo para aumentar la masa",
                "field_type": "text",
                "validation_rules": {"min_length": 5, "max_length": 300},
                "example_value": "Suspensión neumática trasera y neumáticos con índice de carga 121",
                "instruction": "Suspensión, llantas, neumáticos, frenos…",
            },
            {
                "field_name": "conoce_cambio_permiso",
                "field_label": (
                    "¿Sabe el titular que por encima de 3.500 kg cambian el permiso, la ITV y la "
                    "clasificación?"
                ),
                "field_type": "boolean",
                "example_value": "Sí",
                "condition_field_name": "mmta_nueva_kg",
                "condition_operator": "greater_than",
                "condition_value": "3500",
            },
        ],
    },
    {
        "code": "AUMENTO_MMTA_SIN_ENSAYO",
        "name": "Aumento de MMTA sin ensayo de frenada",
        "description": (
            "Aumento de la MMTA respaldado por el fabricante o por documentación existente, sin ensayo de "
            "frenada. Lleva recargo y consulta previa."
        ),
        "sort_order": 151,
        "parent_code": "AUMENTO_MMTA",
        "variant_type": "braking_test",
        "variant_code": "SIN_ENSAYO",
        "inherit_parent_data": True,
        "keywords": [
            "sin ensayo", "sin ensayo de frenada", "sin prueba de frenada", "no hace falta ensayo",
            "con certificado del fabricante", "no", "sin", "aumento mmta sin prueba de frenos",
            "aumento mmta sin pasar el ensayo", "aumento mmta sin hacer ensayo",
            "aumento mmta sin tener que hacer ensayo", "aumento mmta no lleva ensayo",
            "aumento mmta no necesita ensayo", "aumento mmta certificado de fabricante",
            "aumento mmta con carta del fabricante", "aumento mmta carta del fabricante",
            "aumento mmta documento del fabricante", "aumento mmta con documento del fabricante",
            "aumento mmta certificado de la marca", "aumento mmta certificado de fiat",
            "aumento mmta respaldo del fabricante", "aumento mmta papel del fabricante",
            "aumento mmta ensayo no", "masa sin ensayo", "kilos sin ensayo", "aumento sin ensayo",
            "aumento mmta con papel de fiat", "aumento mmta papel de fiat",
            "aumento mmta sin frenada", "aumento mmta sin pasar la prueba",
            "aumento mmta sin pasar por ensayo", "aumento mmta sin pasar por la prueba",
            "aumento mmta no procede ensayo", "aumento mmta no piden ensayo", "aumento mmta no pide ensayo",
            "aumento mmta sin que haga falta ensayo", "aumento mmta sin prueba",
            "aumento mmta papeles del fabricante", "aumento mmta sin ensayos", "masa sin prueba de frenos",
            "masa sin pasar por ensayo", "masa sin prueba", "kilos sin prueba de frenos",
        ],
        "aliases": ["aumento mmta sin ensayo"],
        "images": [
            {
                "code": "DOCUMENTO_DE_RESPALDO",
                "title": "Documento de respaldo",
                "image_type": "required_document",
                "description": "Documento que permite el aumento sin ensayo.",
                "alt_text": "Documento del fabricante que respalda la MMTA nueva",
                "user_instruction": (
                    "Envía el certificado del fabricante o el informe con la masa nueva, el bastidor o el "
                    "tipo de vehículo y el sello. Deben leerse todas las páginas."
                ),
                "is_required": True,
                "sort_order": 10,
            },
        ],
        "warnings": [
            {
                "code": "mmta_sin_ensayo_consulta",
                "message": (
                    "Antes de aceptar este trámite, el ingeniero debe revisar el documento que respalda la "
                    "masa nueva. Si no es válido, hará falta ensayo de frenada."
                ),
                "severity": "warning",
                "makes_provisional": True,
            },
        ],
        "required_fields": [
            {
                "field_name": "documento_respaldo",
                "field_label": "Documento que respalda la masa nueva",
                "field_type": "select",
                "options": [
                    "Certificado del fabricante del vehículo",
                    "Informe del fabricante del kit",
                    "Ficha de otra versión homologada",
                ],
                "example_value": "Certificado del fabricante del vehículo",
            },
            {
                "field_name": "fecha_documento_respaldo",
                "field_label": "Fecha del documento",
                "field_type": "date",
                "example_value": "10/02/2026",
            },
        ],
    },
    {
        "code": "AUMENTO_MMTA_CON_ENSAYO",
        "name": "Aumento de MMTA con ensayo de frenada",
        "description": (
            "Aumento de la MMTA que necesita un ensayo de frenada con la masa nueva. Lleva recargo y "
            "consulta previa."
        ),
        "sort_order": 152,
        "parent_code": "AUMENTO_MMTA",
        "variant_type": "braking_test",
        "variant_code": "CON_ENSAYO",
        "inherit_parent_data": True,
        "keywords": [
            "con ensayo", "ensayo de frenada", "con ensayo de frenada", "prueba de frenada",
            "ensayo de frenos", "si", "aumento mmta con prueba de frenos", "aumento mmta prueba de frenos",
            "aumento mmta haciendo ensayo", "aumento mmta haciendo el ensayo", "aumento mmta con el ensayo",
            "aumento mmta necesita ensayo", "aumento mmta hace falta ensayo", "aumento mmta pasando ensayo",
            "aumento mmta ensayo en pista", "masa con ensayo", "kilos con ensayo", "aumento con ensayo",
            "aumento mmta con frenada", "aumento mmta con prueba", "aumento mmta con prueba de frenado",
            "aumento mmta con ensayo de frenado", "aumento mmta pasando la prueba",
            "aumento mmta hay que frenar", "masa con prueba de frenos", "masa con frenada",
            "aumento mmta con ensayo de frenos",
        ],
        "aliases": ["aumento mmta con ensayo"],
        "images": [
            {
                "code": "SISTEMA_DE_FRENOS",
                "title": "Sistema de frenos",
                "image_type": "required_document",
                "description": "Frenos delanteros y traseros del vehículo.",
                "alt_text": "Freno de la autocaravana visto tras la rueda",
                "user_instruction": (
                    "Fotografía un freno delantero y uno trasero a través de la llanta o con la rueda "
                    "desmontada. Si se han cambiado piezas, que se vean."
                ),
                "is_required": False,
                "sort_order": 10,
            },
            {
                "code": "PESAJE_POR_EJES",
                "title": "Pesaje por ejes",
                "image_type": "required_document",
                "description": "Tique de báscula con el peso por ejes.",
                "alt_text": "Tique de báscula con el peso por ejes",
                "user_instruction": (
                    "Pesa el vehículo en orden de marcha en una báscula oficial, por ejes y en total, y "
                    "fotografía el tique entero."
                ),
                "is_required": False,
                "sort_order": 20,
            },
        ],
        "warnings": [
            {
                "code": "mmta_con_ensayo_cita",
                "message": (
                    "El ensayo de frenada se hace con el vehículo cargado hasta la masa nueva, en la fecha y "
                    "el lugar que fije el laboratorio. El ingeniero debe dar antes su conformidad."
                ),
                "severity": "warning",
                "makes_provisional": True,
            },
        ],
        "required_fields": [
            {
                "field_name": "frenos_modificados",
                "field_label": "¿Se ha cambiado alguna pieza de los frenos?",
                "field_type": "boolean",
                "example_value": "No",
            },
            {
                "field_name": "detalle_frenos",
                "field_label": "Qué piezas de los frenos se han cambiado",
                "field_type": "text",
                "validation_rules": {"min_length": 4, "max_length": 200},
                "example_value": "Discos y pastillas delanteros Brembo",
                "condition_field_name": "frenos_modificados",
                "condition_operator": "equals",
                "condition_value": "true",
            },
            {
                "field_name": "fecha_disponible_ensayo",
                "field_label": "Primera fecha en la que el vehículo está disponible para el ensayo",
                "field_type": "date",
                "is_required": False,
                "example_value": "02/03/2026",
            },
        ],
    },
    {
        "code": "AUMENTO_PLAZAS",
        "name": "Aumento de plazas",
        "description": (
            "Aumento del número de plazas de viaje, con asientos, anclajes y cinturones nuevos. Exige "
            "consulta previa y lleva recargo."
        ),
        "sort_order": 170,
        "keywords": [
            "tres a cinco plazas", "cuatro a seis plazas", "cuatro a cinco plazas", "dos a cuatro plazas",
            "dos a cinco plazas", "tres a cuatro plazas", "cinco a seis plazas", "tres a seis plazas",
            "aumento plazas", "mas plazas", "plazas adicionales", "asientos", "asiento adicional",
            "asiento de viaje", "una plaza mas", "a 4 plazas", "a 5 plazas", "a 6 plazas", "a 7 plazas",
            "plaza adicional", "otra plaza", "plaza extra", "asiento con cinturon", "plazas homologadas",
            "asiento extra", "ampliar plazas", "ampliacion de plazas", "mas asientos", "una plaza extra",
            "asientos de viaje", "banco con cinturones", "banqueta", "banqueta con cinturones",
            "asiento con cinturones", "asientos con cinturon", "cinturones traseros", "plazas de viaje",
            "plaza de viaje", "plazas para viajar", "plaza para viajar", "otro asiento", "butacas",
            "banco trasero", "banco de asientos", "asiento trasero", "asientos traseros", "asiento doble",
            "asiento de pasajeros", "segunda fila de asientos", "fila de asientos", "puedan viajar mas",
            "viajen 4", "viajen 5", "llevar 4 personas", "llevar 5 personas", "llevar a 5 personas",
            "llevar 6 personas", "llevar a 4 personas", "llevar mas gente", "llevar mas personas",
            "2 a 4 plazas", "4 a 5 plazas", "4 a 6 plazas", "3 a 5 plazas", "2 a 5 plazas", "plazas mas",
            "plaza mas", "una plaza adicional", "ampliar a 4 plazas", "ampliar a 5 plazas",
            "ampliar a 6 plazas", "aumentar plazas", "aumentar las plazas", "aumento de asientos",
            "plazas de asiento", "asiento adicional con cinturon", "asiento homologado",
            "asientos homologados", "anclajes de cinturon", "anclajes de cinturones", "anadir dos plazas",
            "anado dos plazas", "anadir plazas", "anadir una plaza", "anadir plaza", "sumar una plaza",
            "sumarle una plaza", "sumar plazas", "sumar dos plazas", "plaza nueva",
            "plaza nueva con cinturon", "ampliacion a cinco plazas", "ampliacion a seis plazas",
            "ampliacion de plaza", "aumentar plaza", "aumento de plaza", "dos cinturones mas",
            "un cinturon mas", "cinturones mas", "mas cinturones", "anadir cinturones",
            "cinturones homologados", "dos cinturones", "cinturones en la dinette", "cinturon adicional",
            "cinturones adicionales", "sillon homologado", "tercera plaza", "cuarta plaza", "quinta plaza",
            "sexta plaza", "mes places", "cinc places", "sis places", "una persona mas", "viajar uno mas",
            "que vayan seis", "que vayan cinco", "tener seis", "meter una plaza", "poner una plaza",
            "llevar a seis", "somos cinco y la ficha", "somos seis y la ficha",
            "mas viajeros", "un viajero mas", "plaza para la abuela", "subir plazas", "subir las plazas",
            "subir de plazas", "subir a cinco plazas", "subir a seis plazas", "pasar a cinco plazas",
            "pasar a seis plazas", "plazas nuevas", "ampliar las plazas", "homologar mas plazas",
        ],
        "contrary_words": [
            "bancada", "giratorio", "giratoria", "giran", "gira", "quitar", "quitado", "quito", "reducir", "eliminar",
            "desmontar", "sin asientos", "menos plazas",
        ],
        "aliases": ["seat increase", "additional seats"],
        "images": [
            {
                "code": "CONFIGURACION_ASIENTOS",
                "title": "Configuración asientos",
                "image_type": "example",
                "description": "Asientos nuevos con sus cinturones.",
                "alt_text": "Asientos nuevos con cinturones en la vivienda",
                "user_instruction": (
                    "Fotografía los asientos nuevos de frente, con los cinturones extendidos y las "
                    "fijaciones al suelo a la vista."
                ),
                "is_required": False,
                "sort_order": 10,
            },
            {
                "code": "DOCUMENTACION_PLAZAS",
                "title": "Documentación plazas",
                "image_type": "required_document",
                "description": "Documentación del asiento, los anclajes y los cinturones.",
                "alt_text": "Documentación de homologación del asiento",
                "user_instruction": (
                    "Envía el certificado del asiento o de la banqueta y de sus anclajes. Fotografía también "
                    "la etiqueta con la E y el número de los cinturones."
                ),
                "is_required": False,
                "sort_order": 20,
            },
        ],
        "warnings": [
            {
                "code": "aumento_plazas_consulta",
                "message": (
                    "El aumento de plazas exige consulta previa con el ingeniero y lleva recargo. Asientos, "
                    "anclajes y cinturones deben estar homologados y tiene que quedar masa disponible para "
                    "los pasajeros nuevos."
                ),
                "severity": "warning",
                "makes_provisional": True,
            },
        ],
        "required_fields": [
            {
                "field_name": "plazas_actuales",
                "field_label": "Plazas actuales",
                "field_type": "number",
                "validation_rules": {"min_value": 1, "max_value": 9, "integer_only": True},
                "example_value": "4",
                "instruction": "Figura en la ficha técnica, con el conductor incluido.",
            },
            {
                "field_name": "plazas_nuevas",
                "field_label": "Plazas que tendrá",
                "field_type": "number",
                "validation_rules": {"min_value": 2, "max_value": 9, "integer_only": True},
                "example_value": "5",
                "instruction": "Con el conductor incluido. Más de nueve plazas no es posible.",
            },
            {
                "field_name": "orientacion_asiento",
                "field_label": "Orientación de los asientos nuevos",
                "field_type": "select",
                "options": ["En el sentido de la marcha", "Contra el sentido de la marcha"],
                "example_value": "En el sentido de la marcha",
            },
            {
                "field_name": "anclajes_homologados",
                "field_label": "¿El asiento y sus anclajes tienen homologación?",
                "field_type": "boolean",
                "example_value": "Sí",
            },
            {
                "field_name": "contrasena_asiento",
                "field_label": "Contraseña de homologación del asiento o de los anclajes",
                "field_type": "text",
                "validation_rules": {
                    "pattern": "^[eE] ?[0-9]{1,2}[ *-].{3,}$",
                    "pattern_hint": (
                        "Empieza por «e» o «E» y el número del país, por ejemplo e9*2007/46*0123*00 o "
                        "E4-55R-011234"
                    ),
                    "max_length": 60,
                },
                "example_value": "E9 14R-071234",
                "condition_field_name": "anclajes_homologados",
                "condition_operator": "equals",
                "condition_value": "true",
            },
            {
                "field_name": "tipo_cinturon",
                "field_label": "Cinturones de las plazas nuevas",
                "field_type": "select",
                "options": ["Tres puntos", "Dos puntos"],
                "example_value": "Tres puntos",
            },
            {
                "field_name": "masa_disponible_kg",
                "field_label": "Carga útil que queda con el vehículo equipado",
                "field_type": "number",
                "is_required": False,
                "validation_rules": {"min_value": 0, "max_value": 4000, "unit": "kg"},
                "example_value": "420",
                "instruction": "MMTA menos masa en orden de marcha.",
            },
        ],
    },
    {
        "code": "SUSP_REFUERZO",
        "name": "Refuerzo o sustitución de la suspensión",
        "description": (
            "Refuerzo o sustitución de muelles, ballestas o amortiguadores de la suspensión original. Hay "
            "que saber si es una intervención simple o compleja."
        ),
        "sort_order": 210,
        "keywords": [
            "refuerzo suspension", "refuerzo de suspension", "reforzar suspension", "suspension reforzada",
            "ballesta", "ballestas", "hojas de ballesta", "muelles", "muelles reforzados", "amortiguador",
            "amortiguadores", "cambio de suspension", "sustitucion suspension", "suspension",
            "ballestas suplementarias", "hoja adicional", "reforzar ballestas", "bilstein", "koni",
            "old man emu", "sumosprings", "marquart", "suspension de refuerzo", "kit de refuerzo",
            "hoja de ballesta", "ballesta extra", "ballesta adicional", "una hoja mas", "muelles mas duros",
            "amortiguadores mas duros", "amortiguadores reforzados", "suspension mas dura",
            "ballestas reforzadas", "refuerzo trasero", "refuerzo de muelles", "refuerzo de ballestas",
            "muelles delanteros", "muelles traseros", "amortiguador reforzado", "sumo springs",
            "roadmaster", "muelles auxiliares", "muelles helper", "muelles de refuerzo", "kit marquart",
            "subir la suspension", "kit de elevacion de suspension", "lift kit", "seikel", "terranger",
            "topes aeon", "barra estabilizadora", "barra estabilizadora reforzada", "amortiguacion",
            "culo caido", "baja el culo",
            "refuerzo", "reforzarla por detras", "reforzar la trasera", "reforzar por detras",
            "ballestas mas duras", "ballestas nuevas", "suplementos de ballesta",
        ],
        "contrary_words": ["asiento", "asientos", "cinturon", "cinturones", "paragolpes", "parachoques", "techo", "suelo", "puerta", "puertas", "defensa", "cama"],
        "aliases": ["muelles de refuerzo", "leaf spring"],
        "question_hint": (
            "En la suspensión, ¿solo se refuerzan o sustituyen piezas de un eje con los anclajes originales "
            "(refuerzo simple), o se modifican anclajes o partes estructurales (refuerzo complejo)?"
        ),
        "images": [
            {
                "code": "DETALLE_DE_LA_SUSPENSION",
                "title": "Detalle de la suspensión",
                "image_type": "example",
                "description": "Piezas nuevas montadas en el eje.",
                "alt_text": "Ballesta de refuerzo montada en el eje trasero",
                "user_instruction": (
                    "Con el vehículo calzado y frenado, fotografía de cerca las piezas nuevas y sus "
                    "anclajes. Una foto por lado y por eje."
                ),
                "is_required": False,
                "sort_order": 10,
            },
            {
                "code": "MARCADO_DE_LAS_PIEZAS",
                "title": "Marcado de las piezas",
                "image_type": "required_document",
                "description": "Etiqueta o grabado con la marca y la referencia.",
                "alt_text": "Referencia grabada en un muelle nuevo",
                "user_instruction": (
                    "Fotografía de cerca la marca y la referencia grabadas o pegadas en cada pieza nueva."
                ),
                "is_required": True,
                "sort_order": 20,
            },
        ],
        "warnings": [
            {
                "code": "susp_refuerzo_alcance",
                "message": (
                    "Que el refuerzo sea simple o complejo depende de las piezas y de los anclajes. Si hay "
                    "dudas, lo decide el ingeniero con las fotos; el refuerzo de la suspensión no aumenta "
                    "por sí solo la masa máxima."
                ),
                "severity": "info",
            },
        ],
        "required_fields": [
            {
                "field_name": "piezas",
                "field_label": "Qué piezas se han cambiado o añadido",
                "field_type": "select",
                "options": [
                    "Muelles",
                    "Ballestas",
                    "Amortiguadores",
                    "Muelles y amortiguadores",
                    "Otras piezas",
                ],
                "example_value": "Ballestas",
            },
            {
                "field_name": "detalle_otras_piezas",
                "field_label": "Qué otras piezas son",
                "field_type": "text",
                "validation_rules": {"min_length": 4, "max_length": 200},
                "example_value": "Barra estabilizadora reforzada",
                "condition_field_name": "piezas",
                "condition_operator": "equals",
                "condition_value": "Otras piezas",
            },
            {
                "field_name": "marca",
                "field_label": "Marca de las piezas",
                "field_type": "text",
                "validation_rules": {"min_length": 2, "max_length": 60},
                "example_value": "Goldschmitt",
                "instruction": "La encontrarás en la placa o etiqueta del fabricante.",
            },
            {
                "field_name": "referencia",
                "field_label": "Modelo o referencia",
                "field_type": "text",
                "validation_rules": {"min_length": 2, "max_length": 80},
                "example_value": "FD-250-R",
            },
            {
                "field_name": "cambia_altura",
                "field_label": "¿Cambia la altura del vehículo?",
                "field_type": "boolean",
                "example_value": "Sí",
            },
            {
                "field_name": "variacion_altura_mm",
                "field_label": "Cuánto sube o baja",
                "field_type": "number",
                "validation_rules": {"min_value": -200, "max_value": 300, "unit": "mm"},
                "example_value": "30",
                "instruction": "Positivo si sube y negativo si baja.",
                "condition_field_name": "cambia_altura",
                "condition_operator": "equals",
                "condition_value": "true",
            },
        ],
    },
    {
        "code": "SUSP_REFUERZO_COMPLEJO",
        "name": "Refuerzo complejo de la suspensión",
        "description": (
            "Refuerzo de la suspensión que modifica anclajes o partes estructurales, o que exige un cálculo "
            "o estudio específico."
        ),
        "sort_order": 211,
        "parent_code": "SUSP_REFUERZO",
        "variant_type": "reinforcement_level",
        "variant_code": "COMPLEJO",
        "inherit_parent_data": True,
        "keywords": [
            "complejo", "compleja", "refuerzo complejo", "modifica anclajes", "anclajes modificados",
            "soldado al bastidor", "estructural", "refuerzo modificando anclajes",
            "refuerzo modificando los anclajes", "refuerzo cambiando los anclajes",
            "refuerzo cambiando anclajes", "refuerzo anclajes nuevos", "refuerzo con soldadura",
            "refuerzo soldado", "refuerzo soldada", "refuerzo soldadas", "refuerzo soldando",
            "refuerzo soldados al chasis", "refuerzo soldar", "refuerzo nuevos anclajes",
            "refuerzo reforzando el chasis", "refuerzo con calculo", "refuerzo hay que soldar",
            "refuerzo hubo que soldar", "refuerzo obliga a soldar", "refuerzo requieren soldar",
            "refuerzo requiere soldar", "refuerzo que requieren soldadura", "refuerzo con soldaduras",
            "refuerzo soldadura", "refuerzo soldar soportes", "refuerzo soldaron", "refuerzo se suelda",
            "refuerzo lleva soldadura", "refuerzo calculo", "refuerzo lo calcula el ingeniero",
            "refuerzo calculo del ingeniero", "refuerzo modificando el chasis",
            "refuerzo anclajes distintos", "refuerzo otros anclajes",
            "refuerzo van soldadas", "refuerzo van soldados", "refuerzo soldar los apoyos",
            "refuerzo soldar apoyos", "refuerzo soldarles",
            "refuerzo con calculo del ingeniero", "refuerzo memoria de calculo",
            "refuerzo han modificado los anclajes", "refuerzo modificado los anclajes",
            "refuerzo ha habido que soldar", "refuerzo lleva calculo", "refuerzo que hubo que soldar",
            "refuerzo de los que se sueldan", "refuerzo con proyecto de soldadura",
        ],
        "aliases": ["refuerzo estructural suspension"],
        "images": [
            {
                "code": "ANCLAJES_MODIFICADOS",
                "title": "Anclajes modificados",
                "image_type": "required_document",
                "description": "Anclajes o soportes nuevos o modificados.",
                "alt_text": "Soporte de suspensión modificado y soldado al bastidor",
                "user_instruction": (
                    "Fotografía cada anclaje modificado, primero de cerca y después desde un metro para que "
                    "se sitúe en el bastidor."
                ),
                "is_required": True,
                "sort_order": 10,
            },
        ],
        "warnings": [
            {
                "code": "susp_refuerzo_complejo_estudio",
                "message": (
                    "Modificar anclajes o soldar en el bastidor exige revisión del ingeniero antes de dar el "
                    "trabajo por terminado. Puede pedirse el consentimiento del fabricante o un informe de "
                    "laboratorio."
                ),
                "severity": "warning",
            },
        ],
        "required_fields": [
            {
                "field_name": "ejes_afectados",
                "field_label": "Ejes afectados",
                "field_type": "select",
                "options": ["Delantero", "Trasero", "Ambos"],
                "example_value": "Ambos",
            },
            {
                "field_name": "descripcion_modificacion",
                "field_label": "En qué consiste la modificación de los anclajes",
                "field_type": "text",
                "validation_rules": {"min_length": 10, "max_length": 400},
                "example_value": "Nuevos soportes de ballesta soldados al bastidor",
            },
        ],
    },
    {
        "code": "SUSP_REFUERZO_SIMPLE",
        "name": "Refuerzo o sustitución simple de la suspensión",
        "description": (
            "Refuerzo o sustitución de muelles, ballestas o amortiguadores de un eje, delantero o trasero, "
            "con los anclajes originales."
        ),
        "sort_order": 212,
        "parent_code": "SUSP_REFUERZO",
        "variant_type": "reinforcement_level",
        "variant_code": "SIMPLE",
        "inherit_parent_data": True,
        "keywords": [
            "simple", "sencillo", "sencilla", "refuerzo simple", "anclajes originales",
            "sin modificar anclajes", "un solo eje", "solo sustituir", "refuerzo sin tocar anclajes",
            "refuerzo sin tocar los anclajes", "refuerzo mismos anclajes",
            "refuerzo sin modificar los anclajes", "refuerzo sin cambiar anclajes", "refuerzo sin soldar",
            "refuerzo anclajes de serie", "refuerzo anclajes de origen", "refuerzo sin soldar nada",
            "refuerzo atornillado", "refuerzo solo un eje", "refuerzo misma fijacion",
            "refuerzo directo al original", "refuerzo sin modificar nada",
            "refuerzo solo cambiar las piezas", "refuerzo anclajes de fabrica",
            "refuerzo anclajes del fabricante", "refuerzo sin tocar el chasis", "refuerzo sin tocar chasis",
            "refuerzo no se toca el chasis", "refuerzo no se toca chasis", "refuerzo no toca el chasis",
            "refuerzo mismo sitio", "refuerzo en el mismo sitio", "refuerzo donde las otras",
            "refuerzo donde los otros", "refuerzo ancladas donde", "refuerzo mismos tornillos",
            "refuerzo mismas sujeciones", "refuerzo mismos soportes", "refuerzo mismos puntos",
            "refuerzo en los anclajes que hay", "refuerzo con los anclajes que hay", "refuerzo no se suelda",
            "refuerzo no hay que soldar", "refuerzo atornilladas", "refuerzo atornillados",
            "puntos originales", "puntos de origen", "refuerzo soportes de origen",
            "refuerzo soportes originales", "refuerzo apoyos originales", "refuerzo anclada igual",
            "refuerzo ancladas igual", "refuerzo no se han alterado los anclajes",
            "refuerzo sin alterar los anclajes",
            "refuerzo en los mismos anclajes", "refuerzo anclajes de siempre", "refuerzo sus mismos anclajes",
            "refuerzo donde iban los suyos", "refuerzo donde iban las suyas", "refuerzo sin cortar nada",
            "refuerzo aprovechando los anclajes", "refuerzo mismo anclaje",
            "refuerzo cogidas en los mismos anclajes", "refuerzo enganchados donde iban",
            "refuerzo anclajes que traia", "refuerzo donde las viejas", "refuerzo donde los viejos",
        ],
        "contrary_words": ["asiento", "asientos", "cinturon", "cinturones", "butaca", "butacas"],
        "aliases": ["refuerzo sencillo suspension"],
        "images": [
            {
                "code": "EJE_CON_LAS_PIEZAS_MONTADAS",
                "title": "Eje con las piezas montadas",
                "image_type": "example",
                "description": "Eje completo con las piezas nuevas montadas.",
                "alt_text": "Eje trasero con amortiguadores nuevos",
                "user_instruction": (
                    "Fotografía el eje completo desde detrás o desde delante, por debajo del vehículo, con "
                    "las dos ruedas dentro del encuadre."
                ),
                "is_required": False,
                "sort_order": 10,
            },
        ],
        "warnings": [
            {
                "code": "susp_refuerzo_simple_eje",
                "message": (
                    "El refuerzo simple se cuenta por eje. Si se interviene en los dos, indícalo, porque "
                    "puede cambiar la tarifa."
                ),
                "severity": "info",
            },
        ],
        "required_fields": [
            {
                "field_name": "eje",
                "field_label": "Eje en el que se ha trabajado",
                "field_type": "select",
                "options": ["Delantero", "Trasero"],
                "example_value": "Trasero",
            },
            {
                "field_name": "anclajes_originales",
                "field_label": "¿Se usan los anclajes originales sin modificarlos?",
                "field_type": "boolean",
                "example_value": "Sí",
            },
        ],
    },
    {
        "code": "CAMBIO_CLASIF",
        "name": "Cambio de clasificación",
        "description": (
            "Cambio de la clasificación del vehículo en la ficha técnica. Depende de si existe una "
            "contraseña de homologación que respalde la clasificación nueva."
        ),
        "sort_order": 220,
        "keywords": [
            "cambio de clasificacion", "cambio clasificacion", "cambiar clasificacion", "clasificacion",
            "reclasificar", "reclasificacion", "cambiar a autocaravana", "pasar a autocaravana",
            "pasar a vivienda", "cambiar a vivienda", "furgon vivienda", "clasificacion vivienda",
            "codigo de clasificacion", "pasar a camper", "furgon a vivienda", "furgon a camper",
            "furgoneta a camper", "furgoneta a vivienda", "furgoneta a autocaravana", "furgo a camper",
            "furgo a vivienda", "furgo a autocaravana", "furgon a autocaravana", "furgo en autocaravana",
            "furgoneta en autocaravana", "furgon en vivienda", "furgon en autocaravana",
            "homologar como vivienda", "homologar como camper", "homologar como autocaravana",
            "homologarla como vivienda", "homologarla como camper", "homologarla como autocaravana",
            "legalizar como vivienda", "legalizar como autocaravana", "legalizarla como autocaravana",
            "legalizarla como vivienda", "pasar a furgon vivienda", "pasarla a vivienda",
            "pasarla a camper", "pasarla a autocaravana", "pasarla a furgon vivienda",
            "conste como vivienda", "conste como autocaravana", "conste como camper",
            "figure como vivienda", "figure como autocaravana", "ponga autocaravana", "ponga vivienda",
            "ponga furgon vivienda", "que ponga camper", "homologar camperizacion",
            "legalizar camperizacion", "homologar la camperizacion", "legalizar la camperizacion",
            "cambiar el uso", "cambio de uso", "cambiar de uso",
            "cambio a vivienda", "cambio a camper", "cambio a autocaravana",
            "vehiculo mixto a vivienda", "mixto a vivienda", "mixto adaptable a vivienda",
            "turismo a vivienda", "de industrial a vivienda", "cambiar el tipo de vehiculo",
            "cambio de tipo de vehiculo", "cambiar la categoria", "cambio de categoria", "cambiar a camper",
            "ficha de autocaravana", "codigo 2448", "codigo 3248", "pasar de camion", "camion a vivienda",
            "camion a autocaravana", "registrar como vivienda", "matricularla como autocaravana",
            "homologar furgoneta a camper", "homologar furgo a camper",
            "homologar furgon a camper", "2448 a 3248", "3248 a 2448", "2448 a 3348", "2400 a 3200",
            "cambiar de 2448", "cambiar a 3248", "pasar a 3248", "pasar de 2448",
            "salga como vivienda", "salga como autocaravana", "salga como camper", "poner como vivienda",
            "ponerla como vivienda", "ponerlo como vivienda", "poner como autocaravana",
            "ponerla como autocaravana", "figurar como vivienda", "figurar como autocaravana",
            "vivienda en la documentacion", "clasificacion a vivienda", "clasificacion a autocaravana",
            "cambiar de clasificacion", "cambio de la clasificacion", "conste como furgon vivienda",
            "paso a autocaravana", "paso a vivienda",
        ],
        "aliases": ["cambio de codigo de clasificacion"],
        "question_hint": (
            "Para el cambio de clasificación, ¿tienes una contraseña de homologación que respalde la "
            "clasificación nueva o no?"
        ),
        "images": [
            {
                "code": "FICHA_TECNICA_CON_LA_CLASIFICACION",
                "title": "Ficha técnica con la clasificación",
                "image_type": "required_document",
                "description": "Hoja de la ficha técnica con el código de clasificación.",
                "alt_text": "Código de clasificación en la ficha técnica",
                "user_instruction": (
                    "Fotografía la hoja de la ficha técnica donde figura la clasificación (cuatro cifras), "
                    "plana y con buena luz."
                ),
                "is_required": True,
                "sort_order": 10,
            },
            {
                "code": "INTERIOR_DE_LA_VIVIENDA",
                "title": "Interior de la vivienda",
                "image_type": "example",
                "description": "Vista general del interior.",
                "alt_text": "Interior de la autocaravana",
                "user_instruction": (
                    "Fotografía el interior desde la puerta y desde el fondo, para que se vean camas, mesa, "
                    "cocina y armarios."
                ),
                "is_required": False,
                "sort_order": 20,
            },
        ],
        "warnings": [
            {
                "code": "cambio_clasif_efectos",
                "message": (
                    "Cambiar la clasificación puede afectar a la periodicidad de la ITV, a los límites de "
                    "velocidad, al seguro y a los impuestos. Conviene comprobarlo antes de empezar."
                ),
                "severity": "info",
            },
        ],
        "required_fields": [
            {
                "field_name": "clasificacion_actual",
                "field_label": "Clasificación actual",
                "field_type": "text",
                "validation_rules": {
                    "pattern": "^[0-9]{4}$",
                    "pattern_hint": "Cuatro cifras, por ejemplo 3200",
                },
                "example_value": "3300",
                "instruction": "Son las cuatro cifras que figuran en la ficha técnica.",
            },
            {
                "field_name": "clasificacion_nueva",
                "field_label": "Clasificación que se quiere",
                "field_type": "text",
                "validation_rules": {
                    "pattern": "^[0-9]{4}$",
                    "pattern_hint": "Cuatro cifras, por ejemplo 3200",
                },
                "example_value": "3200",
            },
            {
                "field_name": "motivo",
                "field_label": "Motivo del cambio",
                "field_type": "text",
                "validation_rules": {"min_length": 5, "max_length": 300},
                "example_value": "La clasificación no corresponde a la masa máxima del vehículo",
            },
        ],
    },
    {
        "code": "CLASIF_CON_CONTRASENA",
        "name": "Cambio de clasificación con contraseña de homologación",
        "description": "Cambio de clasificación respaldado por una contraseña de homologación de tipo.",
        "sort_order": 221,
        "parent_code": "CAMBIO_CLASIF",
        "variant_type": "type_approval",
        "variant_code": "CON_CONTRASENA",
        "inherit_parent_data": True,
        "keywords": [
            "con contrasena", "tengo contrasena", "tiene contrasena", "con homologacion",
            "con numero de homologacion", "si", "clasificacion teniendo contrasena",
            "clasificacion hay contrasena", "clasificacion dispongo de contrasena",
            "clasificacion con la contrasena", "clasificacion contrasena si",
            "clasificacion la contrasena la tengo", "clasificacion contrasena la tengo",
            "clasificacion con contrasena del fabricante", "clasificacion tenemos contrasena",
            "clasificacion tengo la contrasena", "clasificacion tengo el papel de la contrasena",
            "clasificacion papel de la contrasena", "clasificacion contrasena del carrocero",
            "clasificacion tenemos la contrasena", "clasificacion con papel del fabricante",
            "clasificacion tiene la contrasena", "clasificacion con su contrasena",
        ],
        "aliases": ["clasificacion con contrasena"],
        "images": [
            {
                "code": "DOCUMENTO_CON_LA_CONTRASENA",
                "title": "Documento con la contraseña",
                "image_type": "required_document",
                "description": "Documento en el que figura la contraseña de homologación.",
                "alt_text": "Documento con la contraseña de homologación de tipo",
                "user_instruction": (
                    "Envía la ficha reducida, el certificado de conformidad o la placa del fabricante en la "
                    "que se lea la contraseña completa."
                ),
                "is_required": True,
                "sort_order": 10,
            },
        ],
        "warnings": [
            {
                "code": "clasif_con_contrasena_comprobar",
                "message": (
                    "Comprobaremos que la contraseña corresponde a este bastidor y a la clasificación "
                    "pedida. Si no es así, se tramitará como cambio sin contraseña."
                ),
                "severity": "info",
                "makes_provisional": True,
            },
        ],
        "required_fields": [
            {
                "field_name": "contrasena_homologacion",
                "field_label": "Contraseña de homologación de tipo",
                "field_type": "text",
                "validation_rules": {
                    "pattern": "^[eE] ?[0-9]{1,2}[ *-].{3,}$",
                    "pattern_hint": (
                        "Empieza por «e» o «E» y el número del país, por ejemplo e9*2007/46*0123*00 o "
                        "E4-55R-011234"
                    ),
                    "max_length": 60,
                },
                "example_value": "e9*2007/46*0123*00",
            },
        ],
    },
    {
        "code": "CLASIF_SIN_CONTRASENA",
        "name": "Cambio de clasificación sin contraseña de homologación",
        "description": (
            "Cambio de clasificación sin contraseña de homologación de tipo que lo respalde. Exige consulta "
            "previa y lleva recargo."
        ),
        "sort_order": 222,
        "parent_code": "CAMBIO_CLASIF",
        "variant_type": "type_approval",
        "variant_code": "SIN_CONTRASENA",
        "inherit_parent_data": True,
        "keywords": [
            "sin contrasena", "no tengo contrasena", "no tiene contrasena", "sin homologacion", "no", "sin",
            "clasificacion no hay contrasena", "clasificacion no dispongo de contrasena",
            "clasificacion contrasena no", "clasificacion la contrasena no la tengo",
            "clasificacion no tenemos contrasena", "clasificacion sin la contrasena",
            "clasificacion no tengo ninguna contrasena",
            "clasificacion contrasena no tengo", "clasificacion contrasena no hay",
            "clasificacion no tengo la contrasena", "clasificacion sin papel del fabricante",
            "clasificacion no tengo papel del fabricante", "clasificacion papel del fabricante no hay",
            "clasificacion nunca dio la contrasena", "clasificacion no tiene la contrasena",
        ],
        "aliases": ["clasificacion sin contrasena"],
        "images": [
            {
                "code": "PLACA_DEL_FABRICANTE_DEL_VEHICULO",
                "title": "Placa del fabricante del vehículo",
                "image_type": "required_document",
                "description": "Placa o placas del fabricante con el bastidor y las masas.",
                "alt_text": "Placa del fabricante de la autocaravana",
                "user_instruction": (
                    "Fotografía todas las placas del fabricante, de la base y de la carrocería. Bastidor y "
                    "masas deben leerse."
                ),
                "is_required": True,
                "sort_order": 10,
            },
        ],
        "warnings": [
            {
                "code": "clasif_sin_contrasena_consulta",
                "message": (
                    "Sin contraseña de homologación hay que consultar antes con el ingeniero y se aplica un "
                    "recargo. No podemos asegurar el resultado hasta que lo revise."
                ),
                "severity": "warning",
                "makes_provisional": True,
            },
        ],
        "required_fields": [
            {
                "field_name": "documentos_disponibles",
                "field_label": "Qué documentación del vehículo tienes",
                "field_type": "text",
                "validation_rules": {"min_length": 5, "max_length": 300},
                "example_value": "Ficha técnica extranjera y certificado de conformidad de la base",
            },
        ],
    },
    {
        "code": "LLANTAS_ALETINES",
        "name": "Llantas con aletines",
        "description": (
            "Llantas de otra medida o de otro bombeo que obligan a montar aletines para cubrir la rueda."
        ),
        "sort_order": 250,
        "keywords": [
            "llantas", "llanta", "llantas con aletines", "aletines", "aletin", "ensanche de aletas",
            "pasos de rueda", "llantas de aluminio", "llantas mas anchas", "llantas nuevas",
            "aletas ensanchadas", "llantas delta", "ensanches", "ensanches de rueda",
            "pasos de rueda anchos", "llantas grandes", "llantas mas grandes", "llantas de 17",
            "llantas de 18", "llantas de 20", "llantas off road", "rines", "rin", "llantas de aleacion",
            "pasarruedas", "pasaruedas", "ensanchadores", "black rhino", "borbet", "alutec",
            "llantas anchas", "cubre ruedas", "wheel arches", "aletas de rueda", "llantas de otra medida",
            "llantas de otro tamano", "llantas method", "llantas con mas bombeo", "ruedas",
            "aletas que asoman",
        ],
        "aliases": ["wheel arch flares", "overfenders"],
        "images": [
            {
                "code": "RUEDA_MONTADA",
                "title": "Rueda montada",
                "image_type": "example",
                "description": "Rueda y aletín vistos de lado.",
                "alt_text": "Llanta con aletín montada en la autocaravana",
                "user_instruction": (
                    "Con las ruedas rectas, fotografía cada rueda de lado y desde un metro. Deben verse la "
                    "llanta completa y el aletín."
                ),
                "is_required": False,
                "sort_order": 10,
            },
            {
                "code": "VISTA_FRONTAL_DE_LA_ANCHURA",
                "title": "Vista frontal de la anchura",
                "image_type": "required_document",
                "description": "Vehículo visto de frente con los aletines.",
                "alt_text": "Vista frontal de la autocaravana con los aletines",
                "user_instruction": (
                    "Colócate delante, a la altura de las ruedas, y encuadra los dos lados para que se vea "
                    "que el neumático no sobresale del aletín."
                ),
                "is_required": False,
                "sort_order": 20,
            },
            {
                "code": "MARCADO_DE_LA_LLANTA",
                "title": "Marcado de la llanta",
                "image_type": "required_document",
                "description": "Grabado de la llanta con la medida y la marca.",
                "alt_text": "Marcado de la llanta",
                "user_instruction": (
                    "Fotografía de cerca el grabado de la llanta: marca, medida, bombeo (ET) y carga máxima. "
                    "Suele estar en la cara interior o en un radio."
                ),
                "is_required": True,
                "sort_order": 30,
            },
        ],
        "warnings": [
            {
                "code": "llantas_aletines_cubrir",
                "message": (
                    "El aletín debe cubrir toda la banda de rodadura y la nueva anchura no puede pasar de la "
                    "máxima legal. La carga de la llanta y del neumático debe cubrir la masa máxima de cada "
                    "eje."
                ),
                "severity": "warning",
            },
        ],
        "required_fields": [
            {
                "field_name": "marca",
                "field_label": "Marca de las llantas",
                "field_type": "text",
                "validation_rules": {"min_length": 2, "max_length": 60},
                "example_value": "Borbet",
                "instruction": "La encontrarás en la placa o etiqueta del fabricante.",
            },
            {
                "field_name": "medida_llanta",
                "field_label": "Medida de la llanta",
                "field_type": "text",
                "validation_rules": {"min_length": 4, "max_length": 40},
                "example_value": "7.5Jx16 ET50",
                "instruction": "Ancho, diámetro y bombeo, como están grabados.",
            },
            {
                "field_name": "medida_neumatico",
                "field_label": "Medida del neumático",
                "field_type": "text",
                "validation_rules": {
                    "pattern": "^[0-9]{3}/[0-9]{2} ?(Z?R|-) ?[0-9]{2}([.]5)?C?$",
                    "pattern_hint": "Por ejemplo 225/75R16C",
                },
                "example_value": "225/75R16C",
            },
            {
                "field_name": "carga_llanta_kg",
                "field_label": "Carga máxima por llanta",
                "field_type": "number",
                "validation_rules": {"min_value": 300, "max_value": 3000, "unit": "kg"},
                "example_value": "1250",
            },
            {
                "field_name": "aletin_sobresale_mm",
                "field_label": "Cuánto sobresale cada aletín",
                "field_type": "number",
                "validation_rules": {"min_value": 0, "max_value": 150, "unit": "mm"},
                "example_value": "25",
                "instruction": "Mide desde el borde original del paso de rueda.",
            },
            {
                "field_name": "anchura_nueva_mm",
                "field_label": "Anchura total nueva del vehículo",
                "field_type": "number",
                "validation_rules": {
                    "min_value": 1500,
                    "max_value": 2600,
                    "unit": "mm",
                    "integer_only": True,
                },
                "example_value": "2350",
                "instruction": "Mide en el punto más saliente, sin retrovisores.",
                "condition_field_name": "aletin_sobresale_mm",
                "condition_operator": "greater_than",
                "condition_value": "0",
            },
        ],
    },
    {
        "code": "NEUMATICOS_NO_EQUIV",
        "name": "Neumáticos no equivalentes",
        "description": (
            "Neumáticos de una medida no equivalente a las de la ficha técnica, que no necesitan ensayo ni "
            "aletines."
        ),
        "sort_order": 280,
        "keywords": [
            "neumaticos", "neumatico", "neumaticos no equivalentes", "medida de neumaticos",
            "cambio de neumaticos", "ruedas mas grandes", "otra medida de ruedas", "cubiertas", "ruedas",
            "bf goodrich", "bfgoodrich", "toyo", "all terrain", "general grabber", "grabber", "yokohama",
            "geolandar", "nokian", "ruedas de tacos", "neumaticos at", "neumaticos todoterreno",
            "otra medida de neumatico", "neumaticos mas grandes", "neumatico mas grande", "gomas",
            "gomas mas grandes", "gomas at", "ruedas at", "ruedas all terrain", "cubiertas de tacos",
            "cubiertas at", "cubiertas mas grandes", "cubiertas mas altas", "ruedas mas altas",
            "ruedas de campo", "ruedas todoterreno", "ruedas offroad", "ruedas off road", "gomas de tacos",
            "neumaticos de tacos", "neumaticos mixtos", "neumaticos mt", "mud terrain", "ko2", "falken",
            "wildpeak", "hankook", "dynapro", "kumho", "medida de rueda", "medida de las ruedas",
            "otra medida de neumaticos", "neumaticos de otra medida", "neumaticos mas altos",
            "neumaticos mas anchos", "ruedas mas anchas", "continental", "michelin", "agilis",
            "camper tires", "neumaticos cp", "ruedas de otra medida", "medida de goma", "ruedas gordas",
            "ruedas mas gordas", "ruedas anchas", "ruedas de mayor tamano", "ruedas grandes",
            "rueda de camion", "ruedas de camion", "tamano de rueda", "ruedas suben de medida",
            "cambio de medida", "llanta de otra medida de goma", "rodes mes grans", "ruedas no equivalentes",
            "llantas", "llanta",
            "neumaticos de medida mayor", "rueda de otro diametro", "ruedas de medida mayor", "ruedas a una medida mayor",
            "ruedas son mas grandes",
            "ruedas de mayor medida", "neumaticos de mayor medida", "neumaticos de mas perfil",
            "gomas de otra medida", "gomas mas anchas", "gomas mas altas", "gomas otra medida",
            "cubiertas de otra medida", "ruedas con mas perfil", "ruedas sobredimensionadas",
            "neumaticos sobredimensionados",
        ],
        "aliases": ["tyres", "gomas"],
        "images": [
            {
                "code": "NEUMATICO_MONTADO",
                "title": "Neumático montado",
                "image_type": "example",
                "description": "Rueda completa vista de lado.",
                "alt_text": "Neumático de medida no equivalente montado",
                "user_instruction": (
                    "Con las ruedas rectas, fotografía una rueda delantera y una trasera de lado, desde un "
                    "metro."
                ),
                "is_required": False,
                "sort_order": 10,
            },
            {
                "code": "MEDIDAS_DEL_FLANCO",
                "title": "Medidas del flanco",
                "image_type": "required_document",
                "description": "Medida e índices grabados en el flanco.",
                "alt_text": "Medida e índices grabados en el flanco del neumático",
                "user_instruction": (
                    "Fotografía de cerca el flanco: medida, índice de carga, código de velocidad y el "
                    "marcado con la E deben leerse."
                ),
                "is_required": True,
                "sort_order": 20,
            },
        ],
        "warnings": [
            {
                "code": "neumaticos_no_equiv_limites",
                "message": (
                    "El neumático no puede sobresalir de la aleta ni rozar, y su índice de carga y su código "
                    "de velocidad deben cubrir los del vehículo. Si hacen falta aletines o ensayo, el "
                    "trámite es otro. Una medida equivalente no es reforma."
                ),
                "severity": "warning",
            },
        ],
        "required_fields": [
            {
                "field_name": "medida_actual",
                "field_label": "Medida que figura en la ficha técnica",
                "field_type": "text",
                "validation_rules": {
                    "pattern": "^[0-9]{3}/[0-9]{2} ?(Z?R|-) ?[0-9]{2}([.]5)?C?$",
                    "pattern_hint": "Por ejemplo 225/75R16C",
                },
                "example_value": "215/70R15C",
            },
            {
                "field_name": "medida_nueva",
                "field_label": "Medida nueva",
                "field_type": "text",
                "validation_rules": {
                    "pattern": "^[0-9]{3}/[0-9]{2} ?(Z?R|-) ?[0-9]{2}([.]5)?C?$",
                    "pattern_hint": "Por ejemplo 225/75R16C",
                },
                "example_value": "235/75R15C",
            },
            {
                "field_name": "indice_carga",
                "field_label": "Índice de carga",
                "field_type": "number",
                "validation_rules": {"min_value": 80, "max_value": 160, "integer_only": True},
                "example_value": "116",
                "instruction": "Si hay dos números, como 116/114, indica el primero.",
            },
            {
                "field_name": "codigo_velocidad",
                "field_label": "Código de velocidad",
                "field_type": "select",
                "options": ["L", "M", "N", "P", "Q", "R", "S", "T", "H"],
                "example_value": "R",
            },
            {
                "field_name": "sobresale_aleta",
                "field_label": "¿El neumático sobresale de la aleta?",
                "field_type": "boolean",
                "example_value": "No",
            },
            {
                "field_name": "todo_terreno",
                "field_label": "¿Es neumático de nieve o mixto (M+S)?",
                "field_type": "boolean",
                "is_required": False,
                "example_value": "No",
            },
        ],
    },
]
