"""A photo: the reference to an image that is already stored (its file name or its id), never the image.

Only the form is judged here; whether the image belongs to the case is for whoever stores the answer.
"""

import re
from typing import Final

from domain.catalogue import CatalogueField
from domain.fields.messages import rejection
from domain.fields.result import Accepted, Rejected
from domain.fields.wording import clean

MAX_LENGTH: Final = 255
"""Length of `case_images.stored_filename`."""
_FILE = re.compile(
    r"[A-Za-z0-9_][A-Za-z0-9_.-]*\.(?:jpe?g|png|webp|heic|heif|avif|gif|tiff?|bmp)", re.IGNORECASE
)
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def read_photo(field: CatalogueField, raw: str) -> Accepted | Rejected:
    """The reference, ids in lower case, or a request to send the photo."""
    text = clean(raw)
    if _ID.fullmatch(text):
        return Accepted(text.lower())
    if len(text) <= MAX_LENGTH and _FILE.fullmatch(text):
        return Accepted(text)
    return rejection(field, "envía una foto (la imagen, no un texto)", None)
