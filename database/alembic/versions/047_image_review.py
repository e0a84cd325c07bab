"""Images of a case: their thumbnail and size, and a review that a case needs to be completed.

A case is completed once every image has been reviewed, or somebody named waives the review and says why.
Completed cases of before keep their images; where those were never looked at, a waiver says so.

Revision ID: 047_image_review
Revises: 046_audit_actors
"""

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "047_image_review"
down_revision = "046_audit_actors"
branch_labels = None
depends_on = None

_POSTGRESQL = (
    """\
CREATE FUNCTION msia_check_case_reviewed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    waiting text;
BEGIN
    SELECT string_agg(display_name, ', ' ORDER BY created_at, id) INTO waiting
    FROM case_images WHERE case_id = NEW.id AND is_valid IS NULL AND review_waived_by IS NULL;
    IF waiting IS NULL THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'cases.status: images not reviewed: %', left(waiting, 500)
    USING ERRCODE = 'check_violation', TABLE = 'cases', COLUMN = 'status', CONSTRAINT = 'cases_images_reviewed',
        HINT = 'Review them (case_images.is_valid), or waive the review with a name and a reason.';
END
$$
""",
    """\
CREATE TRIGGER msia_case_reviewed BEFORE UPDATE OF status ON cases
FOR EACH ROW WHEN (NEW.status = 'completed' AND OLD.status <> 'completed')
EXECUTE FUNCTION msia_check_case_reviewed()
""",
    """\
CREATE FUNCTION msia_check_image_reviewed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Locked, so that the case is not completed by another transaction meanwhile.
    PERFORM 1 FROM cases WHERE id = NEW.case_id FOR SHARE;
    IF NOT EXISTS (SELECT 1 FROM cases WHERE id = NEW.case_id AND status = 'completed') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'case_images: image % of the completed case % is not reviewed', NEW.id, NEW.case_id
    USING ERRCODE = 'check_violation', TABLE = 'case_images', COLUMN = 'is_valid',
        CONSTRAINT = 'case_images_reviewed',
        HINT = 'An image of a completed case is reviewed, or has its review waived.';
END
$$
""",
    """\
CREATE TRIGGER msia_image_reviewed
BEFORE INSERT OR UPDATE OF case_id, is_valid, review_waived_by ON case_images
FOR EACH ROW WHEN (NEW.is_valid IS NULL AND NEW.review_waived_by IS NULL)
EXECUTE FUNCTION msia_check_image_reviewed()
""",
)
_POSTGRESQL_DROP = (
    "DROP TRIGGER msia_image_reviewed ON case_images",
    "DROP FUNCTION msia_check_image_reviewed()",
    "DROP TRIGGER msia_case_reviewed ON cases",
    "DROP FUNCTION msia_check_case_reviewed()",
)

_UNREVIEWED = "is_valid IS NULL AND review_waived_by IS NULL"
_SQLITE = (
    f"""\
CREATE TRIGGER msia_case_reviewed BEFORE UPDATE OF status ON cases
WHEN NEW.status = 'completed' AND OLD.status <> 'completed'
BEGIN
    SELECT RAISE(ABORT, 'cases.status: images not reviewed')
    WHERE EXISTS (SELECT 1 FROM case_images WHERE case_id = NEW.id AND {_UNREVIEWED});
END
""",
    *(
        f"""\
CREATE TRIGGER msia_image_reviewed_{event}
BEFORE {event.upper()}{" OF case_id, is_valid, review_waived_by" if event == "update" else ""} ON case_images
WHEN NEW.is_valid IS NULL AND NEW.review_waived_by IS NULL
BEGIN
    SELECT RAISE(ABORT, 'case_images: an image of a completed case is not reviewed')
    WHERE EXISTS (SELECT 1 FROM cases WHERE id = NEW.case_id AND status = 'completed');
END
"""
        for event in ("insert", "update")
    ),
)
_SQLITE_DROP = (
    "DROP TRIGGER msia_image_reviewed_update",
    "DROP TRIGGER msia_image_reviewed_insert",
    "DROP TRIGGER msia_case_reviewed",
)

_FILES = ("stored_filename", "thumbnail_filename")


def upgrade() -> None:
    """Apply changes."""
    with ddl.alter("case_images") as batch:
        batch.add_column(sa.Column("thumbnail_filename", sa.String(255), nullable=True))
        batch.add_column(sa.Column("width", sa.Integer(), nullable=True, comment="Pixels"))
        batch.add_column(sa.Column("height", sa.Integer(), nullable=True, comment="Pixels"))
        batch.add_column(
            sa.Column(
                "review_waived_by",
                sa.String(100),
                nullable=True,
                comment="Who answers for its not being reviewed",
            )
        )
        batch.add_column(sa.Column("review_waiver_reason", sa.Text(), nullable=True))
        batch.alter_column(
            "content_hash",
            existing_type=sa.String(64),
            existing_nullable=True,
            comment="SHA-256, hexadecimal, of the file as it was sent",
            existing_comment="SHA-256, hexadecimal",
        )
    op.execute(
        "UPDATE case_images SET review_waived_by = 'sistema', "
        "review_waiver_reason = 'Expediente terminado antes de que la revisión fuera obligatoria' "
        "WHERE is_valid IS NULL AND case_id IN (SELECT id FROM cases WHERE status = 'completed')"
    )
    with ddl.alter("case_images") as batch:
        batch.create_check_constraint(
            op.f("ck_case_images_waiver_complete"),
            "(review_waived_by IS NULL) = (review_waiver_reason IS NULL) AND (review_waived_by IS NULL "
            "OR (trim(review_waived_by) <> '' AND trim(review_waiver_reason) <> ''))",
        )
        batch.create_check_constraint(
            op.f("ck_case_images_size_positive"),
            "(width IS NULL) = (height IS NULL) AND (width IS NULL OR (width > 0 AND height > 0))",
        )
        batch.create_check_constraint(
            op.f("ck_case_images_thumbnail_of_file"),
            "thumbnail_filename IS NULL OR stored_filename IS NOT NULL",
        )
    for column in _FILES:
        op.create_index(op.f(f"ix_case_images_{column}"), "case_images", [column])
    ddl.execute_each(postgresql=_POSTGRESQL, sqlite=_SQLITE)


def downgrade() -> None:
    """Revert changes."""
    ddl.execute_each(postgresql=_POSTGRESQL_DROP, sqlite=_SQLITE_DROP)
    for column in reversed(_FILES):
        op.drop_index(op.f(f"ix_case_images_{column}"), table_name="case_images")
    with ddl.alter("case_images") as batch:
        for name in ("thumbnail_of_file", "size_positive", "waiver_complete"):
            batch.drop_constraint(op.f(f"ck_case_images_{name}"), type_="check")
        batch.alter_column(
            "content_hash",
            existing_type=sa.String(64),
            existing_nullable=True,
            comment="SHA-256, hexadecimal",
            existing_comment="SHA-256, hexadecimal, of the file as it was sent",
        )
        for name in (
            "review_waiver_reason",
            "review_waived_by",
            "height",
            "width",
            "thumbnail_filename",
        ):
            batch.drop_column(name)
