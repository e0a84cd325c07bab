"""Hands pip's own settings on to uv, which reads none of them: indexes, wheels, certificates, proxies. Pure.

A machine that reaches its packages through a mirror says so to pip, in the environment or in a pip.conf. uv
is to look in the same places. Addresses may hold passwords, so they go on by the environment and never by a
command line, which everybody can read.
"""

import ast
from collections.abc import Mapping
from dataclasses import dataclass

# pip's sections, the weaker one first.
_SECTIONS = ("global", "install", ":env:")
_TRUE = frozenset({"1", "true", "yes", "y", "on", "t"})


@dataclass(frozen=True)
class UvSettings:
    """What uv is started with: variables to add to its environment, and arguments."""

    environment: Mapping[str, str]
    arguments: tuple[str, ...]


def read_pip_settings(listing: str) -> dict[str, str]:
    """The settings of `pip config list` by name, the strongest of each: environment, [install], [global]."""
    found: dict[str, dict[str, str]] = {section: {} for section in _SECTIONS}
    for line in listing.splitlines():
        key, separator, value = line.partition("=")
        section, _, name = key.strip().partition(".")
        if separator and section in found:
            found[section][_plain(name)] = _text(value.strip())
    return {name: value for section in _SECTIONS for name, value in found[section].items()}


def uv_settings(pip: Mapping[str, str], environment: Mapping[str, str]) -> UvSettings:
    """The same for uv. What `environment` says to uv itself (UV_…) stays as it is."""
    wanted: dict[str, str] = {}
    if "index-url" in pip and "UV_INDEX_URL" not in environment:
        wanted["UV_DEFAULT_INDEX"] = pip["index-url"]
    if "extra-index-url" in pip and "UV_EXTRA_INDEX_URL" not in environment:
        wanted["UV_INDEX"] = " ".join(pip["extra-index-url"].split())
        # pip looks in all of them alike; the hashes of the lock say which file is right.
        wanted["UV_INDEX_STRATEGY"] = "unsafe-best-match"
    if "find-links" in pip:
        wanted["UV_FIND_LINKS"] = ",".join(pip["find-links"].split())
    if "trusted-host" in pip:
        wanted["UV_INSECURE_HOST"] = " ".join(pip["trusted-host"].split())
    if "keyring-provider" in pip:
        # uv knows this one only.
        wanted["UV_KEYRING_PROVIDER"] = (
            "subprocess" if pip["keyring-provider"] == "subprocess" else "disabled"
        )
    timeout = pip.get("timeout", pip.get("default-timeout"))
    if timeout is not None:
        wanted["UV_HTTP_TIMEOUT"] = str(max(1, round(float(timeout))))
    kept = {name: value for name, value in wanted.items() if name not in environment}
    return UvSettings(kept | _of_the_connection(pip, environment), _arguments(pip))


def _of_the_connection(pip: Mapping[str, str], environment: Mapping[str, str]) -> dict[str, str]:
    """Certificates and proxy: pip's own setting wins over the one of all programs, as it does in pip."""
    found: dict[str, str] = {}
    bundle = pip.get("cert") or environment.get("REQUESTS_CA_BUNDLE") or environment.get("CURL_CA_BUNDLE")
    if bundle:
        found["SSL_CERT_FILE"] = bundle
    if "client-cert" in pip:
        found["SSL_CLIENT_CERT"] = pip["client-cert"]
    if "proxy" in pip:
        found |= dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), pip["proxy"])
    return found


def _arguments(pip: Mapping[str, str]) -> tuple[str, ...]:
    arguments = [f"--{name}" for name in ("no-index",) if pip.get(name, "").lower() in _TRUE]
    for name in ("no-binary", "only-binary"):
        for package in pip.get(name, "").replace(",", " ").split():
            arguments += [f"--{name}", package]
    return tuple(arguments)


def _plain(name: str) -> str:
    return name.lower().replace("_", "-")


def _text(value: str) -> str:
    """pip shows its values as Python literals."""
    try:
        return str(ast.literal_eval(value))
    except (SyntaxError, ValueError):
        return value
