"""A person's export with the files of their images: a ZIP that opens anywhere."""

import json
import zipfile
from pathlib import PurePosixPath
from typing import Any, BinaryIO, Final

from agent.services.images import ImageStore

DATA_NAME: Final = "datos.json"
_FOLDER: Final = "imagenes"


def write_archive(target: BinaryIO, exported: dict[str, Any], store: ImageStore) -> int:
    """Write the export (`export_person`) and each image's file, named by the image's id; returns how many
    images are in it. Images whose file is not here are in the data alone."""
    count = 0
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(DATA_NAME, json.dumps(exported, ensure_ascii=False, indent=2))
        for case in exported["cases"]:
            for image in case["images"]:
                path = store.find(image["stored_filename"])
                if path is not None:
                    suffix = PurePosixPath(image["stored_filename"]).suffix
                    archive.write(path, f"{_FOLDER}/{image['id']}{suffix}")
                    count += 1
    return count
