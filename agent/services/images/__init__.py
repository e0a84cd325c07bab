"""The files of images: checked and written anew when they come, kept once, swept when no row uses them."""

from agent.services.images.kinds import EXTENSIONS
from agent.services.images.limits import MAX_FILE_BYTES, SWEEP_GRACE
from agent.services.images.prepared import PreparedFile
from agent.services.images.preparing import content_hash, prepare, prepare_upload
from agent.services.images.store import (
    DISK_ERRORS,
    ImageStore,
    StoredFile,
    name_of,
    names_of,
    storage_unavailable,
)
from agent.services.images.sweeping import ImageFault, SweepReport, sweep_images
from agent.services.images.usage import lock_files, remove_unused, used_files

__all__ = [
    "DISK_ERRORS",
    "EXTENSIONS",
    "MAX_FILE_BYTES",
    "SWEEP_GRACE",
    "ImageFault",
    "ImageStore",
    "PreparedFile",
    "StoredFile",
    "SweepReport",
    "content_hash",
    "lock_files",
    "name_of",
    "names_of",
    "prepare",
    "prepare_upload",
    "remove_unused",
    "storage_unavailable",
    "sweep_images",
    "used_files",
]
