"""Set phrases of taking back, of insisting and of mere description: "me echo atrás con el manillar", "no
consigo homologar el escape", "el motor tiene 30.000 km".

They are written in the notation of `phrase_patterns`; the rules they follow are those of
docs/labelling-guide.md, sections 1 and 6.
"""

from typing import Final

from domain.matching.language import affixes, es
from domain.matching.mentions import Mention
from domain.matching.phrase_patterns import Surroundings, occurs, phrasebook
from domain.matching.scene import Scene

_WITHDRAWN: Final = phrasebook(
    "ech*|hech* atras con X",
    "rajo|rajamos con X",
    "no sigo|seguimos|sigue|seguire|seguiremos ?adelante con X",
    "con X no sigo|seguimos|continuo|continuamos",
    "X fuera END ?y Y dentro|si",
    "X por|de|x ahora|momento no",
    "X ahora|hoy no END",
    "X lo|la|los|las descart*|anul*|cancel*|olvid*|pospon*|aplaz*|aparc*|borr*",
    "X queda|quedan|quedo|quedaron descart*|anul*|cancel*|aplaz*|aparc*|fuera",
    "X ?me|nos lo|la|los|las quedo|quedamos|dejo|dejamos|deje como|igual|asi",
    "?he|hemos|ha devuelto|devolvi|devolvimos X",
    "si quito|quitamos|quitas|quitais|saco|sacamos|quitaramos X de ?el|la|mi presupuesto|lista|pedido",
    "si quito|quitamos|quitas|quitais|saco|sacamos|quitaramos X de ?el|la|mi lote|conjunto|encargo",
    "no me|nos|le convence|convencen|compensa|compensan|interesa|interesan|apetece|renta X",
    "X ?ya no me|nos|le convence|convencen|compensa|compensan|interesa|interesan|apetece|renta",
    "X es|son ?el|la|los|las de casa|siempre|antes|toda",
    "X lo|la|los|las … ?a|en|para el|la ano|mes|semana|verano|invierno|primavera que viene",
    "X lo|la|los|las … ?a|en|para el|la proximo|proxima|siguiente ano|mes|semana|verano",
    "X para|en el|la ano|mes|semana|verano|invierno|primavera que viene",
    "cambia|cambiad|cambiame|cambiadme|cambiarme|sustituye|sustituid X por Y",
    "cambiar|cambia|cambiad|cambiame|cambiadme en|de el|mi|vuestro presupuesto|pedido|encargo X por Y",
    "X dejadlo|dejadla|dejadlos|dejadlas|dejarlo|dejarla|dejarlos|dejarlas",
    "en vez|lugar de cambiar|poner|montar|hacer|homologar|legalizar|meter|instalar X",
    "X no es|era el|la problema|cuestion|tema",
    "no es|era X el|la problema|cuestion|tema",
    "X ni lo|la|los|las toco|tocamos|toques|toqueis|quiero|queremos|mires",
    "X ni tocar|tocarlo|tocarla|tocarlos|tocarlas|hablar|loco",
    "X ni de broma|cona",
    "dejamos|dejo|deja|dejad|dejemos X para",
    "dejamos|dejo|deja|dejad|dejemos ?de lado|aparte|fuera X",
    "renuncio|renunciamos|renunciar a X",
    "desisto|desistimos de X",
    "he|hemos desistido|renunciado|pasado de|a X",
    "prescindo|prescindimos|prescindir|prescindid de X",
    "ignora|ignorad|obvia|obviad X",
    "dij*|pus*|puesto|pone|dice|entend* X END pero|y ?en ?realidad es|era|son|eran|llevo|llevamos|quiero Y",
    "dij*|pus*|puesto|pone|dice|entend* X pero|y|cuando ?en ?realidad es|era|son|eran|llevo|llevamos Y",
    "no cuentes|conteis|cuente con X",
    "sin contar ?con X",
    "menos en X",
    "X pero|y ?ya me|nos ha|han dicho|avisado … que no",
    "X pero|y ?ya me|nos ha|han dicho|avisado … … que no",
    "X pero|y ?ya me|nos ha|han dicho|avisado que no",
    "X no cambi*|toco|tocamos|tocare|hago|hacemos|modific* nada",
    "X no he|hemos cambiado|tocado|modificado nada",
    "X END|y|que son|es|van|va|vienen|viene de serie|origen|fabrica",
    "X se|ya … ?a|en|para el|la ano|mes|semana|verano|invierno|primavera que viene",
    "X se|ya … ?a|en|para el|la proximo|proxima|siguiente ano|mes|semana|verano",
    "cancelar|olvidar|descartar|posponer|aplazar X",
    "cancelar|olvidar|descartar|posponer|aplazar Y y X",
    "X ?a ?el ?final ?mejor no que|porque|pues",
    "X que se|os|te|ves|veis|sale|salen … … … ya esta|estan|consta|constan|viene|vienen|figura*",
    "X que se|os|te|ves|veis|sale|salen … … … … ya esta|estan|consta|constan|viene|vienen|figura*",
    "X que se|os|te|ves|veis|sale|salen|lleva|tiene … … ya esta|estan|consta|constan|viene|vienen|figura*",
    "X END mejor no END",
    "paso|pasamos de hacer|poner|cambiar|homologar|montar|legalizar|meter X",
    "de X paso|pasamos END",
    "X no que|porque|pues es|son|va|van|viene*|ya|lo|la|los|las",
    "donde puse|pone|dije|dice|escribi X queria|quiero|quise decir Y",
    "sale|pone|aparece|figura|puesto|pusisteis|apuntado X y|pero yo|nosotros|lo quiero|queremos|llevo|mio",
    "puesto|pone|apuntado|pusisteis X END ?y|pero es|son|era|eran Y",
    "END X fuera END",
    "quit*|sac*|borr*|elimin* X de el|la|mi|nuestro|nuestra lista|presupuesto|pedido|encargo|lote|proyecto",
    "no ?me|nos|le cabe|caben|entra|entran X",
    "X no ?me|nos|le cabe|caben|entra|entran",
    "apunt*|puso|pone|pusieron|anot*|puesto X y|pero ?eso esta|es mal|mentira|falso|error",
    "X y|pero ?que el|la|los|las mio|mia|mios|mias|nuestro|nuestra|nuestros es|son|va",
    "X es|son el|la|los|las que trae*|traia*|venia*|viene*|tenia*",
    "X ya me|nos lo|la|los|las hicieron|hizo|hicisteis|tramitaron|arreglaron|pasaron",
    "X fuera END que sigo|seguimos|me|nos|al",
    "X fuera END ya ?no",
    "X ?nuevo|nueva|nuevos|nuevas ?todavia|aun no lo|la|los|las he|hemos ?todavia puesto|montado|instalado",
    "X ya ?me|nos lo|la|los|las meti|metimos|metio|metieron|pase|puse|pusieron en ficha|papeles",
    "X ya ?me|nos lo|la|los|las meti|metimos|metio|metieron|pase|puse|pusieron en la|mi ficha",
    "quedo|quedamos|sigo|seguimos con X de serie|origen|fabrica|siempre",
    "quedo|quedamos|sigo|seguimos con X original|originales",
    "otra vez X de serie|origen|fabrica",
    "otra vez X original|originales",
    "vuelto|volvi|volvimos a poner|montar|colocar X de serie|origen|fabrica",
    "vuelto|volvi|volvimos a poner|montar|colocar X original|originales",
    "puesto|pusisteis|pone X en el|mi|vuestro presupuesto|pedido y|pero yo no",
    "puesto|pusisteis|pone X y|pero yo no",
    "metido|puesto|pusiste|pusisteis X y|pero ?yo el|la|los|las que",
    "X ?que se ?me queda|quedan ?los|las ?dos ?tal|como quieto|quieta|igual|estaba|estaban|esta|estan|cual",
    "X ?que se quedan|queda ?los|las ?dos como salio|salieron|vino|vinieron",
    "X esta|estan otra vez en su|el sitio",
    "X es|son|era|eran de la|el|otra|otro moto|furgo|auto|otra|otro",
    "X de la foto es|son el|la|los|las|de",
    "X intacto|intacta|intactos|intactas",
    "X ?esta|estan sin tocar|cambiar|modificar END",
    "X ?… que se ve|ven es|son el|la|los|las que|de",
    "ya metio|metido|metieron|metimos|meti X en la|mi|ficha",
    "X no es|son mio|mia|mios|mias|nuestro|nuestra",
    "X me niego a",
    "X cancelad*|anulad*|descartad*|aplazad*",
    "X sigue|siguen siendo el|la|los|las",
    "X ninguno|ninguna END",
    "X lo|la|los|las abandon*",
    "X quitadlo|quitadla|quitadlos|quitadlas|quitalo|quitala|quitalos|quitalas|borradlo|borradla|borradlos",
    "X sacadlo|sacadla|sacadlos|sacalo|sacala|eliminadlo|eliminadla|anuladlo|anuladla|borralo|borrala",
    "X no es|son otro|otra|otros|otras",
    "puesto|metido|pusisteis X y|pero es|son|era el|la|los|las",
    "X y no es|era eso",
    "X y esta|estan mal",
    "X lo|la|los|las homologo|legalizo|metio|inscribio el|mi|un|otro",
    "X ?le|lo|la|los|las iba|ibamos a poner|montar|meter|cambiar",
    "X ya lo|la|los|las mirare|miraremos|vere|veremos|hare|haremos",
    "arrepiento|arrepentimos|arrepentido de X",
    "X ?me|nos lo|la|los|las ahorr*",
    "X END ?y ?asi ?que de eso|esa|ese|esos|esas nada|olvid*|paso|pasamos",
    "?lo|la|los|las ?de X era|eran ?de ?mi hermano|amigo|primo|padre|vecino|colega",
    "X lo|la|los|las quite|quitamos pero ya esta|estan",
    "X lo|la|los|las retiro|retiramos|retira|retirad",
    "X que os|te|le|les|me dij*|coment*|ped*|pase|pasamos|puse|pusimos ?al ?final ?ya no",
    "X END ah|ay|uy no",
    "X END ?son|es los|la|las|el de casa|siempre|toda|antes|serie|origen|fabrica",
    "X ?me|nos lo|la|los|las guard*|reserv*",
    "X de toda ?la vida",
    "X de siempre",
    "X ni lo|la|los|las he|hemos|ha tocado|cambiado|modificado|movido|mirado",
    "X lo|la|los|las he|hemos ?ya revendido|vendido|devuelto|regalado|tirado|descambiado",
    "donde puse|pone|dije|dice|escribi|ponia X debia|debe|deberia|tenia|tendria ?que decir|poner|ser Y",
    "X que ?ya ?me|nos legalizast*|homologast*|tramitast*|hicist*|pasast*|regularizast*|arreglast*",
)

# What is said of a part that is there, in messages that ask for no work.
_DESCRIBED: Final = phrasebook(
    "X tiene|tienen|marca|marcan|lleva # km|kms|kilometros|anos|horas",
    "X tiene|lleva # … km|kilometros",
    "X va|van|anda|funciona*|esta|estan|es|son|suena ?muy|super|bastante|mas|tan perfect*|bien|genial*|"
    "comod*|bonit*|preci*|ampli*|limpi*|estupend*|espectacular*|fenomenal|gigante|enorme*|pequen*|fatal",
    "X va|van|es|esta|suena de|una maravilla|lujo|cine|diez|miedo|muerte|pasada|gozada",
    "X no enfri*|funciona*|arranca*|calienta*|enciende*|cierra*|abre*|carga*|va|van ?bien|nada END",
    "como se|funciona* ?usa|limpia|enciende|abre|cierra|programa X",
    "que tal va|van|funciona*|anda X",
    "tiene # X",
    "tiene # Y y X",
    "tiene … y X END",
    "duerme* # END con # X",
    "que X mas|tan …",
    "a X le|les cuesta|cuestan",
    "X se ?me|nos apaga|apagan|enciende|encienden",
    "se ?me|nos apaga|apagan|enciende|encienden X",
    "X carga|cargan|enfria|enfrian|calienta poquisimo|poco|nada|fatal|mal",
    "X ?me|nos dura|duran|duraba",
    "X ?me|nos hace|hacen|mete|meten un|mucho|bastante|unos ruido|ruidos|chirrido",
    "X es|son|esta|estan incomodisim*|comodisim*|durisim*|preciosisim*|feisim*|viejisim*|bonitisim*|incomod*",
    "se ve|ven X",
    "X lleno|llena|llenos|llenas|cargado|cargadas ?de|hasta",
    "es el|la … que lleva|tiene|trae X",
    "con X ?bien visible|visibles|legible",
    "X va|van|anda|esta|quedo|quedaron|quedado fino|finos|redondo|redonda|precios*|niquelad*|nuevo",
    "X ?se ?me|nos|le atasc*|cae*|cayo|suelt*|solto|mueve*|engancha*|bloque*|doblo|doblado|doblan",
    "X ?se ?me|nos|le descuelga*|moja*",
    "X con|tiene|lleno|llena|llenos ?de moho|humedad|polvo|barro|mugre|agua|hormigas|cal|olor",
    "ni me|nos|le miro|miraron X",
    "X enfria|enfrian|calienta|calientan|funciona|funcionan ?muy|super bien|genial|perfecto|mal",
)

# What is asked about the use or upkeep of a part, whatever verb stands with it.
_IN_USE: Final = phrasebook(
    "a que presion|temperatura|velocidad|hora … X",
    "a que presion|temperatura|velocidad|hora … … X",
    "a que presion|temperatura|velocidad|hora … … … X",
    "que aceite|gasolina|presion|temperatura|bujia|bujias|consumo lleva*|usa*|gasta*|tiene*|necesita*|va* X",
    "a cuanto infl* X",
    "a cuantos|cuantas|cuanto bares|bar|kilos|grados … X",
    "a cuantos|cuantas|cuanto bares|bar|kilos|grados X",
    "cada cuanto … X",
    "cada cuanto … … X",
    "cada cuanto … … … X",
    "cuantos|cuantas litros|kilos|anos|caballos|cv tiene|lleva|caben|carga|aguanta|dura ?en X",
    "de que color … … X",
    "cuanto|cuantas|cuantos ?horas|dias|anos|litros aguanta*|dura*|gasta*|consume*|pesa*|tarda* X",
)

# A clause that tells about the part before it: "un Maxxfan de esos que echan el aire para fuera".
_TOLD_OF_OTHER: Final = phrasebook(
    "Y de esos|esas|aquellos|aquellas|los|las que … X",
    "Y de esos|esas|aquellos|aquellas|los|las que … … X",
    "Y de … que se … a|en|con|sobre|por X",
    "Y … que se … a|en|con|sobre|por X",
    "Y que se … a|en|con|sobre|por X",
    "de X solo|solamente|unicamente Y",
    "Y que lleva|llevan|incorpora|incorporan|traen|tienen X integrado|integrada|integrados|incorporado",
)
# "Anular la nevera. Seguid con…": an order, where other work goes on.
_ANNULLED: Final = phrasebook("anular X", "anular Y y X")

# What is not there yet waits, unless the client goes on with it all the same.
_NOT_YET: Final = phrasebook(
    "X ?aun|todavia no ?me|nos ha|han llegado",
    "X ?aun|todavia no ?me|nos llego|llegaron",
    "no me|nos ha|han llegado ?aun|todavia X",
)

_INSISTED: Final = phrasebook(
    "no hay forma|manera de que … … con|por X",
    "no hay forma|manera de que … … … con|por X",
    "no hay forma|manera de que … … … … con|por X",
    "no hay forma|manera de que … … … … … con|por X",
    "no hay forma|manera de que … … … … … … con|por X",
    "no consigo|consigue|conseguimos|conseguia|logro|logramos|encuentro|encontramos … X",
    "no consigo|consigue|conseguimos|conseguia|logro|logramos|encuentro|encontramos … … … X",
    "no consigo|consigue|conseguimos|conseguia|logro|logramos|encuentro|encontramos … … … … X",
    "no quiero|queremos ?tener|mas problemas|problema|lios|lio|multas|multa|sustos|disgustos con|por|de X",
    "no quiero|queremos que se|me|os quede|quede|olvide|olviden|pierda|falte ?fuera X",
    "no dejes|dejeis|olvides|olvideis|olvidar ?fuera|de ?poner|incluir|meter|apuntar X",
    "no os|te|se olvid* ?de ?poner|incluir|meter|apuntar X",
    "X lo|la|el que no ?me|nos|se",
    "X no lleva|llevan|trae|traen|tiene|tienen contrasena|papeles|homologacion|certificado|marcado|marca",
    "no llevo|lleva|llevamos|tengo|tiene X ?de original|originales|serie|fabrica|origen",
    "no ?me|nos quiten|quiteis|quites|saques|saqueis X",
    "dejamos|dejad|deja|dejo X y ya|punto|listo",
    "X sigue|siguen ?para|adelante|dentro ?en ?pie END",
    "X que no lleva*|traia*|trae*|tenia*|venia*|viene* ?de serie|origen|fabrica|originales|original",
    "X que no lleva*|traia*|trae*|tenia*|venia*|viene* ?de serie|origen|fabrica|originales|original END",
)


def is_withdrawn(scene: Scene, mention: Mention, around: Surroundings) -> bool:
    """Whether a set phrase takes the mention back, so that nothing is asked for it."""
    bare = scene.text(mention.start - 1) not in es.DETERMINERS
    if bare and scene.text(mention.end + 1) in es.OUT and len(scene.mentions) > 2:
        # An item of a list: the part has been taken off.
        return False
    if {scene.text(mention.start - back) for back in (1, 2, 3)} & es.BESIDES_WORDS:
        # "aparte del escape no he tocado nada"
        return False
    if occurs(_WITHDRAWN, around):
        return True
    if occurs(_NOT_YET, around):
        return es.BUT.isdisjoint(around.tokens[around.here :])
    return occurs(_ANNULLED, around) and any(word.text.startswith(affixes.GOING_ON) for word in scene.words)


def is_insisted(around: Surroundings) -> bool:
    """Whether a "no" near the mention asks for it all the more: "no consigo homologar el escape"."""
    if occurs(_NOT_YET, around):
        # "no me ha llegado aún X, pero id metiéndola"
        return not es.BUT.isdisjoint(around.tokens[around.here :])
    return occurs(_INSISTED, around)


def is_described(scene: Scene, mention: Mention, around: Surroundings) -> bool:
    """Whether the client only says or asks how a part is: "el motor tiene 30.000 km"."""
    if occurs(_TOLD_OF_OTHER, around):
        return True
    if occurs(_IN_USE, around):
        return not any(word.text in es.REFORM_WORDS for word in scene.words)
    return occurs(_DESCRIBED, around) and not any(
        word.text in es.SET_PHRASES_WORK
        and word.text not in es.SITING_VERBS
        and word.sentence == scene.words[mention.start].sentence
        for word in scene.words
    )
