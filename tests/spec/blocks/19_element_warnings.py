# database-guidelines.md, Element Warning System (Dual Architecture) › Adding Warnings to Elements
# given: ElementData -- the type that the data modules import

# seeds/data/motos_part.py
ELEMENTS: list[ElementData] = [
    {
        "code": "MY_ELEMENT",
        "name": "Mi Elemento",
        "warnings": [  # ← Just add here
            {
                "code": "MY_WARNING",
                "message": "Este elemento requiere...",
                "severity": "warning",
            }
        ]
    }
]
