"""PDF files: kept without scripts, actions, embedded files or forms that run, and written anew.

Every object of the file is looked at, whether or not a page leads to it, so that no corner of the format
(outlines, annotations, name trees, fields) has to be known. Writing it anew leaves outside what is hidden
before, between and behind its objects, former versions included, and the metadata.
"""

import io
from collections.abc import Iterator
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream
from pikepdf.settings import set_qpdf_limits

from agent.services.images.jpeg_segments import without_metadata
from agent.services.images.limits import MAX_PDF_OBJECTS, MAX_PDF_PAGES, MAX_PDF_STREAM_BYTES
from agent.services.images.prepared import PreparedFile
from shared.errors import InvalidInputError

# Of the whole process: a few bytes must not unpack to the memory of the machine.
set_qpdf_limits(
    doc_max_warnings=1000,
    parser_max_nesting=100,
    parser_max_container_size=MAX_PDF_OBJECTS,
    max_stream_filters=4,
    flate_max_memory=MAX_PDF_STREAM_BYTES,
    png_max_memory=MAX_PDF_STREAM_BYTES,
    tiff_max_memory=MAX_PDF_STREAM_BYTES,
    run_length_max_memory=MAX_PDF_STREAM_BYTES,
)

_SCRIPT: Final = "un programa (JavaScript)"
_ACTION: Final = "una acción que se ejecuta sola"
_FILE: Final = "otros archivos incrustados"
_FORM: Final = "un formulario XFA"
_MEDIA: Final = "sonido, vídeo u objetos 3D"
# What a key, a kind of action or a kind of object brings with it.
_KEYS: Final = {
    "/JS": _SCRIPT,
    "/JavaScript": _SCRIPT,
    "/AA": _ACTION,
    "/EF": _FILE,
    "/EmbeddedFiles": _FILE,
    "/XFA": _FORM,
    "/RichMediaContent": _MEDIA,
    "/RichMediaSettings": _MEDIA,
    "/Collection": _FILE,
}
_ACTIONS: Final = {
    "/JavaScript": _SCRIPT,
    "/Launch": _ACTION,
    "/ImportData": _ACTION,
    "/SubmitForm": _ACTION,
    "/GoToR": _ACTION,
    "/GoToE": _FILE,
    "/Rendition": _MEDIA,
    "/RichMediaExecute": _MEDIA,
    "/Movie": _MEDIA,
    "/Sound": _MEDIA,
}
_SUBTYPES: Final = {
    "/FileAttachment": _FILE,
    "/RichMedia": _MEDIA,
    "/Movie": _MEDIA,
    "/Sound": _MEDIA,
    "/Screen": _MEDIA,
    "/3D": _MEDIA,
}
_TYPES: Final = {"/EmbeddedFile": _FILE}
# Opening the file may show a page of it; anything else is an action.
_HARMLESS_OPENING: Final = frozenset({"/GoTo", "/Named"})
_MAX_DEPTH: Final = 100


def prepare_document(content: bytes) -> PreparedFile:
    """The PDF as it will be stored. Raises InvalidInputError, field `file`, that says what is in the way."""
    try:
        with Pdf.open(io.BytesIO(content)) as document:
            _check(document)
            _strip_metadata(document)
            target = io.BytesIO()
            document.save(
                target,
                encryption=False,
                stream_decode_level=pikepdf.StreamDecodeLevel.none,  # what is packed stays so
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                fix_metadata_version=False,
                deterministic_id=True,
            )
    except InvalidInputError:
        raise
    except pikepdf.PasswordError as error:
        raise _refused(
            "locked_pdf", "El PDF está protegido con contraseña.", "Quítasela o envía una foto del documento."
        ) from error
    except Exception as error:
        # The library answers hostile bytes with errors of every kind.
        raise _refused(
            "damaged_pdf",
            "El PDF está dañado y no se puede abrir.",
            "Guárdalo otra vez como PDF o envía una foto del documento.",
        ) from error
    return PreparedFile(target.getvalue(), "application/pdf")


def _check(document: Pdf) -> None:
    pages = len(document.pages)
    if pages > MAX_PDF_PAGES:
        raise _refused(
            "too_many_pages",
            f"El PDF tiene {pages} páginas.",
            f"Envía solo las que hacen falta: {MAX_PDF_PAGES} como mucho.",
        )
    if len(document.objects) > MAX_PDF_OBJECTS:
        raise _refused(
            "pdf_too_complex",
            "El PDF es demasiado complejo.",
            "Imprímelo como PDF o envía una foto del documento.",
        )
    found = next(_active_parts(document), None)
    if found is not None:
        raise _refused(
            "active_pdf",
            f"El PDF lleva {found}, y por seguridad no se guarda.",
            "Imprímelo como PDF nuevo o envía una foto del documento.",
        )


def _active_parts(document: Pdf) -> Iterator[str]:
    opening = document.Root.get(Name.OpenAction)
    if isinstance(opening, Dictionary) and str(opening.get(Name.S)) not in _HARMLESS_OPENING:
        yield _ACTION
    for item in document.objects:
        yield from _active_in(item, 0)


def _active_in(item: Object, depth: int) -> Iterator[str]:
    """What the object itself holds; those it refers to are objects of their own."""
    if depth > _MAX_DEPTH:
        yield "una estructura demasiado profunda"
    elif isinstance(item, Dictionary | Stream):
        for key, value in item.items():
            if key in _KEYS:
                yield _KEYS[key]
            for place, words in (("/S", _ACTIONS), ("/Subtype", _SUBTYPES), ("/Type", _TYPES)):
                if key == place and isinstance(value, Name) and str(value) in words:
                    yield words[str(value)]
            yield from _within(value, depth)
    elif isinstance(item, Array):
        for value in item:
            yield from _within(value, depth)


def _within(value: object, depth: int) -> Iterator[str]:
    if isinstance(value, Dictionary | Array) and not value.is_indirect:
        yield from _active_in(value, depth + 1)


def _strip_metadata(document: Pdf) -> None:
    """Without author, program, dates and, in photos, the position."""
    for key in (Name.Metadata, Name.PieceInfo):
        if key in document.Root:
            del document.Root[key]
    if Name.Info in document.trailer:
        del document.trailer[Name.Info]
    for item in document.objects:
        if not isinstance(item, Stream):
            continue
        for key in (Name.Metadata, Name.PieceInfo):
            if key in item:
                del item[key]
        if item.get(Name.Filter) == Name.DCTDecode and Name.DecodeParms not in item:
            item.write(without_metadata(item.read_raw_bytes()), filter=Name.DCTDecode)


def _refused(code: str, message: str, remedy: str) -> InvalidInputError:
    return InvalidInputError(code, message, "file", remedy)
