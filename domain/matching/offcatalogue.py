"""Nouns of work that clients ask for although no element stands for it, and names of vehicles; data.

A catalogue that has an element for one of them explains it, and it is not reported.
"""

from collections.abc import Mapping
from typing import Final

OFF_CATALOGUE_NOUNS: Final = frozenset(
    """
    sidecar nitro centralita centralitas embrague carburador carburadores inyeccion turbo turbocompresor
    quickshifter blipper variador radiador calefaccion webasto eberspacher chimenea estufa camara camaras
    dashcam alarma alarmas gps navegador navegadores multimedia cassette altavoz altavoces
    amplificador subwoofer bocina bocinas claxon trompeta trompetas sirena usb paramanos cubremanos
    manoplas punos manetas maneta vinilo vinilos pintura rotulacion snorkel cabrestante winche remolque
    volante respaldo sissybar portabebes vater inodoro potti lavabo caldera boiler termo calentador
    generador lavadora lavavajillas microondas horno lavavajilla proyector starlink router wifi rampa
    rampas grua antirrobo localizador rastreador paracaidas remapeo reprogramacion
    reprogramar repro sonar sensores sensor parktronic retarder
    reductora diferencial autoblocante antivuelcos arnes bluetooth intercomunicador carplay
    android aceite bujias pastillas correa tubeless limitador potenciometro acelerador punos
    quemador fogon parrillera teca aislamiento aislante moqueta tapacubos
    escalera abs trike enganche cargador cableado vinilo
    embellecedores faldones spoiler aleron pegatinas tintado laminas lunas bandas
    """.split()  # noqa: SIM905
)

# The first word alone may mean anything.
OFF_CATALOGUE_PAIRS: Final = frozenset(
    [
        ("techo", "elevable"),
        ("techo", "elevador"),
        ("bases", "giratorias"),
        ("base", "giratoria"),
        ("asientos", "giratorios"),
        ("encendido", "electronico"),
        ("pantalla", "multimedia"),
        ("suelo", "radiante"),
    ]
)

# A word of an element that one of these words after it makes another thing: a ladder to the roof is no step.
OTHER_KINDS: Final[Mapping[str, frozenset[str]]] = {
    "escalera": frozenset({"trasera", "atras", "detras", "subir", "trepar", "techo", "fija", "baca"}),
}

# Everyday words too, hence only where they are the object of a request: "cambiarle el color".
OFF_CATALOGUE_OBJECTS: Final = frozenset({"color", "potencia", "techo", "suelo", "pantalla", "motor"})

# What is used up: asked for it is upkeep.
SUPPLIES: Final = frozenset(
    """
    aceite aceites bujia bujias pastilla pastillas liquido anticongelante refrigerante correa correas
    bombilla bombillas fusible fusibles manguito manguitos reten retenes recarga
    """.split()  # noqa: SIM905
)

VEHICLE_MODELS: Final = frozenset(
    """
    bobber thruxton scrambler bonneville speedmaster sportster softail dyna tracer tenere transalp africa
    twin strom vstrom versys vulcan ninja hornet monster multistrada diavel hypermotard panigale intruder
    virago dragstar shadow rebel goldwing deauville varadero fazer bandit gladius burgman majesty xmax tmax
    forza scoopy pcx vision himalayan classic interceptor meteor continental duke enduro tiger
    trident rocket street speed daytona ducato transit sprinter crafter master jumper boxer daily movano
    trafic vivaro vito viano california multivan transporter caddy berlingo kangoo partner scudo expert
    jumpy proace custom tourneo nv200 nv400 marco polo grand beach ocean coral compact twin sun
    """.split()  # noqa: SIM905
)
