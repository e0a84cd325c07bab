"""Verbs and nouns of everyday letters that no part is named by; data for `language`.

They keep a correctly spelt word from being taken for a misspelt part, and are no work nobody explains.
"""

from typing import Final

from domain.matching.conjugation import conjugated

FREQUENT_VERBS: Final = conjugated(
    "escribir", "dotar", "equipar", "adaptar", "acoplar", "adquirir", "solicitar", "desear", "realizar",
    "precisar", "fabricar", "atornillar", "declarar", "notificar", "anotar", "inscribir", "justificar",
    "entregar", "recibir", "aportar", "adjuntar", "facilitar", "valorar", "gestionar", "encargar",
    "planificar", "visitar", "acercar", "denunciar", "pasear", "disfrutar", "compartir", "prestar",
    "aparcar", "continuar", "comprobar", "confirmar", "aceptar", "firmar", "escanear", "cotizar",
    "presupuestar", "ocurrir", "suceder", "dedicar", "ofrecer", "animar", "probar", "prohibir", "autorizar",
    "certificar", "constar", "figurar", "aparecer", "utilizar", "intentar", "terminar", "dibujar", "regalar",
    "heredar", "mejorar", "tardar", "ayudar", "evitar", "ahorrar", "faltar", "sobrar", "cobrar", "pagar",
    "mandar", "llamar", "avisar", "contestar", "preguntar", "consultar", "dudar", "olvidar", "recordar",
    "circular", "viajar", "comprar", "matricular", "asegurar", "trabajar", "hablar", "gustar", "molestar",
    "preparar", "personalizar", "restaurar", "transformar", "convertir", "camperizar",
    "lograr", "echar", "prescindir", "desistir", "renunciar", "aplazar", "convencer", "compensar", "apetecer",
    "devolver", "aguantar", "esperar", "buscar", "entender", "vender", "perder", "acabar", "empezar",
    "volver",
    "llegar", "gastar", "quedar", "parar", "mirar", "cargar", "tirar", "perdonar", "disculpar",
    "comentar", "responder", "recoger", "jubilar", "explicar", "interesar", "considerar", "decidir",
    "suponer", "parecer", "conocer", "crecer", "vivir",
    "permitir", "rechazar", "aprobar", "arrepentir", "equivocar", "corregir", "aclarar", "anular", "cancelar",
) | frozenset(
    """
    crees creeis creemos propone proponen proponer propuso propuesto consigo consigue consiguen conseguimos
    conseguir consegui
    conseguido conseguia encuentro
    encuentra encuentran encontramos encontrar encontre encontrado entiendo entiende pierdo pierde
    empiezo empieza vuelvo vuelve devuelvo devuelve pido pide pides digo dice dices diga dime decirte
    decirme decir se sabe sabes saber sabia supe puedo puede pueden puedes podria podrias poder
    podeis pude pudo oigo oye vengo viene salgo sale salir salio traigo trae traer traia traje trajo
    doy dais dar dado creo cree creer arrepiento arrepentido corrijo prefiero prefiere preferimos
    preferiria siento sientes siente
    """.split()  # noqa: SIM905
)  # fmt: skip

FREQUENT_NOUNS: Final = frozenset(
    """
    alarma amargue apartado apellido arranco arrepienta atada avances bendita bolas bombero borrada
    cadera cafetera cajero calima camino cantaron carmen caza cazo cejas cenamos cerrada clienta colegio
    comprador conduciendo conductor conforme congelado conozca conozco correcto corriges cortando
    cortaron costaba costaron cualquiera cuarta cuela cuenca currando decimos depender descarga
    desconecta despacito doradas encajan encanto encarna enciende enganchar ensenando escaparate
    escasean estando estemos estrena fuerza guardaba hermana influye jordi justificante justo justos
    legalizable ligeros lugo marea mario medio molestia molestias necesidad nosotras pajar patina
    pediste pedisteis pegando pensando pidieron ponen portal quieto recoja recomendare recorrer rehacer
    resbalaban resulta reventaron rogamos salia santa siesta soltar suspendido tirador trastero
    tuvisteis usamos vacilando vendada venimos vicio viniendo virgen volando lampara patada cielo suegra
    abuela nieto nieta primos barba pelo caravana lavadero jardin portazo gafas libro libros cartas
    tienda pesca playa arena olas
    intencion deseo importe pedido encargo solicitud compra carnet banco concepto entrega ciudad
    noticia noticias enhorabuena felicidades chica chico perro perros gato semaforo rotonda
    gasolinera parking kilometros kilometro kms parroquia escrito escritos dispongo disponemos
    dispone disponen pretendo pretendemos pretende quisieramos agradeceria agradecemos agradezco
    atte precioso preciosa preciosas estupendo estupenda genial perfecto perfecta fenomenal
    correctamente evidentemente obviamente supongo suponemos supone entiendo entendemos entiende
    perra perras gata recojo recoge recogemos traemos dispuesto proyecta restauracion transformacion
    preparacion
    personalizacion conversion rodilla rodillas pasajeros comodidad seguridad estetica gustos color
    colores negras rojas verdes amarilla grises garajes colgado colgada acreditar acreditado amparo
    vehicular domingos festivo festivos jubilado jubilada abuelo abuela suegro suegra cunado cunada
    pusieron hicieron trajeron trajo dieron dio tuvieron tuvo vinieron vino quisieron quiso pudieron pudo
    supieron supo dijeron fueron anduvo estuvo estuve estuvieron anduve puedan dejaron dejaria quede oido oir
    oigo leido leer lei leyendo serian seran valdra costara quedaria haremos hareis hare tendre tendria
    tendremos podremos podre vendria iremos ire iria sabria sabremos dire dira diria pondre aprox majo maja
    primo peques perito guardia papelito regalito compa pana parce tronco quillo illo pisha che guita pasta
    plata aguante aguantar arena trastos cosicas pegas kanto aparato aparatos motor pipa
    presion temperatura humedad consumo autonomia harley evo devuelto devueltos roto resuelto vuelto
    comodo comoda espacioso espaciosa amplio amplia tasar tasacion peaje ferry vacunas equipaje
    mapa ruta rutas salon feria concentracion quedada club socio socios curso examen
    asociacion clase clases profesor alumno obra obras llaves
    motero motera moteros piloto copiloto pasajero campo sierra monte bosque lago rio puerto
    barco avion tren bus metro taxi mochila casco cascos guantes chaqueta botas traje sillita
    tormenta granizo viento nieve hielo barro polvo humo olor sabor gusto sonido musica radio
    cargador movil telefono ordenador impresora escaner sobre carpeta carta firma sello
    sola solas relacion simplemente sencillamente unicamente concretamente panaderia reparto
    carpintero herrero soldador chapista carrocero electricista fontanero holanda portugues
    primos sobrino ganga segunda estado foro facebook instagram google internet aliexpress amazon
    """.split()  # noqa: SIM905
)

# Part words in their everyday meaning. Each is a sequence of words; other words may not stand between.
EVERYDAY_PHRASES: Final = tuple(
    tuple(text.split())
    for text in (
        "hace aire", "hace mucho aire", "hacia aire", "hacia mucho aire", "hay mucho aire", "al aire libre",
        "tomar el aire", "hace bastante aire", "hace tanto aire", "corre el aire", "aire libre",
        "luz verde", "ido la luz", "va la luz", "fue la luz", "factura de la luz", "recibo de la luz",
        "factura de agua", "factura de gas", "agua y gas", "cortado la luz", "corte de luz", "luz del dia",
        "sin luz en", "en contacto", "pasais el contacto", "contacto del taller", "contacto del ingeniero",
        "contacto del tecnico", "contacto del cliente", "reloj de arena", "vuestro contacto", "tu contacto",
        "perder el contacto",
        "puerta de la nave", "a la puerta de",
        "puerta a puerta", "sobre la mesa", "dar gas", "a todo gas",
        "contacto que me", "pasame el contacto", "pasadme el contacto", "contacto de tu",
        "contacto de vuestro", "tendre luz", "no tengo luz", "tengo luz ni", "sin luz ni",
        "tener en cuenta", "patas estiras", "patas estiradas", "patas colgando", "estirar las patas",
        "foco de atencion",
        "echa el aire", "echan el aire", "saca el aire", "sacan el aire", "entre el aire", "entra el aire",
        "entre aire", "entra aire", "corra el aire", "corra aire", "renueva el aire", "aire fresco",
        "aire puro",
        "da el aire", "de el aire", "sillas y la mesa", "sillas y mesa", "mesa y las sillas", "mesa y sillas",
        "mesa de camping", "sillas de camping", "silla de camping", "mesita y las sillas",
        "cuenta bancaria", "numero de cuenta", "a cuenta", "por mi cuenta", "darme cuenta",
        "me he dado cuenta", "un reloj de pulsera",
        "encendido electronico", "cuentakilometros encendido", "contacto encendido", "motor encendido",
        "# tacos", "con matricula", "hice el deposito", "hecho el deposito", "hizo el deposito",
        "ventana de media",
        "ventana de tiempo", "ventana horaria", "placa v", "placa vitroceramica", "para toda la vida",
        "control de crucero",
        "contra reloj", "espejo del bano", "llave de casa", "en la cama", "a la cama", "en cama",
        "la cocina de casa", "hacer la maleta", "hacer las maletas", "hago las maletas",
        "haciendo las maletas", "haciendo la maleta",
    )
)  # fmt: skip
