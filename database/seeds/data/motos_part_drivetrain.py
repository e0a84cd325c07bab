"""Motorcycle elements: engine, exhaust, frame, suspension and wheels. Constants only, no logic."""

from typing import Final

from database.seeds.data.common import ElementData
from database.seeds.data.motos_part_rules import (
    APPROVAL,
    BRAND,
    BRAND_AND_MODEL,
    DESCRIPTION,
    DONOR_APPROVAL,
    ENGINE_NUMBER,
    ENGINE_TYPE,
    LOAD_INDEX,
    MODEL,
    PLACE,
    RIM,
    SPEED_INDEX,
    TYRE,
    TYRES,
)

DRIVETRAIN_ELEMENTS: Final[list[ElementData]] = [
    {
        "code": "ESCAPE",
        "name": "Escape / Sistema de escape",
        "description": (
            "Sustitución del silenciador o de la línea de escape completa. La línea montada tiene que estar "
            "homologada para ese modelo de moto, en ruido y en emisiones."
        ),
        "sort_order": 10,
        "keywords": [
            "escape", "tubo de escape", "colector", "silenciador", "silencioso", "deportivo", "akrapovic",
            "yoshimura", "arrow", "termignoni", "sc project", "leovince", "mivv", "remus", "scorpion",
            "linea de escape", "escape completo", "sistema escape", "tubarro", "cola de escape", "slip on",
            "linea completa", "ixil", "zard", "giannelli", "dominator", "gpr", "vance & hines", "exan",
            "toce", "austin racing", "delkevic", "supertrapp", "bassani", "two brothers", "hp corse",
            "ixrace", "sito", "tecnigas", "escapes", "colectores", "terminal de escape", "escape libre",
            "db killer", "sc", "rinehart", "racefit", "qd", "voodoo", "silenciosos", "colas de escape",
            "tubo", "tubos", "bote de escape", "pedorro", "akra", "leo vince", "colin de escape",
            "linea entera", "linea de acero", "escape cobra", "megafono", "cola del escape",
            "cola de carbono", "tubo deportivo", "escape racing", "sistema completo de escape",
            "trompeta de escape", "tubarros", "hurric", "kesstech", "dr jekill", "jekill",
            "freedom performance", "escape artesanal", "escapes cortos", "tubo casero", "salidas de escape",
            "terminal escape", "escape recortado", "lafranconi", "hindle", "bodis", "fmf", "doma", "hgs",
            "sebring", "spark exhaust", "scproject", "vance", "v&h", "escape doble", "exosto", "mofle",
            "escapes de una", "caño de escape", "tubo de escapamiento", "colas", "caño", "canon de escape",
            "multiple de escape", "resonador", "escapament", "tub descapament", "headers", "link pipe",
            "bufanda de escape", "yoshi", "muffler", "bufandas", "brocks", "brock s", "fishtail", "agostini",
            "british customs", "marving", "laser", "salida de gases", "jekyll", "tuneles de escape",
            "tambor de escape", "scarico", "auspuff", "uitlaat", "cañon", "evotech exhaust", "tuboescape",
            "escapamento",
            "quat-d", "quat d", "slash cut", "slash-cut", "downpipe", "mid pipe", "midpipe", "decat",
            "puntera de escape", "punteras de escape", "coffman", "zana", "escape alto", "escape bajo",
            "tubo de salida", "akrapovich", "akrapo", "escape de competicion",
        ],
        "aliases": ["exhaust", "muffler", "sistema escape"],
        "images": [
            {
                "code": "LINEA_COMPLETA",
                "title": "Línea de escape completa",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": (
                    "Permite comprobar qué tramos se han cambiado: colectores, catalizador y silenciador."
                ),
                "alt_text": "Lateral de una motocicleta con toda la línea de escape a la vista",
                "user_instruction": (
                    "Haz una foto del lado del escape en la que se vea toda la línea, desde la salida del "
                    "motor hasta el final del silenciador, con la moto en horizontal."
                ),
            },
            {
                "code": "MARCA_HOMOLOGACION",
                "title": "Marca de homologación del escape",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 20,
                "description": (
                    "Número E/e grabado o remachado en el silenciador, que se compara con el certificado "
                    "del fabricante."
                ),
                "alt_text": "Placa remachada de un silenciador con el número de homologación",
                "user_instruction": (
                    "Acércate a la placa o al grabado del silenciador hasta que la E y todos los números se "
                    "lean sin esfuerzo. Si está sucio, límpialo antes."
                ),
            },
            {
                "code": "CERTIFICADO_FABRICANTE",
                "title": "Certificado de homologación del escape",
                "image_type": "required_document",
                "is_required": False,
                "sort_order": 30,
                "description": (
                    "Tarjeta o certificado que viene en la caja del escape, con los modelos de moto para "
                    "los que vale."
                ),
                "alt_text": "Certificado de homologación de un escape sobre una mesa",
                "user_instruction": (
                    "Fotografía la tarjeta o el certificado que venía con el escape, entero, plano y sin "
                    "reflejos. Si lo tienes en PDF, mándalo tal cual."
                ),
            },
        ],
        "warnings": [
            {
                "code": "escape_homologacion",
                "severity": "info",
                "message": (
                    "La línea de escape completa debe estar homologada para tu modelo de moto. Cambiar solo "
                    "el silenciador por otro homologado para ese modelo no es reforma; si también cambian "
                    "los colectores o el catalizador, hay que legalizar la línea entera."
                ),
            },
            {
                "code": "escape_varios_silenciadores",
                "severity": "info",
                "message": (
                    "Si has montado más de un silenciador, cada uno tiene que llevar su marca de "
                    "homologación. Envíanos una foto legible de todas."
                ),
                "show_condition": "on_exceed_max",
                "threshold_quantity": 1,
            },
        ],
        "required_fields": [
            {
                "field_name": "marca_modelo",
                "field_label": "Marca y modelo del escape",
                "field_type": "text",
                "validation_rules": BRAND_AND_MODEL,
                "example_value": "Akrapovic Slip-On",
                "instruction": (
                    "Suele estar en una placa o pegatina del silenciador. Si no aparece, mira la factura o "
                    "la caja."
                ),
            },
            {
                "field_name": "homologacion_visible",
                "field_label": "¿Tiene número E visible?",
                "field_type": "boolean",
                "instruction": (
                    "Busca en el silenciador una E o e seguida de números, grabada o en una placa remachada."
                ),
            },
        ],
    },
    {
        "code": "MOTOR",
        "name": "Cambio de motor",
        "description": (
            "Sustitución del motor por otro de distinto tipo al de origen, ya sea nuevo o procedente de "
            "otra moto. Afecta a potencia, emisiones y ruido, y siempre lleva proyecto."
        ),
        "sort_order": 12,
        "keywords": [
            "cambio de motor", "cambiar el motor", "cambiar motor", "motor cambiado", "sustitucion de motor",
            "sustituir motor", "otro motor", "motor de otra moto", "motor distinto", "motor mas grande",
            "homologar motor", "trasplante de motor", "swap de motor", "aumento de cilindrada",
            "mas cilindrada", "kit de cilindrada", "motor nuevo", "motor preparado", "motor de segunda mano",
            "motor de mayor cilindrada", "motor de mas cilindrada", "motor de mas potencia", "motor entero",
            "motor trucado", "motor de desguace", "motor mas gordo", "motor mas potente", "motor diferente",
            "cilindro", "kit de cilindro", "cilindro mas grande", "mas cubicaje", "cubicaje",
            "motor de otro modelo", "motor completo", "motor de otra", "motor de recambio",
            "motor trasplantado", "kit cilindro", "motor de mas cc", "bloque motor", "subir cilindrada",
            "subir de cilindrada", "aumentar cilindrada", "mas cc", "motor usado", "motor", "kit 70",
            "kit de 70", "kit 80", "cambio de cilindrada", "propulsor", "bloque de motor", "kit malossi",
            "kit polini",
        ],
        "aliases": ["engine swap", "engine replacement"],
        "images": [
            {
                "code": "NUMERO_MOTOR",
                "title": "Número y tipo de motor",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Grabado del cárter que identifica el motor montado.",
                "alt_text": "Número de motor grabado en el cárter de una motocicleta",
                "user_instruction": (
                    "Limpia el grabado del cárter y fotografíalo de cerca y de frente, de modo que se lean "
                    "todas las letras y números."
                ),
            },
            {
                "code": "MOTOR_MONTADO",
                "title": "Motor montado en la moto",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 20,
                "description": "Vista general del motor en el chasis, con sus anclajes.",
                "alt_text": "Lateral de una motocicleta con el motor y sus anclajes visibles",
                "user_instruction": (
                    "Haz una foto de cada lado de la moto en la que se vea el motor entero y los puntos "
                    "donde se sujeta al chasis."
                ),
            },
            {
                "code": "PAPELES_ORIGEN",
                "title": "Documentación del motor",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 30,
                "description": "Factura del motor o ficha técnica y baja de la moto de la que procede.",
                "alt_text": "Factura y ficha técnica de la moto donante",
                "user_instruction": (
                    "Fotografía la factura del motor o la ficha técnica de la moto de la que viene, todas "
                    "las páginas completas y legibles."
                ),
            },
        ],
        "warnings": [
            {
                "code": "motor_viabilidad",
                "severity": "warning",
                "makes_provisional": True,
                "message": (
                    "El cambio de motor exige proyecto técnico y que el ingeniero confirme antes si es "
                    "viable: hay que justificar emisiones, ruido, potencia y resistencia del chasis. No "
                    "hagas el montaje sin esa consulta."
                ),
            },
            {
                "code": "motor_ensayos",
                "severity": "info",
                "makes_provisional": True,
                "message": (
                    "Según la potencia y el peso del nuevo motor, el laboratorio puede pedir ensayos, que "
                    "se presupuestan aparte."
                ),
            },
        ],
        "required_fields": [
            {
                "field_name": "procedencia",
                "field_label": "Procedencia del motor",
                "field_type": "select",
                "options": ["Otra moto", "Nuevo"],
            },
            {
                "field_name": "marca_motor",
                "field_label": "Marca del motor",
                "field_type": "text",
                "validation_rules": BRAND,
                "example_value": "Yamaha",
            },
            {
                "field_name": "tipo_motor",
                "field_label": "Tipo o código de motor",
                "field_type": "text",
                "validation_rules": ENGINE_TYPE,
                "example_value": "N704E",
                "instruction": (
                    "Son las letras y números que van delante del número de serie en el grabado del cárter; "
                    "también aparecen en la ficha técnica de la moto de origen."
                ),
            },
            {
                "field_name": "numero_motor",
                "field_label": "Número de motor",
                "field_type": "text",
                "validation_rules": ENGINE_NUMBER,
                "is_required": False,
                "example_value": "N704E-012345",
                "instruction": (
                    "Está grabado en el cárter, normalmente en la parte alta o en el lateral izquierdo."
                ),
            },
            {
                "field_name": "modelo_origen",
                "field_label": "Moto de la que procede (marca, modelo y año)",
                "field_type": "text",
                "validation_rules": BRAND_AND_MODEL,
                "example_value": "Yamaha MT-07 2019",
                "condition_field_name": "procedencia",
                "condition_operator": "equals",
                "condition_value": "Otra moto",
            },
            {
                "field_name": "cilindrada_cc",
                "field_label": "Cilindrada (cc)",
                "field_type": "number",
                "validation_rules": {"min_value": 49, "max_value": 2500},
                "example_value": "689",
            },
            {
                "field_name": "potencia_kw",
                "field_label": "Potencia máxima (kW)",
                "field_type": "number",
                "validation_rules": {"min_value": 1, "max_value": 250},
                "example_value": "54",
                "instruction": (
                    "Está en la ficha técnica de la moto de origen (campo P.2). Si solo la sabes en "
                    "caballos, divídela entre 1,36."
                ),
            },
        ],
    },
    {
        "code": "FILTRO",
        "name": "Filtro de aire",
        "description": (
            "Sustitución del filtro de aire o de la caja de admisión por otro tipo, por ejemplo filtros "
            "cónicos en lugar de la caja original."
        ),
        "sort_order": 160,
        "keywords": [
            "filtro", "filtro aire", "filtro de aire", "k&n", "bmc", "dna", "sprint filter", "filtro conico",
            "filtro racing", "airbox", "filtros de potencia", "caja de filtro", "pipercross", "hiflo", "mwr",
            "twin air", "filtros conicos", "caja de aire", "admision", "filtro esponja",
            "filtro de alto flujo", "filtro de esponja", "trompetas de admision", "caja del filtro",
            "pod filter", "filtros de champinon", "filtro champinon", "filtro deportivo", "filtro lavable",
            "filtro kn", "filtro de potencia", "caja del aire", "caja de admision", "filtros de aire",
            "filtro aire deportivo", "filtro abierto", "admision directa", "kit de admision", "admisiones",
            "unifilter", "malossi red filter", "filtro de carreras", "filtre", "air filter", "luchtfilter",
            "velocity stack", "velocity stacks", "trompetas",
            "s&s stealth", "big sucker", "filtro de cono", "conos de aire", "filtro de aire abierto",
            "power filter", "filtro redondo abierto", "filtro de aire deportivo", "colador del aire",
            "colador de aire",
        ],
        "aliases": ["air filter", "intake filter"],
        "images": [
            {
                "code": "FILTRO_MONTADO",
                "title": "Filtro montado",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Muestra el tipo de filtro y dónde va colocado.",
                "alt_text": "Filtro de aire cónico montado en la admisión de una motocicleta",
                "user_instruction": (
                    "Con el asiento o la tapa quitados, haz una foto en la que se vea el filtro colocado y "
                    "su unión con el carburador o el cuerpo de inyección."
                ),
            },
            {
                "code": "REFERENCIA_FILTRO",
                "title": "Marca y referencia del filtro",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 20,
                "description": "Marca y referencia impresas en el filtro o en su caja.",
                "alt_text": "Referencia impresa en la base de un filtro de aire",
                "user_instruction": (
                    "Acércate a la marca y la referencia impresas en el filtro; si no se ven, fotografía la "
                    "caja o la factura."
                ),
            },
        ],
        "warnings": [
            {
                "code": "filtro_recargo_lab",
                "severity": "warning",
                "makes_provisional": True,
                "message": (
                    "Los filtros de aire pueden llevar recargo de laboratorio, según el laboratorio que "
                    "emita el informe. Te lo confirmamos antes de empezar."
                ),
            },
        ],
    },
    {
        "code": "DEPOSITO",
        "name": "Depósito de combustible",
        "description": (
            "Sustitución o modificación del depósito de combustible: uno nuevo, uno de otra moto o el "
            "original adaptado."
        ),
        "sort_order": 120,
        "keywords": [
            "deposito", "tanque", "gasolina", "combustible", "deposito combustible", "tanque gasolina",
            "fuel tank", "deposito nuevo", "deposito otra moto", "acerbis", "deposito de gasolina",
            "tanque de gasolina", "deposito de combustible", "safari tank", "deposito grande",
            "deposito de gasofa", "bidon de gasolina", "deposito de la gasolina", "tanque de la gasolina",
            "acerbis litros", "deposito peanut", "deposito custom", "deposito mas grande",
            "deposito de aluminio", "deposito sportster", "deposito de mas litros",
            "deposito de mas capacidad", "tanque grande", "deposito de fibra", "bidon de la gasolina",
            "deposito safari", "tanque de otra moto", "deposito auxiliar de gasolina", "diposit",
            "diposit de benzina", "estanque de combustible", "estanque de gasolina", "estanque de bencina",
            "deposito trasero suplementario", "deposito adicional detras", "rotopax", "benzinetank",
            "deposito supletorio", "deposito suplementario", "deposito auxiliar", "depositos auxiliares",
            "deposito adicional", "depositos adicionales", "deposito supletorio trasero",
            "deposito auxiliar delantero", "depositos auxiliares delanteros", "deposito extra",
            "deposito cacahuete", "tanque auxiliar", "tanque adicional", "deposito de gran capacidad",
        ],
        "aliases": ["fuel tank", "gas tank", "petrol tank"],
        "images": [
            {
                "code": "DEPOSITO_LATERAL",
                "title": "Depósito montado, ambos lados",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Vista del depósito en la moto, para ver su forma y su encaje.",
                "alt_text": "Lateral de una motocicleta con el depósito de combustible en el centro",
                "user_instruction": (
                    "Haz una foto de cada lado de la moto, a la altura del depósito y con este entero en la "
                    "imagen."
                ),
            },
            {
                "code": "DEPOSITO_ANCLAJES",
                "title": "Fijaciones del depósito",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 20,
                "description": "Puntos de anclaje al chasis y tapón.",
                "alt_text": "Soporte trasero de un depósito atornillado al chasis",
                "user_instruction": (
                    "Fotografía los puntos donde el depósito se sujeta al chasis y el tapón cerrado. Si hay "
                    "soportes nuevos, que se vean bien."
                ),
            },
            {
                "code": "MARCA_HOMOLOGACION",
                "title": "Marca de homologación del depósito",
                "image_type": "required_document",
                "is_required": False,
                "sort_order": 30,
                "description": "Contraseña de homologación, si el depósito es nuevo y la lleva.",
                "alt_text": "Marca de homologación en relieve en la parte inferior de un depósito",
                "user_instruction": (
                    "Si el depósito es nuevo, busca la marca E/e (suele estar debajo o junto al tapón) y "
                    "fotografíala de cerca."
                ),
            },
        ],
        "warnings": [
            {
                "code": "deposito_homologacion",
                "severity": "info",
                "message": (
                    "Un depósito nuevo debe llevar contraseña de homologación o certificado del fabricante. "
                    "Si es de otra moto o está modificado, hay que justificar su estanqueidad y sus "
                    "fijaciones."
                ),
            },
        ],
        "required_fields": [
            {
                "field_name": "procedencia",
                "field_label": "Procedencia del depósito",
                "field_type": "select",
                "options": ["Nuevo", "De otra moto", "Modificado"],
            },
            {
                "field_name": "contrasena_homologacion",
                "field_label": "Contraseña de homologación",
                "field_type": "text",
                "validation_rules": APPROVAL,
                "is_required": False,
                "example_value": "e4*2015/136*0078",
                "instruction": (
                    "Es la marca con una E o e y un número (por ejemplo e4*2003/97*0123, o una E dentro de "
                    "un círculo) grabada en la propia pieza. Si no la lees bien, mándanos una foto de "
                    "cerca."
                ),
                "condition_field_name": "procedencia",
                "condition_operator": "equals",
                "condition_value": "Nuevo",
            },
            {
                "field_name": "capacidad_litros",
                "field_label": "Capacidad (litros)",
                "field_type": "number",
                "validation_rules": {"min_value": 3, "max_value": 50},
                "example_value": "18",
                "instruction": (
                    "Figura en el manual o en la ficha del fabricante. Si no la sabes, llénalo desde vacío "
                    "y apunta los litros."
                ),
            },
            {
                "field_name": "descripcion_modificacion",
                "field_label": "Descripción de la modificación",
                "field_type": "text",
                "validation_rules": DESCRIPTION,
                "is_required": False,
                "example_value": "Modificación del soporte de fijación",
                "instruction": "Cuenta qué se ha cambiado: soportes, tapón, forma, soldaduras…",
                "condition_field_name": "procedencia",
                "condition_operator": "equals",
                "condition_value": "Modificado",
            },
        ],
    },
    {
        "code": "STARTER",
        "name": "Starter",
        "description": "Cambio de sitio del mando del cebador (starter o estárter) del arranque en frío.",
        "sort_order": 98,
        "keywords": [
            "starter", "cebador", "arranque en frio", "estarter", "choke", "sistema arranque",
            "palanca del aire", "tirador del aire", "starter manual", "boton del starter",
            "mando del starter", "tirador del starter", "palanca del starter", "mando del aire",
            "maneta del starter", "mando del cebador", "palanca del cebador", "tirador del cebador",
            "cable del starter", "tirador del choke", "palanca del choke", "estarter manual",
            "boton de encendido", "boton de arranque", "pulsador de arranque", "boton de arranque nuevo",
            "boton del arranque", "pulsador de encendido",
            "tirador de cebar", "tirador para cebar", "tirador de aire", "palanca de aire",
            "boton del cebador", "boton de aire", "starter de boton",
        ],
        "aliases": ["choke", "starter"],
        "images": [
            {
                "code": "UBICACION_NUEVA",
                "title": "Nueva ubicación del starter",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Muestra dónde queda el mando y si se alcanza con facilidad.",
                "alt_text": "Mando del cebador colocado en el manillar de una motocicleta",
                "user_instruction": (
                    "Haz una foto del mando en su nuevo sitio en la que se reconozca la zona de la moto "
                    "(manillar, depósito, motor…)."
                ),
            },
            {
                "code": "CONJUNTO_STARTER",
                "title": "Lado de la moto con el starter",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 20,
                "description": "Vista lateral para situar el mando y su cable.",
                "alt_text": "Lateral de una motocicleta con el mando del cebador visible",
                "user_instruction": (
                    "Haz otra foto un poco más lejos, del lado de la moto donde está el mando, con el "
                    "recorrido del cable a la vista."
                ),
            },
        ],
        "required_fields": [
            {
                "field_name": "nueva_ubicacion",
                "field_label": "Nueva ubicación",
                "field_type": "text",
                "validation_rules": PLACE,
                "example_value": "En el manillar",
                "instruction": (
                    "Di en qué parte de la moto ha quedado, por ejemplo «en el manillar, a la izquierda»."
                ),
            },
        ],
    },
    {
        "code": "SUBCHASIS",
        "name": "Subchasis",
        "description": (
            "Corte, modificación o sustitución del subchasis trasero. Cambia la estructura de la moto y a "
            "menudo su longitud y sus plazas, por lo que lleva proyecto."
        ),
        "sort_order": 15,
        "keywords": [
            "subchasis", "corte subchasis", "modificacion subchasis", "subchasis trasero",
            "acortar subchasis", "recorte subchasis", "chasis trasero", "estructura trasera",
            "cortar subchasis", "recortar subchasis", "sub chasis", "chasis cortado", "cortar el chasis",
            "bucle trasero", "aro trasero", "loop trasero", "cola del chasis", "culo del chasis",
            "cortar el culo", "bucle soldado", "bucle", "acortar el bastidor", "recortar el bastidor",
            "cortar el bastidor", "bastidor cortado", "bastidor recortado", "cortar la cola", "aro soldado",
            "soldar un aro", "aro en la cola", "aro atras", "aro", "parte trasera del chasis",
            "chasis recortado", "chasis acortado", "chasis de atras", "chasis por detras",
            "bastidor por detras", "final del chasis", "punta del chasis", "subbastidor", "sub bastidor",
            "acortar chasis", "parte de atras del bastidor", "trasera del bastidor", "trasera del chasis",
            "chasis modificado", "modificar chasis", "modificar el chasis", "subchasis nuevo",
            "soldar un tubo en la cola", "bastidor trasero", "cola cortada", "acortar la cola",
            "recortar la cola", "chasis cafe racer", "curva del chasis", "cola de la moto", "cola de atras",
            "trozo del chasis", "subchasi", "sub-chasis", "subestructura", "subframe",
            "rectificar el subchasis", "tubo del colin",
            "corte del chasis", "corte de chasis", "recorte del chasis", "recorte de chasis",
            "corte del bastidor", "recorte del bastidor", "tramo final del bastidor",
            "tramo final del chasis", "parte trasera del bastidor", "lazo trasero", "lazo soldado",
            "rear loop", "hoop trasero", "modificacion de chasis", "modificacion del chasis",
            "extremo del chasis", "cortar el bastidor por detras", "acortamiento del chasis",
            "acortamiento del subchasis",
        ],
        "aliases": ["subframe", "rear subframe"],
        "images": [
            {
                "code": "SUBCHASIS_LATERAL",
                "title": "Subchasis visto de lado",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Muestra hasta dónde llega el subchasis y el punto de corte o unión.",
                "alt_text": "Parte trasera de una motocicleta vista de lado con el subchasis al descubierto",
                "user_instruction": (
                    "Desmonta el asiento y haz una foto de cada lado de la zaga, en la que se vea el "
                    "subchasis desde el depósito hasta el final."
                ),
            },
            {
                "code": "SOLDADURAS",
                "title": "Cortes y soldaduras",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 20,
                "description": "Detalle de las uniones para que el ingeniero valore su resistencia.",
                "alt_text": "Cordón de soldadura en el tubo del subchasis de una motocicleta",
                "user_instruction": (
                    "Fotografía de cerca cada corte, soldadura o unión atornillada, con buena luz y enfocada."
                ),
            },
            {
                "code": "MEDIDA_TANQUE",
                "title": "Medida desde el tanque",
                "image_type": "calculation",
                "is_required": True,
                "sort_order": 30,
                "description": "Medida entre el final del depósito y el final del subchasis.",
                "alt_text": "Cinta métrica extendida desde el depósito hasta el extremo del subchasis",
                "user_instruction": (
                    "Extiende la cinta métrica desde el final del depósito hasta el extremo del subchasis y "
                    "haz la foto de lado, con la cifra legible."
                ),
            },
        ],
        "warnings": [
            {
                "code": "subchasis_perdida_plaza",
                "severity": "warning",
                "makes_provisional": True,
                "message": (
                    "Al cortar o acortar el subchasis se puede perder la segunda plaza. El ingeniero debe "
                    "confirmar con cuántas plazas queda la moto antes de presupuestar en firme."
                ),
            },
        ],
        "required_fields": [
            {
                "field_name": "descripcion_modificacion",
                "field_label": "En qué consiste la modificación",
                "field_type": "text",
                "validation_rules": DESCRIPTION,
                "example_value": "Recorte de 15cm del subchasis trasero",
                "instruction": "Explica qué se ha cortado, soldado o cambiado y cuántos centímetros.",
            },
            {
                "field_name": "medida_desde_tanque",
                "field_label": "Nueva medida desde el tanque (mm)",
                "field_type": "number",
                "validation_rules": {"min_value": 100, "max_value": 1500},
                "example_value": "450",
                "instruction": (
                    "Mide en línea recta desde el final del depósito hasta el final del subchasis."
                ),
            },
            {
                "field_name": "nueva_longitud_total",
                "field_label": "Nueva longitud total del vehículo (mm)",
                "field_type": "number",
                "is_required": False,
                "validation_rules": {"min_value": 1500, "max_value": 3000},
                "example_value": "2100",
                "instruction": (
                    "Mide con la moto recta, del borde de la rueda delantera al punto más retrasado de la "
                    "moto (sin contar piezas blandas)."
                ),
            },
        ],
    },
    {
        "code": "SUSPENSION",
        "name": "Suspensión",
        "description": (
            "Modificación de la suspensión delantera o trasera. Hay que concretar el eje: cada uno se "
            "tramita como un elemento."
        ),
        "sort_order": 19,
        "keywords": [
            "suspension", "amortiguador", "amortiguadores", "ohlins", "showa", "wp", "kayaba", "yss",
            "bitubo", "hagon", "marzocchi", "wilbers", "hyperpro", "k-tech", "andreani", "ikon", "mupo",
            "tractive", "kyb", "fournales", "betor", "muelles", "amortiguacion", "amortis", "nitron",
            "matris", "penske", "maxton", "sachs", "paioli", "race tech", "shock factory", "emc",
            "white power", "progressive", "suspensiones", "gas shock", "amortiguadores regulables",
            "muelles mas duros", "muelles mas blandos", "muelle mas duro", "bajar la moto",
            "rebajar la moto", "bajar la altura de la moto", "subir la moto de altura", "hlins",
            "fox", "fox shocks", "koni", "boge", "rfy", "elka", "k tech", "legend suspension", "bilstein",
        ],
        "aliases": ["suspension"],
        "multi_select_keywords": [
            "ambas",
            "las dos",
            "delantera y trasera",
            "trasera y delantera",
            "ambos amortiguadores",
            "los dos amortiguadores",
        ],
        "question_hint": (
            "¿Qué suspensión has cambiado: la delantera (barras o muelles de la horquilla), la trasera "
            "(amortiguador o muelle) o las dos?"
        ),
        "images": [
            {
                "code": "REFERENCIA_FABRICANTE",
                "title": "Marca y referencia de la suspensión",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": (
                    "Etiqueta, grabado o factura donde se lean la marca y la referencia de la pieza montada."
                ),
                "alt_text": "Etiqueta con la referencia de un amortiguador de motocicleta",
                "user_instruction": (
                    "Fotografía de cerca la etiqueta o el grabado con la marca y la referencia; si no se ve "
                    "en la pieza, manda la factura o la hoja del fabricante."
                ),
            },
        ],
        "warnings": [
            {
                "code": "suspension_altura_moto",
                "severity": "info",
                "message": (
                    "Si con la nueva suspensión la moto queda más alta o más baja, dínoslo: la altura puede "
                    "tener que constar en la ficha técnica, y el caballete debe seguir apoyando bien."
                ),
            },
        ],
    },
    {
        "code": "SUSPENSION_DEL",
        "name": "Suspensión delantera (barras/muelles)",
        "description": (
            "Cambio de las barras o de los muelles de la horquilla delantera, manteniendo la horquilla de "
            "origen. Lleva proyecto."
        ),
        "sort_order": 20,
        "parent_code": "SUSPENSION",
        "variant_type": "position",
        "variant_code": "DEL",
        "inherit_parent_data": True,
        "keywords": [
            "suspension delantera", "barras suspension", "muelles barras", "barras de horquilla",
            "muelles suspension", "fork springs", "barras interiores", "muelles interiores", "delantera",
            "delante", "muelles de horquilla", "muelles progresivos", "cartuchos de horquilla",
            "cartucho de horquilla", "hidraulico de horquilla", "barras delanteras", "cartuchos",
            "botellas de la horquilla", "muelles delanteros", "tubos de la horquilla", "tubos de horquilla",
            "muelles de la horquilla", "barras de la horquilla", "botellas de horquilla",
            "suspension de delante", "amortiguacion de delante", "muelles de delante", "kit de horquilla",
            "interior de horquilla", "interiores de horquilla", "hidraulica de la horquilla",
            "barras de delante", "barras cromadas de horquilla", "muelle de horquilla", "barra de horquilla",
            "barras de suspension", "muelles wirth", "muelles lineales", "horquilla rebajada",
            "botellas de delante", "cartuchos andreani", "muelles progresivos delante", "emuladores",
            "retenes y muelles", "aceite y muelles de horquilla", "muelles de las barras",
            "hidraulicos delanteros", "hidraulicos de delante", "botellas delanteras", "nix30", "nix 30",
            "cartuchos ohlins", "barras", "las barras", "barras mas largas", "tubos de delante",
            "muelles de dentro", "muelles por dentro", "muelles de las botellas",
            "barras de la horquilla mas largas", "tubos de la horquilla mas largos", "tapones de horquilla",
            "tapones de precarga", "fgrt", "amortidors de davant",
            "kit de cartuchos", "cartuchos de suspension", "muelles de la suspension delantera",
            "hidraulico delantero", "barras cortas", "barras mas cortas", "amortiguador delantero",
            "amortiguador de delante", "amortiguadores delanteros", "amortiguadores de delante",
            "muelles dentro de la horquilla", "muelles en la horquilla", "muelles de las horquillas",
            "tubos largos de horquilla", "tubos mas largos de horquilla", "botella de horquilla",
            "suspension del tren delantero", "tubos de suspension", "precarga de horquilla",
            "horquilla con muelles",
        ],
        "aliases": ["front suspension", "fork springs", "suspension bars"],
        "images": [
            {
                "code": "HORQUILLA_MONTADA",
                "title": "Horquilla vista de frente y de lado",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Muestra el estado de la horquilla con las barras o muelles nuevos.",
                "alt_text": "Horquilla delantera de una motocicleta vista de lado",
                "user_instruction": (
                    "Haz una foto de frente y otra de lado en las que se vea la horquilla entera, de las "
                    "tijas al eje de la rueda."
                ),
            },
            {
                "code": "PIEZAS_ANTES_MONTAJE",
                "title": "Muelles o barras antes de montar",
                "image_type": "example",
                "is_required": False,
                "sort_order": 20,
                "description": "Piezas nuevas fuera de la moto, útiles cuando después quedan ocultas.",
                "alt_text": "Par de muelles de horquilla sobre un banco de trabajo",
                "user_instruction": (
                    "Si tienes fotos de los muelles o las barras antes de montarlos, o pide al taller que "
                    "las haga, envíalas: dentro de la horquilla ya no se ven."
                ),
            },
        ],
        "warnings": [
            {
                "code": "suspension_del_barras",
                "severity": "info",
                "message": (
                    "Aquí entra cambiar las barras o los muelles interiores de tu horquilla. Si has "
                    "cambiado la horquilla entera o el tren delantero, es otro elemento (horquilla "
                    "completa) y pasa a proyecto completo."
                ),
            },
        ],
        "required_fields": [
            {
                "field_name": "tipo_modificacion",
                "field_label": "Tipo de modificación",
                "field_type": "select",
                "options": ["Barras de horquilla", "Muelles interiores", "Ambos"],
            },
            {
                "field_name": "marca",
                "field_label": "Marca",
                "field_type": "text",
                "validation_rules": BRAND,
                "example_value": "Ohlins",
            },
            {
                "field_name": "modelo",
                "field_label": "Modelo",
                "field_type": "text",
                "validation_rules": MODEL,
                "is_required": False,
                "example_value": "NIX22",
                "instruction": "Viene en la caja o en la factura de los muelles o las barras.",
            },
        ],
    },
    {
        "code": "SUSPENSION_TRAS",
        "name": "Suspensión trasera",
        "description": "Cambio del amortiguador o del muelle de la suspensión trasera. Lleva proyecto.",
        "sort_order": 30,
        "parent_code": "SUSPENSION",
        "variant_type": "position",
        "variant_code": "TRAS",
        "inherit_parent_data": True,
        "keywords": [
            "suspension trasera", "amortiguador trasero", "mono", "muelle trasero", "shock", "mono shock",
            "muelles traseros", "trasera", "detras", "posterior", "monoamortiguador", "bieletas",
            "amortiguador de detras", "amortiguador de atras", "suspension de atras", "suspension de detras",
            "amortiguadores de atras", "amortiguadores traseros", "muelle de atras", "bieleta",
            "bieletas de altura", "kit de bajada", "kit para bajarla", "monoshock", "mono amortiguador",
            "amortiguador central", "bieletas para bajar", "shock trasero", "amortiguacion trasera",
            "amortiguacion de atras", "amortis de atras", "amortis traseros", "bieletas mas largas",
            "kit de rebaje", "suspension posterior", "link de suspension", "bieletas cortas", "ttx",
            "ohlins ttx", "nitron", "amortiguadores traseros cortos", "piggyback", "kit de bieletas",
            "amortiguadores cortos", "amortiguadores mas cortos", "amortiguadores largos",
            "amortiguadores mas largos", "nix trasero", "muelle del amortiguador", "amortiguadores a gas",
            "amortiguador de gas", "amortiguador con botella", "amortiguador de botella",
            "amortiguadores con botella", "amortiguadores con deposito", "amortidor del darrera",
            "amortidors del darrera", "link de bajada", "eslabon de suspension", "bajar la trasera",
            "subir la trasera",
            "fox trasero", "mono trasero", "bieletas de bajada", "amortiguador del medio",
            "mono-amortiguador", "amortiguador corto", "amortiguador mas corto", "amortiguador largo",
            "amortiguador mas largo", "amortiguador regulable", "link trasero",
        ],
        "aliases": ["rear suspension", "rear shock", "mono amortiguador"],
        "images": [
            {
                "code": "AMORTIGUADOR_MONTADO",
                "title": "Amortiguador montado",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Muestra el amortiguador y sus anclajes.",
                "alt_text": "Amortiguador trasero de una motocicleta con el muelle a la vista",
                "user_instruction": (
                    "Fotografía el amortiguador entero en la moto, con sus dos puntos de anclaje. Si lleva "
                    "dos, haz una foto de cada lado."
                ),
            },
            {
                "code": "MEDIDAS_MUELLE",
                "title": "Medidas del muelle",
                "image_type": "calculation",
                "is_required": True,
                "sort_order": 20,
                "description": "Longitud, diámetro y grosor de espira del muelle.",
                "alt_text": "Calibre midiendo el grosor de la espira de un muelle",
                "user_instruction": (
                    "Con una cinta o un calibre, mide la longitud del muelle, su diámetro exterior y el "
                    "grosor de una espira, y haz una foto de cada medida con la cifra legible."
                ),
            },
        ],
        "warnings": [
            {
                "code": "suspension_tras_dos_amortiguadores",
                "severity": "info",
                "message": (
                    "Si la moto lleva dos amortiguadores, tienen que ser iguales: nos basta con los datos "
                    "de uno y una foto de cada lado."
                ),
                "show_condition": "on_exceed_max",
                "threshold_quantity": 1,
            },
        ],
        "required_fields": [
            {
                "field_name": "marca_muelle",
                "field_label": "Marca del muelle",
                "field_type": "text",
                "validation_rules": BRAND,
                "example_value": "Ohlins",
                "instruction": "Suele ir pintada en el muelle o en la etiqueta del amortiguador.",
            },
            {
                "field_name": "modelo_muelle",
                "field_label": "Modelo del muelle",
                "field_type": "text",
                "validation_rules": MODEL,
                "example_value": "S46DR1",
                "instruction": (
                    "Es la referencia impresa en el muelle, o la del amortiguador si el muelle no lleva otra."
                ),
            },
            {
                "field_name": "longitud_muelle",
                "field_label": "Longitud del muelle (mm)",
                "field_type": "number",
                "validation_rules": {"min_value": 100, "max_value": 500},
                "example_value": "280",
                "instruction": "Mide el muelle de extremo a extremo, sin comprimir si está desmontado.",
            },
            {
                "field_name": "grosor_espira",
                "field_label": "Grosor de espira (mm)",
                "field_type": "number",
                "validation_rules": {"min_value": 5, "max_value": 30},
                "example_value": "12",
                "instruction": "Es el diámetro del alambre del muelle; mídelo con un calibre.",
            },
            {
                "field_name": "diametro_muelle",
                "field_label": "Diámetro del muelle (mm)",
                "field_type": "number",
                "validation_rules": {"min_value": 30, "max_value": 100},
                "example_value": "46",
                "instruction": "Mide el diámetro exterior del muelle.",
            },
            {
                "field_name": "cambio_amortiguador",
                "field_label": "¿Se cambia también el amortiguador?",
                "field_type": "boolean",
            },
            {
                "field_name": "marca_amortiguador",
                "field_label": "Marca del amortiguador",
                "field_type": "text",
                "validation_rules": BRAND,
                "is_required": False,
                "example_value": "Ohlins",
                "condition_field_name": "cambio_amortiguador",
                "condition_operator": "equals",
                "condition_value": "true",
            },
            {
                "field_name": "modelo_amortiguador",
                "field_label": "Modelo del amortiguador",
                "field_type": "text",
                "validation_rules": MODEL,
                "is_required": False,
                "example_value": "TTX GP",
                "condition_field_name": "cambio_amortiguador",
                "condition_operator": "equals",
                "condition_value": "true",
            },
        ],
    },
    {
        "code": "HORQUILLA",
        "name": "Horquilla completa / Tren delantero",
        "description": (
            "Sustitución de la horquilla completa o del tren delantero por otro, nuevo o de otra moto. "
            "Puede cambiar la distancia entre ejes y el frenado, y lleva proyecto completo."
        ),
        "sort_order": 35,
        "keywords": [
            "horquilla completa", "horquilla", "distancia ejes", "tren delantero", "tren delantero completo",
            "cambio horquilla", "distancia entre ejes", "horquilla de otra moto", "horquilla nueva",
            "horquilla invertida", "tren delantero entero", "frontal completo", "frontal entero",
            "tren de delante", "horquilla de otra", "horquilla springer", "springer",
            "horquilla upside down", "upside down", "horquilla telescopica", "horquilla mas larga",
            "horquillas", "usd", "horquilla usd", "horquilla girder", "horquilla invertida de", "orquilla",
            "forquilla", "tenedor delantero", "telescopios delanteros", "telescopica de otra moto",
            "suspension invertida", "telehidraulica", "forcella", "fgrt200", "tren anterior", "horki",
            "orki",
            "fourche", "gabel", "fgrt300", "fgrt 300", "barras invertidas", "horquilla alargada",
            "tren delantero de otra moto", "horquilla de otro modelo", "front end",
        ],
        "aliases": [
            "distancia ejes", "complete fork", "front end", "fork assembly", "distancia entre ejes",
        ],
        "images": [
            {
                "code": "TREN_DELANTERO",
                "title": "Tren delantero montado",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Vista de la horquilla nueva en la moto, con tijas, rueda y frenos.",
                "alt_text": "Tren delantero de una motocicleta visto de frente",
                "user_instruction": (
                    "Haz una foto de frente y otra de cada lado con la horquilla entera en la imagen, de "
                    "las tijas al suelo."
                ),
            },
            {
                "code": "MARCADO_HORQUILLA",
                "title": "Marca y referencia de la horquilla",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 20,
                "description": "Grabado, etiqueta o factura que identifica la horquilla.",
                "alt_text": "Grabado con la referencia en la botella de una horquilla",
                "user_instruction": (
                    "Fotografía de cerca cualquier grabado o etiqueta de la horquilla. Si viene de otra "
                    "moto, añade la ficha técnica de esa moto."
                ),
            },
            {
                "code": "MEDIDA_ENTRE_EJES",
                "title": "Distancia entre ejes",
                "image_type": "calculation",
                "is_required": True,
                "sort_order": 30,
                "description": "Distancia entre el centro de las dos ruedas con el tren nuevo.",
                "alt_text": "Cinta métrica entre los ejes de las ruedas de una motocicleta",
                "user_instruction": (
                    "Con la moto recta y la dirección centrada, mide del centro del eje delantero al centro "
                    "del eje trasero y haz la foto de lado con la cinta extendida."
                ),
            },
        ],
        "warnings": [
            {
                "code": "horquilla_ensayo_frenada",
                "severity": "warning",
                "makes_provisional": True,
                "message": (
                    "Cambiar la horquilla completa puede exigir un ensayo de frenada y, si varía la "
                    "distancia entre ejes o la geometría, también de dirección. Los ensayos tienen coste "
                    "aparte y el ingeniero te dirá cuáles hacen falta."
                ),
            },
        ],
        "required_fields": [
            {
                "field_name": "procedencia",
                "field_label": "Procedencia de la horquilla",
                "field_type": "select",
                "options": ["Otra moto", "Nueva"],
            },
            {
                "field_name": "marca",
                "field_label": "Marca",
                "field_type": "text",
                "validation_rules": BRAND,
                "example_value": "Showa",
            },
            {
                "field_name": "tipo",
                "field_label": "Tipo (si procede de otra moto)",
                "field_type": "text",
                "validation_rules": MODEL,
                "is_required": False,
                "example_value": "USD invertida",
                "condition_field_name": "procedencia",
                "condition_operator": "equals",
                "condition_value": "Otra moto",
            },
            {
                "field_name": "denominacion",
                "field_label": "Denominación (si procede de otra moto)",
                "field_type": "text",
                "validation_rules": MODEL,
                "is_required": False,
                "example_value": "CBR600RR",
                "instruction": "Nombre comercial de la moto de la que viene la horquilla.",
                "condition_field_name": "procedencia",
                "condition_operator": "equals",
                "condition_value": "Otra moto",
            },
            {
                "field_name": "contrasena",
                "field_label": "Contraseña de homologación",
                "field_type": "text",
                "validation_rules": DONOR_APPROVAL,
                "is_required": False,
                "example_value": "e4*2002/24*0123",
                "instruction": (
                    "Es la contraseña de homologación de la moto donante: está en su ficha técnica (campo K)."
                ),
                "condition_field_name": "procedencia",
                "condition_operator": "equals",
                "condition_value": "Otra moto",
            },
            {
                "field_name": "modelo",
                "field_label": "Modelo (si es nueva)",
                "field_type": "text",
                "validation_rules": MODEL,
                "is_required": False,
                "example_value": "BPF",
                "condition_field_name": "procedencia",
                "condition_operator": "equals",
                "condition_value": "Nueva",
            },
            {
                "field_name": "distancia_entre_ejes",
                "field_label": "Nueva distancia entre ejes (mm)",
                "field_type": "number",
                "validation_rules": {"min_value": 1000, "max_value": 2000},
                "example_value": "1450",
                "instruction": (
                    "Con la moto recta, mide del centro del eje delantero al centro del eje trasero."
                ),
            },
            {
                "field_name": "nueva_longitud",
                "field_label": "Nueva longitud total (mm)",
                "field_type": "number",
                "validation_rules": {"min_value": 1500, "max_value": 3000},
                "example_value": "2100",
                "instruction": "Mide del punto más adelantado al más retrasado de la moto.",
            },
        ],
    },
    {
        "code": "DISTANCIA_EJES",
        "name": "Distancia entre ejes",
        "description": (
            "Variación de la distancia entre ejes, por ejemplo al montar un basculante distinto o alargado. "
            "Lleva proyecto completo y puede necesitar ensayo de dirección."
        ),
        "sort_order": 37,
        "keywords": [
            "distancia ejes", "distancia de ejes", "cambio de distancia entre ejes",
            "cambio distancia entre ejes", "modificar distancia entre ejes", "variar distancia entre ejes",
            "aumentar distancia entre ejes", "nueva distancia entre ejes", "basculante",
            "basculante alargado", "basculante largo", "basculante de otra moto", "alargar basculante",
            "cambio de basculante", "batalla de la moto", "alargar la moto", "monobrazo", "batalla",
            "batalla mas larga", "brazo basculante", "basculante de aluminio", "alargar la distancia",
            "basculantes", "distancia entre los ejes", "horquilla trasera", "alargador de basculante",
            "monobrazo trasero", "tijera trasera mas larga", "brazo oscilante", "brazo oscilante mas largo",
            "balancin trasero", "lanzamiento", "rake", "tijera trasera", "brazo trasero", "basculant",
            "entre ejes mas largo",
            "swing arm", "balancin de otra moto", "balancin nuevo", "balancin mas largo",
            "basculante extendido", "basculante mas largo", "extension de basculante",
            "extensor de basculante", "basculante ancho", "doble brazo",
        ],
        "aliases": ["wheelbase", "wheelbase change", "swingarm"],
        "images": [
            {
                "code": "MEDIDA_ENTRE_EJES",
                "title": "Distancia entre ejes",
                "image_type": "calculation",
                "is_required": True,
                "sort_order": 10,
                "description": "Distancia entre el centro de las dos ruedas tras el cambio.",
                "alt_text": "Cinta métrica entre los ejes de las ruedas de una motocicleta",
                "user_instruction": (
                    "Con la moto recta y la dirección centrada, extiende la cinta del centro del eje "
                    "delantero al centro del eje trasero y haz la foto de lado, con la cifra legible."
                ),
            },
            {
                "code": "BASCULANTE",
                "title": "Basculante o pieza cambiada",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 20,
                "description": "Detalle de la pieza que cambia la distancia entre ejes y de sus uniones.",
                "alt_text": "Basculante trasero de una motocicleta visto de lado",
                "user_instruction": (
                    "Fotografía por los dos lados la pieza que has cambiado, con sus anclajes y, si las "
                    "hay, las soldaduras de cerca."
                ),
            },
            {
                "code": "LATERAL_COMPLETO",
                "title": "Moto entera de lado",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 30,
                "description": "Vista lateral completa para comprobar la longitud total.",
                "alt_text": "Motocicleta completa vista desde el lateral derecho",
                "user_instruction": (
                    "Haz una foto de cada lado de la moto entera, sobre suelo llano y sin recortar las "
                    "ruedas."
                ),
            },
        ],
        "warnings": [
            {
                "code": "distancia_ejes_ensayo_direccion",
                "severity": "warning",
                "makes_provisional": True,
                "message": (
                    "Variar la distancia entre ejes puede exigir un ensayo de dirección, con coste aparte. "
                    "El ingeniero lo decide a partir de las medidas, antes de empezar el expediente."
                ),
            },
            {
                "code": "distancia_ejes_soldadura",
                "severity": "info",
                "message": (
                    "Si el basculante se ha alargado o soldado, el ingeniero necesita fotos de las uniones "
                    "y saber qué taller lo ha hecho."
                ),
            },
        ],
        "required_fields": [
            {
                "field_name": "causa",
                "field_label": "Pieza que cambia la distancia entre ejes",
                "field_type": "select",
                "options": ["Basculante distinto", "Basculante modificado", "Otra"],
            },
            {
                "field_name": "descripcion",
                "field_label": "Descripción de la modificación",
                "field_type": "text",
                "validation_rules": DESCRIPTION,
                "example_value": "Basculante 80 mm más largo",
            },
            {
                "field_name": "marca_modelo_basculante",
                "field_label": "Marca y modelo del basculante nuevo",
                "field_type": "text",
                "validation_rules": BRAND_AND_MODEL,
                "example_value": "Suzuki GSX-R 750 2008",
                "instruction": "Si viene de otra moto, indica marca, modelo y año de esa moto.",
                "condition_field_name": "causa",
                "condition_operator": "equals",
                "condition_value": "Basculante distinto",
            },
            {
                "field_name": "distancia_original_mm",
                "field_label": "Distancia entre ejes original (mm)",
                "field_type": "number",
                "is_required": False,
                "validation_rules": {"min_value": 1000, "max_value": 2000},
                "example_value": "1400",
                "instruction": "Está en la ficha técnica (campo M.1) o en el manual de la moto.",
            },
            {
                "field_name": "distancia_entre_ejes",
                "field_label": "Nueva distancia entre ejes (mm)",
                "field_type": "number",
                "validation_rules": {"min_value": 1000, "max_value": 2200},
                "example_value": "1480",
                "instruction": (
                    "Con la moto recta, mide del centro del eje delantero al centro del eje trasero."
                ),
            },
            {
                "field_name": "nueva_longitud",
                "field_label": "Nueva longitud total (mm)",
                "field_type": "number",
                "validation_rules": {"min_value": 1500, "max_value": 3000},
                "example_value": "2180",
                "instruction": "Mide del punto más adelantado al más retrasado de la moto.",
            },
        ],
    },
    {
        "code": "LLANTAS",
        "name": "Llantas",
        "description": (
            "Sustitución de las llantas por otras que admiten los mismos neumáticos o unos equivalentes, de "
            "modo que no hace falta ensayo."
        ),
        "sort_order": 100,
        "keywords": [
            "llantas", "llanta", "ruedas", "rines", "rin", "llanta delantera", "llanta trasera", "wheels",
            "llanta forjada", "llanta aluminio", "marchesini", "oz racing", "bst", "dymag", "pvm",
            "galespeed", "marvic", "kineo", "rotobox", "jonich", "alpina", "llantas de radios",
            "llantas de palos", "oz", "haan wheels", "behr", "llantas de aleacion", "llantas de carbono",
            "ruedas de radios", "llantas de magnesio", "aros nuevos", "aros de aluminio", "aros anodizados",
            "aros excel", "aros de llanta", "aros de radios", "akront", "morad", "llantas tubeless",
            "llantas sin camara", "llantas de otra moto", "llantas anodizadas", "ruedas de aluminio",
            "ruedas de palos", "llantas de tubeless", "llantas custom", "llantas de repuesto", "rin trasero",
            "rin delantero", "roland sands", "juego de llantas", "aros de otro color", "llanta lenticular",
            "marquesini", "llantes", "ruedas de aleacion", "excel", "aros de otra", "rodes",
            "radios en vez de palos", "palos en vez de radios",
            "warp 9", "sm pro", "aros de radios nuevos", "llantas de fibra", "llantas mecanizadas",
            "llantas de cnc", "core moto llantas",
        ],
        "aliases": ["wheels", "rims"],
        "images": [
            {
                "code": "LLANTAS_MONTADAS",
                "title": "Llantas montadas",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Vista de cada llanta en la moto.",
                "alt_text": "Rueda de motocicleta vista de frente con llanta de radios de aluminio",
                "user_instruction": (
                    "Haz una foto de frente de cada rueda cambiada, con la llanta entera en la imagen."
                ),
            },
            {
                "code": "MEDIDAS_GRABADAS",
                "title": "Medidas grabadas en la llanta",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 20,
                "description": "Marca y medidas de fábrica de la llanta.",
                "alt_text": "Medida 5.50x17 grabada en el interior de una llanta",
                "user_instruction": (
                    "Busca en la llanta la marca y la medida (por ejemplo 5.50x17), suele estar en la "
                    "garganta o en un radio, y fotografíala de cerca."
                ),
            },
        ],
        "warnings": [
            {
                "code": "llantas_sin_ensayo",
                "severity": "info",
                "message": (
                    "Este elemento vale cuando las nuevas llantas admiten los neumáticos de tu ficha "
                    "técnica u otros equivalentes. Si cambian tanto el diámetro o el ancho que hace falta "
                    "ensayo, pasa a «Llantas o neumáticos con ensayo», que lleva proyecto completo."
                ),
            },
        ],
        "required_fields": [
            {
                "field_name": "posicion",
                "field_label": "Posición",
                "field_type": "select",
                "options": ["Delantera", "Trasera", "Ambas"],
            },
            {
                "field_name": "marca",
                "field_label": "Marca",
                "field_type": "text",
                "validation_rules": BRAND,
                "example_value": "Marchesini",
            },
            {
                "field_name": "medidas_del",
                "field_label": "Medidas llanta delantera",
                "field_type": "text",
                "validation_rules": RIM,
                "is_required": False,
                "example_value": "3.50x17",
                "instruction": (
                    "Está grabada en la llanta: ancho x diámetro en pulgadas, por ejemplo 3.50x17."
                ),
            },
            {
                "field_name": "medidas_tras",
                "field_label": "Medidas llanta trasera",
                "field_type": "text",
                "validation_rules": RIM,
                "is_required": False,
                "example_value": "5.50x17",
                "instruction": (
                    "Está grabada en la llanta: ancho x diámetro en pulgadas, por ejemplo 5.50x17."
                ),
            },
        ],
    },
    {
        "code": "NEUMATICOS",
        "name": "Neumáticos",
        "description": (
            "Cambio a una medida de neumático distinta de las de la ficha técnica pero equivalente, o a "
            "neumáticos M+S (mixtos o de tacos)."
        ),
        "sort_order": 110,
        "keywords": [
            "neumaticos", "neumatico", "cubiertas", "cubierta", "gomas", "ruedas", "neumatico delantero",
            "neumatico trasero", "michelin", "pirelli", "bridgestone", "dunlop", "metzeler", "m+s", "mixto",
            "neumaticos de tacos", "neumaticos mixtos", "continental", "mitas", "heidenau", "avon", "shinko",
            "maxxis", "anakee", "karoo", "tkc 80", "anlas", "kenda", "ruedas de tacos", "ruedas mixtas",
            "tacos", "goodyear", "firestone", "cst", "mt60", "ruedas trail", "gomas de tacos",
            "gomas mixtas", "medida equivalente", "equivalencia de neumaticos", "neumaticos equivalentes",
            "neumatico equivalente", "ruedas de campo", "neumaticos de campo", "neumaticos de trail",
            "gomas de campo", "gomas de trail", "gomas trail", "tkc", "tkc80", "bates baja", "vee rubber",
            "kingtyre", "hoosier", "neumaticos ms", "neumatico mixto", "cubiertas de tacos",
            "cubiertas mixtas", "neumaticos off road", "medida de neumatico", "otra medida de neumatico",
            "medida de goma", "medida distinta de neumatico", "scorpion rally", "trailmax",
            "neumaticos de asfalto", "neumaticos con taco", "enduro 3", "cauchos", "neumatico mas estrecho",
            "neumaticos mas estrechos", "rueda mas estrecha", "ruedas mas estrechas", "goma mas estrecha",
            "gomas mas estrechas", "pneumatics", "pneumatic", "llantas de hule", "hules", "mixtos",
            "llanta de caucho", "pneus", "pneu",
            "battlax", "motoz", "rinaldi", "neumaticos de otra marca y medida", "neumatico de tacos",
            "neumatico taqueado", "taqueados",
        ],
        "aliases": ["tires", "tyres"],
        "images": [
            {
                "code": "FLANCO_DELANTERO",
                "title": "Flanco del neumático delantero",
                "image_type": "required_document",
                "is_required": False,
                "sort_order": 10,
                "description": "Medida e índices de carga y velocidad del neumático delantero.",
                "alt_text": "Flanco de un neumático delantero con la inscripción 120/70-17 58W",
                "user_instruction": (
                    "Si cambias el delantero, fotografía de cerca el flanco donde se lean la medida y los "
                    "índices, por ejemplo 120/70-17 58W."
                ),
            },
            {
                "code": "FLANCO_TRASERO",
                "title": "Flanco del neumático trasero",
                "image_type": "required_document",
                "is_required": False,
                "sort_order": 20,
                "description": "Medida e índices de carga y velocidad del neumático trasero.",
                "alt_text": "Flanco de un neumático trasero con la inscripción 180/55-17 73W",
                "user_instruction": (
                    "Si cambias el trasero, fotografía de cerca el flanco donde se lean la medida y los "
                    "índices, por ejemplo 180/55-17 73W."
                ),
            },
            {
                "code": "RUEDAS_MONTADAS",
                "title": "Ruedas montadas",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 30,
                "description": (
                    "Permite ver que el neumático no roza con la horquilla, el basculante o el guardabarros."
                ),
                "alt_text": "Rueda trasera de una motocicleta entre los brazos del basculante",
                "user_instruction": (
                    "Haz una foto de cada rueda cambiada desde atrás o desde delante, en la que se vea el "
                    "espacio libre a ambos lados del neumático."
                ),
            },
        ],
        "warnings": [
            {
                "code": "neumaticos_ensayo",
                "severity": "warning",
                "message": (
                    "Sin ensayo solo valen neumáticos equivalentes: diámetro exterior parecido al original "
                    "(hasta un 3 % de diferencia), índices de carga y velocidad iguales o superiores y "
                    "compatibles con la llanta. Fuera de eso hace falta ensayo o conformidad del fabricante "
                    "y la reforma pasa a proyecto completo."
                ),
            },
            {
                "code": "neumaticos_ms_velocidad",
                "severity": "info",
                "message": (
                    "Los neumáticos M+S pueden tener un índice de velocidad inferior al original si se "
                    "coloca a la vista del conductor una pegatina con la velocidad máxima admitida. Dinos "
                    "si los tuyos llevan la marca M+S."
                ),
            },
        ],
        "required_fields": [
            {
                "field_name": "posicion",
                "field_label": "Posición",
                "field_type": "select",
                "options": ["Delantero", "Trasero", "Ambos"],
            },
            {
                "field_name": "medidas_del",
                "field_label": "Medidas neumático delantero",
                "field_type": "text",
                "validation_rules": TYRE,
                "is_required": False,
                "example_value": "120/70-17",
                "instruction": "Está en el flanco, por ejemplo 120/70-17.",
            },
            {
                "field_name": "indice_carga_del",
                "field_label": "Índice de carga delantero",
                "field_type": "text",
                "validation_rules": LOAD_INDEX,
                "is_required": False,
                "example_value": "58",
                "instruction": "Es el número que va después de la medida, por ejemplo 58 en «120/70-17 58W».",
            },
            {
                "field_name": "indice_velocidad_del",
                "field_label": "Índice de velocidad delantero",
                "field_type": "text",
                "validation_rules": SPEED_INDEX,
                "is_required": False,
                "example_value": "W",
                "instruction": "Es la letra que sigue al índice de carga, por ejemplo W en «58W».",
            },
            {
                "field_name": "medidas_tras",
                "field_label": "Medidas neumático trasero",
                "field_type": "text",
                "validation_rules": TYRE,
                "is_required": False,
                "example_value": "180/55-17",
                "instruction": "Está en el flanco, por ejemplo 180/55-17.",
            },
            {
                "field_name": "indice_carga_tras",
                "field_label": "Índice de carga trasero",
                "field_type": "text",
                "validation_rules": LOAD_INDEX,
                "is_required": False,
                "example_value": "73",
                "instruction": "Es el número que va después de la medida, por ejemplo 73 en «180/55-17 73W».",
            },
            {
                "field_name": "indice_velocidad_tras",
                "field_label": "Índice de velocidad trasero",
                "field_type": "text",
                "validation_rules": SPEED_INDEX,
                "is_required": False,
                "example_value": "W",
                "instruction": "Es la letra que sigue al índice de carga, por ejemplo W en «73W».",
            },
            {
                "field_name": "ms_mixto",
                "field_label": "¿Es neumático M+S (mixto/trail)?",
                "field_type": "boolean",
                "instruction": "Busca en el flanco las letras M+S, M/S o M&S.",
            },
        ],
    },
    {
        "code": "LLANTAS_NEUM_ENSAYO",
        "name": "Llantas o neumáticos con ensayo",
        "description": (
            "Llantas o neumáticos de medidas no equivalentes a las de la ficha técnica, que solo se pueden "
            "legalizar con un ensayo. Lleva proyecto completo."
        ),
        "sort_order": 112,
        "keywords": [
            "llanta 16 15", "llanta 17 16", "llanta 19 18", "llanta 21 17", "llanta 19 16", "llanta 18 16",
            "llanta 15 17", "llantas con ensayo", "neumaticos con ensayo", "neumaticos no equivalentes",
            "neumatico no equivalente", "medida no equivalente", "neumatico mas ancho",
            "neumaticos mas anchos", "rueda mas ancha", "ruedas mas anchas", "llanta mas ancha",
            "llantas mas anchas", "ensanchar llanta", "llanta de otro diametro",
            "cambio de diametro de llanta", "neumaticos balon", "ruedas balon", "ruedas gordas",
            "llantas supermotard", "ruedas supermotard", "neumatico gordo", "neumaticos gordos",
            "goma mas ancha", "gomas mas anchas", "goma gorda", "gomas gordas", "neumaticos anchos",
            "neumatico ancho", "rueda ancha", "ruedas anchas", "rueda gorda", "rueda mas gorda",
            "ruedas mas gordas", "neumatico mas gordo", "neumaticos mas gordos", "llantas anchas",
            "llanta ancha", "llantas 17 21", "llanta 21 19", "llanta 21 18", "llanta 19 17", "llanta 18 17",
            "llantas 17 19", "llantas 17 18", "llanta 16 18", "otro diametro de llanta",
            "otro diametro de rueda", "llantas de otra pulgada", "llantas de mas pulgadas",
            "llantas mas pequenas", "llanta mas pequena", "llanta mas grande", "llantas mas grandes",
            "rueda mas grande", "ruedas mas grandes", "llantas de supermoto", "ruedas de supermoto",
            "supermotard", "neumatico balon", "rueda balon", "fat tire", "180 160", "190 180", "200 180",
            "160 150", "150 140", "140 130", "130 120", "120 110", "180 170", "170 160", "160 140",
            "180 150", "200 190", "240 200", "110 100", "190 160", "150 130", "140 120", "150 120",
            "240 180", "neumatico 180 160", "neumatico 200 180", "rueda trasera mas ancha",
            "neumatico trasero mas ancho", "goma trasera mas ancha", "ensanchar la rueda",
            "anchura de llanta distinta", "otra anchura de llanta", "otra anchura de neumatico",
            "llanta de otra anchura", "llantas de otra anchura", "llanta de otra medida",
            "llantas de otra medida", "llantas de distinta medida", "rueda de otro diametro",
            "neumatico mas estrecho", "neumaticos mas estrechos", "rueda mas estrecha",
            "ruedas mas estrechas", "goma mas estrecha", "gomas mas estrechas", "pedazo neumatico",
            "pedazo de neumatico", "pedazo rueda", "pedazo de rueda", "pedazo goma", "neumatico enorme",
            "rueda enorme", "rueda monstruosa", "neumatico gigante", "ruedon", "ruedon trasero", "gomon",
            "neumatico de otra medida mas ancho", "gomas de otra pulgada",
            "aros mas anchos", "aros de mayor ancho", "llanta de mayor ancho", "llantas de mayor ancho",
            "neumatico de mayor ancho", "rueda de mayor diametro", "llanta de 17", "llanta de 18",
            "llanta de 19", "llanta de 21", "rueda de 17", "rueda de 18", "rueda de 19", "rueda de 21",
            "goma de mayor ancho",
        ],
        "aliases": ["non equivalent tyres", "wider wheels"],
        "images": [
            {
                "code": "RUEDAS_MONTADAS",
                "title": "Ruedas montadas",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": (
                    "Muestra las ruedas nuevas y el espacio libre hasta horquilla, basculante y guardabarros."
                ),
                "alt_text": "Rueda trasera ancha de una motocicleta vista desde atrás",
                "user_instruction": (
                    "Haz una foto de frente y otra de lado de cada rueda cambiada, con el espacio libre a "
                    "ambos lados del neumático a la vista."
                ),
            },
            {
                "code": "FLANCO_NEUMATICO",
                "title": "Inscripciones del neumático",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 20,
                "description": "Medida, índice de carga y código de velocidad.",
                "alt_text": "Flanco de un neumático con la medida y los índices",
                "user_instruction": (
                    "Fotografía de cerca el flanco de cada neumático donde se lean la medida y los índices, "
                    "por ejemplo 200/55-17 78W."
                ),
            },
            {
                "code": "MEDIDAS_GRABADAS",
                "title": "Medidas grabadas en la llanta",
                "image_type": "required_document",
                "is_required": False,
                "sort_order": 30,
                "description": "Marca y medidas de la llanta nueva.",
                "alt_text": "Medida grabada en el interior de una llanta",
                "user_instruction": (
                    "Si has cambiado la llanta, fotografía la marca y la medida grabadas en ella (por "
                    "ejemplo 6.00x17)."
                ),
            },
        ],
        "warnings": [
            {
                "code": "llantas_neum_ensayo_obligatorio",
                "severity": "warning",
                "makes_provisional": True,
                "message": (
                    "Estas medidas no son equivalentes a las de tu ficha técnica, así que la reforma "
                    "necesita proyecto y un ensayo, con coste aparte. El ingeniero confirma antes qué "
                    "ensayo corresponde."
                ),
            },
            {
                "code": "llantas_neum_fabricante",
                "severity": "info",
                "message": (
                    "Si el fabricante de la moto admite esas medidas por escrito, mándanos su documento: "
                    "puede evitar el ensayo."
                ),
            },
        ],
        "required_fields": [
            {
                "field_name": "que_cambia",
                "field_label": "Qué se cambia",
                "field_type": "select",
                "options": ["Llantas", "Neumáticos", "Llantas y neumáticos"],
            },
            {
                "field_name": "posicion",
                "field_label": "Posición",
                "field_type": "select",
                "options": ["Delantera", "Trasera", "Ambas"],
            },
            {
                "field_name": "marca_llanta",
                "field_label": "Marca de la llanta",
                "field_type": "text",
                "validation_rules": BRAND,
                "example_value": "Marchesini",
                "condition_field_name": "que_cambia",
                "condition_operator": "not_equals",
                "condition_value": "Neumáticos",
            },
            {
                "field_name": "medidas_llanta",
                "field_label": "Medidas de la llanta nueva",
                "field_type": "text",
                "validation_rules": RIM,
                "example_value": "6.00x17",
                "instruction": (
                    "Está grabada en la llanta: ancho x diámetro en pulgadas. Si cambias las dos, indica "
                    "primero la delantera."
                ),
                "condition_field_name": "que_cambia",
                "condition_operator": "not_equals",
                "condition_value": "Neumáticos",
            },
            {
                "field_name": "medidas_neumatico",
                "field_label": "Medidas del neumático nuevo con sus índices",
                "field_type": "text",
                "validation_rules": TYRES,
                "example_value": "200/55-17 78W",
                "instruction": (
                    "Copia lo que pone en el flanco. Si cambian los dos, indica primero el delantero."
                ),
            },
            {
                "field_name": "medidas_originales",
                "field_label": "Medidas de neumático de la ficha técnica",
                "field_type": "text",
                "validation_rules": TYRES,
                "is_required": False,
                "example_value": "180/55-17 73W",
                "instruction": "Están en la ficha técnica, en el apartado de neumáticos (campo L.2).",
            },
        ],
    },
    {
        "code": "CABALLETE",
        "name": "Caballete",
        "description": "Eliminación o sustitución del caballete central o del lateral (pata de cabra).",
        "sort_order": 150,
        "keywords": [
            "caballete", "pata de cabra", "caballete central", "caballete lateral", "stand", "kickstand",
            "anulacion caballete", "eliminacion caballete", "pata cabra", "patilla", "pata lateral", "pata",
            "caballete trasero", "patilla lateral", "pata de apoyo", "patas de cabra", "apoyo lateral",
            "patilla de apoyo", "pie de apoyo", "caballetes", "pata central", "caballete doble",
            "pata de la moto", "pie lateral", "pata cabra lateral", "patacabra", "quitar la pata",
            "parador lateral", "parador", "muleta", "soporte de apoyo", "cavallet", "pie de apoyo central",
            "burro", "soporte central", "stander", "pie central",
        ],
        "aliases": ["kickstand", "center stand", "side stand"],
        "images": [
            {
                "code": "ZONA_CABALLETE",
                "title": "Zona del caballete",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 10,
                "description": "Muestra el caballete nuevo o los anclajes vacíos si se ha quitado.",
                "alt_text": "Parte baja de una motocicleta con la zona de anclaje del caballete",
                "user_instruction": (
                    "Haz una foto de la parte baja de la moto en la que se vea el caballete nuevo o, si lo "
                    "has quitado, los anclajes libres."
                ),
            },
            {
                "code": "MOTO_APOYADA",
                "title": "Moto apoyada",
                "image_type": "required_document",
                "is_required": True,
                "sort_order": 20,
                "description": "Prueba que la moto sigue teniendo un apoyo estable.",
                "alt_text": "Motocicleta apoyada sobre su caballete lateral",
                "user_instruction": (
                    "Fotografía la moto entera apoyada sobre el caballete que conserva o que has montado."
                ),
            },
        ],
        "warnings": [
            {
                "code": "caballete_apoyo",
                "severity": "warning",
                "message": (
                    "La moto tiene que conservar al menos un caballete que la mantenga estable. Si el "
                    "lateral llevaba interruptor de corte de encendido, el nuevo también debe llevarlo."
                ),
            },
        ],
        "required_fields": [
            {
                "field_name": "tipo_modificacion",
                "field_label": "Tipo de modificación",
                "field_type": "select",
                "options": ["Eliminación", "Sustitución"],
            },
            {
                "field_name": "tipo_caballete",
                "field_label": "Tipo de caballete",
                "field_type": "select",
                "options": ["Central", "Lateral"],
                "instruction": "Central es el que levanta la rueda trasera; lateral es la pata de cabra.",
            },
        ],
    },
]
