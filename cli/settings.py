"""`msia settings list|get|set`: what staff may change while the system runs."""

import asyncio
import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.json_errors import errors_as_json
from cli.spanish import SpanishTyper

if TYPE_CHECKING:
    from agent.services.settings import SettingChange, SystemSettingValue

app = SpanishTyper(help="Los ajustes que se cambian sin parar el sistema.", no_args_is_help=True)

_Json = Annotated[bool, typer.Option("--json", help="Salida en JSON.")]
_Key = Annotated[str, typer.Argument(metavar="AJUSTE", help="Nombre del ajuste.")]
_HIDDEN = "••••"


@app.command("list")
def list_command(as_json: _Json = False) -> None:
    """Muestra todos los ajustes; los secretos, tapados.

    Ejemplos:

      msia settings list
    """
    with errors_as_json(as_json):
        found = asyncio.run(_list())
    if as_json:
        documents = [_as_dict(setting, hide=True) for setting in found]
        print(json.dumps({"settings": documents}, ensure_ascii=False, indent=2))
        return
    from cli.tables import print_table

    print_table(
        ("Ajuste", "Valor", "Se puede cambiar", "Para qué"),
        [
            [
                setting.key,
                _HIDDEN if setting.is_secret else setting.value,
                "sí" if setting.is_mutable else "no",
                setting.description,
            ]
            for setting in found
        ],
    )


@app.command("get")
def get_command(key: _Key, as_json: _Json = False) -> None:
    """Muestra el valor de un ajuste.

    Ejemplos:

      msia settings get legal_hold_days
    """
    with errors_as_json(as_json):
        setting = asyncio.run(_get(key))
    if as_json:
        print(json.dumps(_as_dict(setting), ensure_ascii=False, indent=2))
    else:
        print(setting.value)


@app.command("set", context_settings={"ignore_unknown_options": True})
def set_command(
    key: _Key,
    value: Annotated[str, typer.Argument(metavar="VALOR", help="El valor nuevo, según el tipo del ajuste.")],
    as_json: _Json = False,
) -> None:
    """Cambia un ajuste. Queda en la auditoría.

    Ejemplos:

      msia settings set legal_hold_days 1825
    """
    with errors_as_json(as_json):
        change = asyncio.run(_set(key, value))
    setting = change.setting
    if as_json:
        former = _HIDDEN if setting.is_secret else change.former
        print(json.dumps({**_as_dict(setting, hide=True), "former": former}, ensure_ascii=False, indent=2))
    elif setting.is_secret:
        print(f"{setting.key}: cambiado")
    else:
        print(f"{setting.key}: {change.former} → {setting.value}")


async def _list() -> list["SystemSettingValue"]:
    from agent.services.settings import list_settings
    from cli.sessions import reading

    async with reading() as session:
        return await list_settings(session)


async def _get(key: str) -> "SystemSettingValue":
    from agent.services.settings import get_setting
    from cli.sessions import reading

    async with reading() as session:
        return await get_setting(session, key)


async def _set(key: str, value: str) -> "SettingChange":
    from agent.services.settings import set_setting
    from cli.sessions import writing

    async with writing() as session:
        return await set_setting(session, key, value)


def _as_dict(setting: "SystemSettingValue", *, hide: bool = False) -> dict[str, Any]:
    return {
        "key": setting.key,
        "value": _HIDDEN if hide and setting.is_secret else setting.value,
        "type": setting.value_type.value,
        "description": setting.description,
        "is_mutable": setting.is_mutable,
        "is_default": setting.is_default,
    }
