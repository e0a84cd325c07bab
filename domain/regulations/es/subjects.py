"""Subjects that clients ask about and that regulations of vehicles seldom settle: without a passage that speaks
of them, what is found is beside the question.

A row: phrases of the question, in any inflection, and the words of which one group must stand in a passage.
"""

from typing import Final

SUBJECTS: Final[tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]] = (
    # Money.
    (
        (
            "cuanto cuesta",
            "cuanto me cuesta",
            "cuanto vale",
            "cuanto sale",
            "cuanto cobran",
            "cuanto cobrais",
            "que precio tiene",
            "cuanto dinero",
        ),
        ("euros",),
    ),
    (("arancel", "aduana"), ("arancel", "aduana")),
    (("impuesto", "iva", "hacienda", "devuelven parte"), ("devolución impuesto", "tipo impositivo")),
    (("ayuda", "subvencion", "plan moves", "plan renove", "bonificacion"), ("ayudas", "subvenciones")),
    (
        ("garantia oficial", "pierdo la garantia", "pierde la garantia", "la garantia"),
        ("garantía comercial", "garantía oficial"),
    ),
    (
        (
            "cuanto tarda",
            "cuanto tardan",
            "cuanto tardais",
            "pedir cita",
            "dar cita",
            "daros cita",
            "cita previa",
        ),
        ("cita previa", "lista espera"),
    ),
    (("horario", "abren", "a que hora", "telefono de"), ("horario",)),
    (("tasacion", "valor de mercado", "vale mi coche"), ("tasación", "valor venal")),
    # Insurance.
    (
        (
            "seguro me paga",
            "paga el accidente",
            "cubre el seguro",
            "aseguradora",
            "indemnizacion",
            "el seguro cubre",
        ),
        ("indemnización", "asegurador"),
    ),
    # Penalties.
    (("cuantos puntos", "quitan puntos", "puntos me quitan", "pierdo puntos"), ("pérdida puntos permiso",)),
    (
        ("me hacen la mitad", "la mitad de la multa", "pronto pago", "descuento de la multa"),
        ("reducción sanción", "reducción multa"),
    ),
    (
        ("cuanto es la multa", "que multa", "de cuanto es la multa", "cuanto me multan", "multa por"),
        ("multa euros", "cuantía multa"),
    ),
    (("recurrir la multa", "recurso de la multa"), ("recurso multa", "alegaciones denuncia")),
    # Licences.
    (
        ("con el a2", "carnet a2", "el a2", "carnet b", "permiso b", "con el b", "que carnet", "carnet c1"),
        ("permiso conducción clase",),
    ),
    (
        ("caducado el carnet", "renovar el carnet", "renovar el permiso", "renovarlo"),
        ("prórroga vigencia permiso conducción",),
    ),
    (
        ("horas seguidas", "horas puede conducir", "descanso del camionero", "tiempos de conduccion"),
        ("tiempo conducción", "descanso conducción"),
    ),
    # Measures that stand in other regulations.
    (("decibelio", "db"), ("decibelios", "dB(A)")),
    (("separador",), ("separadores",)),
    (("litros de deposito", "litros de glp"), ("litros depósito GLP",)),
    (
        ("caducan los neumaticos", "neumatico caducado", "años caducan", "cada cuantos años caduca"),
        ("caducidad neumáticos", "caducidad tubo"),
    ),
    (
        ("margen de peso", "margen de sobrepeso", "sobrepeso me perdonan", "tolerancia de peso"),
        ("tolerancia masa", "margen masa"),
    ),
    (("distancia minima", "a que distancia"), ("distancia mm", "milímetros distancia", "distancia metros")),
    (("anchura maxima del manillar", "ancho del manillar"), ("anchura manillar",)),
)
