"""The secret key of the tombstones' hashes: the setting ERASURE_KEY, or a file of the home made when needed.

Phones are few enough to be tried one after the other, so a plain hash of one would be the phone. The key
stays out of the database: whoever has a copy of that alone can't tell who was erased.
"""

import hashlib
import hmac
import os
import secrets
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from shared.config import settings
from shared.errors import InvalidInputError, InvariantError

_SHORTEST = 32


@dataclass(frozen=True, slots=True)
class ErasureKey:
    """A key; hashes of different keys have different fingerprints."""

    secret: bytes = field(repr=False)

    @property
    def fingerprint(self) -> str:
        """Which key this is, without giving it away: 16 hexadecimal characters."""
        return self.hash_of("fingerprint")[:16]

    def hash_of(self, text: str) -> str:
        """The keyed hash of a text: 64 hexadecimal characters."""
        return hmac.new(self.secret, text.encode(), hashlib.sha256).hexdigest()


def existing_key() -> ErasureKey | None:
    """The installation's key, or None when none has been given or made yet.

    Raises InvariantError when its file can't be read or holds no key.
    """
    if settings.ERASURE_KEY is not None:
        return ErasureKey(settings.ERASURE_KEY.get_secret_value().encode())
    file = settings.erasure_key_file
    try:
        secret = file.read_text("ascii").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise _unusable(file, str(error)) from error
    if len(secret) < _SHORTEST:
        raise _unusable(file, f"it has fewer than {_SHORTEST} characters")
    return ErasureKey(secret.encode())


def key_to_erase_with() -> ErasureKey:
    """The installation's key, made now if there is none: of several processes at once, one makes it.

    Raises InvalidInputError when the file can't be written, and as `existing_key`.
    """
    key = existing_key()
    if key is not None:
        return key
    file = settings.erasure_key_file
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        # Written apart and linked whole: nobody ever reads half a key, and the first to come wins.
        descriptor, name = tempfile.mkstemp(dir=file.parent, prefix="erasure.key.")
        try:
            with os.fdopen(descriptor, "w", encoding="ascii") as draft:
                draft.write(secrets.token_hex(32) + "\n")
            try:
                os.link(name, file)
            except FileExistsError:
                return key_to_erase_with()
        finally:
            Path(name).unlink()
    except OSError as error:
        raise InvalidInputError(
            "erasure_key_unwritable",
            f"No se puede guardar la clave de los borrados en {file}: {error.strerror}.",
            "ERASURE_KEY",
            "Da permiso de escritura en esa carpeta o define ERASURE_KEY, y repite el borrado.",
        ) from error
    return key_to_erase_with()


def _unusable(file: Path, reason: str) -> InvariantError:
    return InvariantError(
        "erasure_key_unusable",
        f"La clave de las lápidas de {file} no se puede usar: {reason}.",
        "ERASURE_KEY",
        "Vuelve a poner ese fichero desde una copia, o pon en ERASURE_KEY lo que contenía.",
    )
