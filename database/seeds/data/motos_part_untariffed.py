"""Work on motorcycles that clients ask for and the tariff does not price, with what they are told. Constants only."""

from typing import Final

from database.seeds.data.common import ALARM_ANSWER, STEERING_DAMPER_ANSWER, UntariffedWorkData

MOTOS_PART_UNTARIFFED: Final[list[UntariffedWorkData]] = [
    {
        "code": "FEWER_SEATS",
        "name": "Reducción de plazas",
        "what": "person",
        "answer": (
            "Pasar la moto de dos plazas a una en la ficha técnica es una reforma que la tarifa no contempla: "
            "te contestará una persona del equipo."
        ),
        "keywords": [
            "reduccion de plazas", "reducir plazas", "reducir el numero de plazas", "disminuir plazas",
            "quitar plaza", "quitar una plaza", "quitar la plaza", "quitar la plaza de atras",
            "quitar la plaza trasera", "quitar la plaza del pasajero", "quitar la segunda plaza",
            "eliminar plaza", "eliminar la plaza", "eliminar la plaza del pasajero",
            "eliminar la plaza trasera", "menos plazas", "dejarla en una plaza", "dejarla de una plaza",
            "pasarla a monoplaza", "pasar a monoplaza", "hacerla monoplaza", "perder la segunda plaza",
            "que sea de una plaza", "que quede en una plaza", "quede 1 plaza", "quede una plaza",
            "baja de plaza", "desaparecer la plaza", "quitarle la plaza", "quitarle una plaza",
            "dejar una plaza", "solo una plaza en la ficha", "dejarla en 1 plaza",
            "ficha a una plaza", "ficha diga una plaza",
            "ficha pase a una plaza", "una plaza en papeles",
            "una plaza en los papeles", "pasar a una plaza", "pasarla a una plaza",
            "sin la plaza de atras", "para uno en la ficha", "convertir en monoplaza",
            "transformar en monoplaza", "bajar a una plaza",
            "bajarla a una plaza",
            "ponga una plaza", "que ponga una plaza", "bajarmela a una", "bajarla a una", "bajar a una",
            "quitar la plaza de acompanante", "una sola plaza en la ficha", "quedarse en una plaza",
            "constar una plaza",
        ],
        "contrary_words": ["colin"],
        "reverse_of": "AUMENTO_PLAZAS",
    },
    {
        "code": "LOWER_MASS",
        "name": "Reducción de la masa máxima",
        "what": "person",
        "answer": (
            "Bajar la masa máxima de la ficha técnica no está en la tarifa: hay que ver qué admite el fabricante, "
            "y te contestará una persona del equipo."
        ),
        "keywords": [
            "bajar la masa maxima", "bajar la masa", "bajar la mma", "bajar mma", "bajar el peso maximo",
            "reducir la masa maxima", "reducir la mma", "reduccion de masa", "reduccion de mma",
            "bajarle la masa maxima autorizada", "rebajar la masa maxima", "bajar el peso en la ficha",
        ],
    },
    {
        "code": "ENGINE_MAPS",
        "name": "Limitación A2 y centralita",
        "what": "person",
        "answer": (
            "La limitación para el carné A2, su retirada y los cambios de centralita o de mapas afectan a la "
            "potencia de la ficha y no tienen precio en la tarifa: te contestará una persona del equipo."
        ),
        "keywords": [
            "centralita", "centralitas", "mapa de centralita", "mapas de motor", "mapa de motor",
            "reprogramar la centralita", "reprogramacion", "reprogramacion de centralita", "reprogramar",
            "repro", "remapeo", "remapear", "limitar la moto", "limitar a 35 kw", "limitacion a 35 kw",
            "limitar la potencia", "limitacion de potencia", "limitacion a2", "limitar para el a2",
            "limitacion para el a2", "limitacion para el carnet a2", "limitacion para carnet", "limitador",
            "kit de limitacion", "deslimitar", "deslimitarla", "quitar la limitacion", "quitar el limitador",
            "power commander", "limitacion", "mapa", "mapas", "dynojet", "rapid bike", "power vision",
            "mapa de inyeccion", "mapas de inyeccion", "modulo de inyeccion", "reprogramada",
            "centralita reprogramada", "remap", "flash", "kit a2", "limitada a 35", "deslimitada",
            "quitarle la limitacion", "limitarla", "limitarla a a2", "limitarla al a2", "ecu",
            "repro de centralita", "power comander", "dongle",
            "bajar la potencia", "limitarla en potencia", "poner a 35 kw", "dejarla a 35 kw", "cdi abierto",
            "figure la potencia", "potencia real", "quitar la potencia", "subir la potencia",
            "bajarle la potencia", "limitada para el a2",
        ],
        "contrary_words": ["velocidad"],
    },
    {
        "code": "CRASH_BARS",
        "name": "Defensas y topes anticaída",
        "what": "no_reform",
        "answer": (
            "Las defensas de motor y los topes anticaída no son reforma si van en los anclajes de origen y no "
            "aumentan la anchura de la moto: no hay nada que homologar."
        ),
        "keywords": [
            "defensas", "defensa", "defensas de motor", "defensa de motor", "barras de defensa",
            "barras antivuelco", "topes anticaida", "topes", "tope anticaida", "paramotor", "crash bars",
            "defensas laterales", "protectores de motor", "protector de motor lateral",
            "barras de proteccion", "barras de proteccion de motor", "barras anticaida", "barra anticaida",
            "barras protectoras", "barras de motor", "barras laterales de proteccion", "sliders", "slider",
            "protectores anticaida", "tacos anticaida", "topes anti caida", "anticaidas", "anticaida",
            "defensas de moto", "defensas motor", "barra de defensa", "jaula de stunt", "jaula", "crash bar",
            "crashbars", "engine guard", "engine guards", "pare golpes", "paragolpes de motor",
            "protecciones laterales de motor",
            "barras para cuando se cae", "barras de caida", "barras para caidas",
            "barras laterales anticaida", "barras cromadas de motor", "barras metalicas de motor",
            "protectores de caida", "protectores de caidas", "barras protectoras del motor",
            "defensas cromadas", "barras de proteccion laterales", "barras de los lados",
        ],
    },
    {
        "code": "STEERING_DAMPER",
        "name": "Amortiguador de dirección",
        "what": "person",
        "answer": STEERING_DAMPER_ANSWER,
        "keywords": [
            "amortiguador de direccion", "amortiguadores de direccion", "damper", "ohlins de direccion",
            "amortiguador en la direccion", "amortiguador para la direccion", "damper de direccion",
            "estabilizador de direccion",
            "bitubo de direccion", "amortiguador direccion", "hyperpro de direccion",
        ],
    },
    {
        "code": "HEATED_GRIPS",
        "name": "Puños calefactables",
        "what": "no_reform",
        "answer": "Los puños calefactables no son reforma: no hay nada que homologar.",
        "keywords": [
            "punos calefactables", "puno calefactable", "punos calefactados", "punos termicos",
            "punos con calefaccion", "punos que se calientan", "punos que calientan", "calefactables",
            "punos calientes", "punos calent", "punos calentables", "punos termicos oxford", "oxford",
            "empuñaduras calefactables", "manetas calefactables", "grips calefactables",
            "punos con resistencia",
        ],
    },
    {
        "code": "QUICK_SHIFTER",
        "name": "Cambio rápido (quick shifter)",
        "what": "no_reform",
        "answer": (
            "El cambio rápido (quick shifter) no cambia la potencia de la ficha y no es reforma: no hay nada que "
            "homologar."
        ),
        "keywords": [
            "quickshifter", "quick shifter", "quick shift", "quickshift", "cambio rapido", "blipper",
            "cambio semiautomatico", "asistente de cambio", "up down", "quick-shifter",
        ],
    },
    {
        "code": "HEADLAMP_GRILLE",
        "name": "Rejilla del faro",
        "what": "not_offered",
        "answer": (
            "Una rejilla delante del faro modifica la luz de un faro homologado y no se puede legalizar: no la "
            "tramitamos."
        ),
        "keywords": [
            "rejilla del faro", "rejilla faro", "rejilla protectora", "rejilla protectora del faro",
            "rejilla delante del faro", "rejilla para el faro", "protector de faro", "protector del faro",
            "reja del faro", "parrilla del faro", "faro de rejilla", "faro con rejilla",
            "rejilla en el faro", "escudo del faro", "rejilla de faro", "protector de optica",
            "rejilla para la optica", "malla del faro",
            "parrilla protectora", "parrilla de proteccion", "parrilla protectora del faro",
            "proteccion de faro", "proteccion del faro", "rejilla de proteccion del faro", "parrilla de faro",
        ],
        "contrary_words": ["radiador"],
    },
    {
        "code": "ALARM",
        "name": "Alarma",
        "what": "no_reform",
        "answer": ALARM_ANSWER,
        "keywords": ["alarma", "alarmas", "alarma antirrobo"],
    },
    {
        "code": "SIDECAR",
        "name": "Sidecar",
        "what": "person",
        "answer": (
            "Acoplar un sidecar cambia la clasificación de la moto y pide un proyecto propio, fuera de la tarifa: "
            "te contestará una persona del equipo."
        ),
        "keywords": ["sidecar", "sidecars", "side car"],
    },
    {
        "code": "FOREIGN_REGISTRATION",
        "name": "Matriculación de una moto extranjera",
        "what": "not_offered",
        "answer": (
            "La matriculación en España de una moto extranjera es un trámite aparte, de importación y tráfico, que "
            "no hacemos; de las reformas que lleve sí nos encargamos."
        ),
        "keywords": [
            "matricula espanola", "placa espanola", "matricular en espana", "matricularla en espana",
            "matricular una moto extranjera", "matricula extranjera", "matriculacion extranjera",
            "importar la moto", "importacion de la moto", "moto importada", "rematricular",
            "rematriculacion", "nacionalizar", "nacionalizarla", "pasarla a placa espanola",
            "vengo de alemania", "traida de alemania y matricular", "matricularla aqui", "matricular aqui",
            "rematricularla", "moto alemana sin matricular", "viene con matricula alemana",
            "matricula italiana", "matricula portuguesa", "homologacion individual",
        ],
    },
    {
        "code": "MOTORHOME",
        "name": "Autocaravana o furgoneta de un particular",
        "what": "person",
        "covers_request": True,
        "answer": (
            "Esta tarifa es solo para motos, y para autocaravanas y furgonetas de particulares no tenemos tarifa: "
            "te contestará una persona del equipo."
        ),
        "keywords": [
            "reforma de mi autocaravana", "homologar mi autocaravana", "homologar la autocaravana",
            "homologar en mi autocaravana", "homologar en la autocaravana", "legalizar mi autocaravana",
            "legalizar en mi autocaravana", "toldo de mi autocaravana", "toldo de la autocaravana",
            "placa solar de la autocaravana", "placa solar de mi autocaravana", "placa solar autocaravana",
            "toldo autocaravana", "homologar mi camper", "homologar mi furgoneta", "camperizar",
            "camperizar furgoneta", "camperizarla",
        ],
    },
]
