"""Every sentence of the assistant, in one place. `{…}` are filled in."""

from typing import Final

ASK_CATEGORY: Final = "¿De qué vehículo se trata?"
ASK_REQUEST: Final = "¿Qué quieres homologar?"
ASK_MORE: Final = "¿Algo más, o algo que quitar?"
ASK_REVIEW: Final = "¿Está todo bien? Si algo no lo está, dime qué corregir."
ASK_WHICH_FEWER: Final = "¿De cuál lo quito?"
ASK_WHICH_MORE: Final = "¿De cuál?"
ASK_WHICH_DATUM: Final = "¿Qué dato quieres corregir?"
YES_NO: Final = ("Sí", "No")

NOT_UNDERSTOOD_CATEGORY: Final = "No lo he entendido: elige uno de los vehículos, por su número o su nombre."
NOT_UNDERSTOOD_VARIANT: Final = "No lo he entendido. Escribe el número o el nombre de una opción."
NOT_UNDERSTOOD_CHOICE: Final = "No lo he entendido. Escribe el número o el nombre de lo que quieres cambiar."
NOT_UNDERSTOOD_REQUEST: Final = "No he reconocido ningún elemento en tu mensaje."
IN_DOUBT: Final = (
    "Has nombrado {names} y no nos queda claro si lo quieres homologar: si es así, dínoslo (por ejemplo, "
    "«quiero homologarlo» con su nombre)."
)
NOT_UNDERSTOOD_REVIEW: Final = (
    "No lo he entendido. Puedes decir, por ejemplo, «corrige la marca» o «añade el escape»."
)
UNRESOLVED: Final = "Sin identificar: {words}."
TOO_LONG: Final = "Tu mensaje es demasiado largo (como máximo {most} caracteres): envíalo en varias partes."

STILL_OPEN: Final = (
    "Sin ese dato no puedo darte el precio: cuando lo sepas, dímelo. Si no lo puedes mirar, di «persona» y "
    "te ayudará alguien del equipo."
)
LEFT_OPEN: Final = "Lo dejamos pendiente; puedes contestarlo cuando quieras."
DATUM_SKIPPED: Final = "Lo dejamos pendiente: puedes dar este dato más adelante."
RESTORED: Final = "De acuerdo, se queda: {names}."
NOTHING_TO_RESTORE: Final = "No hay nada quitado que recuperar."
UNDONE: Final = "Hecho: he deshecho lo último."
NOTHING_TO_UNDO: Final = "No hay nada que deshacer."
RESTARTED: Final = "De acuerdo, empezamos de nuevo."
EMPTIED: Final = "De acuerdo, lo quito todo. Si cambias de idea, di «mejor no»."
PERSON: Final = (
    "De acuerdo: te responderá una persona de nuestro equipo. "
    "No hace falta que repitas lo que ya me has contado."
)
PERSON_WANTED: Final = "El cliente pide que le conteste una persona."
REMOVED: Final = "Quitado: {names}."
QUANTITY_NOW: Final = "«{name}»: ahora {quantity}."
NOT_COUNTED: Final = "«{name}» cuenta como una sola reforma, con independencia del número de piezas."
NOT_REQUESTED: Final = "Eso no está en tu petición, así que no hay nada que cambiar."
NOTHING_REQUESTED: Final = "Todavía no has pedido nada: cuéntame qué has cambiado o quieres cambiar."
CORRECTED: Final = "Corregido: «{label}» es ahora {new} (antes, {old})."
NOTED: Final = "Anotado: «{label}», {new}."
SHORT_CHASSIS: Final = (
    "El bastidor {number} tiene {count} caracteres, y los actuales tienen 17. Si tu vehículo es antiguo y es "
    "lo que pone en la casilla E de la ficha técnica, no hace falta que hagas nada; si no, vuelve a "
    "escribírmelo."
)
NO_SUCH_DATUM: Final = "No encuentro ese dato."
NO_DATA_YET: Final = "Todavía no hay ningún dato que corregir."
NOTHING_PENDING: Final = "No queda nada pendiente."
CATALOGUE_CHANGED: Final = (
    "El catálogo ha cambiado desde tu último mensaje: revisa lo que queda en tu petición."
)
GO_ON: Final = "Dime qué quieres añadir, cambiar o quitar."
DONE: Final = "Perfecto, queda todo anotado."

NOTHING: Final = "Ningún elemento"
PRICE_LINE: Final = "{names}. {price}"
NO_PRICE_YET: Final = "Sin precio todavía."
NO_TIER: Final = "Ninguna tarifa lo admite."
PRICE_FROM: Final = "{tier}: desde {price} sin IVA."
PRICE: Final = "{tier}: {price} sin IVA."
PRICE_NOT_FIRM: Final = "{tier}: {price} sin IVA (precio no firme)."
COUNTED: Final = "{name} (x{quantity})"

DATUM: Final = "{element} · {label}"
DATUM_HINTED: Final = "{element} · {label} ({hints})"
IN_UNIT: Final = "en {unit}"
EXAMPLE: Final = "p. ej. {example}"
MAY_SKIP: Final = "«saltar» para dejarlo"
MAY_LEAVE: Final = "opcional, «saltar» para no darlo"
SUMMARY: Final = "Resumen"
SUMMARY_ELEMENT: Final = "• {name}"
SUMMARY_DATUM: Final = "   {label}: {value}"
SUMMARY_MISSING: Final = "   {label}: pendiente"
SUMMARY_QUESTION: Final = "• Por contestar: {question}"
YES: Final = "sí"
NO: Final = "no"

# --- With a client: from the first message to a complete case ---

GREETING: Final = (
    "¡Hola! Soy el asistente automático de homologaciones: te doy presupuesto y recojo lo necesario para tu "
    "expediente. Si prefieres que te conteste una persona, dímelo cuando quieras."
)
PRIVACY_NOTICE: Final = "Cómo tratamos tus datos: {where}"
PRIVACY_ON_REQUEST: Final = (
    "Si quieres saber cómo tratamos tus datos, pide aquí el aviso de privacidad y te lo enviará una persona "
    "de nuestro equipo."
)
PRIVACY_PASSED_ON: Final = "Se lo digo a un compañero, que te lo enviará por aquí."
WELCOME_BACK: Final = "¡Hola de nuevo! Seguimos donde lo dejamos."
ASK_KIND: Final = "¿Qué vehículo es y qué has cambiado o quieres cambiar?"
ASK_VAN: Final = (
    "¿Qué clasificación pone en la ficha técnica de la furgoneta? Nuestra tarifa es para autocaravanas "
    "(32xx o 33xx)."
)
VAN_OPTIONS: Final = ("32xx o 33xx", "Otra o no lo sé")
CAMPER_VAN: Final = "furgoneta camper"
ASK_CLIENT_TYPE: Final = "¿Lo pides como profesional (taller, empresa, concesionario…) o como particular?"
CLIENT_TYPES: Final = ("Profesional", "Particular")
PRESUMED_TYPE: Final = (
    "Cuento con que lo pides como profesional: la tarifa de «{vehicle}» es solo para profesionales. "
    "Si eres particular, dímelo."
)
PRESUMED_VEHICLE: Final = "Por lo que cuentas, entiendo que es de esta tarifa: {vehicle}. Si no, dímelo."
NO_TARIFF: Final = (
    "Para este vehículo y este tipo de cliente no tenemos una tarifa cerrada, así que no te doy un precio: "
    "lo valora una persona de nuestro equipo, que te contestará por aquí."
)
OTHER_VEHICLE: Final = (
    "Para este tipo de vehículo ({vehicle}) no tenemos tarifa, así que no te doy un precio: te contestará "
    "por aquí una persona de nuestro equipo."
)
CONVERSION: Final = (
    "La camperización de una furgoneta la valora una persona de nuestro equipo, así que no te doy un precio: "
    "te contestará por aquí."
)
SECOND_LATER: Final = (
    "Cada vehículo lleva su propio expediente: apunto el otro y, cuando terminemos con este, seguimos con él."
)
HOURS: Final = "Nuestro equipo atiende {hours} (hora peninsular)."
SECOND_NOW: Final = "Vamos ahora con el otro vehículo."
SECOND_SAID: Final = "Al principio me dijiste: «{text}». ¿Qué quieres homologar en este otro?"
OFFER: Final = "¿Lo aceptas y abrimos el expediente? Si falta o sobra algo, dímelo y lo cambio."
OFFER_AGAIN: Final = "¿Aceptas el nuevo precio? Si falta o sobra algo, dímelo."
OFFER_OPTIONS: Final = ("Acepto", "Cambiar algo")
PRICE_IS_FIXED: Final = "El precio es el de nuestra tarifa: {total} + IVA ({with_vat} IVA incluido)."
VAT_ALWAYS: Final = "Los precios son los de nuestra tarifa, y siempre llevan su IVA."
PRICE_WITH_VAT: Final = (
    "El precio es el de nuestra tarifa, siempre con su IVA: {total} + IVA ({with_vat} IVA incluido)."
)
NOT_UNDERSTOOD_OFFER: Final = "No me queda claro si lo aceptas."
HOW_TO_ACCEPT: Final = (
    "Con que me escribas «acepto» basta: abro tu expediente por ese precio y te voy pidiendo las fotos y los "
    "datos."
)
OFFER_REFUSED: Final = (
    "De acuerdo, no abro nada. El presupuesto queda guardado: si quieres seguir o cambiar algo, escríbeme."
)
ALL_RIGHT: Final = "De acuerdo."
OFFER_WAITS: Final = "De acuerdo. Cuando quieras seguir, escríbeme y abrimos el expediente."
PRICE_DEPENDS: Final = "El precio depende de lo que hayas cambiado: cuéntamelo y te lo diré."
NOT_INCLUDED: Final = "No incluye lo que no he entendido ({words}): si es otra reforma, dímelo y la añado."
ACCEPTED: Final = "¡Perfecto! Expediente abierto por {total} + IVA."
PRICE_CHANGED: Final = "El precio ha cambiado desde que te lo enseñé; te digo el de hoy."
PROVISIONAL_ACCEPTED: Final = (
    "De acuerdo. Como el precio todavía es provisional, lo confirma una persona de nuestro equipo, que te "
    "contestará por aquí."
)
ENGINEER: Final = (
    "Esta combinación la tiene que valorar nuestro ingeniero: te contestará por aquí una persona del equipo."
)
NO_PHONE: Final = (
    "Sin un teléfono no puedo abrir el expediente. Si prefieres no darlo aquí, dime «persona» y te contesta "
    "alguien del equipo."
)
ASK_PHONE: Final = "Para abrir el expediente necesito un teléfono de contacto. ¿Cuál es?"
PHONE_OF_ANOTHER: Final = (
    "Ese teléfono ya está en otra ficha, y por seguridad no las uno yo: te contestará una persona de nuestro "
    "equipo."
)
REQUEST_CHANGED: Final = "De acuerdo, cambio la petición."
REOPENED_CASE: Final = "He recuperado lo que ya nos habías dado."

PHOTO_KEPT: Final = "Foto guardada: la pondré en tu expediente en cuanto lo abramos."
PHOTOS_KEPT: Final = "{count} fotos guardadas: las pondré en tu expediente en cuanto lo abramos."
KEPT_PHOTOS_PLACED: Final = "He puesto en el expediente las fotos que ya habías enviado ({count})."
PHOTO_SAVED: Final = "✅ {title}"
PHOTOS_SAVED: Final = "Fotos recibidas:\n{titles}\nSi alguna no es lo que digo, dime cuál es."
PHOTO_MOVED: Final = "Anotado: es «{title}»."
PHOTO_AGAIN: Final = "Esa imagen ya la tenía."
PHOTO_REFUSED: Final = "No he podido guardar el archivo: {why}"
PHOTO_ADDED: Final = "La añado a tu expediente; la verá el equipo."
PHOTO_LATER: Final = "De acuerdo: me la envías cuando puedas."
PHOTOS_LATER: Final = "De acuerdo: me las envías cuando puedas."
MEANWHILE: Final = {
    "photo": "Mientras tanto, seguimos con la siguiente.",
    "field": "Mientras tanto, seguimos con los datos de lo que has cambiado.",
    "personal": "Mientras tanto, seguimos con los datos del peticionario.",
    "vehicle": "Mientras tanto, seguimos con los datos del vehículo.",
    "workshop": "Mientras tanto, seguimos con el taller.",
    "itv": "Mientras tanto, seguimos con la ITV.",
    "document": "Mientras tanto, seguimos con los documentos.",
}
NO_PHOTO_YET: Final = "No me ha llegado ninguna foto todavía: ¿me la envías otra vez?"
PHOTO_NEEDED: Final = "Aquí necesito una foto. Si no la tienes a mano, di «luego» y seguimos con lo demás."
PHOTO_TITLE: Final = "{element}: {title}"
ASK_WHICH_PHOTO: Final = "¿De qué es la última foto? Escribe el número o dímelo con tus palabras."
ASK_WHICH_PHOTOS: Final = "¿De qué son las últimas fotos? Escribe el número o dímelo con tus palabras."
PHOTOS_LEFT: Final = "De acuerdo: las dejo en tu expediente sin nombre, y las mira el equipo."
NOT_FETCHED: Final = "No he podido descargar el archivo que has enviado. ¿Me lo envías otra vez?"
NO_AUDIO: Final = "No puedo escuchar notas de voz. ¿Me lo escribes?"
NO_VIDEO: Final = "No puedo ver vídeos. ¿Me envías fotos, o me lo cuentas por escrito?"
NO_LOCATION: Final = "No puedo abrir ubicaciones. Si hace falta una dirección, escríbemela."
NO_STICKER: Final = "No entiendo los stickers: dímelo con palabras, por favor."
NO_CONTACT: Final = "No puedo abrir tarjetas de contacto. Escríbeme el dato que haga falta."
NO_OTHER: Final = "Ese tipo de mensaje no lo puedo leer. ¿Me lo escribes, o me envías una foto?"
NO_EMOJI: Final = "Los emojis no los entiendo bien: dímelo con palabras, por favor."
EMPTY_MESSAGE: Final = "Tu mensaje me ha llegado vacío. ¿Me lo envías otra vez?"

PHOTO_OF: Final = "📷 {question}"
SEVERAL_LEFT: Final = "{question} (faltan {count})"
INTRODUCTIONS: Final = {
    "photo": "Empecemos con las fotos: puedes enviar varias a la vez.",
    "personal": "Ahora, los datos del peticionario; puedes darme varios en el mismo mensaje.",
    "vehicle": "Ahora, los datos del vehículo.",
    "workshop": "Ahora, el taller.",
    "itv": "Ahora, la ITV.",
    "document": "Ya casi está: faltan los documentos generales.",
}
PENDING: Final = "Solo queda lo que dejamos pendiente. Envíamelo cuando lo tengas:"
NOT_UNDERSTOOD_DATUM: Final = "No lo he entendido. ¿Me lo dices de otra manera?"
WHY_ASKED: Final = "Es uno de los datos del formulario del expediente, y solo se usa para tramitarlo."
PRICE_WITH: Final = "Con {names}, el total sería {total} + IVA. Si lo quieres, dime «añade {first}»."
PRICE_ALONE: Final = (
    "Solo con {names} serían {total} + IVA ({with_vat} IVA incluido). Si lo prefieres así, dime "
    "«solo {said}»."
)
PRICE_STAYS: Final = "Mientras no me digas otra cosa, tu presupuesto sigue siendo el de {total} + IVA."
ADD_NAMED: Final = "añade {names}"
PRICE_ACCEPTED: Final = "El precio aceptado es {total} + IVA."
HOW_TO_FIND: Final = (
    "Te lo pregunto con lo que sé de dónde mirarlo; si no lo encuentras, di «saltar» y seguimos."
)
ALREADY_SAID: Final = "Perdona, no lo encuentro entre lo que me has contado. ¿Me lo repites, por favor?"
PHOTOS_SO_FAR: Final = "Ya tengo {count} en tu expediente, gracias; me falta esta:"
WAITS_FOR_IT: Final = "De acuerdo. En cuanto me envíes lo que queda, lo entrego."
PHOTOS_COMPLETE: Final = "Ya están en tu expediente, gracias ({count}). Ahora me falta esto:"
HOW_PHOTO: Final = (
    "Te repito aquí abajo las instrucciones. Si no te quedan claras, envíala como puedas: la revisará "
    "después una persona del equipo."
)
ONE_FILE: Final = "1 foto o documento"
FILES: Final = "{count} fotos o documentos"
ONE_AT_A_TIME: Final = (
    "Cada vehículo lleva su propio presupuesto y su expediente, así que vamos de uno en uno. ¿Con cuál "
    "empezamos y qué le has cambiado? Cuando terminemos con él, seguimos con el otro."
)
ASK_COLUMN_AGAIN: Final = "¿Cuál es el valor correcto de «{name}»?"
ASK_CORRECTION: Final = (
    "¿Qué hay que corregir? Dime el dato y su valor, por ejemplo «la matrícula es 1234 BCD»."
)
SAVED: Final = "Anotado: {data}."
SAVED_DATUM: Final = "{name}, {value}"
CASE_SUMMARY: Final = "*Resumen de tu expediente*"
CASE_PRICE: Final = "Precio aceptado: {total} + IVA"
CASE_PHOTOS: Final = "Fotos y documentos: {count}"
CASE_DATUM: Final = "• {name}: {value}"
HANDED_IN: Final = (
    "¡Listo! Tu expediente está completo y entregado. Ahora una persona del equipo revisa las fotos y los "
    "documentos; si algo no sirve, te lo diremos por aquí."
)
WITH_ENGINEERS: Final = (
    "Tu expediente está entregado y en manos de nuestro equipo, que lo está revisando. Te avisaremos por "
    "aquí. Si es por otro vehículo, cuéntame cuál."
)
AT_YOUR_SERVICE: Final = "¡A ti! Si necesitas algo más, escríbeme."
STATUS_WITHOUT_CASE: Final = "Todavía no tienes ningún expediente abierto."
STATUS_COLLECTING: Final = "Tu expediente está abierto: llevamos {done} de {asked} cosas."
NOTHING_MISSING: Final = "No falta nada: solo que confirmes el resumen."
MISSING_LIST: Final = "Todavía falta:"
PAPERS: Final = "Esto es lo que hace falta:"
PAPERS_LATER: Final = "Depende del vehículo y de las reformas: cuéntamelos y te digo qué hace falta."
LISTED: Final = "• {name}"
AND_MORE: Final = "• y {count} cosas más"

ASK_CANCEL: Final = "¿Cancelo tu expediente? No se puede deshacer."
CANCEL_OPTIONS: Final = ("Sí, cancelar", "No, seguir")
CANCELLED: Final = "Expediente cancelado. Si cambias de idea, escríbeme y empezamos otro."
NOT_CANCELLED: Final = "De acuerdo, seguimos."
CANCELLED_BY_CLIENT: Final = "A petición del cliente."
ABANDONED_REASON: Final = "El cliente no contesta desde el {day}."
STOPPED: Final = "De acuerdo: no te escribiremos más. Si necesitas algo, escríbenos cuando quieras."
ANGRY: Final = "Siento las molestias. Te contestará por aquí una persona de nuestro equipo."
TELL_ME: Final = "Claro, dime."
FAREWELL: Final = "¡Hasta luego! Cuando quieras seguir, escríbeme."
ONLY_YOURS: Final = "Por aquí solo puedo hablarte de tu propio expediente."
HOW_IT_WORKS: Final = (
    "Me cuentas los cambios y te daré el precio. Si lo aceptas, te pediré las fotos y los datos; después, "
    "nuestro equipo lo revisará todo."
)
PHOTOS_REVIEWED: Final = (
    "Las fotos las revisará una persona del equipo: si alguna no sirviera, te la pediríamos otra vez."
)
I_AM_A_ROBOT: Final = "Soy un asistente automático. Si prefieres que te conteste una persona, dímelo."
SERVICE: Final = "{name}: {price} + IVA. {description}"
RULE_PLACE: Final = "{place} de «{title}»"
RULE_ARTICLE: Final = "artículo {number}"
RULE_DATE: Final = ", texto a {date}"
RULE: Final = (
    "Esto es lo que dice la norma ({source}{date}):\n«{text}»\nTe lo cito tal cual; si quieres que lo valore "
    "una persona, dímelo."
)
PASSED_ON: Final = (
    "Eso no te lo sé confirmar yo: se lo paso a un compañero, que te contestará por aquí. Mientras tanto, "
    "seguimos con lo tuyo."
)
PASSED_ON_ALREADY: Final = "Ya se lo he preguntado a un compañero: en cuanto lo sepa, te contesta por aquí."
ANSWERED_BY_PERSON: Final = (
    "Eso prefiero que te lo conteste una persona de nuestro equipo, que lo sabe con seguridad."
)
PERSON_AFTER_MISUNDERSTANDING: Final = (
    "Creo que no te estoy entendiendo bien. Te contestará por aquí una persona de nuestro equipo."
)
FIRST_REMINDER: Final = "Nos quedó una pregunta pendiente para seguir con tu homologación:"
SECOND_REMINDER: Final = "Sigo aquí si quieres continuar. Nos falta esto:"
FAILED: Final = (
    "Perdona, algo ha fallado por nuestra parte. Te contestará por aquí una persona de nuestro equipo."
)

REASON_WANTED: Final = PERSON_WANTED
REASON_ANGRY: Final = "El cliente está molesto."
REASON_LANGUAGE: Final = "El cliente escribe en otro idioma ({language})."
REASON_NOT_UNDERSTOOD: Final = "El asistente no entiende al cliente."
REASON_NO_TARIFF: Final = "No hay tarifa para este tipo de cliente: {vehicle}."
REASON_OTHER_VEHICLE: Final = "No hay tarifa para este vehículo: {vehicle}."
REASON_CONVERSION: Final = "Camperización de una furgoneta."
REASON_PROVISIONAL: Final = "El cliente acepta un precio que no es firme."
REASON_ENGINEER: Final = "Ninguna tarifa admite la petición."
REASON_QUESTION: Final = "El cliente pregunta algo que no está en las políticas: {question}"
REASON_ERASE: Final = "El cliente pide algo sobre sus datos guardados: {text}"
REASON_CHANGE: Final = "El cliente quiere cambiar algo de un expediente que ya está entregado: {text}"
REASON_BEGUN_ANEW: Final = "El cliente ha empezado de nuevo y acepta otro presupuesto."
REASON_PHONE: Final = "El teléfono que da el cliente es de otra ficha."
REASON_FAILED: Final = "El asistente no ha podido hacer lo que el cliente pedía."
NOTE_WANTED: Final = "Quiere: {names}"
NOTE_NOTHING: Final = "Todavía no ha pedido nada concreto."
NOTE_PRICE: Final = "Precio: {price}"
NOTE_MISSING: Final = "Falta ({count}): {names}."
NOTE_SAID: Final = "Último mensaje: «{text}»"
NOTE_FURTHER: Final = "Otros vehículos: {texts}"
SHOWN_QUOTE: Final = "pide presupuesto"
SHOWN_PRICE: Final = "{price} + IVA"
SHOWN_PRICE_NOT_FIRM: Final = "{price} + IVA, sin confirmar"
SHOWN_COMPLETE: Final = "nada"
SHOWN_MORE: Final = "{names} y {count} más"

COLUMN_NAMES: Final = {
    "nif_cif": "NIF o CIF",
    "first_name": "nombre",
    "last_name": "apellidos",
    "company_name": "razón social",
    "domicilio_calle": "dirección",
    "domicilio_localidad": "localidad",
    "domicilio_cp": "código postal",
    "domicilio_provincia": "provincia",
    "email": "correo electrónico",
    "marca": "marca del vehículo",
    "modelo": "modelo del vehículo",
    "matricula": "matrícula",
    "bastidor": "bastidor",
    "anio": "año",
    "plazas_iniciales": "plazas antes",
    "plazas_finales": "plazas después",
    "taller_propio": "taller propio",
    "taller_nombre": "nombre del taller",
    "taller_responsable": "responsable del taller",
    "taller_domicilio": "dirección del taller",
    "taller_ciudad": "ciudad del taller",
    "taller_provincia": "provincia del taller",
    "taller_telefono": "teléfono del taller",
    "taller_registro_industrial": "registro industrial del taller",
    "taller_actividad": "actividad del taller",
    "itv_comunidad": "comunidad de la ITV",
    "itv_nombre": "estación de ITV",
    "tariff_accepted_at": "aceptar el precio",
    "element_codes": "las reformas",
}
UNCHANGED: Final = "no cambian"
ASK_WHICH_KEPT: Final = (
    "Ya tengo en el expediente la foto que me enviaste. ¿De qué es? Dímelo con tus palabras, o di «luego»."
)
ASK_WHICH_KEPT_ONES: Final = (
    "Ya tengo en el expediente las {count} fotos que me enviaste. ¿De qué es cada una, por orden? Por "
    "ejemplo: «la primera es del escape, la segunda de la ficha técnica». Si ahora no puedes, di «luego»."
)
KEPT_UNPLACED: Final = "Foto sin identificar"
