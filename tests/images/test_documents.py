"""PDF files are kept without anything that runs, and without what says who made them."""

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, AttachedFileSpec, Dictionary, Encryption, Name, Pdf, String

from agent.services.images import prepare
from agent.services.images.limits import MAX_PDF_PAGES
from shared.errors import InvalidInputError
from tests.images.files import SECRET, encoded, exif, opened, pdf, pdf_bomb, picture

Change = Callable[[Pdf], None]


def root(key: str, value: object) -> Change:
    def change(document: Pdf) -> None:
        document.Root[key] = value

    return change


def annotation(**parts: Any) -> Change:
    def change(document: Pdf) -> None:
        found = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 9, 9]), **parts)
        document.pages[0].Annots = Array([document.make_indirect(found)])

    return change


def attached(document: Pdf) -> None:
    document.attachments["hoja.exe"] = AttachedFileSpec(document, b"MZ")


def named_script(document: Pdf) -> None:
    action = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    document.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("x"), action])))


def script_in_a_field(document: Pdf) -> None:
    keystroke = Dictionary(K=Dictionary(S=Name.JavaScript, JS=String("x()")))
    field = document.make_indirect(Dictionary(FT=Name.Tx, T=String("a"), AA=keystroke))
    document.Root.AcroForm = Dictionary(Fields=Array([field]))


def chained(document: Pdf) -> None:
    launched = Dictionary(S=Name.Launch, F=String("calc.exe"))
    first = Dictionary(S=Name.GoTo, D=Array([0, Name.Fit]), Next=Array([launched]))
    item = document.make_indirect(Dictionary(A=first))
    document.Root.Outlines = document.make_indirect(Dictionary(First=item))


def unreachable_script(document: Pdf) -> None:
    document.Root.Unknown = Dictionary(Deep=Array([Array([Dictionary(S=Name.JavaScript, JS=String("x()"))])]))


def link(**action: Any) -> Change:
    return annotation(Subtype=Name.Link, A=Dictionary(**action))


ACTIVE: dict[str, Change] = {
    "opening script": root("/OpenAction", Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))),
    "opening address": root("/OpenAction", Dictionary(S=Name.URI, URI=String("https://example.org"))),
    "named script": named_script,
    "script in a field": script_in_a_field,
    "script in a corner": unreachable_script,
    "document actions": root("/AA", Dictionary(WC=Dictionary(S=Name.GoTo))),
    "launch": link(S=Name.Launch, F=String("calc.exe")),
    "chained launch": chained,
    "another file": link(S=Name.GoToR, F=String("\\\\host\\share")),
    "submitted form": link(S=Name.SubmitForm, F=String("https://example.org")),
    "imported data": link(S=Name.ImportData, F=String("x.fdf")),
    "embedded file": attached,
    "attached file": annotation(Subtype=Name.FileAttachment, FS=Dictionary(F=String("x"))),
    "rich media": annotation(Subtype=Name.RichMedia),
    "video": annotation(Subtype=Name.Screen, A=Dictionary(S=Name.Rendition)),
    "XFA": root("/AcroForm", Dictionary(XFA=String("<xdp/>"))),
    "portfolio": root("/Collection", Dictionary(View=Name.D)),
}


def refusal(content: bytes) -> InvalidInputError:
    with pytest.raises(InvalidInputError) as caught:
        prepare(content)
    assert caught.value.field == "file"
    assert caught.value.remedy
    return caught.value


@pytest.mark.parametrize("name", ACTIVE)
def test_what_runs_or_hides_files_is_refused(name: str) -> None:
    content = pdf(ACTIVE[name])
    assert refusal(content).code == "active_pdf"
    packed = pdf(ACTIVE[name], object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert refusal(packed).code == "active_pdf"


def test_plain_documents_are_kept() -> None:
    harmless = (
        root("/OpenAction", Array([0, Name.Fit])),
        link(S=Name.URI, URI=String("https://example.org")),
    )
    prepared = prepare(pdf(*harmless, pages=3))
    assert (prepared.mime_type, prepared.thumbnail, prepared.width) == ("application/pdf", None, None)
    with Pdf.open(io.BytesIO(prepared.content)) as document:
        assert len(document.pages) == 3
    assert prepare(pdf(*harmless, pages=3)) == prepared


def test_bounds_locks_and_damage_say_so() -> None:
    assert prepare(pdf(pages=MAX_PDF_PAGES)).mime_type == "application/pdf"
    error = refusal(pdf(pages=MAX_PDF_PAGES + 1))
    assert (error.code, str(MAX_PDF_PAGES + 1) in error.message) == ("too_many_pages", True)
    assert refusal(pdf(pages=0)).code == "damaged_pdf"
    assert refusal(pdf(encryption=Encryption(owner="a", user="b"))).code == "locked_pdf"
    assert refusal(b"%PDF-1.7 and nothing else").code == "damaged_pdf"
    # Whoever may open it may read it: what only its author may change is stored unlocked.
    with Pdf.open(io.BytesIO(prepare(pdf(encryption=Encryption(owner="a", user=""))).content)) as document:
        assert not document.is_encrypted


def test_a_bomb_unpacks_to_nothing() -> None:
    assert len(prepare(pdf_bomb(200)).content) < 10_000


def test_metadata_former_versions_and_positions_go() -> None:
    def written_by(document: Pdf) -> None:
        document.docinfo["/Author"] = SECRET
        with document.open_metadata() as metadata:
            metadata["dc:creator"] = [SECRET]
        photo = document.make_stream(encoded(picture(), "JPEG", exif=exif(), comment=SECRET.encode()))
        photo.Type, photo.Subtype, photo.Width, photo.Height = Name.XObject, Name.Image, 90, 60
        photo.BitsPerComponent, photo.ColorSpace, photo.Filter = 8, Name.DeviceRGB, Name.DCTDecode
        document.pages[0].Resources = Dictionary(XObject=Dictionary(Im0=photo))

    source = pdf(written_by)
    assert SECRET.encode() in source
    prepared = prepare(b"<script>alert(1)</script>".join([b"%PDF-1.4\n", source]) + b"PK\x03\x04 behind")
    assert SECRET.encode() not in prepared.content
    assert b"<script" not in prepared.content
    assert b"PK\x03\x04" not in prepared.content
    with Pdf.open(io.BytesIO(prepared.content)) as document:
        assert "/Info" not in document.trailer
        photo = document.pages[0].Resources.XObject.Im0
        assert opened(photo.read_raw_bytes()).size == (90, 60)
