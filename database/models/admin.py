"""Admin panel: users, their access log and the images they upload."""

import uuid
from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, String, Text, text
from sqlalchemy.orm import Mapped, WriteOnlyMapped, mapped_column, relationship

from database.jsonb.records import Context
from database.models.base import Base, SoftDelete, fk, json_object, linked, vocabulary, word
from shared.vocabularies import AccessAction, AdminRole


class AdminUser(SoftDelete, Base):
    """A member of staff with access to the panel."""

    __tablename__ = "admin_users"

    username: Mapped[str] = mapped_column(String(50), unique=True)
    password_hash: Mapped[str] = mapped_column(String(255), comment="bcrypt")
    role: Mapped[str] = mapped_column(word(), default=AdminRole.USER, server_default=text("'user'"))
    display_name: Mapped[str | None] = mapped_column(String(100))
    last_login_at: Mapped[datetime | None]
    created_by: Mapped[uuid.UUID | None] = mapped_column(
        fk("admin_users.id", ondelete="SET NULL"), index=True
    )

    creator: Mapped["AdminUser | None"] = linked(
        "AdminUser", back_populates="created_users", remote_side="AdminUser.id"
    )
    created_users: Mapped[list["AdminUser"]] = linked(
        "AdminUser", back_populates="creator", passive_deletes=True
    )
    access_logs: WriteOnlyMapped["AdminAccessLog"] = relationship(
        back_populates="admin_user", passive_deletes=True
    )

    __table_args__ = (
        vocabulary("role", AdminRole),
        CheckConstraint("password_hash LIKE '$2%'", name="password_hash_bcrypt"),
    )


class AdminAccessLog(Base):
    """A login, logout or failed login. `admin_user_id` is NULL for names that don't exist."""

    __tablename__ = "admin_access_log"

    admin_user_id: Mapped[uuid.UUID | None] = mapped_column(
        fk("admin_users.id", ondelete="SET NULL"), index=True
    )
    username: Mapped[str | None] = mapped_column(String(50), comment="As typed")
    action: Mapped[str] = mapped_column(word())
    ip_address: Mapped[str | None] = mapped_column(String(45))
    user_agent: Mapped[str | None] = mapped_column(Text)
    details: Mapped[dict[str, object]] = json_object(Context)

    admin_user: Mapped[AdminUser | None] = linked("AdminUser", back_populates="access_logs")

    __table_args__ = (vocabulary("action", AccessAction),)


class UploadedImage(Base):
    """Metadata of an image file uploaded in the panel."""

    __tablename__ = "uploaded_images"

    filename: Mapped[str] = mapped_column(String(255), comment="As uploaded")
    stored_filename: Mapped[str] = mapped_column(String(255), unique=True)
    mime_type: Mapped[str] = mapped_column(String(100))
    file_size: Mapped[int | None] = mapped_column(BigInteger, comment="Bytes")
    width: Mapped[int | None]
    height: Mapped[int | None]
    category: Mapped[str | None] = mapped_column(String(50), index=True)
    description: Mapped[str | None] = mapped_column(Text)
    uploaded_by: Mapped[uuid.UUID | None] = mapped_column(
        fk("admin_users.id", ondelete="SET NULL"), index=True
    )

    uploader: Mapped[AdminUser | None] = linked("AdminUser")

    __table_args__ = (
        CheckConstraint("width IS NULL OR width > 0", name="width_positive"),
        CheckConstraint("height IS NULL OR height > 0", name="height_positive"),
    )
