# database-guidelines.md, Element Warning System (Dual Architecture) › How Seeds Work
# given: self, category_slug, element_id, warning_data, Warning, ElementWarningAssociation, warning_uuid, assoc_uuid -- the block is an excerpt of a seeder's method

# Step 1: Create warning with element_id (inline)
warning_id = await self.upsert_with_uuid_fn(
    Warning,
    uuid_fn=lambda: warning_uuid(category_slug, warning_data["code"]),
    data={
        "code": warning_data["code"],
        "message": warning_data["message"],
        "severity": warning_data["severity"],
        "element_id": element_id,  # ← Inline FK
    },
)

# Step 2: Create association (many-to-many)
await self.upsert_with_uuid_fn(
    ElementWarningAssociation,
    uuid_fn=lambda: assoc_uuid(element_id, warning_id),
    data={
        "element_id": element_id,
        "warning_id": warning_id,
        "show_condition": "always",
        "threshold_quantity": None,
    },
)
