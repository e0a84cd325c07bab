"""Motorcycle elements: bodywork, number plate, seats and luggage. Constants only, no logic."""

from typing import Final

from database.seeds.data.common import ElementData
from database.seeds.data.motos_part_rules import (
    PART,
    PIECE,
)

BODY_ELEMENTS: Final[list[ElementData]] = [
    {
        "code": "CARENADO",
        "name": "Carenado / Semicarenado",
        "description": (
            "Desmontaje, sustitución o instalación de carenado, semicarenado, cúpula o colín. Lleva "
            "proyecto."
        ),
        "sort_order": 50,
        "keywords": [
            "carenado", "semicarenado", "carenado completo", "cupula", "cupula racing", "cubierta", "carena",
            "tapas laterales", "colin", "colin trasero", "ermax", "mra", "pantalla", "parabrisas", "acerbis",
            "carenados", "mascara delantera", "cubrefaro", "plasticos", "tapa colin", "carenado frontal",
            "pantalla parabrisas", "cupula alta", "parabrisas alto", "deflector", "deflectores",
            "semicarena", "puig", "givi parabrisas", "mascara", "burbuja", "cortavientos", "corta vientos",
            "cupulon", "frontal de plastico", "bikini", "desnudar la moto", "quitar plasticos",
            "carenado de otra moto", "colin monoplaza", "colin de fibra", "colin cafe racer", "colin racing",
            "carenaje", "carenajes", "carenado de fibra", "cupula ahumada", "cupula de touring",
            "pantalla alta", "pantalla mas alta", "parabrisa", "fairing", "national cycle", "fabbri",
            "powerbronze", "skidmark", "cubre faro", "carenado delantero", "carenado integral",
            "semi carenado", "carena completa", "medio carenado", "carenado de circuito",
            "fibras de circuito", "colin corto", "plexiglas", "dejar la moto naked", "mini cupula",
            "minicupula", "cupolino", "quita vientos", "quitavientos", "tapa de colin", "tapa del colin",
            "tapa monoplaza", "cubrecolin", "cubre colin", "frontal de carenado", "carenado naked",
            "cubiertas del faro", "cola de la moto", "cola de atras", "cofano", "cacha del carenado",
            "cachas del carenado", "carenat", "carenats", "careta", "tapa de colin monoplaza",
            "tapa colin monoplaza", "colin monoplaza de fibra", "airflow", "givi airflow", "touring screen",
            "windshield", "wind shield", "windscreen", "batwing", "luna", "luna delantera",
            "luna de delante", "cristal delantero", "cristal de delante", "cristal delante", "cristal alto",
            "paravientos", "para vientos", "cup alta", "cup", "cupulin", "kit de plastico",
            "kit de plasticos", "kit plasticos", "juego de plasticos", "plastica completa", "para-brises",
            "para brises", "parabrises", "cola monoplaza", "cola corta", "cola racing", "semicupula",
            "quilla delantera", "tapacolin", "tapa del asiento trasero", "cola de fibra", "carenas",
            "visera", "frontal de fibra", "torre de navegacion", "torre rally", "frontal rally", "kit rally",
            "escudo", "escudo frontal", "contraescudo", "cowl",
            "sombrerete", "flyscreen", "fly screen", "dart flyscreen", "doble burbuja",
            "cupula doble burbuja", "parabrisas touring", "visera de cupula", "monocasco",
            "monocasco trasero", "frontal de carbono", "fibra del frontal", "carena de fibra",
            "mascara portanumeros", "mascara portafaro", "puig naked", "new generation", "cubreasiento",
            "seat cowl", "deflectores de aire", "careta frontal", "nariz de plastico", "frontal carenado",
            "cupula alta con extensores",
        ],
        "aliases": ["fairing", "bodywork", "cowling"],
        "images": [
            {
                "code": "CARENADO_LATERALES",
                "title": "Carenado por ambos lados",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Muestra el carenado completo o cómo queda la moto sin él.",
                "alt_text": "Lateral de una motocicleta con el carenado completo",
                "user_instruction": (
                    "Haz una foto de cada lado y otra de frente, con la moto entera en la imagen."
                ),
            },
            {
                "code": "PIEZA_MEDIDAS",
                "title": "Medidas de cada pieza",
                "image_type": "calculation",
                "is_required": True,
                "sort_order": 20,
                "description": "Largo y ancho de las piezas sustituidas o instaladas.",
                "alt_text": "Cinta métrica sobre una cúpula de motocicleta",
                "user_instruction": (
                    "Mide el largo y el ancho de cada pieza cambiada y haz una foto por pieza con la cinta "
                    "extendida. Si solo has desmontado piezas, mide las que has quitado."
                ),
            },
            {
                "code": "MARCADO_MATERIAL",
                "title": "Marca y material",
                "image_type": "required_document",
                "is_required": False,
                "sort_order": 30,
                "description": "Etiqueta o grabado con la marca y el material.",
                "alt_text": "Grabado con el tipo de plástico en el reverso de una pieza de carenado",
                "user_instruction": (
                    "Si la pieza lleva por detrás una marca o el material (por ejemplo >ABS<), fotografíala "
                    "de cerca."
                ),
            },
        ],
        "warnings": [
            {
                "code": "carenado_material",
                "severity": "info",
                "message": (
                    "Las piezas no pueden tener aristas cortantes y conviene saber su material: suele estar "
                    "grabado por detrás. Si la cúpula es transparente, no debe estorbar la visión ni el "
                    "giro del manillar."
                ),
            },
        ],
        "required_fields": [
            {
                "field_name": "tipo_modificacion",
                "field_label": "Tipo de modificación",
                "field_type": "select",
                "options": ["Desmontaje", "Sustitución", "Instalación"],
            },
            {
                "field_name": "pieza1_descripcion",
                "field_label": "Pieza 1 - Descripción",
                "field_type": "text",
                "validation_rules": PART,
                "example_value": "Cúpula delantera",
            },
            {
                "field_name": "pieza1_medidas",
                "field_label": "Pieza 1 - Medidas (mm)",
                "field_type": "text",
                "validation_rules": PIECE,
                "example_value": "450x300",
                "instruction": "Largo por ancho en milímetros, por ejemplo 450x300.",
            },
            {
                "field_name": "pieza1_material",
                "field_label": "Pieza 1 - Material",
                "field_type": "select",
                "options": ["ABS", "Fibra de vidrio", "Fibra de carbono", "Polipropileno", "Otro"],
                "instruction": "Míralo por detrás de la pieza (por ejemplo >ABS<) o en la factura.",
            },
            {
                "field_name": "mas_piezas",
                "field_label": "¿Hay más piezas?",
                "field_type": "boolean",
            },
            {
                "field_name": "pieza2_descripcion",
                "field_label": "Pieza 2 - Descripción",
                "field_type": "text",
                "validation_rules": PART,
                "is_required": False,
                "example_value": "Tapa lateral izquierda",
                "condition_field_name": "mas_piezas",
                "condition_operator": "equals",
                "condition_value": "true",
            },
            {
                "field_name": "pieza2_medidas",
                "field_label": "Pieza 2 - Medidas (mm)",
                "field_type": "text",
                "validation_rules": PIECE,
                "is_required": False,
                "example_value": "300x200",
                "instruction": "Largo por ancho en milímetros, por ejemplo 300x200.",
                "condition_field_name": "mas_piezas",
                "condition_operator": "equals",
                "condition_value": "true",
            },
            {
                "field_name": "pieza2_material",
                "field_label": "Pieza 2 - Material",
                "field_type": "select",
                "is_required": False,
                "options": ["ABS", "Fibra de vidrio", "Fibra de carbono", "Polipropileno", "Otro"],
                "instruction": "Míralo por detrás de la pieza (por ejemplo >ABS<) o en la factura.",
                "condition_field_name": "mas_piezas",
                "condition_operator": "equals",
                "condition_value": "true",
            },
        ],
    },
    {
        "code": "GUARDABARROS_DEL",
        "name": "Guardabarros delantero",
        "description": "Sustitución, recorte o eliminación del guardabarros delantero.",
        "sort_order": 52,
        "keywords": [
            "guardabarros delantero", "guardabarros frontal", "recorte guardabarros", "guardabarros corto",
            "guardabarros delantero corto", "fender delantero", "aleta delantera", "salpicadera delantera",
            "guardafango delantero", "guardafango de delante", "guardafangos delantero", "guardafango",
            "guardafangos", "salpicadera", "guardalodos", "guardalodos delantero", "guarda barro delantero",
            "aleta de delante", "fender de delante", "fender", "salpicadera de delante", "aleta frontal",
            "parafang davanter", "parafangs", "lodera delantera", "tapabarros delantero",
            "guardabarros de la rueda delantera", "guardabarros de la rueda de delante", "guardabarros alto",
            "guardabarros pegado a la tija",
        ],
        "aliases": ["front fender", "front mudguard"],
        "images": [
            {
                "code": "GUARDABARROS_LATERAL",
                "title": "Guardabarros delantero de lado",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Muestra el guardabarros nuevo o recortado sobre la rueda.",
                "alt_text": "Rueda delantera de una motocicleta con guardabarros corto visto de lado",
                "user_instruction": (
                    "Haz una foto de lado, a la altura de la rueda delantera, con el guardabarros y la "
                    "rueda enteros."
                ),
            },
            {
                "code": "MEDIDA_ANCHO",
                "title": "Ancho del guardabarros delantero",
                "image_type": "calculation",
                "is_required": True,
                "sort_order": 20,
                "description": "Ancho del guardabarros comparado con el neumático.",
                "alt_text": "Cinta métrica cruzando el guardabarros delantero",
                "user_instruction": (
                    "Mide el ancho del guardabarros por la parte más ancha y haz la foto de frente con la "
                    "cifra legible."
                ),
            },
        ],
        "warnings": [
            {
                "code": "guardabarros_del_eliminacion",
                "severity": "warning",
                "message": (
                    "Sin guardabarros delantero el agua y las piedras van directas al conductor: quitarlo "
                    "del todo solo es viable si otra pieza cubre la rueda. Consúltalo antes con nosotros."
                ),
            },
        ],
        "required_fields": [
            {
                "field_name": "tipo_modificacion",
                "field_label": "Tipo de modificación",
                "field_type": "select",
                "options": ["Sustitución", "Recorte", "Eliminación"],
            },
            {
                "field_name": "material",
                "field_label": "Material (si sustitución)",
                "field_type": "select",
                "is_required": False,
                "options": ["ABS", "Fibra de vidrio", "Fibra de carbono", "Polipropileno", "Otro"],
                "condition_field_name": "tipo_modificacion",
                "condition_operator": "equals",
                "condition_value": "Sustitución",
            },
            {
                "field_name": "ancho_mm",
                "field_label": "Ancho del guardabarros (mm)",
                "field_type": "number",
                "validation_rules": {"min_value": 50, "max_value": 300},
                "example_value": "120",
                "instruction": "Mide por la parte más ancha. Si lo has quitado, mide el original.",
            },
        ],
    },
    {
        "code": "GUARDABARROS_TRAS",
        "name": "Guardabarros trasero",
        "description": "Sustitución, recorte o eliminación del guardabarros trasero.",
        "sort_order": 54,
        "keywords": [
            "guardabarros trasero", "guardabarros posterior", "recorte guardabarros trasero",
            "eliminacion guardabarros", "guardabarros corto trasero", "fender trasero", "rabillo",
            "aleta trasera", "salpicadera trasera", "guardafango trasero", "guardafango de atras",
            "guardafangos trasero", "guardafango", "guardafangos", "salpicadera", "guardalodos",
            "guardalodos trasero", "salpicadera de atras", "fender de atras", "fender", "aleta de atras",
            "guardabarros de la rueda trasera", "bobbed fender", "salpicadera posterior",
            "guarda barro trasero", "guardabarro de la rueda", "lodera trasera", "tapabarros trasero",
            "parafangs", "parafang del darrere",
            "hugger", "guardabarros interior", "guardabarros de la rueda de atras", "guardabarros de detras",
            "guardabarros pegado a la rueda trasera", "guardabarros de basculante",
            "guardabarros en el basculante",
        ],
        "aliases": ["rear fender", "rear mudguard"],
        "images": [
            {
                "code": "GUARDABARROS_LATERAL",
                "title": "Guardabarros trasero de lado",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Muestra hasta dónde cubre el guardabarros la rueda trasera.",
                "alt_text": "Parte trasera de una motocicleta vista de lado con el guardabarros",
                "user_instruction": (
                    "Haz una foto de lado, a la altura de la rueda trasera, con el guardabarros y la rueda "
                    "enteros."
                ),
            },
            {
                "code": "MEDIDA_ANCHO",
                "title": "Ancho del guardabarros trasero",
                "image_type": "calculation",
                "is_required": True,
                "sort_order": 20,
                "description": "Ancho del guardabarros comparado con el neumático.",
                "alt_text": "Cinta métrica cruzando el guardabarros trasero",
                "user_instruction": (
                    "Mide el ancho del guardabarros por la parte más ancha y haz la foto desde atrás con la "
                    "cifra legible."
                ),
            },
        ],
        "warnings": [
            {
                "code": "guardabarros_tras_cobertura",
                "severity": "warning",
                "message": (
                    "El guardabarros trasero, o la pieza que haga su función, debe cubrir el ancho del "
                    "neumático y evitar que proyecte agua y barro hacia atrás. Si al quitarlo se mueven la "
                    "matrícula o las luces, también hay que legalizarlas."
                ),
            },
        ],
        "required_fields": [
            {
                "field_name": "tipo_modificacion",
                "field_label": "Tipo de modificación",
                "field_type": "select",
                "options": ["Sustitución", "Recorte", "Eliminación"],
            },
            {
                "field_name": "material",
                "field_label": "Material (si sustitución)",
                "field_type": "select",
                "is_required": False,
                "options": ["ABS", "Fibra de vidrio", "Fibra de carbono", "Polipropileno", "Otro"],
                "condition_field_name": "tipo_modificacion",
                "condition_operator": "equals",
                "condition_value": "Sustitución",
            },
            {
                "field_name": "ancho_mm",
                "field_label": "Ancho del guardabarros (mm)",
                "field_type": "number",
                "validation_rules": {"min_value": 50, "max_value": 350},
                "example_value": "180",
                "instruction": "Mide por la parte más ancha. Si lo has quitado, mide el original.",
            },
        ],
    },
    {
        "code": "CARROCERIA",
        "name": "Carrocería general",
        "description": (
            "Otras piezas de carrocería: tapas laterales, quilla, cubrecárter o protectores. Lleva "
            "proyecto."
        ),
        "sort_order": 56,
        "keywords": [
            "carroceria", "cubiertas", "cubierta lateral", "tapa lateral", "protector", "cubre carter",
            "quilla", "panza", "belly pan", "plasticos", "cubrecarter", "cubre motor",
            "laterales de la moto", "tapas laterales", "cacha", "cachas", "tapa de bateria", "cubrecadena",
            "guardacadena", "tapas de debajo del asiento", "tapas de los laterales", "protector de carter",
            "protector del carter", "guarda cadena", "tapa del filtro", "tapas de bateria",
            "cubrebasculante", "tapa basculante", "cubremotor", "quilla racing", "tapa de motor",
            "panel lateral", "paneles laterales", "bellypan", "cubre cadena", "tapa de pinon",
            "protector de cadena", "sw-motech", "sw motech", "paramanos", "cubremanos", "guardamanos",
            "protector de manos", "protectores de manos", "protectores de puños", "skid plate",
            "cubre carter de aluminio", "salvacarter", "protector de deposito", "barkbusters", "barkbuster",
            "bark busters", "funda manos", "fundas de manos", "cubre manos", "cubrepunos", "guarda manos",
            "parapunos", "tapa de cadena", "tapa cadena", "protector de radiador", "cubre radiador",
            "rejilla de radiador", "cubreradiador", "embellecedores laterales", "embellecedor lateral",
            "tapas embellecedoras", "tapa embrague", "tapa de embrague", "cubrecarteres",
            "placa protectora del carter", "bandeja protectora", "chapa del carter", "chapa protectora",
            "peto", "cubretanque", "cubre deposito", "cubredeposito", "tankpad", "handguards",
            "guardacadenas",
            "placa de abajo del motor", "placa debajo del motor", "chapa debajo del motor",
            "protector bajo de motor", "proteccion de bajos", "protecciones de manos",
            "placas portanumeros",
            "panel portanumeros", "paneles portanumeros", "portadorsal", "portadorsales",
            "plasticos de las manos", "bash plate", "skidplate", "protector de manillar", "protege carter",
            "guardacarter",
        ],
        "aliases": ["bodywork", "body panels"],
        "images": [
            {
                "code": "PIEZA_MONTADA",
                "title": "Pieza montada",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Muestra la pieza en la moto y cómo se fija.",
                "alt_text": "Quilla inferior montada en una motocicleta",
                "user_instruction": (
                    "Haz una foto de la pieza montada, entera, y otra más lejos en la que se reconozca la "
                    "zona de la moto."
                ),
            },
            {
                "code": "LATERAL_COMPLETO",
                "title": "Moto entera de lado",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 20,
                "description": "Vista general para comprobar que la pieza no sobresale ni estorba.",
                "alt_text": "Motocicleta completa vista de lado",
                "user_instruction": (
                    "Haz una foto de la moto entera del lado en el que está la pieza, sobre suelo llano."
                ),
            },
        ],
        "warnings": [
            {
                "code": "carroceria_aristas",
                "severity": "info",
                "message": (
                    "Las piezas no pueden tener aristas cortantes ni sobresalir de forma peligrosa, y no "
                    "deben reducir el giro del manillar ni la inclinación de la moto."
                ),
            },
        ],
        "required_fields": [
            {
                "field_name": "descripcion",
                "field_label": "Descripción de la pieza",
                "field_type": "text",
                "validation_rules": PART,
                "example_value": "Quilla inferior",
                "instruction": "Di qué pieza es y en qué parte de la moto va.",
            },
            {
                "field_name": "material",
                "field_label": "Material",
                "field_type": "select",
                "options": ["ABS", "Fibra de vidrio", "Fibra de carbono", "Polipropileno", "Otro"],
                "instruction": "Míralo por detrás de la pieza (por ejemplo >ABS<) o en la factura.",
            },
        ],
    },
    {
        "code": "MATRICULA",
        "name": "Emplazamiento de matrícula",
        "description": (
            "Cambio de sitio de la placa de matrícula: portamatrículas corto bajo el colín o brazo lateral "
            "junto a la rueda."
        ),
        "sort_order": 140,
        "brings_along": ["LUZ_MATRICULA"],
        "keywords": [
            "matricula", "portamatriculas", "soporte matricula", "brazo lateral", "emplazamiento matricula",
            "rabillo", "portamatriculas corto", "matricula lateral", "eliminador", "fender eliminator",
            "porta matricula", "porta matriculas", "rizoma", "evotech", "cnc racing", "portaplaca",
            "porta placa", "soporte de placa", "placa lateral", "portamatricula", "placa", "tail tidy",
            "soporte de matricula", "portamatriculas a la rueda", "portamatriculas lateral",
            "portamatriculas con luz", "portamatriculas con luz led", "placa a un lado",
            "sitio de la matricula", "barracuda", "chapa de la matricula", "porta corto", "porta lateral",
            "porta abatible", "portamatri", "portamatris", "side mount", "sidemount",
            "soporte lateral de matricula", "matricula pegada a la rueda", "matricula en la rueda",
            "matricula al lado", "matricula debajo del colin", "matricula abatible",
            "matricula en el basculante", "mover la matricula", "cambiar de sitio la matricula",
            "recolocar la matricula", "sujetamatriculas", "sujeta matriculas", "soporte para la matricula",
            "brazo de matricula", "brazo de la matricula", "portaplacas", "porta placas", "chapa matricula",
            "matricula escondida", "matricula de lado", "lateral de la matricula",
            "matricula a la izquierda", "matricula a la derecha", "base de la matricula",
            "colocacion de la matricula", "posicion de la matricula", "ubicacion de la matricula",
            "eliminador de cola", "sitio a la matricula", "portapatente", "porta patente", "patente",
            "cola de la moto", "cola de atras", "porta", "portas", "tail-tidy", "quita colas", "quitacolas",
            "eliminacolas", "fender eliminador", "license plate", "kentekenhouder", "porta-matriculas",
            "porta-matricula",
            "soporte de la matri", "matri", "lo que aguanta la matricula", "lo que sujeta la matricula",
            "sujecion de la matricula", "portaplacas corto", "porta-placas", "matricula vertical",
            "brazo portamatriculas", "matricula mas arriba", "matricula mas abajo",
            "portamatriculas recortado",
        ],
        "aliases": ["license plate holder", "plate bracket", "tail tidy"],
        "images": [
            {
                "code": "TRASERA_MATRICULA",
                "title": "Matrícula vista desde atrás",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Muestra la placa, su luz y el catadióptrico.",
                "alt_text": "Parte trasera de una motocicleta con portamatrículas corto",
                "user_instruction": (
                    "Haz una foto desde atrás, a la altura de la placa, con toda la zaga en la imagen y la "
                    "matrícula legible."
                ),
            },
            {
                "code": "LATERAL_MATRICULA",
                "title": "Matrícula vista de lado",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 20,
                "description": "Muestra la inclinación de la placa y la distancia al final de la moto.",
                "alt_text": "Soporte de matrícula de una motocicleta visto de lado",
                "user_instruction": (
                    "Haz una foto de lado de la zaga en la que se vean el soporte, la inclinación de la "
                    "placa y la rueda trasera entera."
                ),
            },
            {
                "code": "MEDIDA_FINAL",
                "title": "Distancia de la matrícula al final",
                "image_type": "calculation",
                "is_required": True,
                "sort_order": 30,
                "description": "Distancia en horizontal de la placa al punto más retrasado de la moto.",
                "alt_text": "Cinta métrica horizontal entre la matrícula y el final de la motocicleta",
                "user_instruction": (
                    "Mide en horizontal de la placa al punto más retrasado de la moto y haz la foto de lado "
                    "con la cifra legible."
                ),
            },
        ],
        "warnings": [
            {
                "code": "matricula_luz_asociada",
                "severity": "info",
                "message": (
                    "Al mover la matrícula cambia siempre, como mínimo, la luz de matrícula, que se cuenta "
                    "como otro elemento. Revisa también el catadióptrico y los intermitentes traseros si "
                    "iban en el mismo soporte."
                ),
            },
            {
                "code": "matricula_visibilidad",
                "severity": "warning",
                "message": (
                    "La placa debe verse entera desde atrás y desde los lados, casi vertical y sin que la "
                    "tapen la rueda ni el escape. Con brazo lateral, el soporte debe quedar rígido."
                ),
            },
        ],
        "required_fields": [
            {
                "field_name": "tipo_montaje",
                "field_label": "Tipo de montaje",
                "field_type": "select",
                "options": ["Sin brazo (portamatrículas corto)", "Con brazo lateral"],
            },
            {
                "field_name": "nueva_longitud_mm",
                "field_label": "Nueva longitud total del vehículo (mm)",
                "field_type": "number",
                "validation_rules": {"min_value": 1500, "max_value": 3000},
                "example_value": "2050",
                "instruction": "Mide con la moto recta, del punto más adelantado al más retrasado.",
            },
            {
                "field_name": "distancia_final_mm",
                "field_label": "Distancia matrícula al final (mm)",
                "field_type": "number",
                "validation_rules": {"min_value": 0, "max_value": 400},
                "example_value": "250",
                "instruction": "Mide en horizontal de la placa al punto más retrasado de la moto.",
            },
            {
                "field_name": "matricula_antigua",
                "field_label": "¿Es matrícula antigua (larga)?",
                "field_type": "boolean",
                "instruction": "Es la placa alargada de una sola línea.",
            },
            {
                "field_name": "burlete_goma",
                "field_label": "¿Tiene burlete de goma o portamatrículas protector?",
                "field_type": "boolean",
                "is_required": False,
                "instruction": "Es el borde de goma o el marco que protege los cantos de la placa.",
                "condition_field_name": "matricula_antigua",
                "condition_operator": "equals",
                "condition_value": "true",
            },
        ],
    },
    {
        "code": "ASIENTO",
        "name": "Asiento / Sillín",
        "description": (
            "Sustitución o modificación del asiento: retapizado con otra forma, asiento monoplaza o biplaza "
            "distinto del original."
        ),
        "sort_order": 170,
        "keywords": [
            "asiento", "sillin", "monoplaza", "biplaza", "tapizado", "asiento custom", "asiento cafe racer",
            "asiento racing", "colchoneta", "gel seat", "bagster", "corbin", "saddlemen", "sargent",
            "asiento corrido", "asiento bajo", "tapizado del asiento", "asientos", "asiento solo",
            "asiento individual", "mustang", "le pera", "asiento de gel", "asiento calefactado", "sillines",
            "sillon", "retapizado con otra forma", "retapizar el asiento", "asiento con otra forma",
            "asiento plano", "asiento nuevo", "asiento de una plaza", "asiento recortado",
            "rebajar el asiento", "bajar el asiento", "asiento mas bajo", "asiento mas alto",
            "asiento artesanal", "asiento a medida", "asiento comodo", "seat concepts", "wunderlich",
            "airhawk", "retapizado", "asiento biplaza", "asiento de otra moto", "asiento de solo",
            "asiento flotante", "asiento de muelles", "asiento con muelles", "selle dalla valle",
            "sillin solo", "bobber seat", "asiento corto", "cojin del asiento", "asiento king queen",
            "asiento de cuero", "asiento mas plano", "asiento scrambler", "asiento unipersonal",
            "retapizar el asiento con otra forma", "retapizar asiento mas bajo", "respaldo", "sissy bar",
            "sissybar", "respaldo del pasajero", "respaldo de pasajero", "respaldo para el pasajero",
            "respaldito", "seient", "butaca", "montura", "montura de asiento", "banana", "asiento banana",
            "banqueta", "silla", "silla de moto", "asiento mono", "selle", "selim", "seat", "sitzbank",
            "siento", "assento", "sissy", "asiento solo con muelles",
            "cojin de gel", "almohadilla de gel", "almohada de gel", "shad confort", "asento",
            "asiento confort", "asiento de gel confort", "asiento acolchado", "sillin corrido",
            "sillin de gel", "plaza y media", "asiento rebajado", "aktivkomfort", "sillin monoplaza",
            "sofa de la moto",
        ],
        "aliases": ["seat", "saddle"],
        "images": [
            {
                "code": "ASIENTO_LATERAL",
                "title": "Asiento visto de lado",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Muestra la forma y la longitud del asiento.",
                "alt_text": "Asiento de una motocicleta visto de lado",
                "user_instruction": (
                    "Haz una foto de lado en la que se vea el asiento entero, del depósito al final del "
                    "colín."
                ),
            },
            {
                "code": "MEDIDA_ASIENTO",
                "title": "Longitud del asiento",
                "image_type": "calculation",
                "is_required": True,
                "sort_order": 20,
                "description": "Longitud útil, para comprobar el número de plazas.",
                "alt_text": "Cinta métrica extendida a lo largo del asiento de una motocicleta",
                "user_instruction": (
                    "Extiende la cinta a lo largo del asiento, de delante atrás, y haz la foto desde arriba "
                    "con la cifra legible."
                ),
            },
        ],
        "warnings": [
            {
                "code": "asiento_plazas",
                "severity": "warning",
                "message": (
                    "Si el asiento nuevo es monoplaza, la moto pierde la segunda plaza en la ficha técnica. "
                    "Si quieres pasar de una plaza a dos, es otro elemento (aumento de plazas) y el "
                    "ingeniero tiene que confirmarlo."
                ),
            },
        ],
    },
    {
        "code": "ASIDEROS",
        "name": "Asideros / Agarraderas",
        "description": (
            "Sustitución de los asideros o agarraderas del pasajero por otros de piel (correa) o metálicos."
        ),
        "sort_order": 17,
        "keywords": [
            "asideros", "agarraderas", "asidero", "agarradera", "asidero piel", "asidero metalico",
            "asidero pasajero", "sujecion pasajero", "agarre trasero", "asas", "asa", "agarres",
            "agarre pasajero", "correa del asiento", "cinta de agarre", "cinta del asiento",
            "correa de agarre", "cinta para agarrarse", "asas de atras", "asa de atras", "asas traseras",
            "asa trasera", "asas laterales", "agarres de atras", "agarre del paquete", "agarraderos",
            "agarradero", "sujecion del pasajero", "correa del pasajero", "correa de pasajero",
            "correa para el pasajero", "cinta del pasajero", "donde se agarra", "agarrador", "agarradores",
            "barra de agarre", "barra sujeta pasajero", "asidero de piel", "asidero trasero",
            "cinta de piel", "agarre de piel", "asa de cuero", "agarres traseros", "asidero de correa",
            "correa de asidero", "sissy bar para agarrarse", "cinta de cuero",
            "cinta de cuero para agarrarse", "manijas del pasajero", "manija del pasajero",
            "manetas para agarrarse", "agafadors", "barras de sujecion del pasajero", "asas del paquete",
            "barra para sujetarse", "barra para el pasajero", "manillas del pasajero", "manija trasera",
            "sujetamanos", "pasamanos del pasajero",
            "agarre de atras", "asa del pasajero", "asas del pasajero", "asideras", "asidera", "grab rail",
            "agarramanos", "barra de sujecion", "agarres laterales", "sujecion del paquete",
            "agarre del acompanante", "asas del acompanante", "agarre para el pasajero",
        ],
        "aliases": ["grab rails", "pillion handles", "passenger handles"],
        "images": [
            {
                "code": "ASIDERO_MONTADO",
                "title": "Asidero montado",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Muestra el asidero y dónde va fijado.",
                "alt_text": "Asidero metálico para el pasajero en la parte trasera de una motocicleta",
                "user_instruction": (
                    "Haz una foto de cada lado del asiento trasero en la que se vean el asidero o la correa "
                    "y sus fijaciones."
                ),
            },
            {
                "code": "ASIENTO_PASAJERO",
                "title": "Plaza del pasajero",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 20,
                "description": "Muestra asiento, asidero y estriberas del pasajero.",
                "alt_text": "Plaza del pasajero de una motocicleta con asidero y estriberas",
                "user_instruction": (
                    "Haz una foto de lado, con las estriberas del pasajero desplegadas, en la que se vea "
                    "toda su plaza."
                ),
            },
        ],
        "warnings": [
            {
                "code": "asideros_plaza",
                "severity": "warning",
                "message": (
                    "Una moto de dos plazas necesita un asidero o una correa para el pasajero. Si lo quitas "
                    "sin poner otro, la moto queda homologada para una sola plaza."
                ),
            },
        ],
        "required_fields": [
            {
                "field_name": "tipo_sustitucion",
                "field_label": "Tipo de sustitución",
                "field_type": "select",
                "options": ["Piel", "Metálico"],
            },
        ],
    },
    {
        "code": "AUMENTO_PLAZAS",
        "name": "Aumento de plazas",
        "description": (
            "Paso de una a dos plazas: la moto debe tener asiento, estriberas y asidero para el pasajero. "
            "El ingeniero tiene que confirmar la viabilidad."
        ),
        "sort_order": 175,
        "keywords": [
            "aumento de plazas", "aumento plazas", "aumentar plazas", "anadir plaza", "anadir una plaza",
            "segunda plaza", "una plaza mas", "plaza de pasajero", "plaza para pasajero",
            "pasar a dos plazas", "de una a dos plazas", "de una plaza a dos", "dos plazas",
            "monoplaza a biplaza", "de monoplaza a biplaza", "llevar pasajero", "plaza trasera",
            "otra plaza", "llevar paquete", "asiento para pasajero", "hacerla de dos plazas",
            "homologar dos plazas", "llevar acompanante", "poder llevar pasajero", "hacerla biplaza",
            "hacer biplaza", "pasarla a biplaza", "pasar a biplaza", "convertir en biplaza",
            "convertirla en biplaza", "ponerla de dos plazas", "puedan ir dos", "podamos ir dos",
            "ir dos personas", "llevar a mi mujer", "llevar a mi novia", "llevar a mi novio",
            "llevar a mi marido", "llevar a mi hijo", "llevar a mi hija", "llevar a mi chica",
            "llevar a mi parienta", "llevar a alguien", "llevar a otra persona", "llevar gente detras",
            "subir a alguien", "subir a mi mujer", "subir a mi hijo", "sea de dos plazas", "sea de 2 plazas",
            "pasarla a dos plazas", "pasar a 2 plazas", "pasarla a 2 plazas", "de 1 a 2 plazas",
            "de 1 plaza a 2", "biplaza en la ficha", "plaza para acompanante", "plaza del acompanante",
            "plaza de acompanante", "plaza de atras", "plaza del pasajero", "plaza adicional", "plaza extra",
            "plaza mas", "montar un pasajero", "montar a alguien detras", "llevar acompanantes",
            "llevar copiloto", "dos ocupantes", "llevar pasajeros", "llevar a un pasajero",
            "llevar a la parienta", "meter una plaza", "biplaza legal", "pasarla a dos", "pasar a dos",
            "pase a dos", "la quiero de dos plazas", "quiero de dos plazas", "dejarla de dos plazas",
            "que sea biplaza", "homologar segunda plaza", "legalizar la segunda plaza",
            "sacarle la segunda plaza", "dar de alta la segunda plaza", "poner dos plazas en la ficha",
            "que salgan dos plazas en la ficha", "recuperar la plaza",
            "plaza que falta", "segundo asiento", "pase a biplaza", "pasarla de una a dos",
            "conseguir la plaza", "recuperar la segunda plaza",
        ],
        "aliases": ["seat increase", "second seat", "two seats"],
        "images": [
            {
                "code": "PLAZA_PASAJERO",
                "title": "Plaza del pasajero",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Muestra asiento, estriberas y asidero del pasajero.",
                "alt_text": "Motocicleta vista de lado con asiento biplaza, asidero y estriberas de pasajero",
                "user_instruction": (
                    "Haz una foto de cada lado, con las estriberas del pasajero desplegadas, en la que se "
                    "vean el asiento entero y el asidero."
                ),
            },
            {
                "code": "MEDIDA_ASIENTO",
                "title": "Longitud del asiento",
                "image_type": "calculation",
                "is_required": True,
                "sort_order": 20,
                "description": "Longitud útil para conductor y pasajero.",
                "alt_text": "Cinta métrica extendida a lo largo de un asiento biplaza",
                "user_instruction": (
                    "Extiende la cinta a lo largo del asiento, de delante atrás, y haz la foto desde arriba "
                    "con la cifra legible."
                ),
            },
            {
                "code": "PESOS_FICHA",
                "title": "Masas en la ficha técnica",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 30,
                "description": "Masa máxima y tara, para comprobar que la moto admite otra plaza.",
                "alt_text": "Apartado de masas de una ficha técnica de motocicleta",
                "user_instruction": (
                    "Fotografía de cerca el apartado de masas de la ficha técnica (F.1, F.2 y G), con las "
                    "cifras legibles."
                ),
            },
        ],
        "warnings": [
            {
                "code": "aumento_plazas_confirmacion",
                "severity": "warning",
                "makes_provisional": True,
                "message": (
                    "El aumento de plazas depende de la masa máxima y de la versión de la moto, así que el "
                    "ingeniero tiene que confirmarlo antes de aceptar el presupuesto."
                ),
            },
            {
                "code": "aumento_plazas_maximo",
                "severity": "error",
                "message": (
                    "Una motocicleta de dos ruedas no puede tener más de dos plazas. Revisa cuántas quieres "
                    "añadir o consulta con el ingeniero si lleva sidecar."
                ),
                "show_condition": "on_exceed_max",
                "threshold_quantity": 1,
            },
        ],
        "required_fields": [
            {
                "field_name": "plazas_actuales",
                "field_label": "Plazas actuales",
                "field_type": "number",
                "validation_rules": {"min_value": 1, "max_value": 3},
                "example_value": "1",
                "instruction": "Están en la ficha técnica (campo S.1).",
            },
            {
                "field_name": "plazas_nuevas",
                "field_label": "Plazas que quieres",
                "field_type": "number",
                "validation_rules": {"min_value": 2, "max_value": 4},
                "example_value": "2",
            },
            {
                "field_name": "asiento_biplaza",
                "field_label": "¿Tiene asiento para dos?",
                "field_type": "boolean",
            },
            {
                "field_name": "estriberas_pasajero",
                "field_label": "¿Tiene estriberas de pasajero?",
                "field_type": "boolean",
            },
            {
                "field_name": "asidero_pasajero",
                "field_label": "¿Tiene asidero o correa para el pasajero?",
                "field_type": "boolean",
            },
            {
                "field_name": "version_biplaza",
                "field_label": "¿Existe una versión de dos plazas de tu modelo?",
                "field_type": "boolean",
                "is_required": False,
                "instruction": (
                    "Mira el manual o pregunta al concesionario; si existe, es mucho más fácil justificar "
                    "el cambio."
                ),
            },
        ],
    },
    {
        "code": "MALETAS",
        "name": "Maletas / Baúl",
        "description": (
            "Montaje de maletas laterales, baúl (top case), alforjas o portaequipajes con sus soportes."
        ),
        "sort_order": 180,
        "keywords": [
            "maletas", "baul", "topcase", "top case", "alforjas", "maleta", "cofre", "panniers", "givi",
            "shad", "kappa", "sw-motech", "maletas laterales", "touratech", "hepco & becker", "equipaje",
            "bumot", "krauser", "kriega", "metal mule", "petacas", "bolsas laterales", "top-case", "baules",
            "top box", "bolsas de viaje", "baul trasero", "maletas de aluminio", "maleta trasera", "alforja",
            "hepco", "soporte de maletas", "soportes de maletas", "soportes de las maletas",
            "soporte de las maletas", "soporte del baul", "soporte de baul", "portaequipajes",
            "porta equipajes", "porta equipaje", "parrilla", "parrilla trasera", "parrilla portaequipajes",
            "transportin", "portabultos", "porta bultos", "cajon de reparto", "caja de reparto",
            "caja trasera", "maleton", "maletones", "arcon", "herrajes de maletas", "anclajes de maletas",
            "anclaje del baul", "porta maletas", "portamaletas", "bolsas de cuero", "bolsa lateral",
            "maletas blandas", "alforjas blandas", "bauletto", "baulito", "caja de aluminio",
            "cajas de aluminio", "cajas laterales", "monokey", "monolock", "maletas vario", "rack trasero",
            "placa de baul", "maletas rigidas", "cofre trasero", "maleta lateral", "caja de pizzas",
            "cajon trasero", "tour pack", "tourpack", "enduristan", "mosko", "sw motech", "h&b",
            "cartucheras", "saddlebags", "maletas bagger", "bolso lateral", "hepco becker", "maletas duras",
            "sidebag", "side bag", "outback", "trekker outback", "trekker", "dolomiti", "maletero",
            "maletero trasero", "maletas de plastico", "alforjas de cuero", "alforjas rigidas", "maletes",
            "cajuela", "valijas", "valija", "maleter", "trax", "sw-motech trax", "trax laterales",
            "portapaquetes", "porta paquetes", "portapaquete", "portapaquetes trasero",
            "portapaquetes delantero", "portapaquete delantero", "cajon fijo", "cajon de la moto",
            "caja grande", "caja de glovo", "cesta", "cesta delantera", "cestas", "maletin trasero",
            "maletin", "transportines", "pata negra", "koffers", "koffer", "caja top", "caixa", "bauleto",
            "bolsas rigidas", "rack", "portaalforjas", "separadores de alforjas", "caja de herramientas",
            "bolsa de deposito fija",
            "cajas a los lados", "caja a cada lado", "bolsa a cada lado", "bolsas a los lados",
            "bolsas con herraje", "bolsas con su herraje", "cartera de cuero", "bosses laterals",
            "caja central",
            "caja del medio", "caja de atras", "caja de los pedidos", "cajon de pedidos", "baulera",
            "portaequipaje", "top keis", "topkeis", "topkase", "portabulto", "caja del reparto",
            "cajon portaobjetos", "maleta central", "maleta de atras", "bolsas rigidas laterales",
            "maletas de viaje", "portamaleta", "porta maleta", "soporte lateral de maletas", "bolsa de viaje",
            "bolsas de cuero laterales",
        ],
        "aliases": ["luggage", "panniers", "saddlebags", "top case"],
        "images": [
            {
                "code": "MALETAS_TRASERA",
                "title": "Maletas vistas desde atrás",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Muestra las maletas montadas, las luces y la matrícula sin tapar.",
                "alt_text": "Parte trasera de una motocicleta con dos maletas laterales y baúl",
                "user_instruction": (
                    "Con las maletas o el baúl puestos, haz una foto desde atrás en la que se vean también "
                    "la matrícula y los intermitentes."
                ),
            },
            {
                "code": "SOPORTES_MALETAS",
                "title": "Soportes de las maletas",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 20,
                "description": "Herrajes que sujetan las maletas o el baúl a la moto.",
                "alt_text": "Herraje lateral para maletas en una motocicleta",
                "user_instruction": (
                    "Quita las maletas o el baúl y fotografía de cerca los soportes y sus tornillos por los "
                    "dos lados."
                ),
            },
            {
                "code": "MEDIDA_ANCHO",
                "title": "Ancho total con maletas",
                "image_type": "calculation",
                "is_required": True,
                "sort_order": 30,
                "description": "Ancho de la moto con todo montado.",
                "alt_text": "Cinta métrica horizontal entre las dos maletas de una motocicleta",
                "user_instruction": (
                    "Con todo montado, mide el ancho de lado a lado por la parte más ancha y haz la foto "
                    "desde atrás con la cifra legible."
                ),
            },
        ],
        "warnings": [
            {
                "code": "maletas_visibilidad",
                "severity": "info",
                "message": (
                    "Las maletas no pueden tapar los intermitentes, el piloto ni la matrícula. Si aumentan "
                    "el ancho o el largo de la moto, hay que anotarlo en la ficha técnica."
                ),
            },
            {
                "code": "maletas_mas_de_tres",
                "severity": "warning",
                "makes_provisional": True,
                "message": (
                    "Lo habitual es dos maletas laterales y un baúl. Si llevas más, mándanos fotos de todo "
                    "montado para que el ingeniero lo revise."
                ),
                "show_condition": "on_exceed_max",
                "threshold_quantity": 3,
            },
        ],
    },
]
