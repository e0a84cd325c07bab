"""The operating-system account that runs the embedded server, and its access to files.

PostgreSQL refuses to run as root. A process of root therefore starts it as an unprivileged account that
already exists on the machine; nothing is added to the system's users. Everybody else runs it as themselves.
"""

import errno
import os
import stat
import struct
import sys
from dataclasses import dataclass
from pathlib import Path

from shared.errors import ServerUnavailableError

_CANDIDATES = ("msia", "postgres", "nobody")

_ACL_ATTRIBUTE = "system.posix_acl_access"
_ACL_VERSION = 2
_ACL_USER_OBJ, _ACL_USER, _ACL_GROUP_OBJ, _ACL_GROUP, _ACL_MASK, _ACL_OTHER = 1, 2, 4, 8, 16, 32
_ACL_NO_ID = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class ServerAccount:
    """An unprivileged account that root starts the server as."""

    name: str
    uid: int
    gid: int


def account_for(data_dir: Path) -> ServerAccount | None:
    """The account to run the server of `data_dir` as, or None when the current one does.

    An existing data directory keeps its owner. Raises ServerUnavailableError when root finds no account.
    """
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    import pwd

    if data_dir.exists() and (owner := data_dir.stat()).st_uid != 0:
        try:
            name = pwd.getpwuid(owner.st_uid).pw_name
        except KeyError:
            name = str(owner.st_uid)
        return ServerAccount(name, owner.st_uid, owner.st_gid)
    for candidate in _CANDIDATES:
        try:
            entry = pwd.getpwnam(candidate)
        except KeyError:
            continue
        return ServerAccount(entry.pw_name, entry.pw_uid, entry.pw_gid)
    raise ServerUnavailableError(
        "no_server_account",
        "PostgreSQL no funciona como root, y este sistema no tiene ninguna de las cuentas "
        f"{', '.join(_CANDIDATES)} con las que ejecutarlo.",
        None,
        "Crea una (useradd --system msia), ejecuta msia con otro usuario o usa DATABASE_URL.",
    )


def hand_over(path: Path, account: ServerAccount | None) -> None:
    """Make `account` the owner of `path` (nothing to do when the current user runs the server)."""
    if account is not None and sys.platform != "win32":
        os.chown(path, account.uid, account.gid)


def grant_traverse(path: Path, account: ServerAccount | None) -> list[Path]:
    """Let `account` pass through the ancestors of `path` that it can't pass; returns those changed.

    Only the right to pass (x), never to list, and only for this account (a POSIX ACL), so that a clone or a
    home below /root works without opening /root to everybody. File systems without ACLs get o+x.
    """
    if account is None:
        return []
    changed = []
    for ancestor in reversed(path.resolve().parents):
        if not _can_traverse(ancestor, account):
            _add_traverse(ancestor, account)
            changed.append(ancestor)
    return changed


def _can_traverse(directory: Path, account: ServerAccount) -> bool:
    found = directory.stat()
    if found.st_uid == account.uid:
        return bool(found.st_mode & stat.S_IXUSR)
    entries = _read_acl(directory)
    mask = next((perm for tag, perm, _ in entries if tag == _ACL_MASK), 7)
    for tag, perm, identity in entries:
        if tag == _ACL_USER and identity == account.uid:
            return bool(perm & mask & 1)
    if found.st_gid == account.gid:
        group = next((perm for tag, perm, _ in entries if tag == _ACL_GROUP_OBJ), (found.st_mode >> 3) & 7)
        return bool(group & mask & 1)
    return bool(found.st_mode & stat.S_IXOTH)


def _add_traverse(directory: Path, account: ServerAccount) -> None:
    mode = directory.stat().st_mode
    entries = _read_acl(directory) or [
        (_ACL_USER_OBJ, (mode >> 6) & 7, _ACL_NO_ID),
        (_ACL_GROUP_OBJ, (mode >> 3) & 7, _ACL_NO_ID),
        (_ACL_OTHER, mode & 7, _ACL_NO_ID),
    ]
    old_mask = next((perm for tag, perm, _ in entries if tag == _ACL_MASK), 7)
    # A new mask must not bring back rights that the old one held down.
    kept = [
        (tag, perm & old_mask if tag in {_ACL_USER, _ACL_GROUP_OBJ, _ACL_GROUP} else perm, identity)
        for tag, perm, identity in entries
        if tag != _ACL_MASK and not (tag == _ACL_USER and identity == account.uid)
    ]
    kept.append((_ACL_USER, 1, account.uid))
    mask = 0
    for tag, perm, _ in kept:
        if tag in {_ACL_USER, _ACL_GROUP_OBJ, _ACL_GROUP}:
            mask |= perm
    kept.append((_ACL_MASK, mask, _ACL_NO_ID))
    kept.sort(key=lambda entry: (entry[0], entry[2]))
    value = struct.pack("<I", _ACL_VERSION) + b"".join(struct.pack("<HHI", *entry) for entry in kept)
    try:
        _set_acl(directory, value)
    except OSError as error:
        if error.errno not in {errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM, errno.EINVAL, errno.ENOSYS}:
            raise
        directory.chmod(stat.S_IMODE(mode) | stat.S_IXOTH)


def _set_acl(directory: Path, value: bytes) -> None:
    if sys.platform != "linux":
        raise OSError(errno.ENOTSUP, "POSIX ACLs by extended attribute exist on Linux only")
    os.setxattr(directory, _ACL_ATTRIBUTE, value)


def _read_acl(directory: Path) -> list[tuple[int, int, int]]:
    """The access ACL's (tag, permissions, id) entries, empty when the directory has none."""
    if sys.platform != "linux":
        return []
    try:
        value = os.getxattr(directory, _ACL_ATTRIBUTE)
    except OSError:
        return []
    return list(struct.iter_unpack("<HHI", value[4:]))
