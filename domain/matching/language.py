"""Everyday Spanish as data: the closed word classes the matcher reads a message with.

Nothing here speaks of an element: what can be homologated is the catalogue's to say. Words are written
folded (lower case, no accents, `n` for `ñ`), as `domain.folding.fold` leaves them.
"""

from typing import Final

from domain.matching.chat_words import CHAT_WORDS
from domain.matching.conjugation import conjugated
from domain.matching.frequent import FREQUENT_NOUNS, FREQUENT_VERBS


def words(*texts: str) -> frozenset[str]:
    return frozenset(word for text in texts for word in text.split())


ARTICLES: Final = words("el la los las un una unos unas")
CLITICS: Final = words("lo la los las")
DEFINITE: Final = words("el la los las")
DETERMINERS: Final = ARTICLES | words(
    "mi mis tu tus su sus nuestro nuestra nuestros nuestras vuestro vuestra este esta estos estas ese",
    "esa esos esas aquel aquella aquellos aquellas otro otra otros otras algun alguna algunos algunas",
    "cada cualquier cierto varias varios mismo misma mismos mismas al del ambos dicho dicha",
)
PREPOSITIONS: Final = words("a al de del en para por con sin sobre entre hasta desde hacia segun tras")
OF: Final = words("de del")
COORDINATORS: Final = words("y e o u ni mas ademas tambien junto luego aparte")

# Words that carry no meaning inside a keyword: "tubo de escape" and "tubo escape" are one phrase.
FILLERS: Final = ARTICLES | words(
    "de del al a en lo le les se me te nos os que y e o su sus mi mis tu tus para por es son"
)
# These change the meaning of a keyword and therefore count in it.
POLARITY: Final = words("no sin con si")

FUNCTION_WORDS: Final = (
    DETERMINERS
    | PREPOSITIONS
    | COORDINATORS
    | POLARITY
    | words(
        "yo tu el ella ello nosotros vosotros ellos ellas usted ustedes me te se nos os le les lo mio",
        "mia mios mias tuyo suyo suya nuestras vuestros vuestras conmigo contigo que quien cual cuales",
        "cuando como donde cuanto cuanta cuantos cuantas porque pero sino aunque pues entonces asi ya",
        "aun todavia muy mucho mucha muchos muchas poco poca pocos pocas tan tanto tanta tantos menos",
        "nada nadie algo alguien todo toda todos todas solo solamente unicamente mejor peor mayor menor",
        "ningun ninguna ningunos ningunas",
        "casi quiza quizas tampoco nunca siempre ahora antes despues hoy manana ayer aqui ahi alli aca",
        "alla cerca lejos esto eso aquello fuera dentro encima debajo arriba abajo salvo excepto durante",
        "mediante contra bajo ante aparte incluso hay ha he has han hemos habeis haya hayan habia haber",
        "habria hubiera sido siendo es son soy eres somos sois era eran fue fueron ser sea sean seria",
        "serian esta estan estoy estas estamos estais este esten estaba estaban estar estaria estado va",
        "vas van voy vamos vais vaya iba ir yendo tal tales etc vale ok okey ea eh ah uf oh bueno buena",
        "buenos buenas bien mal luego final al cuyo cuya cosa cosas asunto tema cuestion",
    )
)

NUMBERS: Final[dict[str, int]] = {
    "un": 1, "uno": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7,
    "ocho": 8, "nueve": 9, "diez": 10, "once": 11, "doce": 12, "par": 2, "pareja": 2, "trio": 3,
}  # fmt: skip
MAX_QUANTITY: Final = 20

# Different words for one meaning. The key on the left stands for all of them.
_LISTED: Final[dict[str, frozenset[str]]] = {
    "@front": words(
        "delantero delantera delanteros delanteras delante adelante frontal frontales",
    ),
    "@rear": words("trasero trasera traseros traseras atras detras posterior posteriores"),
    "@both": words("ambos ambas"),
    "@work": words(
        "cambiar cambio cambios cambiado cambiada cambiados cambiadas cambie cambiamos cambiaron",
        "cambiarle cambiarlo cambiarla cambia cambiando cambiemos cambiaria cambiare sustituir",
        "sustitucion sustituido sustituida sustituye sustituyo sustituyendo reemplazar reemplazo",
        "reemplazado poner puesto puesta pongo pone ponemos pusimos puse puso ponerle ponerlo ponerla",
        "meter metido meterle metemos mete meti montar montado montada monto monta montamos montarle",
        "montaje instalar instalado instalada instalo instala instalamos instalarle instalacion colocar",
        "colocado colocada coloco homologar homologo homologado homologamos homologacion legalizar",
        "legalizo legalizacion legalizado trasplantar trasplante swap pusieron pusiste ponerse ponerles",
        "ponerme poniendo pondria pondremos pusiera metieron metiste metera",
    ),
    "@increase": words(
        "aumentar aumento aumenta aumentado aumentamos aumente aumentan subir subida sube subido subimos",
        "incrementar incremento incrementa ampliar ampliacion amplia ampliado ampliamos elevar",
    ),
    "@add": words("anadir anado anadido anade anadimos agregar agregado agregamos sumar incorporar"),
    "@move": words(
        "mover movido muevo movemos reubicar reubicacion reubica reubicado reubicada desplazar",
        "desplazado desplaza recolocar recolocado trasladar",
    ),
    "@lower": words("bajar bajado baja bajarle bajarla bajarlo bajamos descender"),
    "@cut": words(
        "cortar corte cortado cortada recortar recorte recortado recortada acortar acortado acortada",
        "recortarle cortarle",
    ),
    "@lengthen": words("alargar alargado alargada alargamos"),
    "@remove": words("eliminar eliminacion eliminado eliminada quitar anular anulacion suprimir"),
    "@more": words("mas mayor mayores"),
    "@same": words("mismo misma mismos mismas igual iguales"),
}
_VERBS: Final[dict[str, tuple[str, ...]]] = {
    "@work": (
        "cambiar", "sustituir", "reemplazar", "meter", "montar", "instalar", "colocar", "homologar",
        "legalizar",
    ),
    "@increase": ("aumentar", "subir", "incrementar", "ampliar", "elevar"),
    "@add": ("anadir", "agregar", "incorporar"),
    "@move": ("reubicar", "desplazar", "recolocar", "trasladar"),
    "@cut": ("recortar", "acortar"),
    "@lengthen": ("alargar",),
    "@remove": ("eliminar", "quitar", "suprimir", "retirar"),
}  # fmt: skip
SYNONYMS: Final[dict[str, frozenset[str]]] = {
    key: words | conjugated(*_VERBS.get(key, ())) for key, words in _LISTED.items()
}

# Nouns and verbs that ask for a reform; the noun after them is what is asked for.
REQUEST_WORDS: Final = SYNONYMS["@work"] | SYNONYMS["@add"] | SYNONYMS["@increase"] | words(
    "quiero quiera queria quisiera querria querriamos queremos quiere quieren necesito necesitamos",
    "necesita necesitaria gustaria legalizar legalizais legalizarlo homologais homologadme homologarlo",
    "homologarme tramitar tramitamos regularizar regularizo pasar hacer hacerle hago hecho hecha hicimos",
    "hizo llevo lleva llevamos llevan tengo tenemos tiene presupuesto precio coste cuesta cuestan",
    "reformar reforma modificar modificacion modificado modificada modifico comprado compre pillado",
    "quitar quitado quito quitarle desmontar desmontado desmonto inscribir meter metiendo ponte ponme",
    "ponedme apuntame hacemos haceis hacen incluir incluye incluidme sumad anotar falta faltan busco",
) | SYNONYMS["@remove"] | SYNONYMS["@move"] | SYNONYMS["@cut"] | conjugated(
    "necesitar", "tramitar", "regularizar", "pasar", "llevar", "modificar", "reformar", "desmontar",
    "comprar",
)  # fmt: skip

# Of these, the ones that only wish or own: a verb of upkeep before them still rules the object.
WISH_WORDS: Final = words(
    "quiero queria quisiera querria querriamos queremos quiere quieren necesito necesitamos necesita",
    "necesitaria gustaria tengo tenemos tiene presupuesto precio coste cuesta cuestan hacer falta faltan",
)

# "cambio de X", "juego de X", "precio de X": X itself is meant.
TRANSPARENT_NOUNS: Final = (
    SYNONYMS["@work"]
    | SYNONYMS["@increase"]
    | SYNONYMS["@add"]
    | SYNONYMS["@move"]
    | SYNONYMS["@cut"]
    | SYNONYMS["@remove"]
    | words(
        "culpa causa",
        "precio precios presupuesto coste costes tarifa tarifas juego juegos kit kits par pareja trio",
        "conjunto equipo tipo tipos clase modelo marca tema temas asunto cuestion reforma reformas",
        "modificacion modificaciones tramite tramites expediente expedientes papeles papeleo",
        "documentacion info informacion foto fotos duda dudas pregunta consulta proyecto proyectos lo",
        "eso nada resto parte certificado certificacion legalidad homologaciones legalizaciones altura",
        "medida medidas tamano cantidad sistema linea mitad refuerzo forma estilo manera vez desmontaje",
        "cosillas cositas cosas accesorios extras",
        "reparto numero cambiazo mas menos ademas aparte antes despues acerca respecto",
    )
)

# "al lado de X", "en el lateral de X": X only says where something is.
PLACE_NOUNS: Final = words(
    "lado lados lateral laterales parte zona encima debajo dentro fuera cerca lejos junto delante detras",
    "extremo extremos centro alrededor altura nivel sitio hueco esquina borde frente techo final punta",
    "costado costados flanco puntas orilla canto base pie principio entorno derecha izquierda pared paredes",
)
PLACE_ADVERBS: Final = words("detras delante encima debajo dentro fuera cerca lejos alrededor junto enfrente")
# "bajo el asiento", "sobre la cocina", "entre la cama y la puerta": where something is.
PLACE_PREPOSITIONS: Final = words("bajo sobre tras entre hasta hacia")
# "donde va la matrícula"
SITING_VERBS: Final = words(
    "esta estan estaba estaban va van iba iban tengo tiene tenia tenemos llevo lleva llevaba hay habia queda",
    "quedan quedaba viene venia",
)
# "pegada a la rueda", "atornillado al basculante"
ATTACHED_STATES: Final = words(
    "pegado pegada pegados pegadas sujeto sujeta sujetos sujetas atornillado atornillada atornillados",
    "atornilladas soldado soldada soldados soldadas fijado fijada fijados fijadas anclado anclada anclados",
    "ancladas enganchado enganchada enganchados enganchadas unido unida conectado conectada conectados",
    "conectadas apoyado apoyada colgado colgada integrado integrada integrados integradas acoplado acoplada",
    "pegaito pegadito pegadita cerca junto frente cercano",
)
# "34.000 km, 2 plazas, gasolina"
DATA_UNITS: Final = words("km kms kilometros kg kgs kilos cc cv caballos kw")
FUELS: Final = words("gasolina gasoil diesel gasoleo")
CARRYING_VERBS: Final = words("llevar cargar subir transportar")
# "tiene 4 plazas y 3 camas"
WORKS_VERBS: Final = words("tiene son mide pesa")
SOUND_VERBS: Final = words("suena suenan sonar sonaba sonaban")
PRAISE_WORDS: Final = words(
    "mas bien mejor fuerte guapo bonito mucho lujo bestia brutal genial ronco gordo menos poco bajito",
    "muchisimo demasiado tanto escandalo demonios increible",
)

# Upkeep and other things done to a vehicle or around it that reform nothing.
UPKEEP_NOUNS: Final = words(
    "inspeccion estanqueidad desatasco",
    "aceite aceites bujia bujias pastilla pastillas liquido anticongelante refrigerante correa bombilla",
    "bombillas fusible fusibles averia averias revision revisiones mantenimiento limpieza lavado pintura",
    "reparacion reparaciones recarga recargas purga purgado puesta engrase equilibrado alineado recambio",
    "recambios repuesto repuestos reten retenes fuga fugas ruido ruidos rotura grieta pinchazo parche",
    "desgaste funda fundas garantia seguro poliza tornillo tornillos tapon manguito escobilla escobillas",
    "tdt ambientador alfombrilla alfombrillas pegatina pegatinas vinilo vinilos pulido grasa television tele",
    "tv",
)
UPKEEP_VERBS: Final = words(
    "soldar soldarme soldais soldarlo",
    "reparar reparo reparais reparado reparamos arreglar arreglo arreglais arreglado arreglamos limpiar",
    "limpio limpiais limpiado pintar pinto pintais pintado pulir purgar purgo purgais engrasar revisar",
    "revisais reviso rellenar recargar recargais cargar lavar equilibrar alinear roto rota rotos rotas",
    "rompio fundido fundida estropeado estropeada pinchado pinchada gotea suena pierde falla averiado",
    "averiada gastado gastada perdi perdido perdimos robaron robado extravie extraviado apretar ajustar",
    "rebobinar tapizar retapizar parchear desatascar diagnosticar sangrar sangrado",
) | conjugated(
    "reparar",
    "arreglar",
    "limpiar",
    "pintar",
    "pulir",
    "purgar",
    "engrasar",
    "revisar",
    "rellenar",
    "recargar",
    "lavar",
    "robar",
    "reventar",
    "llenar",
    "vaciar",
    "rectificar",
    "enderezar",
    "sellar",
    "lijar",
    "encerar",
)
# Parts of the drive that a part's name may belong to: "disco de embrague", "bomba de agua".
SYSTEM_NOUNS: Final = words(
    "embrague transmision cadena radiador agua direccion calefaccion ducha crucero traccion estabilidad",
    "matricula induccion",
    "vitroceramica",
)
# States of a part: without a request word beside them, the noun before is upkeep.
BROKEN_STATES: Final = words(
    "roto rota rotos rotas fundido fundida fundidos fundidas estropeado estropeada averiado averiada",
    "gastado gastada gastados gastadas pinchado pinchada gotea suena pierde falla fallan muerto muerta",
    "descargado descargada gripado gripada rajado rajada rajados rajadas despegado despegada soltado soltada",
    "caido caida partido partida quemado quemada acabado acabada comido comida agrietado agrietada oxidado",
    "oxidada oxidados oxidadas doblado doblada torcido torcida desprendido desprendida atascado atascada",
    "desinflado desinflada desinflados desinfladas rayado rayada abollado abollada descargada",
    "reventado reventada jodido jodida cascado cascada petado petada picado picada podrido podrida",
)
# "me baila el manillar", "el inversor pita"
FAULT_VERBS: Final = words(
    "baila bailan vibra vibran chirria chirrian pita pitan huele huelen tiembla cruje crujen rechina silba",
    "gotea parpadea recalienta humea rebota huela huelan",
)
FAULT_NOUNS: Final = words("fisura fisuras goteras gotera ruido ruidos fuga fugas holgura holguras grieta")
# After "no": the part has failed.
FAILING_VERBS: Final = words(
    "arranca funciona funcionan enciende encienden abre cierra luce lucen enfria enfrian carga cargan recoge",
    "calienta calientan gira giran marca marcan encaja despliega enrolla responde alumbra alumbran frena",
)
# Bare rubber, glass and the like of another part: "goma de la claraboya".
SPARE_NOUNS: Final = words("goma gomas cristal junta tapa llave")
# Beside these, a part's word is an entry of the vehicle's papers: "bastidor, matrícula y titular".
IDENTITY_NOUNS: Final = words("titular dni nif nie datos dato")
SALE_WORDS: Final = words(
    "vendo vende vendeis venden vendemos vender venderme vendes vendedlo venta ventas compro comprar",
    "vendan comprais compramos alquilo alquilar alquiler alquileres alquilais regalo interesados stock",
    "liquidacion",
    "oferta ofertas",
    "oferto wallapop milanuncios estrenar vendido ofrecemos fabricamos distribuimos rebaja rebajas",
    "existencias expositores sorteo promocion promociones promo liquidamos suscribete",
    "friday cupon cupones cyber chollo chollos",
)
SEEKING_VERBS: Final = words("teneis tendreis busco buscamos buscando")
# A purchase that has happened or leads to papers is part of a request, whatever words stand near it.
REFORM_WORDS: Final = words(
    "homologar homologo homologais homologarlo homologarla homologarlos homologarlas homologa homologan",
    "legalizar legalizo legalizais legalizarlo legalizarla legalizarlos legalizarlas legaliza legalizan",
    "homologacion legalizacion reforma reformas papeles ficha regularizar tramitar",
) | conjugated(
    "homologar",
    "legalizar",
    "regularizar",
    "tramitar",
)

EXCEPT_WORDS: Final = words("menos salvo excepto excluyendo descontando")
# "sin X" and "en vez de X" leave X out; so do "nada de X" and the verbs below.
KEEP_WORDS: Final = words(
    "olvido olvidemos olvidamos conservo conserva conservamos conservando conservar mantengo mantiene",
    "mantenemos manteniendo mantener olvidate olvida olvidad olvidaos olvidarme descarto descartad",
    "descartamos descarta descartar cancelo cancela cancelad cancelamos anulad anula respeto respeta",
    "respetando dejo dejamos dejad dejare deja dejado mantenido conservado descartado mantienen",
    "anulamos borrame quitalo quitala quitalos quitalas quitadlo quitadla quitadlos quitadlas dejame dejadme",
    "conservan respetan quitad quitadme quitame quiteis quita sacad saca sacame retirad retira borrad",
    "quiten saquen retiren borren eliminen descarten cancelen anulen dejen borra elimina eliminad anuladme",
    "anulame canceladme cancelame descartadme",
) | conjugated(
    "conservar",
    "descartar",
    "respetar",
    "olvidar",
)
# After "no": verbs whose object is then denied. Other verbs ("no pasa la ITV por el escape") deny nothing.
DENIABLE_VERBS: Final = (
    REQUEST_WORDS
    | words(
        "quiero quiere queremos quieren voy vamos va hay habia hace hacia hagas hagais hagan hemos he ha",
        "han toco",
        "toca toques toqueis tocar tocamos tocado tocan pongas pongais ponga metas metais lleva llevo llevan",
        "llevamos tengo tiene tienen tenemos interesa interesan cambies cambieis cambia incluyas incluyais",
        "necesito necesita necesitamos homologues homologueis legalices presupuestes presupuesteis apuntes",
        "cuentes conteis anadas anadais tapa tapan afecta afectan modifica modifican monta montan montamos",
        "pedi pedimos pido llegar llegado llegue podido pienso pensamos piensa pensaba",
        "van procede vale cuenta hagamos pongamos aumenta aumentan sube supera",
    )
    | conjugated(
        "tocar",
        "incluir",
        "contar",
        "apuntar",
        "interesar",
        "cobrar",
    )
)
# "X no viene en la ficha": about papers, not about whether X is wanted.
PAPERS: Final = words("ficha papeles documentacion tarjeta itv permiso tecnica")
RECORDED_VERBS: Final = words(
    "viene vienen consta constan aparece aparecen figura figuran sale salen esta estan homologado",
    "homologada homologados homologadas legalizado legalizada legalizados legalizadas puesto puesta",
    "tiene tenia pone ponia legal legales pasa tengo tenemos tienen llevo trae traia traian venia venian",
    "constaba constaban figuraba figuraban estaba estaban metido metida inscrito inscrita apuntado",
)
DONE_STATES: Final = words(
    "solucionado solucionada zanjado arreglado terminado",
    "homologado homologada homologados homologadas legalizado legalizada legalizados legalizadas legal",
    "legales hecho hecha hechos hechas resuelto resuelta tramitado tramitada",
)
# "me lo homologaron": somebody has done it.
DONE_VERBS: Final = words("homologaron legalizaron homologue legalice homologamos legalizamos regularizaron")
# "puse el de serie", "he vuelto a poner el original"
PUT_BACK_VERBS: Final = words(
    "vuelve", "puse pongo puesto volvi vuelto vuelvo deje dejado monte montado ponemos pusimos"
)
# "…y seguimos con el escape": a new clause, which the denial before it does not reach.
GOING_ON_VERBS: Final = words(
    "sigo seguimos sigue seguid seguir haz hazme haced hacedme ponme ponedme mete meted metedme vamos",
    "voy quiero queremos hago hacemos necesito necesitamos cuentame dime pon poned",
)
# "la ventana que dije"
SAID_VERBS: Final = words(
    "dije dijimos comente comentamos mencione pedi pedimos hablamos mande pregunte preguntamos puse propuse",
    "dicho",
)
# "lo devolví"
RETURN_VERBS: Final = words(
    "devolvi devuelto devolvimos descambie descambiado vendi vendido revendi revendido tire retire regale"
)
# "más adelante", "otro día": what waits is not asked now.
LATER_PAIRS: Final = frozenset(
    [("mas", "adelante"), ("mas", "tarde"), ("otro", "dia"), ("otro", "momento"), ("otra", "ocasion")]
)
# Who says that a part does not pass.
JUDGE_WORDS: Final = words("dicen dice dijo dijeron dicho itv guardia policia inspector perito agente")
# "el escape, que ya está"
SETTLED_VERBS: Final = words("esta estan hice hicimos hicisteis tengo tenemos hicieron arreglamos")
STOCK_WORDS: Final = words("serie origen original originales fabrica stock")
CONDITION_VERBS: Final = words(
    "tapa tapan tape tapar tapaba tapaban afecta afectan afectaba roza rozan roce rozaba rozaban rozar toca",
    "oculta ocultan cubre cubren desplaza desplazan tapando tapadas tapada",
    "tocan tocaba tocaban estorba estorbaba invade choca chocan chocaba pega pegaba",
)
# "X tiene que llevar Y", "X necesita Y": Y is a requirement of X, not something asked for.
REQUIREMENT_VERBS: Final = words(
    "llevar requiere requieren necesita necesitan exige exigen exigir precisa precisan",
)
# Finite verbs that ask for what an earlier "no lo lleva" denied: "me lo piden".
RESUMED_VERBS: Final = words("pongo ponemos pide piden exige exigen necesito necesitamos")
# A later "quiero ponerlo" takes back an earlier "no lo lleva".
RESUMED_ENDINGS: Final = (
    "ponerlo", "ponerla", "ponerlos", "ponerlas", "homologarlo", "homologarla", "homologarlos",
    "homologarlas", "legalizarlo", "legalizarla", "legalizarlos", "legalizarlas", "montarlo", "montarla",
    "montarlos", "montarlas", "pasarlo", "pasarla", "pasarlos", "pasarlas", "meterlo", "meterla",
    "instalarlo", "instalarla", "instalarlos", "instalarlas", "cambiarlo", "cambiarla", "cambiarlos",
    "cambiarlas", "regularizarlo", "regularizarla", "inscribirlo", "inscribirla",
)  # fmt: skip

SHOPS: Final = words("tienda almacen fabrica fabricante fabricantes marca distribuidor mayorista")
ADDRESS_NOUNS: Final = words("calle avenida avda plaza poligono")
# Off the vehicle: what is meant for these places is not on it.
HOME: Final = words("casa piso jardin terraza balcon")
# What belongs to these places is on no vehicle: "la puerta de la nave".
PREMISES: Final = HOME | words(
    "oficina nave local finca tienda almacen edificio portal dgt trafico ayuntamiento taller despacho hotel",
    "bar camping cochera comunidad calle garito gimnasio restaurante casas",
)
ROOMS: Final = words(
    "casa salon piso jardin terraza dormitorio balcon casas pisos jardines terrazas balcones",
    "hogar hogares viviendas chalet chalets",
)
ELSEWHERE: Final = ROOMS | words(
    "casa salon piso cocina jardin terraza garaje oficina nave taller local finca tienda almacen",
    "dormitorio",
)
VEHICLE_WORDS: Final = words(
    "moto motos motocicleta motocicletas vehiculo vehiculos coche coches furgo furgon furgoneta",
    "furgonetas camper campers camperizada autocaravana autocaravanas caravana caravanas perfilada",
    "perfiladas integral integrales capuchina scooter custom naked trail bici bicis maquina burra bicho",
    "cacharro chisme quad auto autos bicicleta bicicletas ciclomotor",
)

VEHICLE_MAKES: Final = words(
    "yamaha honda kawasaki suzuki ducati bmw ktm triumph harley davidson aprilia vespa piaggio kymco benelli",
    "husqvarna voge zontes keeway bultaco montesa derbi gilera guzzi indian norton cfmoto rieju sym daelim",
    "hyosung mash enfield fiat ducato citroen jumper peugeot boxer renault master ford transit mercedes",
    "sprinter volkswagen crafter iveco daily opel movano nissan toyota hymer knaus adria benimar burstner",
    "dethleffs rapido pilote challenger chausson carthago weinsberg sunlight carado hobby fendt mclouis",
    "laika rimor roller rollerteam giottiline ilusion mobilvetta frankia niesmann concorde possl",
)
# Adjectives and circumstances: they qualify a part, they do not name one.
QUALIFIERS: Final = frozenset[str]().union(
    SYNONYMS["@front"], SYNONYMS["@rear"], SYNONYMS["@both"], SYNONYMS["@more"], SYNONYMS["@same"]
) | words(
    "normal normales estandar standard basica basico simple simples sencillo sencilla parcial total",
    "totales completo completa completos completas entero entera fijo fija fijos fijas movil portatil",
    "portable permanente instalado instalada automatico automatica automaticas manual manuales electrico",
    "electrica electricos electricas electronico electronica electronicos electronicas hidraulico",
    "hidraulica digital digitales analogico analogica nuevo",
    "nueva nuevos nuevas viejo vieja viejos usado usada usados original originales grande grandes",
    "pequeno pequena pequenos pequenas corto corta cortos cortas largo larga largos largas ancho ancha",
    "anchos anchas alto alta altos altas bajo baja bajos bajas gordo gorda gordos gordas fino fina",
    "estrecho estrecha estrechos doble dobles unico unica single uno dos par izquierdo izquierda derecho",
    "derecha lateral laterales central centrales superior inferior interior interiores exterior",
    "exteriores visible visibles oculto oculta dentro fuera principal auxiliar adicional adicionales",
    "extra extras independiente independientes separado separados separadas complejo compleja",
    "estructural legal legales racing deportivo deportiva deportivos sport potente potentes fuerte led",
    "leds negro negra negros blanco blanca rojo roja azul gris verde amarillo cromado cromados bonito",
    "bonita feo fea feos guapo guapa guapisimas chulo chula chulos cambiable intercambiable regulable",
    "regulables universal universales homologado homologada homologados homologadas metalico metalica",
    "barato barata caro cara caros mejor peor distinto distinta diferente comodo comoda trasversal pleno",
    "plena maletero porton habitaculo eje ejes techo lado incrementa afecta sobresale cambia aumenta",
    "siguiente primero primera segundo segunda tercero tercera ultimo ultima abierto cerrado reforzado",
    "reforzada delgado viejas usadas unos propia propio pintado pintada pintadas invertida invertido",
    "radial radiales flotante aluminio carbono acero inox inoxidable plastico piel cuero titanio fibra",
    "orientativo aproximado cerrado madera retractil plegable abatible enrollable practicable",
)  # fmt: skip

# Paper and procedure: asked about beside a reform, never a reform.
ADMIN_WORDS: Final = PAPERS | words(
    "ensayo ensayos prueba pruebas certificado certificados contrasena homologacion homologaciones",
    "boletin proyecto proyectos informe informes fabricante laboratorio itv inspeccion factura facturas",
    "taller ingeniero ingenieria firma tasa tasas ley leyes normativa reglamento norma legalidad multa",
    "multas tarifa tarifas precio precios presupuesto presupuestos cita citas matriculacion expediente",
    "bastidor reforma reformas modelo marca papeleo tramite tramites documento documentos foto fotos",
    "ficha clasificacion frenada frenado anexo",
)

# Nouns too general to name a part by themselves.
GENERIC_NOUNS: Final = words("kit kits barra barras soporte soportes juego pieza piezas")

# Frequent words of a chat: never taken for a misspelt keyword, never reported as unexplained work.
COMMON_WORDS: Final = frozenset[str]().union(
    FUNCTION_WORDS, QUALIFIERS, REQUEST_WORDS, TRANSPARENT_NOUNS, PLACE_NOUNS, SALE_WORDS, UPKEEP_VERBS,
    KEEP_WORDS, DENIABLE_VERBS, RECORDED_VERBS, DONE_STATES, REQUIREMENT_VERBS, CONDITION_VERBS,
    ADMIN_WORDS, DONE_VERBS, VEHICLE_WORDS, ELSEWHERE, STOCK_WORDS, RESUMED_ENDINGS, NUMBERS, REFORM_WORDS,
    FREQUENT_VERBS, FREQUENT_NOUNS, SITING_VERBS, ATTACHED_STATES, SOUND_VERBS, PRAISE_WORDS,
    PLACE_PREPOSITIONS, *SYNONYMS.values(),
) | CHAT_WORDS  # fmt: skip

# Words that are spelt right, whatever they resemble.
PROTECTED_WORDS: Final = COMMON_WORDS | UPKEEP_NOUNS | SYSTEM_NOUNS | DONE_VERBS

# Words that decide how the words beside them are meant, hence read even when misspelt and short.
TELLING_WORDS: Final = (
    SYNONYMS["@front"] | SYNONYMS["@rear"] | SYNONYMS["@both"] | SYNONYMS["@increase"] | SYNONYMS["@work"]
    | SYNONYMS["@same"] | STOCK_WORDS | EXCEPT_WORDS | PAPERS | REFORM_WORDS | CONDITION_VERBS | KEEP_WORDS
    | words("sino quiero tambien ademas ninguno ningun tampoco todavia doble lateral ensayo")
)  # fmt: skip

# Of the everyday words those that a misspelt word is as likely to be as a part's name; the others are mostly
# forms of verbs, so many that one of them resembles nearly any word.
PLAIN_WORDS: Final = (
    CHAT_WORDS | FUNCTION_WORDS | QUALIFIERS | TELLING_WORDS | PLACE_NOUNS | ADMIN_WORDS | VEHICLE_WORDS
    | ELSEWHERE | FREQUENT_NOUNS | UPKEEP_NOUNS | SYSTEM_NOUNS | frozenset(NUMBERS)
)  # fmt: skip

# Answers to a question that offers a choice.
YES_WORDS: Final = words("si sip claro vale correcto exacto afirmativo efectivamente ok okey dale")
NO_WORDS: Final = words("no nop negativo ninguna ninguno nada")
ALL_WORDS: Final = words("todo todos todas ambos ambas")
ORDINALS: Final[dict[str, int]] = {
    "primera": 0, "primero": 0, "primer": 0, "segunda": 1, "segundo": 1, "tercera": 2, "tercero": 2,
    "cuarta": 3, "cuarto": 3, "quinta": 4, "quinto": 4, "sexta": 5, "sexto": 5, "septima": 6, "septimo": 6,
    "ultima": -1, "ultimo": -1,
}  # fmt: skip
