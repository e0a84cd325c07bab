# database-guidelines.md, Key Patterns › Tier Inheritance
# given: TierElementInclusion, T1_ID, T2_ID -- the model, and two tiers of a category

TierElementInclusion(
    tier_id=T2_ID,
    included_tier_id=T1_ID,  # Inherits from T1
    min_quantity=1,
)
