# database-guidelines.md, Seeds Architecture › Tier Mappings (Single Source of Truth)
# change: "MANILLAR", ...] → "MANILLAR"] -- an ellipsis is no element code
# change: "ASIENTO", ...] → "ASIENTO"] -- an ellipsis is no element code

# Motos particular tier mappings
MOTOS_PART_MAPPINGS = {
    "T1_ONLY_ELEMENTS": ["PROYECTO"],  # Only T1
    "T3_ELEMENTS": ["ESCAPE", "MANILLAR", ...],  # T3 and above
    "T4_BASE_ELEMENTS": ["CARENADO", "ASIENTO", ...],  # T4-T6

    # Tier-specific configs
    "TIER_CONFIGS": {
        "T1": {
            "elements": ["PROYECTO"],
            "inherited_tiers": [],
        },
        "T2": {
            "elements": [],
            "inherited_tiers": ["T1"],  # Inherits from T1
        },
        "T3": {
            "elements": ["ESCAPE", "MANILLAR", ...],
            "inherited_tiers": ["T2"],
        },
        # ...
    }
}
