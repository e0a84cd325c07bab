# database-guidelines.md, Seeds Architecture › Adding a New Category
# change: "TIER_CONFIGS": {...} → "TIER_CONFIGS": {"T1": {"elements": ["PIEZA"], "inherited_tiers": []}} -- the page leaves the composition out

NUEVA_CAT_MAPPINGS = {
    "TIER_CONFIGS": {...}
}

def get_tier_mapping(category_slug: str):
    if category_slug == "nueva-cat":
        return NUEVA_CAT_MAPPINGS
