# database-guidelines.md, Seeds Architecture › Adding a New Category
# given: CategoryData, TierData, ElementData, Decimal -- types that the data modules import
# change: CategoryData = {...} → CategoryData = {"slug": CATEGORY_SLUG, "name": "Nueva", "client_type": "particular"} -- the page leaves the content out
# change: list[TierData] = [...] → list[TierData] = [{"code": "T1", "name": "Tarifa", "price": Decimal("100.00"), "classification_rules": {}, "min_elements": 1, "max_elements": None}] -- the page leaves the content out
# change: list[ElementData] = [...] → list[ElementData] = [{"code": "PIEZA", "name": "Pieza", "keywords": ["pieza"]}] -- the page leaves the content out
# change: # ... etc → CATEGORY_WARNINGS = ADDITIONAL_SERVICES = BASE_DOCUMENTATION = PROMPT_SECTIONS = [] -- the page leaves the other constants out

CATEGORY_SLUG = "nueva-cat"
CATEGORY: CategoryData = {...}
TIERS: list[TierData] = [...]
ELEMENTS: list[ElementData] = [...]
# ... etc
