# database-guidelines.md, Seeds Architecture › Deterministic UUIDs (Idempotency)
# given: uuid -- the standard module, which the page does not import

# seeds/seed_utils.py
SEED_NAMESPACE = uuid.UUID("12345678-1234-5678-1234-567812345678")

def element_uuid(category_slug: str, element_code: str) -> uuid.UUID:
    """Generate deterministic UUID for an element."""
    return uuid.uuid5(SEED_NAMESPACE, f"element:{category_slug}:{element_code}")

def tier_uuid(category_slug: str, tier_code: str) -> uuid.UUID:
    return uuid.uuid5(SEED_NAMESPACE, f"tier:{category_slug}:{tier_code}")
