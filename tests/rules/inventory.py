"""The specification's model inventory: each model, its table and the columns it names."""

from typing import Final

INVENTORY: Final[dict[str, tuple[str, str]]] = {
    # Core models
    "User": ("users", "phone client_type chatwoot_contact_id metadata"),
    "ConversationHistory": ("conversation_history", "chatwoot_conversation_id message_count summary"),
    "ConversationMessage": ("conversation_messages", "role content has_images chatwoot_message_id"),
    "Policy": ("policies", "key value category"),
    "SystemSetting": ("system_settings", "key value value_type is_mutable"),
    # Tariff system
    "VehicleCategory": ("vehicle_categories", "slug name client_type icon sort_order"),
    "TariffTier": ("tariff_tiers", "code price classification_rules min_elements max_elements"),
    "BaseDocumentation": ("base_documentation", "category_id title description is_mandatory"),
    "Element": (
        "elements",
        "category_id code name keywords aliases metadata parent_element_id variant_type variant_code "
        "inherit_parent_data question_hint multi_select_keywords sort_order is_active",
    ),
    "ElementImage": ("element_images", "image_type status user_instruction"),
    "ElementRequiredField": (
        "element_required_fields",
        "element_id field_name field_type validation_rules condition_field_id condition_operator "
        "condition_value",
    ),
    "TierElementInclusion": (
        "tier_element_inclusions",
        "tier_id element_id included_tier_id min_quantity max_quantity",
    ),
    "ElementWarningAssociation": (
        "element_warning_associations",
        "element_id warning_id show_condition threshold_quantity",
    ),
    "Warning": (
        "warnings",
        "code message severity category_id tier_id element_id trigger_conditions is_active",
    ),
    "AdditionalService": ("additional_services", "code name price category_id"),
    "TariffPromptSection": ("tariff_prompt_sections", "category_id section_type content version"),
    # RAG system
    "RegulatoryDocument": (
        "regulatory_documents",
        "title document_type file_hash status extraction_method section_mappings is_active",
    ),
    "DocumentChunk": (
        "document_chunks",
        "document_id chunk_index qdrant_point_id content_hash page_numbers heading_hierarchy",
    ),
    "RAGQuery": ("rag_queries", "query_hash retrieval_ms rerank_ms llm_ms was_cache_hit"),
    "QueryCitation": (
        "query_citations",
        "query_id chunk_id rank similarity_score rerank_score used_in_context",
    ),
    # Case management
    "Case": ("cases", "user_id category_id marca modelo matricula bastidor"),
    "CaseImage": (
        "case_images",
        "case_id display_name element_code chatwoot_message_id is_valid validation_notes",
    ),
    "CaseElementData": ("case_element_data", "case_id element_code field_values status"),
    "Escalation": ("escalations", "conversation_id reason source status metadata"),
    # Admin and auth
    "AdminUser": ("admin_users", "username password_hash role is_active created_by"),
    "AdminAccessLog": ("admin_access_log", "admin_user_id action ip_address user_agent"),
    "UploadedImage": (
        "uploaded_images",
        "filename stored_filename mime_type width height category",
    ),
    # Monitoring and audit
    "ContainerErrorLog": (
        "container_error_logs",
        "service_name level stack_trace context status resolved_by",
    ),
    "TokenUsage": ("token_usage", "year month input_tokens output_tokens total_requests"),
    "LLMUsageMetric": (
        "llm_usage_metrics",
        "task_type tier provider latency_ms estimated_cost_usd fallback_used",
    ),
    "ToolCallLog": (
        "tool_call_logs",
        "conversation_id tool_name parameters result_type execution_time_ms iteration",
    ),
    "ResponseConstraint": (
        "response_constraints",
        "detection_pattern required_tool error_injection priority category_id",
    ),
    "AuditLog": ("audit_log", "entity_type entity_id action changes user_id"),
}

# Beside the 33: what keeps the product's own promises.
ADDITIONS: Final[dict[str, str]] = {
    "ChunkVector": "chunk_vectors",  # what a model makes of a passage
    "ElementContraryWord": "element_contrary_words",  # what an element is not
    "Dialogue": "dialogues",  # the assistant goes on where it was
    "DialoguePhoto": "dialogue_photos",  # a photo is never lost for coming early
    "EmbeddingModel": "embedding_models",  # vectors of different models never mix
    "EverydayWord": "everyday_words",  # what the law calls what people name
    "Job": "jobs",  # work that waits for a worker
    "OutgoingMessage": "outgoing_messages",  # what the assistant says, until Chatwoot has it
    "ParkedEvent": "parked_events",  # no message is refused for who sent it
    "Tombstone": "tombstones",  # who was erased stays erased
    "UntariffedWork": "untariffed_works",  # what clients ask for and no tariff prices
}

JSONB_COLUMNS: Final = (
    "users.metadata",
    "tariff_tiers.classification_rules",
    "elements.keywords",
    "elements.aliases",
    "elements.metadata",
    "element_required_fields.validation_rules",
    "warnings.trigger_conditions",
    "regulatory_documents.section_mappings",
    "document_chunks.page_numbers",
    "document_chunks.heading_hierarchy",
    "case_element_data.field_values",
    "escalations.metadata",
    "container_error_logs.context",
    "tool_call_logs.parameters",
    "audit_log.changes",
)

SOFT_DELETED: Final = ("RegulatoryDocument", "AdminUser", "Warning", "Element")

SELF_REFERENCES: Final = (
    "elements.parent_element_id",
    "element_required_fields.condition_field_id",
    "admin_users.created_by",
)

# Collections without a bound: loading their parent must not load them (design, decision 7).
WRITE_ONLY: Final = frozenset(
    {
        "ConversationHistory.messages",
        "RegulatoryDocument.chunks",
        "DocumentChunk.citations",
        "AdminUser.access_logs",
    }
)

MIGRATIONS: Final = (
    "001_initial_schema",
    "002_tariff_system",
    "003_tariff_restructure",
    "004_customer_to_user",
    "005_elem_docs_images",
    "006_admin_users",
    "007_rag_system",
    "008_fix_rag_queries_fk",
    "009_escalations",
    "010_panic_button_settings",
    "011_section_mappings",
    "012_element_system",
    "013_separate_categories_by_type",
    "014_warnings_scoping",
    "015_remove_element_documentation",
    "016_cases",
    "017_expand_case_fields",
    "018_fix_field_lengths",
    "019_move_personal_data_to_user",
    "020_container_error_logs",
    "021_element_hierarchy",
    "022_element_question_hint",
    "023_token_usage",
    "024_case_image_chatwoot_msg_id",
    "025_element_multi_select_keywords",
    "026_element_inherit_parent_data",
    "027_response_constraints",
    "028_element_image_status_and_docs",
    "029_tool_call_logs",
    "030_element_required_fields",
    "031_add_chatwoot_contact_id_to_users",
    "032_unique_conversation_id",
    "033_llm_usage_metrics",
    "034_add_conversation_messages_table",
)
