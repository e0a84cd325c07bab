"""Expand the cases: address, ITV station, workshop, seats and dimensions.

Revision ID: 017_expand_case_fields
Revises: 016_cases
"""

import sqlalchemy as sa
from alembic import op

from database.alembic import ddl

revision = "017_expand_case_fields"
down_revision = "016_cases"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply changes."""
    with ddl.alter("cases") as batch:
        batch.add_column(sa.Column("domicilio_calle", sa.String(255), nullable=True))
        batch.add_column(sa.Column("domicilio_localidad", sa.String(100), nullable=True))
        batch.add_column(sa.Column("domicilio_provincia", sa.String(100), nullable=True))
        batch.add_column(sa.Column("domicilio_cp", sa.String(10), nullable=True))
        batch.add_column(sa.Column("plazas_iniciales", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("plazas_finales", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("nueva_altura_mm", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("nueva_anchura_mm", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("nueva_longitud_mm", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("itv_comunidad", sa.String(100), nullable=True))
        batch.add_column(sa.Column("itv_nombre", sa.String(200), nullable=True))
        batch.add_column(
            sa.Column(
                "taller_propio",
                sa.Boolean(),
                nullable=True,
                comment="True: the client's workshop certifies; False: the firm provides the certificate",
            )
        )
        batch.add_column(sa.Column("taller_nombre", sa.String(200), nullable=True))
        batch.add_column(sa.Column("taller_responsable", sa.String(200), nullable=True))
        batch.add_column(sa.Column("taller_domicilio", sa.String(255), nullable=True))
        batch.add_column(sa.Column("taller_provincia", sa.String(100), nullable=True))
        batch.add_column(sa.Column("taller_ciudad", sa.String(100), nullable=True))
        batch.add_column(sa.Column("taller_telefono", sa.String(15), nullable=True))
        batch.add_column(sa.Column("taller_registro_industrial", sa.String(100), nullable=True))
        batch.add_column(sa.Column("taller_actividad", sa.String(200), nullable=True))
        batch.create_check_constraint(
            op.f("ck_cases_dimensions_positive"),
            "(nueva_altura_mm IS NULL OR nueva_altura_mm > 0) AND (nueva_anchura_mm IS NULL OR nueva_anchura_mm > 0) AND (nueva_longitud_mm IS NULL OR nueva_longitud_mm > 0)",
        )
        batch.create_check_constraint(
            op.f("ck_cases_plazas_positive"),
            "(plazas_iniciales IS NULL OR plazas_iniciales > 0) AND (plazas_finales IS NULL OR plazas_finales > 0)",
        )


def downgrade() -> None:
    """Revert changes."""
    with ddl.alter("cases") as batch:
        batch.drop_constraint(op.f("ck_cases_plazas_positive"), type_="check")
        batch.drop_constraint(op.f("ck_cases_dimensions_positive"), type_="check")
        batch.drop_column("taller_actividad")
        batch.drop_column("taller_registro_industrial")
        batch.drop_column("taller_telefono")
        batch.drop_column("taller_ciudad")
        batch.drop_column("taller_provincia")
        batch.drop_column("taller_domicilio")
        batch.drop_column("taller_responsable")
        batch.drop_column("taller_nombre")
        batch.drop_column("taller_propio")
        batch.drop_column("itv_nombre")
        batch.drop_column("itv_comunidad")
        batch.drop_column("nueva_longitud_mm")
        batch.drop_column("nueva_anchura_mm")
        batch.drop_column("nueva_altura_mm")
        batch.drop_column("plazas_finales")
        batch.drop_column("plazas_iniciales")
        batch.drop_column("domicilio_cp")
        batch.drop_column("domicilio_provincia")
        batch.drop_column("domicilio_localidad")
        batch.drop_column("domicilio_calle")
