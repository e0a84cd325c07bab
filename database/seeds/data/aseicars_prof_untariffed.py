"""Work on motorhomes that clients ask for and the tariff does not price, with what they are told. Constants only."""

from typing import Final

from database.seeds.data.common import ALARM_ANSWER, STEERING_DAMPER_ANSWER, UntariffedWorkData

ASEICARS_PROF_UNTARIFFED: Final[list[UntariffedWorkData]] = [
    {
        "code": "CAMPER_CONVERSION",
        "name": "Conversión de un vehículo en camper o vivienda",
        "what": "person",
        "covers_request": True,
        "answer": (
            "Esta tarifa es solo para autocaravanas ya clasificadas como tales (32xx y 33xx). Convertir una "
            "furgoneta u otro vehículo en camper o vivienda es un proyecto completo que se presupuesta aparte: te "
            "contestará una persona del equipo."
        ),
        "keywords": [
            "camperizar", "camperizarla", "camperizarlo", "camperizarme", "camperitzar", "camperitzem",
            "hacerla vivienda", "hacerlo vivienda", "hacerla camper", "hacerlo camper",
            "convertir en vivienda", "convertirla en vivienda", "convertirlo en vivienda",
            "convertir en camper", "convertirla en camper", "convertir a camper",
            "convertir en autocaravana", "convertirla en autocaravana", "transformar en vivienda",
            "transformarla en vivienda", "transformar en camper", "transformar en autocaravana",
            "convertir la furgoneta en camper", "microbus en vivienda", "autobus en vivienda",
            "furgon de carga a vivienda", "furgoneta vacia", "furgon vacio", "furgo vacia",
        ],
    },
    {
        "code": "HEATING",
        "name": "Calefacción o agua caliente",
        "what": "person",
        "answer": (
            "La calefacción y los calentadores de agua no están en la tarifa: según el combustible y el montaje "
            "piden certificados distintos, y te contestará una persona del equipo."
        ),
        "keywords": [
            "calefaccion", "calefaccion estacionaria", "calefaccion estatica", "calefaccion de gasoil",
            "calefaccion diesel", "calefaccion de gas", "calefactor", "webasto", "webasto de gasoil",
            "eberspacher", "truma combi", "planar", "boiler", "boiler truma", "truma boiler", "calentador",
            "calentador de agua", "calentador diesel", "agua caliente", "termo", "termo de agua", "caldera",
            "estufa", "estufa de gasoil", "estufa de pellets", "estufa de lena", "alde", "calefaccion alde",
            "truma combi diesel", "combi diesel", "calefaccion pellet", "estufa diesel", "truma d6",
            "truma combi 4", "truma combi 6", "autoterm", "vevor", "calefaccion china", "calefaccio",
            "calderin", "stufa",
            "calefa", "truma 4", "truma 6", "truma diesel", "calefaccion estacionaria diesel",
            "calefactor de gasoil", "calefactor diesel",
        ],
    },
    {
        "code": "FEWER_SEATS",
        "name": "Reducción de plazas",
        "what": "person",
        "answer": (
            "Quitar plazas de la ficha técnica es una reforma que la tarifa no contempla: te contestará una persona "
            "del equipo."
        ),
        "keywords": [
            "reduccion de plazas", "reducir plazas", "reducir el numero de plazas", "disminuir plazas",
            "bajar plazas", "bajar de plazas", "quitar plazas", "quitar plaza", "quitar una plaza",
            "quitar dos plazas", "quitar las plazas", "quitar plazas traseras", "quitar asientos",
            "quitar los asientos", "quitar asientos traseros", "quitar los asientos traseros",
            "quitar el asiento", "quitar el asiento trasero", "quitar la banqueta",
            "quitar el banco trasero", "eliminar plazas", "eliminar plaza", "eliminar asientos",
            "eliminar asientos traseros", "eliminar los asientos", "desmontar asientos",
            "desmontar los asientos", "anular plazas", "menos plazas", "menos asientos",
            "dejarla en dos plazas", "dejarla en 2 plazas", "dejarla en cuatro plazas",
            "dejarla en 4 plazas", "dejarla en tres plazas", "baja de plazas", "sacar los asientos",
            "sacar asientos", "quitar asiento trasero", "quitar dos", "quitamos dos plazas",
            "quitar tres plazas", "de seis a cuatro", "de cinco a tres", "de cinco a cuatro",
            "quitar la banqueta trasera", "quitar el banco", "banqueta al punto limpio", "quedarnos en tres",
            "restar plazas", "bajar a cuatro plazas", "bajar a 4 plazas", "bajar a dos plazas",
            "perder plazas", "perder dos plazas", "eliminar dos plazas", "eliminar una plaza",
            "quitar asiento",
            "supresion de asientos", "supresion de dos asientos", "supresion de plazas", "retirar asientos",
            "retirada de asientos", "retirar plazas", "pasan a dos plazas", "una plaza menos",
            "dos plazas menos", "un asiento menos",
        ],
        "reverse_of": "AUMENTO_PLAZAS",
    },
    {
        "code": "SWIVEL_SEATS",
        "name": "Asientos giratorios y bancadas de asientos",
        "what": "person",
        "answer": (
            "Las bases giratorias y las bancadas de los asientos no aumentan plazas y no están en la tarifa: según "
            "la pieza y sus anclajes pueden ser reforma, y te contestará una persona del equipo."
        ),
        "keywords": [
            "asientos giratorios", "asiento giratorio", "bases giratorias", "base giratoria",
            "butacas giratorias", "butaca giratoria", "asientos que giran", "asiento que gira",
            "plato giratorio", "platos giratorios", "bancadas de los asientos", "bancada del asiento",
            "bancadas de asientos", "consolas giratorias", "giratorios", "giratorio", "aguti giratorio",
            "aguti", "asiento giratorio aguti", "base giratoria del conductor", "sillon giratorio",
            "sillones giratorios", "sportscraft",
            "silla giratoria", "sillas giratorias", "silla del conductor giratoria",
            "asiento del conductor giratorio", "asiento del copiloto giratorio",
        ],
        "contrary_words": ["banco"],
    },
    {
        "code": "LOWER_MASS",
        "name": "Reducción de MMTA",
        "what": "person",
        "answer": (
            "Bajar la masa máxima, por ejemplo a 3.500 kg para conducir con el permiso B, no está en la tarifa: "
            "hay que ver qué carga queda, y te contestará una persona del equipo."
        ),
        "keywords": [
            "bajar la mma", "bajar mma", "bajar la mmta", "bajar la masa", "bajar la masa maxima",
            "bajar la masa maxima autorizada", "bajada de mma", "bajada de masa", "bajar el peso maximo",
            "bajar el peso", "reducir la mma", "reducir mma", "reducir la mmta", "reducir la masa",
            "reducir la masa maxima", "reducir el peso maximo", "reduccion de mma", "reduccion de masa",
            "reduccion de mmta", "rebajar la mma", "rebajar la masa", "disminuir la mma", "destarar",
            "4250 a 3500", "3850 a 3500", "3880 a 3500", "4000 a 3500", "4100 a 3500", "4400 a 3500",
            "4500 a 3500", "bajar a 3500", "bajarla a 3500", "bajarlo a 3500", "bajar de tonelaje",
            "bajon de masa", "bajo a 3500", "3650 a 3500", "3700 a 3500", "3900 a 3500", "4200 a 3500",
            "4300 a 3500", "bajar los kilos", "bajar de kilos", "bajarle la masa", "bajar la masa a 3500",
        ],
        "reverse_of": "AUMENTO_MMTA",
    },
    {
        "code": "REAR_LADDER",
        "name": "Escalera trasera",
        "what": "person",
        "answer": (
            "La escalera trasera no está en la tarifa: según lo que sobresalga y si tapa luces o la matrícula puede "
            "ser reforma o no. Mándanos una foto y te contestará una persona del equipo. Si es el escalón eléctrico "
            "de la entrada, dínoslo: ese sí está."
        ),
        "keywords": [
            "escalera trasera", "escalera de atras", "escalera de techo", "escalera al techo",
            "escalera para subir al techo", "escalerilla trasera", "escalera fija", "escalera en la trasera",
            "escalera en la espalda", "escalera por detras", "escalera detras",
            "escalera de aluminio en la trasera", "escala trasera", "escala del darrere",
            "escalerilla atras", "escalerilla de atras", "escalera", "escaleras",
            "escalera de subir al techo", "escalera de acceso al techo",
            "escalera trasera de acceso al techo", "escalerita detras", "escalerita de detras",
            "escalerita de atras", "escalerita trasera", "escalera del techo", "escalera de aluminio",
            "escalera atras", "escalera en el trasero",
        ],
        "contrary_words": ["electrica", "electrico", "peldano"],
    },
    {
        "code": "REAR_CAMERA",
        "name": "Cámara de marcha atrás",
        "what": "no_reform",
        "answer": "La cámara de marcha atrás no es reforma: no hay nada que homologar.",
        "keywords": [
            "camara", "camaras", "camara trasera", "camara de marcha atras", "camara marcha atras",
            "camara de vision trasera", "camara de atras", "camara de aparcamiento",
        ],
    },
    {
        "code": "POP_TOP",
        "name": "Techo elevable",
        "what": "person",
        "answer": (
            "Un techo elevable cambia la estructura y la altura del vehículo y no está en la tarifa: te contestará "
            "una persona del equipo."
        ),
        "keywords": [
            "techo elevable", "techo elevador", "techo que se levanta", "techo practicable", "poptop",
            "pop top", "techo levadizo", "techo sobreelevado", "techo alto", "sobretecho",
        ],
    },
    {
        "code": "FOREIGN_REGISTRATION",
        "name": "Matriculación de un vehículo extranjero",
        "what": "not_offered",
        "answer": (
            "La matriculación en España de un vehículo extranjero es un trámite aparte, de importación y tráfico, "
            "que no hacemos; de las reformas que lleve sí nos encargamos."
        ),
        "keywords": [
            "matricula espanola", "placa espanola", "matricular en espana", "matricularla en espana",
            "matriculacion en espana", "matricula extranjera", "matricular extranjera", "rematricular",
            "rematriculacion", "nacionalizar", "nacionalizarla", "importar la autocaravana",
            "importacion de la autocaravana", "autocaravana importada", "pasarla a placa espanola",
            "vengo de alemania", "traida de alemania", "matricularla aqui", "matricular aqui",
            "la tengo que matricular aqui", "matriculacion de una autocaravana alemana", "matricula belga",
            "matricula holandesa",
        ],
    },
    {
        "code": "GENERATOR",
        "name": "Generador",
        "what": "person",
        "answer": (
            "Un generador fijo no está en la tarifa: según el combustible y dónde vaya puede ser reforma, y te "
            "contestará una persona del equipo. Uno portátil no lo es."
        ),
        "keywords": ["generador", "generador fijo", "generador de gasolina", "grupo electrogeno"],
    },
    {
        "code": "MOVER",
        "name": "Maniobrador de caravana (mover)",
        "what": "not_offered",
        "answer": (
            "El maniobrador (mover) es para caravanas, que no entran en esta tarifa de autocaravanas: no lo tramitamos."
        ),
        "keywords": [
            "un mover", "el mover", "mover de caravana", "mover truma", "truma mover", "movers",
            "lo del mover", "del mover", "con mover", "mover de la caravana", "mover para la caravana",
        ],
    },
    {
        "code": "OUTSIDE_SOCKETS",
        "name": "Tomas de corriente exteriores",
        "what": "person",
        "answer": (
            "Las tomas de corriente exteriores no están en la tarifa: por sí solas no suelen ser reforma, pero "
            "pueden pedir un boletín eléctrico, y te contestará una persona del equipo."
        ),
        "keywords": [
            "toma de corriente exterior", "tomas de corriente exteriores", "toma corriente exterior",
            "toma electrica exterior", "toma de luz exterior", "toma exterior de corriente",
            "toma exterior de luz", "toma exterior de 230", "enchufe exterior", "enchufes exteriores",
            "enchufe exterior de 230", "enchufe de 230 exterior", "enchufe fuera", "enchufes fuera",
            "toma de 230 exterior", "toma de 230 fuera", "toma cee", "enchufe de fuera", "enchufe por fuera",
            "enchufe en el exterior", "enchufe al porche", "toma de luz fuera", "toma de luz por fuera",
            "toma de corriente por fuera", "toma de corriente fuera", "toma de corriente externa",
            "toma externa", "toma 220 externa", "toma de 220 externa", "toma 230 exterior",
            "toma 220 exterior", "toma 220 fuera", "tomacorriente", "tomacorriente por fuera",
            "tomacorriente exterior", "luz por fuera toma", "salida de luz por fuera",
            "enchufe de 220 por fuera", "enchufe de 230 por fuera", "enchufe de 230 fuera",
            "enchufe de 220 fuera", "enchufe en el lateral", "enchufe lateral",
            "enchufe en el costado", "enchufe afuera", "enchufes por fuera", "salida electrica de fuera",
            "salida electrica exterior", "toma estanca", "toma estanca de 220", "toma estanca de 230",
            "enchufe estanco", "enchufe estanco exterior", "toma de corriente lateral", "enchufe en la calle",
            "enchufes en la calle", "enchufe de porche", "toma de 220 en el lateral",
            "toma de 230 en el lateral", "enchufe por el exterior", "toma de luz en el lateral",
            "enchufe de 12v fuera", "enchufes de luz por fuera",
        ],
    },
    {
        "code": "STEERING_DAMPER",
        "name": "Amortiguador de dirección",
        "what": "person",
        "answer": STEERING_DAMPER_ANSWER,
        "keywords": [
            "amortiguador de direccion", "amortiguadores de direccion", "amortiguador en la direccion",
            "amortiguador para la direccion", "estabilizador de direccion", "amortiguador direccion",
            "damper de direccion",
        ],
    },
    {
        "code": "ENGINE_MAPS",
        "name": "Reprogramación del motor",
        "what": "person",
        "answer": (
            "Los cambios de centralita o de mapas afectan a la potencia de la ficha y no tienen precio en la "
            "tarifa: te contestará una persona del equipo."
        ),
        "keywords": [
            "centralita del motor", "centralita de motor", "mapa de centralita", "mapas de motor", "mapa de motor",
            "reprogramar la centralita", "reprogramacion", "reprogramacion de centralita",
            "reprogramacion del motor", "reprogramar el motor", "repro", "repro de centralita", "remapeo",
            "remapear", "chip de potencia", "subir la potencia", "aumento de potencia", "aumentar la potencia",
        ],
    },
    {
        "code": "ALARM",
        "name": "Alarma",
        "what": "no_reform",
        "answer": ALARM_ANSWER,
        "keywords": ["alarma", "alarmas", "alarma antirrobo"],
        "contrary_words": ["gas"],
    },
    {
        "code": "PRIVATE_CLIENT",
        "name": "Autocaravana de un particular",
        "what": "person",
        "covers_request": True,
        "answer": (
            "Esta tarifa es para profesionales del sector; para la autocaravana de un particular no tenemos tarifa: "
            "te contestará una persona del equipo."
        ),
        "keywords": ["soy particular", "soy un particular", "soy una particular", "no soy profesional", "somos particulares"],
    },
]
