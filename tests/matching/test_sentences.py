"""Sentences as clients write them, each with what it must be read as.

"ESCAPE" is an element, "CLARABOYA:2" one with a quantity, "?SUSPENSION" the question of a parent, and
"?A|B" a choice among (at least two of) unrelated elements.
"""

import pytest

from domain.catalogue.questions import Question
from domain.matching import MatchResult, match_text
from tests.matching.seeded import vocabulary_of

MOTOS = [
    # a longer phrase leaves the noun to what describes it
    ("faro led con un soporte que lo baja 4 cm", "FARO_DELANTERO FARO_SOPORTE"),
    ("faro delantero de led con soporte nuevo que lo baja", "FARO_DELANTERO FARO_SOPORTE"),
    ("faro con soporte que lo baja", "FARO_SOPORTE"),
    ("bajar el faro led con un soporte", "FARO_SOPORTE"),
    ("intermitentes led x4 y matrícula corta", "INTERMITENTES_DEL INTERMITENTES_TRAS MATRICULA"),
    # negation
    ("el manillar no, solo el escape", "ESCAPE"),
    ("quiero el asiento sin tocar el subchasis", "ASIENTO"),
    ("ya no quiero las maletas, ponme el caballete", "CABALLETE"),
    ("las pinzas no las he cambiado, solo los discos", "FRENADO_DISCOS"),
    ("los espejos son los de serie, el manillar es nuevo", "MANILLAR"),
    ("el escape ya está homologado, me falta el filtro", "FILTRO"),
    ("no quiero que me echen para atrás por el escape", "ESCAPE"),
    ("he puesto un escape y no viene en la ficha", "ESCAPE"),
    ("unos Lightech sin homologar", "?ESPEJOS|ESTRIBERAS"),
    ("Llevo escape y manillar. Quiero homologar todo menos el manillar", "ESCAPE"),
    ("no voy a tocar los frenos, solo cambio las llantas", "LLANTAS"),
    ("homologar escape pero no los retrovisores", "ESCAPE"),
    ("al final los intermitentes traseros no, solo los delanteros", "INTERMITENTES_DEL"),
    ("no me interesa el carenado, me interesa el faro", "FARO_DELANTERO"),
    ("el velocímetro lo dejo como está, cambio solo el manillar", "MANILLAR"),
    ("quítame los espejos del presupuesto y deja el resto", ""),
    ("todo excepto las estriberas: manillar, escape y estriberas", "MANILLAR ESCAPE"),
    ("descarta lo del asiento, vamos con las maletas", "MALETAS"),
    ("en vez de las maletas quiero homologar el asiento", "ASIENTO"),
    ("El escape no lo toco. La horquilla sí.", "HORQUILLA"),
    ("manillar si, espejos no, asiento si", "MANILLAR ASIENTO"),
    ("la moto no lleva espejos y quiero ponerlos", "ESPEJOS"),
    ("no es el piloto, es la luz de matrícula", "LUZ_MATRICULA"),
    ("no hace falta el depósito, solo el carenado", "CARENADO"),
    ("los frenos ni tocarlos, solo escape", "ESCAPE"),
    ("ni manillar ni espejos, solo quiero el filtro de aire", "FILTRO"),
    ("los intermitentes los llevo originales, cambio el piloto", "PILOTO_FRENO"),
    ("el manillar es el original, lo que he cambiado son los espejos", "ESPEJOS"),
    ("me olvido del escape, solo hacemos el guardabarros trasero", "GUARDABARROS_TRAS"),
    ("el asiento tampoco, solo las estriberas", "ESTRIBERAS"),
    ("quiero legalizar el manillar, no las tijas", "MANILLAR"),
    ("no tengo homologado el escape", "ESCAPE"),
    ("el escape no está homologado", "ESCAPE"),
    ("cancela el escape porfa", ""),
    ("al final no voy a poner el depósito", ""),
    ("espejos no hace falta", ""),
    ("los discos se quedan los de origen, pinzas nuevas", "FRENADO_PINZAS"),
    ("el escape me lo homologaron el año pasado, ahora quiero las llantas", "LLANTAS"),
    # position words, variants, coordination
    ("suspensión de delante", "SUSPENSION_DEL"),
    ("cambiar el amortiguador de atrás", "SUSPENSION_TRAS"),
    ("suspensión completa, delante y detrás", "SUSPENSION_DEL SUSPENSION_TRAS"),
    ("ambas suspensiones", "SUSPENSION_DEL SUSPENSION_TRAS"),
    ("los intermitentes delante y detrás", "INTERMITENTES_DEL INTERMITENTES_TRAS"),
    ("todos los intermitentes", "INTERMITENTES_DEL INTERMITENTES_TRAS"),
    ("los 4 intermitentes", "INTERMITENTES_DEL INTERMITENTES_TRAS"),
    ("intermitentes led, los de detrás", "INTERMITENTES_TRAS"),
    ("los dos guardabarros", "GUARDABARROS_DEL GUARDABARROS_TRAS"),
    ("guardabarros delantero y trasero recortados", "GUARDABARROS_DEL GUARDABARROS_TRAS"),
    ("guardabarros delantero y piloto", "GUARDABARROS_DEL PILOTO_FRENO"),
    (
        "guardabarros, piloto e intermitentes traseros",
        "PILOTO_FRENO INTERMITENTES_TRAS ?GUARDABARROS_DEL|GUARDABARROS_TRAS",
    ),
    ("he puesto intermitentes pequeños delante", "INTERMITENTES_DEL"),
    ("la suspensión trasera y los intermitentes delanteros", "SUSPENSION_TRAS INTERMITENTES_DEL"),
    ("no sé si cambiar la suspensión delantera o la trasera", "?SUSPENSION"),
    ("faro e intermitentes", "FARO_DELANTERO ?INTERMITENTES"),
    ("todas las luces", "FARO_DELANTERO PILOTO_FRENO LUZ_MATRICULA CATADIOPTRICO ANTINIEBLAS"),
    ("neumático delantero y trasero", "NEUMATICOS"),
    ("amortiguadores traseros Hagon", "SUSPENSION_TRAS"),
    ("muelles de horquilla progresivos", "SUSPENSION_DEL"),
    # brands
    ("escape Puig", "ESCAPE"),
    ("cúpula puig y manillar renthal", "CARENADO MANILLAR"),
    ("intermitentes rizoma traseros", "INTERMITENTES_TRAS"),
    ("latiguillos galfer", "FRENADO_LATIGUILLOS"),
    ("pinza brembo y discos galfer", "FRENADO_PINZAS FRENADO_DISCOS"),
    ("lleva unos galfer", "?FRENADO_DISCOS|FRENADO_LATIGUILLOS"),
    ("manillar lsl", "MANILLAR"),
    ("Quiero meterle un Termignoni a la Monster", "ESCAPE"),
    ("unos ohlins", "?SUSPENSION"),
    ("ohlins detrás", "SUSPENSION_TRAS"),
    ("unas michelin de tacos", "NEUMATICOS"),
    ("unas Marchesini", "LLANTAS"),
    ("estriberas gilles y espejos lightech", "ESTRIBERAS ESPEJOS"),
    ("bomba magura", "FRENADO_BOMBAS"),
    ("escape arrow en mi yamaha xsr700 del 2021", "ESCAPE"),
    ("tengo una yamaha mt09, le puse un sc project", "ESCAPE"),
    # everyday words that are no parts
    ("me pongo en contacto para pediros presupuesto", ""),
    ("en mi defensa diré que no lo sabía", ""),
    ("vendo espejos y manillar de origen", ""),
    ("¿vendéis retrovisores?", ""),
    ("necesito cambiar el aceite y el filtro de aceite", ""),
    ("se me ha fundido la bombilla del faro", ""),
    ("tengo que purgar el líquido de frenos", ""),
    ("quiero pintar el depósito", ""),
    ("la moto tiene 2 plazas y es de gasolina", ""),
    ("tengo cita el lunes en el taller", ""),
    ("perdí la llave de contacto, ¿hacéis copias?", ""),
    ("Se me ha roto el manillar en una caída, ¿lo reparáis?", ""),
    ("¿cuánto tarda el trámite?", ""),
    ("mi matrícula es 4321 BCD", ""),
    ("matrícula 1234 JKL, Honda CB500", ""),
    ("os mando la foto de la ficha técnica", ""),
    ("¿estáis abiertos en agosto?", ""),
    ("cambio de titularidad de una moto", ""),
    ("me robaron la moto con las maletas puestas", ""),
    # incidental
    ("clausor en el lateral del depósito", "CLAUSOR"),
    ("espejos de extremo de manillar", "ESPEJOS"),
    ("las piñas del manillar", "MANDOS_MANILLAR"),
    ("portamatrículas lateral con luz de matrícula", "MATRICULA LUZ_MATRICULA"),
    ("soporte que baja el faro", "FARO_SOPORTE"),
    ("mover el velocímetro original a la derecha", "VELOCIMETRO_REUBICACION"),
    ("frenos equivalentes", "FRENADO_EQUIVALENTE"),
    ("depósito del líquido de frenos", "FRENADO_DEPOSITO"),
    ("depósito de gasolina de aluminio", "DEPOSITO"),
    ("intermitentes en el manillar", "?INTERMITENTES"),
    ("un snorkel para el motor", ""),
    ("quiero homologar un paracaídas", ""),
    # shorthand, spelling
    ("kiero omologar el tuvo d escape", "ESCAPE"),
    ("HOMOLOGAR MANILLAR Y ESTRIBERAS", "MANILLAR ESTRIBERAS"),
    ("holaaaa kiero poner un manillarrr mas altoooo", "MANILLAR"),
    ("m han dixo q el #escape hay q legalizarlo", "ESCAPE"),
    ("le e kitao la pata de cabra", "CABALLETE"),
    ("el guarda barros delantero", "GUARDABARROS_DEL"),
    ("top case givi", "MALETAS"),
    ("sub chasis cortao y colin", "SUBCHASIS CARENADO"),
    ("retrobisores y asientto", "ESPEJOS ASIENTO"),
    ("intermitente trasero", "INTERMITENTES_TRAS"),
    ("amortiguadr trasero", "SUSPENSION_TRAS"),
    ("le voy a meter unas yantas de aluminio", "LLANTAS"),
    ("cupla racing", "CARENADO"),
    ("belocimetro dijital", "VELOCIMETRO"),
    ("neumaticos d tacos pa la gs", "NEUMATICOS"),
    ("tengo q lgalizar el manillar y los espjos", "MANILLAR ESPEJOS"),
    ("cuanto x el escape + filtro?", "ESCAPE FILTRO"),
    ("escape/manillar/espejos", "ESCAPE MANILLAR ESPEJOS"),
    ("escape manillar espejos y asiento precio?", "ESCAPE MANILLAR ESPEJOS ASIENTO"),
    # lists and quantities
    ("2 espejos, 2 estriberas", "ESPEJOS ESTRIBERAS"),
    ("1. Escape\n2. Manillar\n3. Asiento", "ESCAPE MANILLAR ASIENTO"),
    ("baúl y maletas laterales", "MALETAS"),
    ("doble disco y pinzas", "FRENADO_DISCOS FRENADO_PINZAS"),
    ("cambio de motor y de escape", "MOTOR ESCAPE"),
    ("pasar de monoplaza a biplaza con asiento nuevo y estriberas", "AUMENTO_PLAZAS ASIENTO ESTRIBERAS"),
    ("horquilla invertida con pinzas radiales y llantas de palos", "HORQUILLA FRENADO_PINZAS LLANTAS"),
    ("la moto de mi hermano lleva asideros, yo quiero ponerlos tambien", "ASIDEROS"),
    # ambiguous
    ("quiero cambiar las ruedas", "?LLANTAS|NEUMATICOS"),
    ("los frenos", "?FRENADO_DISCOS|FRENADO_PINZAS|FRENADO_BOMBAS"),
    ("quitar el rabillo", "?GUARDABARROS_TRAS|MATRICULA"),
    ("homologar cubiertas nuevas", "?NEUMATICOS|CARROCERIA|CARENADO"),
    ("recortar el guardabarros", "?GUARDABARROS_DEL|GUARDABARROS_TRAS"),
    ("faros auxiliares", "?FARO_DELANTERO|ANTINIEBLAS|FAROS_LARGO_ALCANCE|ALUMBRADO_ADICIONAL"),
    ("quiero unas estriberas racing", "?ESTRIBERAS|MANDOS_AVANZADOS"),
    ("un faro", "FARO_DELANTERO"),
    ("un depósito más grande", "DEPOSITO"),
    # rules
    ("¿hay que homologar los espejos?", "ESPEJOS"),
    ("¿el escape tiene que llevar db killer?", "ESCAPE"),
    ("¿puedo circular con la matrícula lateral?", "MATRICULA"),
    ("¿qué pasa si llevo el manillar sin homologar?", "MANILLAR"),
    # more of everything
    (
        "Las suspensiones las he dejado de serie, solo discos y latiguillos",
        "FRENADO_DISCOS FRENADO_LATIGUILLOS",
    ),
    ("de luces nada, los espejos sí", "ESPEJOS"),
    ("los intermitentes no me hacen falta, el portamatrículas sí", "MATRICULA"),
    ("espejos y manillar ya los tengo en papeles, me queda el escape", "ESCAPE"),
    ("La horquilla original y los frenos originales se mantienen. Cambio llantas.", "LLANTAS"),
    ("No es por el escape, es por los intermitentes delanteros", "INTERMITENTES_DEL"),
    ("al escape no le he hecho nada, la suspensión trasera sí la cambié", "SUSPENSION_TRAS"),
    ("a parte del escape no he tocado nada", "ESCAPE"),
    ("aparte del manillar también quiero espejos", "MANILLAR ESPEJOS"),
    ("además del escape, el asiento", "ESCAPE ASIENTO"),
    ("no solo el escape sino también el manillar", "ESCAPE MANILLAR"),
    ("no tengo ni idea de si hay que homologar el asiento", "ASIENTO"),
    ("no me fío de la ITV con este escape", "ESCAPE"),
    ("no encuentro la homologación del escape", "ESCAPE"),
    ("la itv no me deja pasar sin homologar los intermitentes traseros", "INTERMITENTES_TRAS"),
    ("me faltan los espejos por homologar", "ESPEJOS"),
    ("no os he dicho que también llevo estriberas", "ESTRIBERAS"),
    ("¿no hay que homologar el manillar?", "MANILLAR"),
    ("¿es legal no llevar espejos?", "ESPEJOS"),
    ("¿Si quito los asideros pierdo la plaza?", "ASIDEROS"),
    ("le quité el guardabarros trasero", "GUARDABARROS_TRAS"),
    ("sin catadióptrico no paso la itv, quiero ponerlo", "CATADIOPTRICO"),
    ("tengo un escape abierto y la poli me multó", "ESCAPE"),
    ("wena crack, pa meter unos retros chiquitos q hace falta?", "ESPEJOS"),
    ("q tal makina, le puse una linea completa y kiero legal", "ESCAPE"),
    ("bro el silencioso nuevo suena brutal, s homologa?", "ESCAPE"),
    ("e montao semimanillares y cupula, todo legal xfa", "MANILLAR CARENADO"),
    ("m e cargao el catadioptrico, kiero poner otro mas pequeño", "CATADIOPTRICO"),
    ("necesito un presupuestillo pa las luces antiniebla", "ANTINIEBLAS"),
    ("kiero bajar la moto d atras, amortiguador mas corto", "SUSPENSION_TRAS"),
    (
        "tubo de escape modificado, portamatriculas corto y retrovisores al manillar",
        "ESCAPE MATRICULA ESPEJOS",
    ),
    (
        "Buenas, soy Marcos. Tengo una Kawasaki Z900 de 2020 con escape SC Project, latiguillos metálicos y "
        "manetas. ¿Qué tengo que homologar?",
        "ESCAPE FRENADO_LATIGUILLOS",
    ),
    (
        "una cafe racer: semimanillares, asiento monoplaza, subchasis cortado y faro",
        "MANILLAR ASIENTO SUBCHASIS FARO_DELANTERO",
    ),
    (
        "scrambler: escape alto, neumáticos de tacos, guardabarros delantero alto y asiento plano",
        "ESCAPE NEUMATICOS GUARDABARROS_DEL ASIENTO",
    ),
    ("kit de cilindrada 125", "MOTOR"),
    ("cambié el motor", "MOTOR"),
    ("soporte para matrícula en el lateral", "MATRICULA"),
    ("Hola! Precio de homologar llantas de 17 supermotard", "LLANTAS_NEUM_ENSAYO"),
    ("neumáticos más anchos de lo que pone la ficha", "LLANTAS_NEUM_ENSAYO"),
    ("basculante más largo", "DISTANCIA_EJES"),
    ("le he puesto una segunda plaza", "AUMENTO_PLAZAS"),
    ("el cuadro de mandos digital", "VELOCIMETRO"),
    ("cuentakm koso", "VELOCIMETRO"),
    ("luces largas adicionales", "FAROS_LARGO_ALCANCE"),
    ("luz diurna led", "ALUMBRADO_ADICIONAL"),
    ("¿qué documentación hay que llevar a la itv?", ""),
    ("gracias, ya os digo algo del presupuesto", ""),
    ("¿me podéis mandar factura?", ""),
    ("mi moto es una yamaha r6 de 2008", ""),
    ("busco un mecánico que me cambie la cadena", ""),
    ("os dejo la moto el martes", ""),
    ("se me ha perdido la ficha técnica", ""),
    ("Ya he pasado la ITV con los espejos nuevos, gracias por todo", "ESPEJOS"),
    ("intermitentes led x4", "INTERMITENTES_DEL INTERMITENTES_TRAS"),
    ("neumático 200 (original 170)", "LLANTAS_NEUM_ENSAYO"),
    ("la matrícula lateral con su lucecita", "MATRICULA LUZ_MATRICULA"),
    ("el velocímetro es el mismo, recolocado a la izquierda", "VELOCIMETRO_REUBICACION"),
    ("dos guardabarros de fibra", "GUARDABARROS_DEL GUARDABARROS_TRAS"),
]

ASEICARS = [
    ("una ventana en el salón, una claraboya y una ventana en el baño", "VENTANAS_PUERTAS:2 CLARABOYA"),
    ("ventana lateral, ventana trasera y claraboya", "VENTANAS_PUERTAS:2 CLARABOYA"),
    ("una claraboya. La claraboya es de 40x40", "CLARABOYA"),
    ("eran dos claraboyas, es una", "CLARABOYA"),
    ("te dije 3 claraboyas y son 2", "CLARABOYA:2"),
    ("eran dos claraboyas y una antena", "CLARABOYA:2 ANTENA_PAR"),
    ("las gomas y las llantas, de otra medida", "NEUMATICOS_NO_EQUIV LLANTAS_ALETINES"),
    ("llantas y aletines", "LLANTAS_ALETINES"),
    ("quiero cambiar las llantas", "?LLANTAS_ALETINES|NEUMATICOS_NO_EQUIV"),
    ("tengo 4 plazas y quiero un portabicis", "PORTABICIS"),
    ("mi autocaravana tiene 4 plazas y quiero 5", "AUMENTO_PLAZAS"),
    ("quiero 6 plazas", "AUMENTO_PLAZAS"),
    ("dos placas solares con regulador en el maletero", "PLACA_SOLAR_MALETERO:2"),
    ("un par de claraboyas", "CLARABOYA:2"),
    ("2x claraboya", "CLARABOYA:2"),
    ("claraboyas x2", "CLARABOYA:2"),
    ("tres ventanas y dos claraboyas", "VENTANAS_PUERTAS:3 CLARABOYA:2"),
    ("dos toldos sin afectar al gálibo", "TOLDO_SIMPLE:2"),
    ("kit de dos bombonas", "GLP_KIT_BOMB"),
    ("portabicis de 4 bicis", "PORTABICIS"),
    ("placa solar de 175 W con el regulador dentro", "PLACA_SOLAR_SIMPLE"),
    ("cuatro patas estabilizadoras", "KIT_ESTAB"),
    ("de 4 a 6 plazas", "AUMENTO_PLAZAS"),
    ("un toldo que tapa las luces de gálibo", "TOLDO_GALIBO"),
    ("toldo que no afecta al gálibo", "TOLDO_SIMPLE"),
    ("bola sin aumento de MMR", "BOLA_SIN_MMR"),
    ("bola de remolque con más MMR", "BOLA_CON_MMR"),
    ("enganche sin aumentar la MMR", "BOLA_SIN_MMR"),
    ("suspensión neumática completa", "SUSP_NEUM_FULL"),
    ("suspensión neumática solo detrás", "SUSP_NEUM_EST"),
    ("fuelles en el eje trasero", "SUSP_NEUM_EST"),
    ("aumento de mmta", "?AUMENTO_MMTA"),
    ("aumento de mmta con ensayo de frenada", "AUMENTO_MMTA_CON_ENSAYO"),
    ("MMTA sin ensayo", "AUMENTO_MMTA_SIN_ENSAYO"),
    ("cambio de clasificación", "?CAMBIO_CLASIF"),
    ("cambio de clasificación, no tengo contraseña", "CLASIF_SIN_CONTRASENA"),
    ("refuerzo de suspensión simple", "SUSP_REFUERZO_SIMPLE"),
    ("barra led delante", "FAROS_LA_1D"),
    ("faros de largo alcance", "?FAROS_LA"),
    ("un portaequipajes", "?BACA_TECHO|BRAZO_PORTA"),
    ("un depósito", "?DEPOSITO_AGUA|GLP_DEPOSITO"),
    ("depósito de aguas grises", "DEPOSITO_AGUA"),
    ("depósito fijo de gas", "GLP_DEPOSITO"),
    ("instalación de gas con duocontrol", "GLP_DUOCONTROL"),
    ("inversor y batería de litio", "ELECTRICA_INT"),
    ("en vez del portabicis ponme una baca", "BACA_TECHO"),
    ("recarga de gas del aire acondicionado", ""),
    ("la furgo está aparcada en un solar", ""),
    ("cerramos a las ocho", ""),
    ("estoy fuera, te llamo luego", ""),
    ("tengo un par de dudas", ""),
    ("es de gasolina y tiene 4 plazas", ""),
    ("¿tenéis stock de claraboyas?", ""),
    ("el cliente tiene placa solar, eso no se toca; solo va la antena", "ANTENA_PAR"),
    ("la nevera la dejamos, el resto: escalón y baca", "ESCALON_ELEC BACA_TECHO"),
    ("de las plazas no te olvides: de cuatro a cinco", "AUMENTO_PLAZAS"),
    ("el toldo, las luces de gálibo no las tapa", "TOLDO_SIMPLE"),
    ("soy empresa: portabicis", "PORTABICIS"),
    ("quiero añadir una plaza", "AUMENTO_PLAZAS"),
    ("tres (3) ventanas abatibles y una (1) puerta", "VENTANAS_PUERTAS:4"),
    ("faros largos los dos", "FAROS_LA_2F"),
    ("sin portabicis al final, solo portamotos", "PORTAMOTOS"),
    ("soporte para la moto en la trasera", "PORTAMOTOS"),
    ("toma de ducha y toma de gas exterior", "TOMAS_EXT TOMA_GAS_EXT"),
    ("placas: una con regulador en maletero y otra dentro", "PLACA_SOLAR_MALETERO PLACA_SOLAR_SIMPLE"),
    ("aire acondicionado dometic", "AIRE_ACONDI"),
    ("nevera dometic de compresor", "NEVERA_COMPRESOR"),
    ("una thule", "?TOLDO_LAT|PORTABICIS|BACA_TECHO|ESCALON_ELEC"),
    ("portabicis thule", "PORTABICIS"),
    ("toldo thule de 4 metros que sobresale", "TOLDO_GALIBO"),
    ("llantas nuevas con aletines", "LLANTAS_ALETINES"),
    ("defensa delantera y dos focos", "DEFENSAS_DEL FAROS_LA_2F"),
    ("puerta nueva y ventana lateral", "VENTANAS_PUERTAS:2"),
    ("muebles y cama abatible", "MOBILIARIO_INT"),
    ("toldo no, el cliente al final pone placa solar con regulador interior", "PLACA_SOLAR_SIMPLE"),
    ("la bola ya viene de fábrica, ponemos portamotos", "PORTAMOTOS"),
    ("aire acondicionado no, claraboya sí", "CLARABOYA"),
    ("de gas nada, solo la nevera", "NEVERA_COMPRESOR"),
    ("ni toldo ni placa, solamente la parabólica", "ANTENA_PAR"),
    ("no toquéis la suspensión, solo las patas", "KIT_ESTAB"),
    (
        "una camper con cama, muebles, placa solar en techo (regulador dentro) y dos ventanas",
        "MOBILIARIO_INT PLACA_SOLAR_SIMPLE VENTANAS_PUERTAS:2",
    ),
    ("subir la mma a 3500", "?AUMENTO_MMTA"),
    ("necesitamos reforzar la suspensión trasera", "?SUSP_REFUERZO"),
    ("las luces", "?LUCES_GALIBO|LUCES_CORTESIA|FAROS_LA"),
    ("homologar suspensión", "?SUSP_NEUM|SUSP_REFUERZO"),
    ("frigo y aire acondicionao", "NEVERA_COMPRESOR AIRE_ACONDI"),
    ("escalon electriko y toldito", "ESCALON_ELEC ?TOLDO_LAT"),
    ("panel solar en el techo y regulador en el garaje", "PLACA_SOLAR_MALETERO"),
    ("furgoneta camperizada que quiere pasar a autocaravana, sin contraseña", "CLASIF_SIN_CONTRASENA"),
    ("Se ha montado un enganche y queremos subir la MMR", "BOLA_CON_MMR"),
    ("el enganche mantiene la misma MMR", "BOLA_SIN_MMR"),
    ("toldo 4 metros, no aumenta el ancho", "TOLDO_SIMPLE"),
    ("toldo con gálibo", "TOLDO_GALIBO"),
    ("2 aires acondicionados y 1 claraboya", "AIRE_ACONDI:2 CLARABOYA"),
    ("neveras: 2", "NEVERA_COMPRESOR:2"),
    ("¿cuánto cuesta la tarifa de taller?", ""),
    ("nos vemos en la feria, stand 12", ""),
    ("¿podéis recogerla en nuestra nave?", ""),
]

CASES = {"motos-part": MOTOS, "aseicars-prof": ASEICARS}


def asked_by(result: MatchResult) -> list[Question]:
    return [question.asked for question in result.questions]


def reading(result: MatchResult) -> str:
    elements = [f"{hit.code}:{hit.quantity}" if hit.quantity > 1 else hit.code for hit in result.elements]
    questions = [
        f"?{question.element or '|'.join(option.code for option in question.options)}"
        for question in asked_by(result)
    ]
    return " ".join(sorted(elements) + sorted(questions))


def agrees(result: MatchResult, wanted: str) -> bool:
    parts = wanted.split()
    elements = {part for part in parts if not part.startswith("?")}
    got = {f"{hit.code}:{hit.quantity}" if hit.quantity > 1 else hit.code for hit in result.elements}
    asked = [part[1:].split("|") for part in parts if part.startswith("?")]
    left = asked_by(result)
    for codes in asked:
        for question in left:
            offered = {option.code for option in question.options}
            if question.element in codes or (len(codes) > 1 and len(offered) > 1 and offered <= set(codes)):
                left.remove(question)
                break
        else:
            return False
    return got == elements and not left


@pytest.mark.parametrize(("slug", "cases"), CASES.items(), ids=list(CASES))
def test_sentences(slug: str, cases: list[tuple[str, str]]) -> None:
    results = [(text, wanted, match_text(vocabulary_of(slug), text)) for text, wanted in cases]
    misread = [
        f"{text!r}: wanted {wanted!r}, got {reading(result)!r}"
        for text, wanted, result in results
        if not agrees(result, wanted)
    ]
    assert misread == []
