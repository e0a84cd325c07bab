# database-guidelines.md, Element Warning System (Dual Architecture) › Verification

python -m database.seeds.verify_warning_sync

# Expected output:
# ✅ SUCCESS: Both systems have 39 warnings (SYNCED)
# 
# Inline warnings (via warnings.element_id):    39
# Association warnings (via associations):       39
# ✅ Counts match!
