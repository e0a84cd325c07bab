# database-guidelines.md, Seeds Architecture › Data Module Pattern
# change: {...}, → {}, -- an ellipsis is no rule of a tier
# change: = [...] → = [] -- the page leaves these lists out

from decimal import Decimal
from database.seeds.data.common import (
    CategoryData, TierData, ElementData, WarningData,
    AdditionalServiceData, BaseDocumentationData, PromptSectionData
)

# Category slug (must be unique)
CATEGORY_SLUG = "motos-part"

# Category definition
CATEGORY: CategoryData = {
    "slug": CATEGORY_SLUG,
    "name": "Motocicletas",
    "client_type": "particular",
    "icon": "🏍️",
    "sort_order": 1,
}

# Tiers (T1-T6)
TIERS: list[TierData] = [
    {
        "code": "T1",
        "name": "Tier 1",
        "price": Decimal("140.00"),
        "classification_rules": {...},
        "min_elements": 1,
        "max_elements": 1,
    },
    # ... more tiers
]

# Elements (39 elements for motos-part)
ELEMENTS: list[ElementData] = [
    {
        "code": "ESCAPE",
        "name": "Escape",
        "keywords": ["escape", "tubo de escape", "silenciador"],
        "aliases": ["tubos de escape", "sistema de escape"],
        "images": [
            {
                "image_type": "example",
                "url": "https://example.com/escape.jpg",
                "alt_text": "Ejemplo de escape",
            }
        ],
        "warnings": [  # ← Dual system: creates inline + association
            {
                "code": "ESCAPE_HOMOLOGACION",
                "message": "El escape debe estar homologado...",
                "severity": "warning",
            }
        ],
        "required_fields": [
            {
                "field_name": "marca",
                "field_type": "text",
                "is_required": True,
            }
        ],
    },
    # ... more elements
]

# Category warnings, services, docs, prompts
CATEGORY_WARNINGS: list[WarningData] = [...]
ADDITIONAL_SERVICES: list[AdditionalServiceData] = [...]
BASE_DOCUMENTATION: list[BaseDocumentationData] = [...]
PROMPT_SECTIONS: list[PromptSectionData] = [...]
