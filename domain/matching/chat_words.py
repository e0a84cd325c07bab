"""Words of a chat, as data: shorthand, and frequent words, which are never a misspelt keyword nor unexplained
work."""

from typing import Final

CHAT_WORDS: Final = frozenset(
    """
    hola holi buenos buenas dias tardes noches dia tarde noche saludo saludos gracias grasias favor
    perdon disculpa disculpe disculpad encantado adios abrazo cordial cordiales atentamente senor
    senora amigo amigos amiga colega colegas tio tia compi companero companera maestro jefe crack
    hermano primo chaval cliente clientes gente persona personas senores equipo empresa nombre
    apellidos telefono correo email direccion whatsapp mensaje mensajes llamada llamar llamais llamo
    llame numero horario hora horas minuto minutos semana semanas mes meses ano anos lunes martes
    miercoles jueves viernes sabado sabados domingo enero febrero marzo abril mayo junio julio agosto
    septiembre octubre noviembre diciembre momento rato vacaciones fecha plazo pronto rapido urgente
    urge prisa tiempo euro euros dinero pagar pago pagos bizum transferencia tarjeta efectivo cobrais
    cobrar cuesta costar costaria vale valen valdria sale saldria clavas clavar descuento gratis iva
    nomina senal cuenta cuentas saber sabe sabes sabeis sabemos se digo dice dicen decir decidme dime
    diga dijo dije dicho dices decis deciros hablar hablamos hablado comentar comentado comento contar
    cuento explicar explicadme aclarar preguntar pregunto pregunta preguntas consultar consulta duda
    dudas respuesta responder contestar contestad informar informarme informacion enviar envio envie
    enviado enviadme mandar mando mande mandad mandado mandarme pasas pasadme pasame pasarme pasais
    paso pasa pasan pasado pedir pido piden pedido pedis esperar espero espera esperamos esperando
    esperad siento siente sentir perdona venga vengo viene vienen venir vine viniste llegar llego llega
    llegue llegado salir salgo salgais salga salida entrar entra entro entrada entran volver vuelvo
    vuelve volveis quedar queda quedo quedan quedamos quedaria acabo acabar acabamos empezar empieza
    terminar seguir sigo sigue siguen dejar dejarlo dejalo dejadlo dejo poder puedo puede pueden
    podemos podeis podria podriais podrias pueda pudiera deber debo debe deben deberia creo creer cree
    creia pienso pensar pensado parece parecer parecido gusta gustan gustar gustado interesado interesa
    encanta prefiero prefiere preferimos importa falta faltan faltaria hacer hago haces hace hacen
    haceis hagan haga hizo hice hicieron haria harian haciendo dar doy das da dan dais dado darme dadme
    dame deis diera tener tengo tienes tiene tienen tenemos teneis tenia tenian tenga tuve tuviera
    querer quieres quereis quiera quieran ver veo ves ve ven veis visto mira mirad mirar miro mirado
    viendo encontrar encuentro encontrado buscar busco buscando llevar llevas llevais llevaba llevaban
    llevado llevarlo traer traigo trae traen traia trajo coger cojo coge cogido usar uso usa vivir vivo
    trabajar trabajo trabajamos viajar viaje viajes rodar ruta conducir conduzco mover quitar sacar
    saco saca sacado abrir abro abre cerrar cierro cierra cerramos cerrado arrancar arranca arranque
    obligar obliga obligatorio obligatoria obligan obligado permitir permite permitido permiten
    prohibir prohibido multar multen poli policia guardia civil trafico dgt legalmente aceptar aceptais
    acepta recomendar recomendo recomendado recomiendan recomendais tirar tiraron tiro echar echaron
    echen rechazar rechazado rechazaron suspender suspendieron aprobar favorable desfavorable defecto
    caducar caduca vencer tocar toque considera consideran considerar presentar presento sirve servir
    sirven funcionar funciona funcionan bastar basta tardar tarda tardais tardan medir mide miden mido
    medida pesar pesa peso pesos kilo kilos kg metro metros cm mm litro litros watio watios w vatios v
    cc cv grados pulgada pulgadas velocidad indice diametro cilindrada caballos potencia capacidad
    anchura altura longitud distancia tamano carga cargas masa masas puesto sitio lugar lugares
    posicion orden caso casos razon motivo problema problemas idea ideas forma formas manera maneras
    vez veces verdad mentira cierto claro seguro segura posible imposible necesario necesaria
    suficiente facil dificil rapida lento nuevo listo lista listas libre lleno llena vacio dura dureza
    blando caliente frio calor agua sol lluvia aire calle carretera autopista ciudad pueblo barrio
    provincia pais espana europa europea europeo europeas aleman alemana alemanes chino chinos china
    japones italiano italiana frances inglesa madrid barcelona valencia sevilla girona zaragoza bilbao
    malaga marruecos portugal francia alemania italia particular particulares profesional profesionales
    autonomo mecanico mecanica concesionario tienda almacen oficina despacho reunion curro padre madre
    hijo hija nino nina ninos novio novia mujer marido parienta familia dueno duena anterior
    propietario vecino mundo vida casa plan fin finde broma risa jaja jeje jajaja xd lol ostras joder
    tela guay mola molan flipa flipante brutal chulada pasada pedazo monton millon mitad mayoria resto
    ambos primero segundo tercero uno dos asco miedo ganas suerte pena lastima ayuda ayudar ayudais
    ayudarme servicio servicios cosa cosas cosita pieza piezas elemento elementos recambio componente
    accesorio accesorios marca modelo version referencia codigo material materiales ala lado lados
    media doble triple delgado detalle detalles nota notas dato datos pantalla adjunto adjunta archivo
    archivos documento catalogo manual guia pagina web link enlace video videos grupo privado publico
    contra directiva vivienda vigente requisito requisitos condicion condiciones norma debido segun
    parada parado parar estar aparcar aparcado aparcada aparcamiento camping circular circulo montana
    playa mar invierno verano puente boda cumple fiesta comer comida cafe cerveza pan cena dormir sueno
    trata tratar tratamos actual actuales ultimamente recien reciente recientemente anteriormente
    directamente totalmente realmente exactamente aproximadamente basicamente solamente normalmente
    actualmente finalmente ultimos proximos proximo proxima siguiente igualmente digamos adelante
    sustituto mezcla comun frente paquete espalda cuerpo cabeza mano manos pie pies ojo ojos cara
    brazos pierna nuestro tambien dudar planta plantar manta cuadra cuadrar cubre cubrir cubierto copia
    copiar contrato contratos contactar contacte contado costado puedas fuego fuera escala escapada
    escaparse filtrar moto motivos pisar pista pilota pinta pintas pino pinos tejado tarro sillon mesas
    camas alianza caballo asi bolsa bolso ciclo clase curso base pala placer plaza plazos palco palos
    metido metida guapisima guapisimo pillao sencillamente bastante demasiado apenas cerca tanto
    punto puntos papel historia rollo movida tramo
    diran dira direis cuentan cabe caben recomendacion atencion ilusion opcion opciones solucion soluciones
    situacion ocasion
    """.split()  # noqa: SIM905
)

SHORTHAND: Final[dict[str, tuple[str, ...]]] = {
    "k": ("que",), "q": ("que",), "qe": ("que",), "ke": ("que",), "kes": ("que", "es"),
    "xq": ("porque",), "pq": ("porque",), "porq": ("porque",), "xk": ("porque",), "pk": ("porque",),
    "x": ("por",), "xa": ("para",), "pa": ("para",), "pal": ("para", "el"), "pals": ("para", "los"),
    "d": ("de",), "dl": ("del",), "l": ("el",), "ls": ("los",), "m": ("me",), "t": ("te",), "s": ("se",),
    "n": ("en",), "u": ("un",), "tb": ("tambien",), "tbn": ("tambien",), "tmb": ("tambien",),
    "tmbn": ("tambien",), "tambn": ("tambien",), "xfa": ("por", "favor"), "xfavor": ("por", "favor"),
    "porfa": ("por", "favor"), "porfavor": ("por", "favor"), "pf": ("por", "favor"), "cm": ("como",),
    "cmo": ("como",), "cuant": ("cuanto",), "cnto": ("cuanto",), "tngo": ("tengo",), "tng": ("tengo",),
    "kro": ("quiero",), "qro": ("quiero",), "ncsto": ("necesito",), "nesito": ("necesito",),
    "homolog": ("homologacion",),
    "homolo": ("homologacion",),
    "i": ("y",),
    "hl": ("hola",), "hla": ("hola",), "bnas": ("buenas",), "wenas": ("buenas",), "wenos": ("buenos",),
    "bns": ("buenas",), "grcs": ("gracias",), "grax": ("gracias",), "salu2": ("saludos",),
    "dnd": ("donde",), "nd": ("nada",), "na": ("nada",), "to": ("todo",), "toa": ("toda",),
    "tos": ("todos",), "pos": ("pues",), "mu": ("muy",), "ma": ("me", "ha"),
    "patras": ("para", "atras"), "palante": ("para", "adelante"), "pabajo": ("para", "abajo"),
    "parriba": ("para", "arriba"), "pacasa": ("para", "casa"),
    "ppto": ("presupuesto",), "presu": ("presupuesto",), "alante": ("adelante",), "delant": ("delante",),
    "y/o": ("y",), "p/": ("para",), "ant": ("antes",), "dsd": ("desde",), "msj": ("mensaje",),
    "finde": ("fin",), "tlf": ("telefono",), "wsp": ("whatsapp",), "metio": ("metido",),
    "an": ("han",), "lus": ("luz",), "matri": ("matricula",), "matris": ("matriculas",),
    "xfabor": ("por", "favor"), "lao": ("lado",),
}  # fmt: skip
