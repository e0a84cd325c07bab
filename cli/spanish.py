"""The frame that Typer puts around our commands, in Spanish: help pages and errors of usage.

Typer has no translations and writes its words in English. Here are the classes that say them in Spanish; they
change a help page only when one is shown, so that other commands load nothing for it.
"""

import re
from collections.abc import Callable
from typing import Any, Final, TypeVar

import typer
from typer._click.exceptions import (
    BadOptionUsage,
    BadParameter,
    FileError,
    MissingParameter,
    NoSuchOption,
    UsageError,
)
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from shared.errors import InvalidInputError

Function = TypeVar("Function", bound=Callable[..., Any])

_HELP: Final = "Muestra esta ayuda y termina."
_COMPLETION: Final = {
    "install_completion": "Instala el autocompletado para la shell actual.",
    "show_completion": "Muestra el autocompletado de la shell actual, para copiarlo o adaptarlo.",
}
_PANELS: Final = {
    "DEPRECATED_STRING": "(obsoleto) ",
    "DEFAULT_STRING": "[por omisión: {}]",
    "ENVVAR_STRING": "[variable: {}]",
    "REQUIRED_LONG_STRING": "[obligatorio]",
    "ARGUMENTS_PANEL_TITLE": "Argumentos",
    "OPTIONS_PANEL_TITLE": "Opciones",
    "COMMANDS_PANEL_TITLE": "Órdenes",
}


class SpanishCommand(TyperCommand):
    """A command whose help page is Spanish."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.options_metavar = "[OPCIONES]"

    def get_help_option(self, ctx: Any) -> Any:
        """The --help option, explained in Spanish."""
        return _explained(super().get_help_option(ctx))

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """«Uso: msia quote …»."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Uso: ")

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """The page, with Spanish titles."""
        _use_spanish_titles()
        super().format_help(ctx, formatter)


class SpanishGroup(TyperGroup):
    """A group of commands whose help page is Spanish."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.options_metavar = "[OPCIONES]"
        self.subcommand_metavar = "ORDEN [ARGUMENTOS]..."

    def get_help_option(self, ctx: Any) -> Any:
        """The --help option, explained in Spanish."""
        return _explained(super().get_help_option(ctx))

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """«Uso: msia …»."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Uso: ")

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """The page, with Spanish titles."""
        for parameter in self.params:
            if parameter.name in _COMPLETION and hasattr(parameter, "help"):
                parameter.help = _COMPLETION[parameter.name]
        _use_spanish_titles()
        super().format_help(ctx, formatter)


class SpanishTyper(typer.Typer):
    """A Typer whose commands and groups are Spanish unless they say otherwise."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"cls": SpanishGroup, **options})

    def command(self, name: str | None = None, **options: Any) -> Callable[[Function], Function]:
        """Register a command, as Typer does."""
        register: Callable[[Function], Function] = super().command(name, **{"cls": SpanishCommand, **options})
        return register


def usage_error(error: TyperException) -> InvalidInputError:
    """What was wrong with the command line, in Spanish and with a way out."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "msia"
    message, field = _explanation(error)
    return InvalidInputError("usage", message, field, f"Consulta «{path} --help».")


def _explanation(error: TyperException) -> tuple[str, str | None]:
    """The message and the parameter at fault."""
    if isinstance(error, NoSuchOption):
        nearest = f" ¿Querías decir {' o '.join(sorted(error.possibilities))}?" if error.possibilities else ""
        return f"No existe la opción «{_short(error.option_name)}».{nearest}", error.option_name
    if isinstance(error, BadOptionUsage):
        what = "no lleva ningún valor" if "does not take" in error.message else "necesita un valor"
        return f"La opción «{_short(error.option_name)}» {what}.", error.option_name
    if isinstance(error, MissingParameter):
        name = _name_of(error.param)
        what = "la opción" if name.startswith("-") else "el argumento"
        return f"Falta {what} {name}.", name
    if isinstance(error, BadParameter):
        name = _name_of(error.param)
        return f"El valor de {name} no vale: {_reason(error)}.", name
    if isinstance(error, FileError):
        return f"No se puede abrir el fichero «{_short(error.ui_filename)}».", None
    if isinstance(error, UsageError):
        return _usage(error), None
    return "La orden no se entiende.", None


def _usage(error: UsageError) -> str:
    if match := re.match(r"No such command '(?P<name>.*?)'\.", error.message, re.DOTALL):
        nearest = re.findall(r"'([\w-]+)'", error.message[match.end() :])
        also = f" ¿Querías decir {' o '.join(nearest)}?" if nearest else ""
        return f"No existe la orden «{_short(match['name'])}».{also}"
    if match := re.match(
        r"Got unexpected extra arguments?(?:\(s\))? \((?P<rest>.*)\)", error.message, re.DOTALL
    ):
        return f"Sobran argumentos: «{_short(match['rest'])}». Un texto con espacios va entre comillas."
    if error.message.startswith("Missing command"):
        return "Falta la orden."
    return "La orden no se entiende."


def _reason(error: BadParameter) -> str:
    """What a value has to be, as pydantic says it."""
    details = getattr(error.__cause__, "errors", None)
    first: dict[str, Any] = details()[0] if details is not None else {"type": ""}
    limits = first.get("ctx", {})
    match first["type"]:
        case "int_parsing" | "int_type" | "int_from_float" | "int_parsing_size":
            return "debe ser un número entero"
        case "float_parsing" | "float_type" | "finite_number":
            return "debe ser un número"
        case "uuid_parsing" | "uuid_type":
            return "debe ser un identificador entero, como 019a2f6e-0000-7000-8000-000000000000"
        case "greater_than_equal":
            return f"debe ser {limits['ge']:.10g} o más"
        case "less_than_equal":
            return f"debe ser {limits['le']:.10g} o menos"
        case "path_type" | "path_not_file" | "path_not_directory":
            return "no es un fichero que se pueda usar"
    return "no tiene la forma que se espera"


def _name_of(parameter: Any) -> str:
    if parameter is None:
        return "el parámetro"
    options = [name for name in getattr(parameter, "opts", ()) if name.startswith("--")]
    if options:
        return str(options[0])
    return str(getattr(parameter, "metavar", None) or (parameter.name or "").upper())


def _explained(option: Any) -> Any:
    if option is not None:
        option.help = _HELP
    return option


def _use_spanish_titles() -> None:
    from typer import rich_utils

    for name, text in _PANELS.items():
        setattr(rich_utils, name, text)
    rich_utils.OptionHighlighter.highlights = [
        pattern.replace("Usage: ", "Uso: ") for pattern in rich_utils.OptionHighlighter.highlights
    ]


def _short(text: str) -> str:
    shown = "".join(character if character.isprintable() else " " for character in text[:60])
    return f"{shown}…" if len(text) > 60 else shown
