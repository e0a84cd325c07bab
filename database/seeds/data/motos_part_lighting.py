"""Motorcycle elements: lamps, indicators and reflectors. Constants only, no logic."""

from typing import Final

from database.seeds.data.common import ElementData
from database.seeds.data.motos_part_rules import (
    APPROVAL,
    BRAND_AND_MODEL,
    PART,
)

LIGHTING_ELEMENTS: Final[list[ElementData]] = [
    {
        "code": "LUCES",
        "name": "Luces / Alumbrado",
        "description": (
            "Alumbrado de la moto en general. Hay que concretar qué luz cambia: cada una se tramita como un "
            "elemento; los intermitentes van por separado."
        ),
        "sort_order": 79,
        "keywords": [
            "luces", "luz", "iluminacion", "alumbrado", "sistema de luces", "luces led", "alumbrado led",
            "luminarias", "bombillas led", "bombilla led", "led en las luces", "bombillas de led", "kit led",
            "kit de led", "xenon", "luces de led",
        ],
        "aliases": ["lights", "lighting"],
        "multi_select_keywords": [
            "todas", "todas las luces", "todo el alumbrado", "todos los tipos de luces", "todos",
        ],
        "question_hint": (
            "¿Qué luz has cambiado: faro delantero, piloto de freno, luz de matrícula, catadióptrico "
            "trasero o antinieblas? Puedes decirme varias, o «todas»."
        ),
        "images": [
            {
                "code": "MARCA_HOMOLOGACION",
                "title": "Marca de homologación de la luz",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Marca E/e y códigos grabados en el cristal o en la carcasa.",
                "alt_text": "Marca de homologación grabada en el cristal de una luz de motocicleta",
                "user_instruction": (
                    "Acércate a la marca E/e grabada en el cristal o en la carcasa hasta que se lean la "
                    "letra y todos los números. Apaga la luz para evitar reflejos."
                ),
            },
        ],
        "warnings": [
            {
                "code": "luces_marca_homologacion",
                "severity": "info",
                "message": (
                    "Toda luz o catadióptrico nuevo debe llevar marca de homologación E/e para la función "
                    "que cumple. Sin marca visible no se puede legalizar."
                ),
            },
        ],
    },
    {
        "code": "FARO_DELANTERO",
        "name": "Faro delantero",
        "description": "Sustitución del faro delantero por otro homologado, de bombilla o led.",
        "sort_order": 80,
        "parent_code": "LUCES",
        "variant_type": "light_type",
        "variant_code": "FARO_DEL",
        "inherit_parent_data": True,
        "keywords": [
            "faro", "faro delantero", "faro auxiliar", "optica", "faro principal", "headlight", "faro led",
            "faro xenon", "luz delantera", "luz principal", "jw speaker", "focos", "foco", "faro redondo",
            "opticas", "luz de delante", "luz de cruce", "foco redondo", "optica delantera", "faro de led",
            "luz larga", "bifaro", "faro cuadrado", "foco delantero", "foco de delante", "foco principal",
            "faro de delante", "farol", "faro bates", "faro pequeno", "doble optica", "faro de otra moto",
            "luz del frontal", "lampara delantera", "faro de xenon", "lenticular", "faro lenticular",
            "foco led delantero", "faros delanteros", "faro amarillo", "opticas delanteras", "optica led",
            "luz frontal", "farolillo", "faro de carretera", "luces delanteras", "faro de 7 pulgadas",
            "faro halogeno", "farola", "farola delantera", "bombillas led en el faro",
            "bombilla led en el faro", "led en el faro", "kit led para el faro", "bombilla led del faro",
            "bombillas led delante", "xenon en el faro", "far davanter", "farol delantero", "silvin",
            "optico delantero", "doble faro", "faro doble", "faro con doble ojo", "doble ojo",
            "faros dobles", "doble lente", "far", "far petit", "el far", "foco unico", "bi-led", "headlamp",
            "koplamp", "scheinwerfer", "lampara principal",
            "proyector", "proyector delantero", "faro frontal", "faro cyclope", "faro de serie cambiado",
            "foco frontal", "optica frontal", "faro principal led",
        ],
        "aliases": ["faro auxiliar", "headlight", "front light", "main beam"],
        "images": [
            {
                "code": "FARO_ENCENDIDO",
                "title": "Faro encendido, de frente",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Muestra el faro nuevo y su posición en la moto.",
                "alt_text": "Frontal de una motocicleta con el faro encendido",
                "user_instruction": (
                    "Con la luz de cruce encendida, haz una foto de frente de la moto a unos dos metros, "
                    "con el faro centrado."
                ),
            },
            {
                "code": "FARO_LATERAL",
                "title": "Faro de lado",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 20,
                "description": "Muestra la fijación del faro y si conserva los soportes originales.",
                "alt_text": "Faro delantero de una motocicleta visto de lado con sus soportes",
                "user_instruction": (
                    "Haz una foto de lado, de cerca, en la que se vean el faro y las piezas que lo sujetan."
                ),
            },
        ],
        "warnings": [
            {
                "code": "faro_largo_alcance",
                "severity": "info",
                "message": (
                    "Este elemento es el faro principal. Si lo que añades son faros de largo alcance u "
                    "otras luces, o un soporte que cambia el faro de sitio, son elementos aparte: dínoslo "
                    "para incluirlos."
                ),
            },
        ],
        "required_fields": [
            {
                "field_name": "contrasena_homologacion",
                "field_label": "Contraseña de homologación",
                "field_type": "text",
                "validation_rules": APPROVAL,
                "example_value": "e4*2012/19*0456",
                "instruction": (
                    "Es la marca con una E o e y un número (por ejemplo e4*2003/97*0123, o una E dentro de "
                    "un círculo) grabada en la propia pieza. Si no la lees bien, mándanos una foto de "
                    "cerca. En el faro suele estar en el cristal, junto a las letras HC, HR o similares."
                ),
            },
        ],
    },
    {
        "code": "PILOTO_FRENO",
        "name": "Piloto freno trasero",
        "description": "Sustitución del piloto trasero con luz de freno por otro homologado.",
        "sort_order": 86,
        "parent_code": "LUCES",
        "variant_type": "light_type",
        "variant_code": "PILOTO",
        "inherit_parent_data": True,
        "keywords": [
            "piloto freno", "luz freno", "piloto trasero", "stop", "luz stop", "brake light", "piloto led",
            "luz de freno", "tercera luz freno", "piloto", "luz de stop", "luz trasera", "luz de atras",
            "piloto de atras", "luz de posicion trasera", "luces de freno", "luz de stop trasera",
            "pilotos traseros", "piloto de freno", "piloto posterior", "faro trasero", "foco trasero",
            "foco de atras", "faro de atras", "luz roja de atras", "luz roja trasera",
            "luz de posicion y freno", "piloto de detras", "luz de detras", "piloto lucas",
            "piloto trasero led", "stop led", "led de freno", "faro piloto", "tail light",
            "piloto cafe racer", "tercera luz de freno", "luz de frenado", "tulipa trasera",
            "tira led de freno", "optica trasera", "piloto posterior de freno", "luz de stop led",
            "lampara trasera", "calavera", "stop trasero", "farol trasero", "mica trasera", "calaveras",
            "llum de fre", "luz stop trasera", "piloto con intermitentes integrados",
            "piloto con intermitentes incluidos", "pilot del darrere", "piloto integrado en el colin",
            "piloto integrado en el asiento", "piloto integrado en el guardabarros",
            "piloto integrado",
        ],
        "aliases": [
            "brake light", "stop light", "tail light", "tercera luz freno", "tercera luz de freno",
        ],
        "images": [
            {
                "code": "PILOTO_ENCENDIDO",
                "title": "Piloto con el freno accionado",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Muestra el piloto encendido y su posición.",
                "alt_text": "Parte trasera de una motocicleta con la luz de freno encendida",
                "user_instruction": (
                    "Con el freno apretado, haz una foto desde atrás, a la altura del piloto, en la que se "
                    "vea toda la zaga."
                ),
            },
            {
                "code": "MEDIDA_ALTURA",
                "title": "Altura del piloto",
                "image_type": "calculation",
                "is_required": True,
                "sort_order": 20,
                "description": "Altura del piloto desde el suelo.",
                "alt_text": "Cinta métrica vertical desde el suelo hasta el piloto trasero",
                "user_instruction": (
                    "Con la moto recta, apoya la cinta en el suelo y mide hasta el centro del piloto; haz "
                    "la foto con la cifra legible."
                ),
            },
        ],
        "warnings": [
            {
                "code": "piloto_freno_angulo",
                "severity": "info",
                "message": (
                    "El piloto debe verse desde atrás y desde los lados sin que lo tapen la matrícula, el "
                    "guardabarros ni el portaequipajes: como referencia, 45° a cada lado y 15° hacia arriba "
                    "y hacia abajo. Tiene que ir centrado y recto."
                ),
            },
            {
                "code": "piloto_freno_mas_de_dos",
                "severity": "warning",
                "message": (
                    "La moto admite una o dos luces de freno homologadas. Revisa cuántas quieres legalizar; "
                    "si añades un piloto al que ya tenías, el elemento es «Alumbrado adicional»."
                ),
                "show_condition": "on_exceed_max",
                "threshold_quantity": 2,
            },
        ],
        "required_fields": [
            {
                "field_name": "contrasena_homologacion",
                "field_label": "Contraseña de homologación",
                "field_type": "text",
                "validation_rules": APPROVAL,
                "example_value": "e4*2008/89*0034",
                "instruction": (
                    "Es la marca con una E o e y un número (por ejemplo e4*2003/97*0123, o una E dentro de "
                    "un círculo) grabada en la propia pieza. Si no la lees bien, mándanos una foto de "
                    "cerca."
                ),
            },
            {
                "field_name": "altura_mm",
                "field_label": "Altura desde el suelo (mm)",
                "field_type": "number",
                "validation_rules": {"min_value": 250, "max_value": 1500},
                "example_value": "750",
                "instruction": "Mide en vertical del suelo al centro del piloto, con la moto recta.",
            },
            {
                "field_name": "integra_intermitentes",
                "field_label": "¿Integra intermitentes?",
                "field_type": "boolean",
            },
        ],
    },
    {
        "code": "LUZ_MATRICULA",
        "name": "Luz de matrícula",
        "description": "Sustitución o reubicación de la luz que ilumina la placa de matrícula.",
        "sort_order": 88,
        "parent_code": "LUCES",
        "variant_type": "light_type",
        "variant_code": "LUZ_MAT",
        "inherit_parent_data": True,
        "keywords": [
            "luz matricula", "iluminacion matricula", "luz placa", "luz de placa", "license plate light",
            "iluminador matricula", "led de matricula", "luz de la placa", "iluminacion de la matricula",
            "luz que ilumina la matricula", "foco de matricula", "luz que alumbra la matricula",
            "iluminador de placa", "alumbrado de matricula", "alumbrado de la matricula", "led de la placa",
            "luces de matricula", "alumbra la matricula", "ilumina la matricula", "ilumina la placa",
            "foco de la placa", "luz blanca de la matricula", "piloto de matricula",
            "piloto de la matricula", "luz para la matricula", "iluminar la matricula", "luz que la alumbra",
            "luz que alumbra la placa", "luz que ilumina la placa", "luz de patente", "luz de la patente",
            "llum de matricula", "luz de la chapa", "lampara de matricula", "luz led de matricula",
            "luz que la ilumina", "alumbra la placa", "plafon de matricula", "lampara de la matricula",
            "bombilla de la matricula", "lampara de placa", "luz propia", "luz integrada",
            "luz de la matri", "alumbrado de placa", "alumbrado de la placa", "luz pequena de la matricula",
            "led matricula", "led placa", "luz chica de la placa", "iluminacion de placa",
            "iluminacion de la placa", "luz de matricula led",
        ],
        "aliases": ["license plate light", "number plate light"],
        "images": [
            {
                "code": "LUZ_ENCENDIDA",
                "title": "Luz de matrícula encendida",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Muestra que la placa queda iluminada entera.",
                "alt_text": "Placa de matrícula de una motocicleta iluminada de noche",
                "user_instruction": (
                    "En un sitio con poca luz, enciende la moto y fotografía la matrícula desde atrás, con "
                    "toda la placa iluminada."
                ),
            },
            {
                "code": "LUZ_POSICION",
                "title": "Posición de la luz",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 20,
                "description": "Muestra dónde va la luz respecto a la placa.",
                "alt_text": "Luz de matrícula montada sobre la placa",
                "user_instruction": "Haz una foto de lado, de cerca, en la que se vean la luz y la placa.",
            },
        ],
        "warnings": [
            {
                "code": "luz_matricula_integrada",
                "severity": "info",
                "message": (
                    "Si la luz de matrícula va integrada en el piloto, la marca de homologación del piloto "
                    "debe incluir también esa función (normalmente la letra L). Fotografía la marca "
                    "completa."
                ),
            },
        ],
        "required_fields": [
            {
                "field_name": "contrasena_homologacion",
                "field_label": "Contraseña de homologación",
                "field_type": "text",
                "validation_rules": APPROVAL,
                "example_value": "e4*2012/19*0045",
                "instruction": (
                    "Es la marca con una E o e y un número (por ejemplo e4*2003/97*0123, o una E dentro de "
                    "un círculo) grabada en la propia pieza. Si no la lees bien, mándanos una foto de "
                    "cerca."
                ),
            },
            {
                "field_name": "altura_mm",
                "field_label": "Altura desde el suelo (mm)",
                "field_type": "number",
                "validation_rules": {"min_value": 200, "max_value": 1200},
                "example_value": "600",
                "instruction": "Mide en vertical del suelo al centro de la luz, con la moto recta.",
            },
            {
                "field_name": "posicion",
                "field_label": "Posición respecto a matrícula",
                "field_type": "select",
                "options": ["Superior", "Lateral", "Integrada en piloto"],
                "instruction": (
                    "Elige dónde está la luz: encima de la placa, a un lado, o formando parte del piloto."
                ),
            },
        ],
    },
    {
        "code": "CATADIOPTRICO",
        "name": "Catadióptrico trasero",
        "description": "Sustitución o reubicación del catadióptrico (reflectante rojo) trasero.",
        "sort_order": 90,
        "parent_code": "LUCES",
        "variant_type": "light_type",
        "variant_code": "CATADIO",
        "inherit_parent_data": True,
        "keywords": [
            "catadioptrico", "reflector", "reflectante", "catadioptrico trasero", "reflector trasero",
            "catafotos", "catafaro", "ojo de gato", "ojos de gato", "reflectores", "catafoto", "captafaro",
            "captafaros", "cataforo", "reflectante rojo", "reflector rojo", "catadriopico", "catadioptricos",
            "reflectantes", "reflectante de atras", "reflectante trasero", "reflejante",
            "cristal rojo reflectante", "reflector de atras", "catadriotico", "retrorreflector",
            "retroreflectante", "reflectante posterior", "cata dioptrico", "catafaros", "redondel rojo",
            "plastico rojo reflectante", "refleja", "cosa roja que refleja", "redondo rojo",
            "cacharro rojo que refleja", "catadrioptico", "catadrioptrico", "reflex", "reflejo rojo",
            "captafars", "reflectant", "triangulo rojo",
            "retro reflectante", "reflector triangular", "plastico reflectante", "catadioptrico rojo",
            "reflectante de la matricula", "ojo de gato rojo", "reflectante rojo trasero", "cata-dioptrico",
        ],
        "aliases": ["reflector", "rear reflector"],
        "images": [
            {
                "code": "CATADIOPTRICO_MONTADO",
                "title": "Catadióptrico montado",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Muestra el reflectante en la zaga, visto desde atrás.",
                "alt_text": "Catadióptrico rojo bajo la matrícula de una motocicleta",
                "user_instruction": (
                    "Haz una foto desde atrás, a la altura del catadióptrico y con flash, en la que se vea "
                    "toda la zaga."
                ),
            },
            {
                "code": "MEDIDA_ALTURA",
                "title": "Altura del catadióptrico",
                "image_type": "calculation",
                "is_required": True,
                "sort_order": 20,
                "description": "Altura desde el suelo.",
                "alt_text": "Cinta métrica vertical desde el suelo hasta el catadióptrico",
                "user_instruction": (
                    "Con la moto recta, apoya la cinta en el suelo y mide hasta el centro del reflectante; "
                    "haz la foto con la cifra legible."
                ),
            },
        ],
        "warnings": [
            {
                "code": "catadioptrico_altura",
                "severity": "info",
                "message": (
                    "El catadióptrico trasero debe ir perpendicular al suelo y centrado, normalmente entre "
                    "250 y 900 mm de altura, y no puede quedar tapado."
                ),
            },
        ],
        "required_fields": [
            {
                "field_name": "contrasena_homologacion",
                "field_label": "Contraseña de homologación",
                "field_type": "text",
                "validation_rules": APPROVAL,
                "example_value": "e4*3*0012",
                "instruction": (
                    "Es la marca con una E o e y un número (por ejemplo e4*2003/97*0123, o una E dentro de "
                    "un círculo) grabada en la propia pieza. Si no la lees bien, mándanos una foto de "
                    "cerca."
                ),
            },
            {
                "field_name": "altura_mm",
                "field_label": "Altura desde el suelo (mm)",
                "field_type": "number",
                "validation_rules": {"min_value": 200, "max_value": 1000},
                "example_value": "500",
                "instruction": "Mide en vertical del suelo al centro del reflectante, con la moto recta.",
            },
            {
                "field_name": "perpendicular",
                "field_label": "¿Está perpendicular al suelo?",
                "field_type": "boolean",
                "instruction": (
                    "Míralo de lado: debe quedar vertical, sin inclinarse hacia arriba ni hacia abajo."
                ),
            },
        ],
    },
    {
        "code": "ANTINIEBLAS",
        "name": "Luces antiniebla",
        "description": "Montaje de luces antiniebla delanteras homologadas, con su interruptor.",
        "sort_order": 92,
        "parent_code": "LUCES",
        "variant_type": "light_type",
        "variant_code": "ANTINIEBLA",
        "inherit_parent_data": True,
        "keywords": [
            "antiniebla", "antinieblas", "luz antiniebla", "luces antiniebla", "faros auxiliares",
            "faro auxiliar", "fog light", "niebla", "foco auxiliar", "focos", "faros antiniebla",
            "luces de niebla", "faros de niebla", "faros supletorios", "focos antiniebla", "focos de niebla",
            "focos antinieblas", "faro antiniebla", "faros para la niebla", "luces para la niebla",
            "focos para la niebla", "antiniebla led", "anti nieblas", "faros auxiliares antiniebla",
            "luces auxiliares", "focos auxiliares", "focos adicionales", "faros adicionales", "faros extra",
            "focos extra", "focos supletorios", "auxiliares", "luces supletorias", "exploradoras",
            "luces led auxiliares", "faros led auxiliares", "focos led auxiliares", "antiboires",
            "neblineros", "neblinero", "nieblas", "fars antiboira", "llums antiboira", "antibruma",
            "faros auxiliares de niebla",
            "farolas de niebla", "luces de neblina", "luces bajas de neblina", "neblina", "faros de neblina",
            "faro de niebla", "foco de niebla", "faros para niebla", "luces para niebla", "farola de niebla",
        ],
        "aliases": ["fog lights", "auxiliary lights"],
        "images": [
            {
                "code": "ANTINIEBLAS_ENCENDIDAS",
                "title": "Antinieblas encendidas",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Muestra las luces y su posición respecto al faro.",
                "alt_text": "Frontal de una motocicleta con las luces antiniebla encendidas",
                "user_instruction": (
                    "Con las antinieblas encendidas, haz una foto de frente de la moto entera."
                ),
            },
            {
                "code": "PICTOGRAMA_MANDO",
                "title": "Pictograma del interruptor",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 20,
                "description": "Símbolo de antiniebla en el mando.",
                "alt_text": "Interruptor de antinieblas con su pictograma en el manillar",
                "user_instruction": (
                    "Fotografía de cerca el interruptor, con el símbolo de antiniebla bien visible, y el "
                    "testigo encendido si lo lleva."
                ),
            },
        ],
        "warnings": [
            {
                "code": "antinieblas_pictograma",
                "severity": "warning",
                "message": (
                    "El interruptor de las antinieblas debe llevar el pictograma homologado. Sin él no se "
                    "puede legalizar, así que compruébalo antes de enviar la documentación."
                ),
            },
            {
                "code": "antinieblas_mas_de_dos",
                "severity": "warning",
                "message": (
                    "Solo se admiten una o dos luces antiniebla delanteras. Revisa cuántas quieres "
                    "legalizar."
                ),
                "show_condition": "on_exceed_max",
                "threshold_quantity": 2,
            },
        ],
        "required_fields": [
            {
                "field_name": "contrasena_homologacion",
                "field_label": "Contraseña de homologación",
                "field_type": "text",
                "validation_rules": APPROVAL,
                "example_value": "e4*2019/144*0123",
                "instruction": (
                    "Es la marca con una E o e y un número (por ejemplo e4*2003/97*0123, o una E dentro de "
                    "un círculo) grabada en la propia pieza. Si no la lees bien, mándanos una foto de "
                    "cerca. En las antinieblas va acompañada de la letra B o de F3."
                ),
            },
            {
                "field_name": "tiene_pictograma",
                "field_label": "¿El mando tiene pictograma homologado?",
                "field_type": "boolean",
                "instruction": (
                    "Es el dibujo de un faro con una línea ondulada, en el propio botón o al lado."
                ),
            },
        ],
    },
    {
        "code": "INTERMITENTES",
        "name": "Intermitentes",
        "description": (
            "Cambio de los indicadores de dirección. Hay que concretar si son los delanteros, los traseros "
            "o los dos juegos: cada juego es un elemento."
        ),
        "sort_order": 81,
        "keywords": [
            "int", "intermitentes", "intermitente", "indicadores", "direccionales", "rizoma", "kellermann",
            "highsider", "intermitencias", "indicadores de direccion", "barracuda", "motogadget", "inter",
            "inters", "direccional", "intermit", "intermis", "luces de giro", "luces intermitentes",
            "indicador de direccion", "senalizadores", "intermitentes led", "senales de giro", "blinker",
            "blinkers", "intermitente led", "winkers", "luz de giro", "guinos", "guino", "guinadores",
            "guinador", "cocuyos", "intermitencia", "señaleros", "señalero", "led en los intermitentes",
            "bombillas led en los intermitentes", "flashers", "guiños", "m-blaze", "mblaze",
            "motogadget m-blaze", "atto", "m blaze", "intermitents", "intermites", "intermiten",
            "luces direccionales", "cocuyo", "pidevias", "pide vias", "stop intermitente", "señales",
            "luz direccional",
            "luces de direccion", "luz de direccion", "indicadores de giro", "indicador de giro",
            "pilotos de giro", "luces que parpadean", "luces del parpadeo", "senal de giro",
            "luces de cambio de direccion", "luces de viraje", "luces de virar",
        ],
        "aliases": ["turn signals", "indicators", "blinkers"],
        "multi_select_keywords": [
            "ambos", "todos", "los dos", "las dos", "delanteros y traseros", "traseros y delanteros",
            "cuatro esquinas", "las cuatro esquinas", "los cuatro", "las cuatro", "delante y detras",
            "detras y delante",
            "cuatro sitios", "los cuatro sitios", "cuatro costados", "los cuatro costados", "cuatro rincones",
            "los cuatro rincones", "cuatro puntas", "las cuatro puntas", "todo alrededor",
        ],
        "question_hint": "¿Qué intermitentes has cambiado: los delanteros, los traseros o los dos juegos?",
        "images": [
            {
                "code": "MARCA_HOMOLOGACION",
                "title": "Marca de homologación del intermitente",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Marca E/e grabada en el cristal o en el cuerpo del intermitente.",
                "alt_text": "Marca de homologación en el cristal de un intermitente de motocicleta",
                "user_instruction": (
                    "Acércate a la marca E/e del intermitente hasta que se lean la letra y todos los "
                    "números. Si la de cada lado es distinta, fotografía las dos."
                ),
            },
        ],
        "warnings": [
            {
                "code": "intermitentes_marca_homologacion",
                "severity": "info",
                "message": (
                    "Los intermitentes deben llevar marca de homologación E/e de su categoría (normalmente "
                    "11 los delanteros y 12 los traseros), y los dos de cada juego tienen que ser iguales."
                ),
            },
        ],
    },
    {
        "code": "INTERMITENTES_DEL",
        "name": "Intermitentes delanteros",
        "description": (
            "Sustitución de los intermitentes delanteros, tomada como un juego (izquierdo y derecho)."
        ),
        "sort_order": 82,
        "parent_code": "INTERMITENTES",
        "variant_type": "position",
        "variant_code": "DEL",
        "inherit_parent_data": True,
        "keywords": [
            "intermitentes delanteros", "indicadores delanteros", "intermitente delantero",
            "direccionales delanteros", "intermitentes frontales", "leds delanteros", "delanteros",
            "delantero", "frontales", "los de delante", "delante", "intermitentes de extremo de manillar",
            "inter delanteros", "inters delanteros", "intermitentes de puno", "intermitentes en la horquilla",
            "intermitentes bar end", "intermitentes en las tijas", "intermitentes en la tija",
            "intermitentes en los punos",
            "intermitentes de punta de manillar",
        ],
        "aliases": ["front turn signals", "front indicators"],
        "images": [
            {
                "code": "FRONTAL_INTERMITENTES",
                "title": "Intermitentes delanteros montados",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Vista frontal con los dos intermitentes y el faro.",
                "alt_text": "Frontal de una motocicleta con los intermitentes delanteros",
                "user_instruction": (
                    "Haz una foto de frente de la moto, con los dos intermitentes encendidos y el faro en "
                    "la imagen."
                ),
            },
            {
                "code": "MEDIDA_SEPARACION",
                "title": "Separación entre intermitentes delanteros",
                "image_type": "calculation",
                "is_required": True,
                "sort_order": 20,
                "description": "Distancia entre los bordes interiores y distancia al faro.",
                "alt_text": "Cinta métrica entre los bordes interiores de los intermitentes delanteros",
                "user_instruction": (
                    "Mide entre los bordes interiores de los dos intermitentes y haz la foto de frente con "
                    "la cinta extendida; haz otra con la distancia de uno de ellos al faro."
                ),
            },
        ],
        "warnings": [
            {
                "code": "intermitentes_del_distancia",
                "severity": "info",
                "message": (
                    "Los intermitentes delanteros deben guardar una separación mínima entre sí, 240 mm "
                    "entre bordes interiores con carácter general, y una distancia suficiente al faro. Mide "
                    "antes de fijarlos."
                ),
            },
            {
                "code": "intermitentes_del_pareja",
                "severity": "info",
                "message": (
                    "Los intermitentes delanteros se legalizan por parejas: si solo cambias uno, el otro "
                    "tiene que ser igual."
                ),
            },
        ],
        "required_fields": [
            {
                "field_name": "contrasena_homologacion",
                "field_label": "Contraseña de homologación",
                "field_type": "text",
                "validation_rules": APPROVAL,
                "example_value": "e4*76/756*0012",
                "instruction": (
                    "Es la marca con una E o e y un número (por ejemplo e4*2003/97*0123, o una E dentro de "
                    "un círculo) grabada en la propia pieza. Si no la lees bien, mándanos una foto de "
                    "cerca."
                ),
            },
            {
                "field_name": "distancia_bordes_mm",
                "field_label": "Distancia entre bordes interiores (mm)",
                "field_type": "number",
                "validation_rules": {"min_value": 200, "max_value": 600},
                "example_value": "280",
                "instruction": (
                    "Mide entre los bordes interiores (los más cercanos entre sí) de las partes luminosas."
                ),
            },
            {
                "field_name": "distancia_faro_mm",
                "field_label": "Distancia al faro principal (mm)",
                "field_type": "number",
                "validation_rules": {"min_value": 0, "max_value": 500},
                "example_value": "100",
                "instruction": "Mide del borde del intermitente al borde del faro, por el camino más corto.",
            },
        ],
    },
    {
        "code": "INTERMITENTES_TRAS",
        "name": "Intermitentes traseros",
        "description": (
            "Sustitución de los intermitentes traseros, tomada como un juego (izquierdo y derecho), también "
            "si integran la luz de freno."
        ),
        "sort_order": 84,
        "parent_code": "INTERMITENTES",
        "variant_type": "position",
        "variant_code": "TRAS",
        "inherit_parent_data": True,
        "keywords": [
            "intermitentes traseros", "indicadores traseros", "intermitente trasero",
            "direccionales traseros", "intermitentes posteriores", "leds traseros", "piloto integrado",
            "intermitente con freno", "traseros", "trasero", "posteriores", "los de detras", "detras",
            "intermitentes con luz de freno", "intermitentes con freno", "intermitentes con piloto",
            "intermitentes integrados en el piloto", "intermitentes 3 en 1", "intermitentes tres en uno",
            "intermitentes traseros con luz de freno", "inter traseros", "inters traseros",
            "intermitentes de la matricula", "intermitentes del portamatriculas", "intermitentes en el colin",
            "intermitentes en el guardabarros", "intermitentes en el basculante",
            "intermitentes en la matricula",
        ],
        "aliases": [
            "rear turn signals", "rear indicators", "piloto integrado",
        ],
        "images": [
            {
                "code": "TRASERA_INTERMITENTES",
                "title": "Intermitentes traseros montados",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Vista trasera con los dos intermitentes y la matrícula.",
                "alt_text": "Parte trasera de una motocicleta con los intermitentes traseros",
                "user_instruction": (
                    "Haz una foto desde atrás, con los dos intermitentes encendidos y toda la zaga en la "
                    "imagen."
                ),
            },
            {
                "code": "MEDIDA_SEPARACION",
                "title": "Separación entre intermitentes traseros",
                "image_type": "calculation",
                "is_required": True,
                "sort_order": 20,
                "description": "Distancia entre bordes y distancia al final de la moto.",
                "alt_text": "Cinta métrica entre los intermitentes traseros de una motocicleta",
                "user_instruction": (
                    "Mide entre los bordes exteriores de los dos intermitentes y haz la foto desde atrás; "
                    "haz otra de lado con la distancia de los intermitentes al final de la moto."
                ),
            },
        ],
        "warnings": [
            {
                "code": "intermitentes_tras_angulo",
                "severity": "info",
                "message": (
                    "Los intermitentes traseros deben verse desde atrás y desde su lado, como referencia "
                    "20° hacia dentro y 80° hacia fuera, sin que los tapen la matrícula ni las maletas, y "
                    "quedar a no más de 300 mm del final de la moto."
                ),
            },
            {
                "code": "intermitentes_tras_pareja",
                "severity": "info",
                "message": (
                    "Los intermitentes traseros se legalizan por parejas: si solo cambias uno, el otro "
                    "tiene que ser igual."
                ),
            },
        ],
        "required_fields": [
            {
                "field_name": "contrasena_homologacion",
                "field_label": "Contraseña de homologación",
                "field_type": "text",
                "validation_rules": APPROVAL,
                "example_value": "e4*76/756*0012",
                "instruction": (
                    "Es la marca con una E o e y un número (por ejemplo e4*2003/97*0123, o una E dentro de "
                    "un círculo) grabada en la propia pieza. Si no la lees bien, mándanos una foto de "
                    "cerca."
                ),
            },
            {
                "field_name": "distancia_bordes_mm",
                "field_label": "Distancia entre bordes exteriores (mm)",
                "field_type": "number",
                "validation_rules": {"min_value": 50, "max_value": 500},
                "example_value": "150",
                "instruction": (
                    "Mide entre los bordes exteriores (los más alejados entre sí) de las partes luminosas."
                ),
            },
            {
                "field_name": "distancia_final_mm",
                "field_label": "Distancia al final del vehículo (mm)",
                "field_type": "number",
                "validation_rules": {"min_value": 0, "max_value": 400},
                "example_value": "250",
                "instruction": "Mide en horizontal del intermitente al punto más retrasado de la moto.",
            },
            {
                "field_name": "integra_luz_freno",
                "field_label": "¿Integra luz de freno?",
                "field_type": "boolean",
                "instruction": "Algunos intermitentes llevan también la luz roja de posición y freno.",
            },
        ],
    },
    {
        "code": "FARO_SOPORTE",
        "name": "Soporte que reubica el faro",
        "description": (
            "Montaje de un soporte que cambia de sitio el faro delantero (más alto, más bajo o desplazado). "
            "Lleva proyecto."
        ),
        "sort_order": 91,
        "keywords": [
            "soporte faro", "soporte de faro", "soporte del faro", "soportes de faro", "reubicar faro",
            "reubicacion faro", "reubicacion del faro", "mover el faro", "bajar el faro", "subir el faro",
            "adelantar el faro", "faro reubicado", "faro mas bajo", "cambiar de sitio el faro",
            "orejetas de faro", "abrazaderas de faro", "arana de faro", "soporte de optica",
            "soporte nuevo del faro", "faro mas arriba", "orejas del faro", "orejas de faro",
            "orejas para el faro", "orejetas del faro", "faro mas abajo", "faro mas alto",
            "faro mas adelante", "faro bajado", "soporte que baja el faro", "soporte para el faro",
            "soporte de foco", "soporte del foco", "bajar la optica", "bajar el foco", "subir el foco",
            "mover el foco", "mover la optica", "faro desplazado", "foco mas abajo", "foco mas bajo",
            "optica mas baja", "altura del faro", "posicion del faro", "bracket del faro", "bracket de faro",
            "soporte de la optica", "placa soporte del faro", "agarres del faro", "abrazaderas del faro",
            "faro movido", "reubicar la optica", "soportes del faro", "sujecion del faro", "soporte bates",
            "colgar el faro", "recolocar el faro", "faro cambiado de sitio", "mover de sitio el faro",
            "soporte mas bajo", "soporte bajo", "soporte que lo baja", "soporte nuevo mas bajo",
            "soporte que lo deja mas bajo", "soporte que lo adelanta", "bajo el faro con un soporte",
            "soporte que deja el faro mas bajo", "bajar el faro con soporte", "soporte nuevo que lo baja",
            "soporte para ponerlo mas abajo", "soporte que lo pone mas abajo",
            "brida de faro", "bridas de faro", "bridas del faro", "soporte de faro nuevo", "faro recolocado",
            "faro trasladado", "reubicar el faro", "recolocacion del faro", "desplazar el faro",
            "faro con otro soporte",
        ],
        "aliases": ["headlight bracket", "headlight relocation bracket"],
        "images": [
            {
                "code": "FARO_CON_SOPORTE",
                "title": "Faro con el nuevo soporte",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Vista de frente y de lado del faro en su nueva posición.",
                "alt_text": "Faro delantero de una motocicleta sujeto con soportes de horquilla",
                "user_instruction": (
                    "Haz una foto de frente y otra de lado en las que se vean el faro y su soporte."
                ),
            },
            {
                "code": "FIJACION_SOPORTE",
                "title": "Fijación del soporte",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 20,
                "description": "Detalle de los anclajes del soporte y de su marca.",
                "alt_text": "Abrazadera de un soporte de faro en la barra de la horquilla",
                "user_instruction": (
                    "Fotografía de cerca los puntos donde el soporte se sujeta a la moto y la marca o "
                    "referencia grabada."
                ),
            },
            {
                "code": "MEDIDA_ALTURA_FARO",
                "title": "Altura del faro",
                "image_type": "calculation",
                "is_required": True,
                "sort_order": 30,
                "description": "Altura del centro del faro desde el suelo.",
                "alt_text": "Cinta métrica vertical desde el suelo hasta el centro del faro",
                "user_instruction": (
                    "Con la moto recta y sin nadie encima, mide del suelo al centro del faro y haz la foto "
                    "con la cifra legible."
                ),
            },
        ],
        "warnings": [
            {
                "code": "faro_soporte_altura",
                "severity": "warning",
                "message": (
                    "El faro debe quedar centrado, bien fijado y a la altura reglamentaria, entre 500 y "
                    "1200 mm del suelo con carácter general. Después de moverlo hay que volver a regularlo."
                ),
            },
            {
                "code": "faro_soporte_faro_nuevo",
                "severity": "info",
                "message": (
                    "Si además del soporte cambias el faro por otro, se añade el elemento «Faro delantero»."
                ),
            },
        ],
        "required_fields": [
            {
                "field_name": "marca_soporte",
                "field_label": "Marca y referencia del soporte",
                "field_type": "text",
                "validation_rules": BRAND_AND_MODEL,
                "example_value": "LSL, abrazaderas de 41 mm",
                "instruction": (
                    "Está grabada en el soporte, en la caja o en la factura. Si es artesanal, indica quién "
                    "lo ha hecho."
                ),
            },
            {
                "field_name": "material_soporte",
                "field_label": "Material del soporte",
                "field_type": "select",
                "options": ["Aluminio", "Acero", "Otro"],
            },
            {
                "field_name": "altura_faro_mm",
                "field_label": "Altura del centro del faro desde el suelo (mm)",
                "field_type": "number",
                "validation_rules": {"min_value": 400, "max_value": 1300},
                "example_value": "850",
                "instruction": "Con la moto recta, mide en vertical del suelo al centro del faro.",
            },
            {
                "field_name": "mantiene_faro_original",
                "field_label": "¿Se mantiene el faro original?",
                "field_type": "boolean",
            },
            {
                "field_name": "contrasena_homologacion",
                "field_label": "Contraseña de homologación del faro nuevo",
                "field_type": "text",
                "validation_rules": APPROVAL,
                "example_value": "e4*2012/19*0456",
                "instruction": (
                    "Es la marca con una E o e y un número (por ejemplo e4*2003/97*0123, o una E dentro de "
                    "un círculo) grabada en la propia pieza. Si no la lees bien, mándanos una foto de "
                    "cerca."
                ),
                "condition_field_name": "mantiene_faro_original",
                "condition_operator": "equals",
                "condition_value": "false",
            },
        ],
    },
    {
        "code": "FAROS_LARGO_ALCANCE",
        "name": "Faros de largo alcance",
        "description": (
            "Montaje de faros de largo alcance (luz de carretera adicional) homologados, además del faro "
            "principal."
        ),
        "sort_order": 93,
        "keywords": [
            "largo alcance", "faro de largo alcance", "faros de largo alcance", "faros largo alcance",
            "luz de largo alcance", "luces de largo alcance", "focos de largo alcance",
            "faros de carretera adicionales", "luces de carretera adicionales", "luces largas adicionales",
            "largas adicionales", "barra led", "barra de led", "denali", "piaa", "baja designs", "focos",
            "luces largas", "faros supletorios", "led bar", "barra de luz", "barra de luces",
            "faros de carretera", "focos de carretera", "larga adicional", "largas extra",
            "luces de carretera", "luces auxiliares", "focos auxiliares", "focos adicionales",
            "faros adicionales", "faros extra", "focos extra", "faros auxiliares", "faro auxiliar",
            "focos supletorios", "focos de largo", "faros de largo", "luz de carretera", "clearwater",
            "rigid", "luces de cruce lejano", "hella de largo alcance", "cree",
            "faros auxiliares de largo alcance", "auxiliares", "luces supletorias", "lightbar",
            "exploradoras", "faros denali", "luces led auxiliares", "faros led auxiliares",
            "focos led auxiliares", "sw-motech", "sw motech", "denali d4", "faros para lejos",
            "luz larga supletoria", "luces largas supletorias", "largas supletorias", "cuneteras",
            "luces de largo", "largos piaa", "piaa largos", "faros que tiran lejos", "luces de lejos",
            "luces que alumbran lejos", "faros que alumbran lejos", "focos de lejos", "faros de lejos",
            "focos para ver lejos", "luces supletorias de carretera", "faros lejanos", "luz de largo",
            "focos largos", "faros largos", "luces largas para ver", "osram",
        ],
        "aliases": ["driving lights", "long range lights", "light bar"],
        "images": [
            {
                "code": "LARGO_ALCANCE_ENCENDIDOS",
                "title": "Faros de largo alcance encendidos",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Muestra los faros y su posición respecto al principal.",
                "alt_text": "Frontal de una motocicleta con dos faros de largo alcance encendidos",
                "user_instruction": (
                    "Con los faros encendidos, haz una foto de frente de la moto entera a unos dos metros."
                ),
            },
            {
                "code": "MARCA_HOMOLOGACION",
                "title": "Marca de homologación de los faros",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 20,
                "description": "Marca E/e y letras de función grabadas en el cristal o en la carcasa.",
                "alt_text": "Marca de homologación en el cristal de un faro de largo alcance",
                "user_instruction": (
                    "Acércate a la marca E/e de cada faro hasta que se lean la letra y todos los números, "
                    "con el faro apagado."
                ),
            },
            {
                "code": "MANDO_TESTIGO",
                "title": "Interruptor y testigo",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 30,
                "description": "Interruptor con pictograma y testigo azul de carretera.",
                "alt_text": "Interruptor con pictograma de luz de carretera en el manillar",
                "user_instruction": (
                    "Fotografía de cerca el interruptor con su símbolo y el testigo azul encendido."
                ),
            },
        ],
        "warnings": [
            {
                "code": "largo_alcance_conexion",
                "severity": "warning",
                "message": (
                    "Los faros de largo alcance solo pueden encenderse con la luz de carretera y necesitan "
                    "testigo y mando con pictograma. Los focos sin marca E/e de luz de carretera no se "
                    "pueden legalizar."
                ),
            },
            {
                "code": "largo_alcance_mas_de_dos",
                "severity": "warning",
                "makes_provisional": True,
                "message": (
                    "Como norma se admiten uno o dos faros de carretera adicionales. Si llevas más, el "
                    "ingeniero tiene que revisarlo antes."
                ),
                "show_condition": "on_exceed_max",
                "threshold_quantity": 2,
            },
        ],
        "required_fields": [
            {
                "field_name": "marca_modelo",
                "field_label": "Marca y modelo",
                "field_type": "text",
                "validation_rules": BRAND_AND_MODEL,
                "example_value": "Denali D4",
            },
            {
                "field_name": "numero_faros",
                "field_label": "Número de faros que se añaden",
                "field_type": "number",
                "validation_rules": {"min_value": 1, "max_value": 4},
                "example_value": "2",
            },
            {
                "field_name": "contrasena_homologacion",
                "field_label": "Contraseña de homologación",
                "field_type": "text",
                "validation_rules": APPROVAL,
                "example_value": "E4 112R-000123",
                "instruction": (
                    "Es la marca con una E o e y un número (por ejemplo e4*2003/97*0123, o una E dentro de "
                    "un círculo) grabada en la propia pieza. Si no la lees bien, mándanos una foto de "
                    "cerca. En estos faros va acompañada de las letras HR o R."
                ),
            },
            {
                "field_name": "altura_mm",
                "field_label": "Altura desde el suelo (mm)",
                "field_type": "number",
                "validation_rules": {"min_value": 250, "max_value": 1500},
                "example_value": "700",
                "instruction": "Mide en vertical del suelo al centro del faro, con la moto recta.",
            },
            {
                "field_name": "mando_pictograma",
                "field_label": "¿El mando tiene pictograma y hay testigo azul?",
                "field_type": "boolean",
                "instruction": (
                    "Comprueba que el botón lleva el símbolo de carretera y que se enciende un testigo azul "
                    "al conectarlos."
                ),
            },
        ],
    },
    {
        "code": "ALUMBRADO_ADICIONAL",
        "name": "Alumbrado adicional",
        "description": (
            "Luces homologadas que se añaden a las de origen, por ejemplo dos pilotos traseros en lugar de "
            "uno o luces diurnas."
        ),
        "sort_order": 94,
        "keywords": [
            "alumbrado adicional", "luz adicional", "luces adicionales", "dos pilotos",
            "dos pilotos traseros", "doble piloto", "doble piloto trasero", "segundo piloto",
            "piloto adicional", "luces extra", "anadir luces", "luz diurna", "luces diurnas", "luz de dia",
            "luz de posicion adicional", "tira led", "tiras led", "leds adicionales", "luces de posicion",
            "segunda luz", "segundo foco", "luces de dia", "luz de circulacion diurna",
            "luces suplementarias", "luz suplementaria", "drl", "luces auxiliares", "focos auxiliares",
            "focos adicionales", "faros adicionales", "faros extra", "focos extra", "faros auxiliares",
            "faro auxiliar", "luz extra", "led adicional", "luces led adicionales", "leds extra",
            "ojos de angel", "aro de luz", "luces diurnas led", "tira de led", "tiras de led",
            "tira de leds", "luz de posicion", "luz de posicion delantera", "daylight", "day light",
            "auxiliares", "luces supletorias", "luces decorativas", "luces anadidas", "luz anadida", "neon",
            "neones", "luz diurna led", "tercer faro", "exploradoras", "luces led auxiliares",
            "faros led auxiliares", "focos led auxiliares", "tercera luz", "luces de cortesia",
            "tira diurna", "tiras diurnas", "diurnas", "luz de circulacion", "alumbrado diurno",
            "luz de freno adicional", "luz de freno extra", "luz de freno suplementaria",
            "luz de freno en el baul", "luz de freno arriba en el baul", "luz de freno en el cofre",
            "luz de freno en la maleta", "piloto de freno adicional", "piloto anadido de freno",
            "piloto de freno del baul", "piloto en el baul", "luz en el baul", "luz trasera adicional",
            "luz trasera extra", "luz mas atras", "focos diurnos", "faros diurnos", "luces de cruce diurnas",
            "leds diurnos", "dinamicas diurnas", "segundo faro",
            "segunda luz de freno", "segundo piloto trasero",
            "tercera luz freno", "tercera luz de freno", "luz de freno anadida",
        ],
        "aliases": ["additional lighting", "extra lights", "daytime running lights", "drl"],
        "images": [
            {
                "code": "LUCES_ENCENDIDAS",
                "title": "Luces adicionales encendidas",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Muestra todas las luces de ese extremo de la moto en funcionamiento.",
                "alt_text": "Parte trasera de una motocicleta con dos pilotos encendidos",
                "user_instruction": (
                    "Con las luces encendidas, haz una foto de frente o desde atrás (según dónde estén) en "
                    "la que se vea la moto entera."
                ),
            },
            {
                "code": "MARCA_HOMOLOGACION",
                "title": "Marca de homologación de las luces",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 20,
                "description": "Marca E/e de cada luz añadida.",
                "alt_text": "Marca de homologación en el cristal de un piloto",
                "user_instruction": (
                    "Fotografía de cerca la marca E/e de cada luz añadida, con todos los números legibles."
                ),
            },
            {
                "code": "MEDIDA_POSICION",
                "title": "Posición de las luces",
                "image_type": "calculation",
                "is_required": False,
                "sort_order": 30,
                "description": "Altura desde el suelo y separación entre luces.",
                "alt_text": "Cinta métrica entre dos pilotos traseros de una motocicleta",
                "user_instruction": (
                    "Mide la altura desde el suelo y, si hay dos luces, la separación entre ellas; haz una "
                    "foto de cada medida con la cifra legible."
                ),
            },
        ],
        "warnings": [
            {
                "code": "alumbrado_adicional_simetria",
                "severity": "warning",
                "message": (
                    "Dos luces iguales tienen que ir a la misma altura y simétricas respecto al centro de "
                    "la moto, y cada una con su marca de homologación para esa función."
                ),
            },
            {
                "code": "alumbrado_adicional_decorativo",
                "severity": "info",
                "message": (
                    "Las luces decorativas (tiras led, luces de colores o intermitentes no reglamentarios) "
                    "no se pueden legalizar."
                ),
            },
        ],
        "required_fields": [
            {
                "field_name": "tipo_luz",
                "field_label": "Tipo de luz",
                "field_type": "select",
                "options": ["Piloto trasero", "Luz de freno", "Luz de posición", "Luz diurna", "Otra"],
            },
            {
                "field_name": "descripcion_luz",
                "field_label": "Qué luz es",
                "field_type": "text",
                "validation_rules": PART,
                "example_value": "Segundo faro de cruce",
                "condition_field_name": "tipo_luz",
                "condition_operator": "equals",
                "condition_value": "Otra",
            },
            {
                "field_name": "numero_luces",
                "field_label": "Número total de luces de ese tipo tras el cambio",
                "field_type": "number",
                "validation_rules": {"min_value": 1, "max_value": 4},
                "example_value": "2",
            },
            {
                "field_name": "contrasena_homologacion",
                "field_label": "Contraseña de homologación",
                "field_type": "text",
                "validation_rules": APPROVAL,
                "example_value": "E4 50R-000123",
                "instruction": (
                    "Es la marca con una E o e y un número (por ejemplo e4*2003/97*0123, o una E dentro de "
                    "un círculo) grabada en la propia pieza. Si no la lees bien, mándanos una foto de "
                    "cerca."
                ),
            },
            {
                "field_name": "altura_mm",
                "field_label": "Altura desde el suelo (mm)",
                "field_type": "number",
                "validation_rules": {"min_value": 200, "max_value": 1500},
                "example_value": "750",
                "instruction": "Mide en vertical del suelo al centro de la luz, con la moto recta.",
            },
            {
                "field_name": "distancia_entre_luces_mm",
                "field_label": "Distancia entre las dos luces (mm)",
                "field_type": "number",
                "is_required": False,
                "validation_rules": {"min_value": 0, "max_value": 1000},
                "example_value": "200",
                "instruction": "Mide entre los bordes interiores de las dos luces.",
                "condition_field_name": "numero_luces",
                "condition_operator": "greater_than",
                "condition_value": "1",
            },
        ],
    },
]
