-- Manual repairs of element data, for PostgreSQL.
--
--     msia db psql -v ON_ERROR_STOP=1 -f database/migrations/apply_element_fixes.sql
--
-- For data that came in by an import, a restored backup or hand-written SQL with the triggers off. Rows that
-- the application and the seeds write need none of this. One transaction: everything is repaired or nothing.
-- Each step says how many rows it changed; running the file again changes nothing, and says 0 everywhere.
--
-- Nothing of value is deleted: rows are switched off (is_active), except associations that contradict the
-- warning they hang on. Seeding later treats a repaired value that differs from the seed data as a change by
-- staff: `msia seed --dry-run` lists it, `msia seed --force` overwrites it.

BEGIN;

-- Fail soon instead of queueing before the application's own writes.
SET LOCAL lock_timeout = '10s';
-- Nobody edits the same rows meanwhile; reading goes on.
LOCK TABLE elements, element_images, element_required_fields, warnings, element_warning_associations,
    tier_element_inclusions, tariff_prompt_sections IN SHARE ROW EXCLUSIVE MODE;

-- A text without surrounding or doubled white space (no-break spaces come with pasted text).
CREATE FUNCTION pg_temp.msia_tidy(value text) RETURNS text LANGUAGE sql IMMUTABLE
RETURN btrim(regexp_replace(translate(value, U&'\00A0\2007\202F', '   '), '\s+', ' ', 'g'));

-- A list of tidy, distinct, non-empty texts in the order of their first appearance. Whatever is no list
-- becomes an empty one, and entries that are neither text nor number go.
CREATE FUNCTION pg_temp.msia_phrases(value jsonb, folded boolean) RETURNS jsonb LANGUAGE sql IMMUTABLE
RETURN (
    SELECT coalesce(jsonb_agg(to_jsonb(phrase) ORDER BY position), '[]'::jsonb)
    FROM (
        SELECT phrase, min(position) AS position
        FROM (
            SELECT
                CASE WHEN folded THEN lower(pg_temp.msia_tidy(item #>> '{}'))
                ELSE pg_temp.msia_tidy(item #>> '{}') END AS phrase,
                position
            FROM jsonb_array_elements(
                CASE jsonb_typeof(value) WHEN 'array' THEN value ELSE '[]'::jsonb END
            ) WITH ORDINALITY AS items (item, position)
            WHERE jsonb_typeof(item) IN ('string', 'number')
        ) AS tidy
        WHERE phrase <> ''
        GROUP BY phrase
    ) AS distinct_phrases
);

DO $fixes$
DECLARE
    changed bigint;
    listed text;
BEGIN
    -- 01. Codes: quotes and tier mappings name elements by their exact code, so ' ESCAPE' is never found.
    --     A code whose tidy form another element of the category holds is left, and named.
    UPDATE elements e SET code = pg_temp.msia_tidy(e.code), updated_at = now()
    WHERE e.code <> pg_temp.msia_tidy(e.code) AND pg_temp.msia_tidy(e.code) <> ''
        AND NOT EXISTS (
            SELECT 1 FROM elements other
            WHERE other.category_id = e.category_id AND other.id <> e.id
                AND pg_temp.msia_tidy(other.code) = pg_temp.msia_tidy(e.code)
        );
    GET DIAGNOSTICS changed = ROW_COUNT;
    RAISE NOTICE '01 element codes trimmed: %', changed;
    SELECT string_agg(format('%L', code), ', ' ORDER BY code) INTO listed
    FROM elements WHERE code <> pg_temp.msia_tidy(code);
    IF listed IS NOT NULL THEN
        RAISE WARNING '01 element codes that only spaces tell apart, rename them by hand: %', listed;
    END IF;

    -- 02. Names: shown to clients and compared by the panel.
    UPDATE elements SET name = pg_temp.msia_tidy(name), updated_at = now()
    WHERE name <> pg_temp.msia_tidy(name) AND pg_temp.msia_tidy(name) <> '';
    GET DIAGNOSTICS changed = ROW_COUNT;
    RAISE NOTICE '02 element names trimmed: %', changed;

    -- 03. Keywords, aliases and multi-select keywords are compared with folded texts: tidy, lower case,
    --     none twice, none empty.
    UPDATE elements SET
        keywords = pg_temp.msia_phrases(keywords, true),
        aliases = pg_temp.msia_phrases(aliases, true),
        multi_select_keywords = pg_temp.msia_phrases(multi_select_keywords, true),
        updated_at = now()
    WHERE (keywords, aliases, multi_select_keywords) IS DISTINCT FROM (
        pg_temp.msia_phrases(keywords, true),
        pg_temp.msia_phrases(aliases, true),
        pg_temp.msia_phrases(multi_select_keywords, true)
    );
    GET DIAGNOSTICS changed = ROW_COUNT;
    RAISE NOTICE '03 elements with keywords or aliases normalised: %', changed;

    -- 04. Parents of another category: their warnings, questions and tiers mean nothing here.
    UPDATE elements e SET parent_element_id = NULL, updated_at = now()
    FROM elements parent
    WHERE parent.id = e.parent_element_id AND parent.category_id <> e.category_id;
    GET DIAGNOSTICS changed = ROW_COUNT;
    RAISE NOTICE '04 parents of another category removed: %', changed;

    -- 05. Circular parents: the first element of each circle (by sort_order, code) becomes its root.
    WITH RECURSIVE walk (start, id) AS (
        SELECT e.id, e.parent_element_id FROM elements e WHERE e.parent_element_id IS NOT NULL
        UNION
        SELECT walk.start, e.parent_element_id FROM walk JOIN elements e ON e.id = walk.id
        WHERE e.parent_element_id IS NOT NULL
    ), circles AS (
        SELECT walk.start AS id, min(walk.id::text) AS circle FROM walk
        GROUP BY walk.start HAVING bool_or(walk.start = walk.id)
    ), roots AS (
        SELECT DISTINCT ON (circles.circle) e.id FROM circles JOIN elements e ON e.id = circles.id
        ORDER BY circles.circle, e.sort_order, e.code
    )
    UPDATE elements e SET parent_element_id = NULL, updated_at = now() FROM roots WHERE roots.id = e.id;
    GET DIAGNOSTICS changed = ROW_COUNT;
    RAISE NOTICE '05 circles of parents opened: %', changed;

    -- 06. Variant data without a parent: left over when a parent is deleted (ON DELETE SET NULL), and it
    --     would offer the element as a variant of nothing.
    UPDATE elements SET variant_type = NULL, variant_code = NULL, inherit_parent_data = false, updated_at = now()
    WHERE parent_element_id IS NULL
        AND (variant_type IS NOT NULL OR variant_code IS NOT NULL OR inherit_parent_data);
    GET DIAGNOSTICS changed = ROW_COUNT;
    RAISE NOTICE '06 elements without parent cleared of variant data: %', changed;

    -- 07. Pictures without an address are placeholders, whatever their status says.
    UPDATE element_images SET image_url = NULL, status = 'placeholder', updated_at = now()
    WHERE btrim(coalesce(image_url, '')) = '' AND (image_url IS NOT NULL OR status <> 'placeholder');
    GET DIAGNOSTICS changed = ROW_COUNT;
    RAISE NOTICE '07 pictures without an address made placeholders: %', changed;

    -- 08. Placeholders with an address are pictures: clients should see them.
    UPDATE element_images SET image_url = btrim(image_url), status = 'active', updated_at = now()
    WHERE image_url IS NOT NULL AND (status = 'placeholder' OR image_url <> btrim(image_url));
    GET DIAGNOSTICS changed = ROW_COUNT;
    RAISE NOTICE '08 pictures with an address made active: %', changed;

    -- 09. Placeholders that say nothing (no title, no description, no instruction) can't be fulfilled, and
    --     those beside a picture of the same title and type have been.
    UPDATE element_images i SET is_active = false, updated_at = now()
    WHERE i.is_active AND i.status = 'placeholder' AND (
        (btrim(coalesce(i.title, '')) = '' AND btrim(coalesce(i.description, '')) = ''
            AND btrim(coalesce(i.user_instruction, '')) = '')
        OR EXISTS (
            SELECT 1 FROM element_images done
            WHERE done.element_id = i.element_id AND done.id <> i.id AND done.is_active
                AND done.status = 'active' AND done.image_type = i.image_type
                AND lower(pg_temp.msia_tidy(done.title)) = lower(pg_temp.msia_tidy(i.title))
        )
    );
    GET DIAGNOSTICS changed = ROW_COUNT;
    RAISE NOTICE '09 orphaned placeholders switched off: %', changed;

    -- 10. Options: only a select has them; tidy, none twice. Their case is shown to the client and stays.
    UPDATE element_required_fields SET
        options = CASE field_type WHEN 'select' THEN pg_temp.msia_phrases(options, false) ELSE '[]' END,
        updated_at = now()
    WHERE options IS DISTINCT FROM
        CASE field_type WHEN 'select' THEN pg_temp.msia_phrases(options, false) ELSE '[]' END;
    GET DIAGNOSTICS changed = ROW_COUNT;
    RAISE NOTICE '10 fields with options normalised: %', changed;

    -- 11. Conditions on a field of another element: its answer is never known where this field is asked.
    UPDATE element_required_fields f
    SET condition_field_id = NULL, condition_operator = NULL, condition_value = NULL, updated_at = now()
    FROM element_required_fields asked
    WHERE asked.id = f.condition_field_id AND asked.element_id <> f.element_id;
    GET DIAGNOSTICS changed = ROW_COUNT;
    RAISE NOTICE '11 conditions on fields of other elements removed: %', changed;

    -- 12. Circular conditions: none of the fields would ever be asked; the first one is asked always.
    WITH RECURSIVE walk (start, id) AS (
        SELECT f.id, f.condition_field_id FROM element_required_fields f WHERE f.condition_field_id IS NOT NULL
        UNION
        SELECT walk.start, f.condition_field_id FROM walk JOIN element_required_fields f ON f.id = walk.id
        WHERE f.condition_field_id IS NOT NULL
    ), circles AS (
        SELECT walk.start AS id, min(walk.id::text) AS circle FROM walk
        GROUP BY walk.start HAVING bool_or(walk.start = walk.id)
    ), firsts AS (
        SELECT DISTINCT ON (circles.circle) f.id FROM circles
        JOIN element_required_fields f ON f.id = circles.id
        ORDER BY circles.circle, f.sort_order, f.field_name
    )
    UPDATE element_required_fields f
    SET condition_field_id = NULL, condition_operator = NULL, condition_value = NULL, updated_at = now()
    FROM firsts WHERE firsts.id = f.id;
    GET DIAGNOSTICS changed = ROW_COUNT;
    RAISE NOTICE '12 circles of conditions opened: %', changed;

    -- 13. Half a condition: the field it named was deleted (ON DELETE SET NULL). The rest decides nothing.
    UPDATE element_required_fields
    SET condition_operator = NULL, condition_value = NULL, updated_at = now()
    WHERE condition_field_id IS NULL AND (condition_operator IS NOT NULL OR condition_value IS NOT NULL);
    GET DIAGNOSTICS changed = ROW_COUNT;
    RAISE NOTICE '13 half conditions cleared: %', changed;

    -- 14. Element warnings without their association: the panel would not show what the agent says. A seeded
    --     association comes back under its own key and with its display condition, so that seeding finds it.
    INSERT INTO element_warning_associations (id, element_id, warning_id, show_condition, threshold_quantity)
    SELECT
        coalesce(seeded.id, gen_random_uuid()), w.element_id, w.id,
        coalesce(seeded.content ->> 'show_condition', 'always'),
        (seeded.content ->> 'threshold_quantity')::integer
    FROM warnings w
    LEFT JOIN seed_records seeded
        ON seeded.table_name LIKE 'element_warning_associations%'
        AND seeded.content ->> 'warning_id' = w.id::text
        AND seeded.content ->> 'element_id' = w.element_id::text
    WHERE w.element_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM element_warning_associations a
        WHERE a.warning_id = w.id AND a.element_id = w.element_id
    );
    GET DIAGNOSTICS changed = ROW_COUNT;
    RAISE NOTICE '14 missing associations added: %', changed;

    -- 15. Associations that contradict the scope of their warning: the inline system decides, because quotes
    --     are made from it. After step 14, so that no warning loses its last association.
    DELETE FROM element_warning_associations a
    WHERE NOT EXISTS (
        SELECT 1 FROM warnings w WHERE w.id = a.warning_id AND w.element_id = a.element_id
    );
    GET DIAGNOSTICS changed = ROW_COUNT;
    RAISE NOTICE '15 associations without their inline warning deleted: %', changed;

    -- 16. Thresholds that nothing compares with: the panel shows them as if they counted.
    UPDATE element_warning_associations SET threshold_quantity = NULL, updated_at = now()
    WHERE show_condition = 'always' AND threshold_quantity IS NOT NULL;
    GET DIAGNOSTICS changed = ROW_COUNT;
    RAISE NOTICE '16 thresholds of unconditional warnings cleared: %', changed;

    -- 17. Pools without a name: blank text is no name, and bounds without a pool bind nothing.
    UPDATE tier_element_inclusions
    SET quota_group = NULL, group_min = NULL, group_max = NULL, updated_at = now()
    WHERE quota_group IS NOT NULL AND btrim(quota_group) = '';
    GET DIAGNOSTICS changed = ROW_COUNT;
    RAISE NOTICE '17 inclusions of a nameless pool freed: %', changed;

    -- 18. Prompt sections edited since seeding under the seeded version: caches and logs tell texts apart by
    --     version. Compared with the seed record, so that a second run finds the version raised.
    UPDATE tariff_prompt_sections p SET version = p.version + 1, updated_at = now()
    FROM seed_records seeded
    WHERE seeded.id = p.id AND seeded.content ->> 'content' IS DISTINCT FROM p.content
        AND seeded.content ->> 'version' = p.version::text;
    GET DIAGNOSTICS changed = ROW_COUNT;
    RAISE NOTICE '18 versions of edited prompt sections raised: %', changed;

    -- 19. Nothing to repair without a person: conditions of warnings that name elements which don't exist.
    SELECT string_agg(DISTINCT format('%s (%s)', w.code, named.code), ', ') INTO listed
    FROM warnings w
    CROSS JOIN LATERAL (VALUES ('any_elements'), ('all_elements'), ('none_elements')) AS keys (name)
    CROSS JOIN LATERAL jsonb_array_elements_text(
        CASE jsonb_typeof(w.trigger_conditions -> keys.name)
        WHEN 'array' THEN w.trigger_conditions -> keys.name ELSE '[]'::jsonb END
    ) AS named (code)
    WHERE NOT EXISTS (SELECT 1 FROM elements e WHERE e.code = named.code);
    IF listed IS NOT NULL THEN
        RAISE WARNING '19 warnings whose conditions name unknown elements: %', listed;
    END IF;
END
$fixes$;

-- The deferred triggers look now: what they refuse shows here and not at COMMIT.
SET CONSTRAINTS ALL IMMEDIATE;

DROP FUNCTION pg_temp.msia_phrases(jsonb, boolean);
DROP FUNCTION pg_temp.msia_tidy(text);

COMMIT;
