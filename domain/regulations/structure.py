"""The structure of a Spanish law, a ministerial order, a technical instruction or a UNECE regulation: which
blocks belong to which article, provision or annex, under which headings, and what is no law at all.

Names alone do not decide (names.py): an article quoted in an amendment, in a former wording or in a table of
contents opens nothing, and an annex may have articles of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from domain.regulations.blocks import Block, BlockKind, SourceText
from domain.regulations.headings import HeadingStack, is_unmarked_heading, title_after
from domain.regulations.names import DIVISIONS, Name, NameKind, name_of, ordinal_name, part_name
from domain.regulations.notes import (
    is_contents_line,
    is_dispositive,
    is_note,
    opens_former_wording,
    opens_signature,
    tells_a_change,
)
from domain.regulations.quoting import quoted_blocks
from domain.regulations.text import letters_share


class SectionKind(StrEnum):
    """What a section is in law."""

    PREAMBLE = "preamble"
    ARTICLE = "article"
    PROVISION = "provision"
    ANNEX = "annex"
    TEXT = "text"
    SIGNATURE = "signature"


PREAMBLE: Final = "preámbulo"
_ANNOUNCEMENT: Final = 40
"""«Redacción anterior:» is no longer than this; a longer paragraph holds the wording itself."""


@dataclass(slots=True)
class Section:
    """Blocks under the same headings. `number` names the article, provision, annex or instruction; `inner`
    the article or annex inside an annex or instruction («artículo 14 bis»)."""

    kind: SectionKind
    number: str | None
    title: str
    headings: tuple[str, ...]
    inner: str | None = None
    body: list[Block] = field(default_factory=list)
    notes: list[Block] = field(default_factory=list)
    former: list[Block] = field(default_factory=list)
    heading: Block | None = None
    is_inside: bool = False


@dataclass(frozen=True, slots=True)
class _Unit:
    """The article, provision or annex that is open."""

    kind: SectionKind
    name: Name | None
    heading: str
    title: str


def sections_of(source: SourceText) -> list[Section]:
    """The sections of the document in their order; each block stands in exactly one of them, or is the
    heading of some."""
    builder = _Builder(source.blocks)
    builder.run()
    return _without_bare_headings([section for section in builder.sections if _says_something(section)])


def _without_bare_headings(sections: Sequence[Section]) -> list[Section]:
    """A heading inside an annex or article that nothing stands below is a line of the section before it."""
    kept: list[Section] = []
    following = [section.headings for section in sections[1:]]
    for place, section in enumerate(sections):
        after = following[place] if place < len(following) else ()
        bare = section.is_inside and not (section.body or section.notes or section.former)
        holds_more = after[: len(section.headings)] == section.headings
        if bare and not holds_more and section.heading and kept and kept[-1].number == section.number:
            kept[-1].body.append(section.heading)
        else:
            kept.append(section)
    return kept


def _says_something(section: Section) -> bool:
    return bool(section.body or section.notes or section.former or section.heading)


class _Builder:
    """Reads the blocks once, from the first to the last."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.sections: list[Section] = []
        self._names = [_name(block) for block in blocks]
        self._quoted = quoted_blocks(blocks)
        self._contents = _contents(blocks, self._names)
        marked = {
            name.kind for block, name in zip(blocks, self._names, strict=True) if name and _is_marked(block)
        }
        self._only_marked = NameKind.ARTICLE in marked
        self._has_articles = any(
            name and name.kind in {NameKind.ARTICLE, NameKind.PROVISION} for name in self._names
        )
        self._divisions: dict[NameKind, str] = {}
        self._unit: _Unit | None = None
        self._inner_name: Name | None = None
        self._inner = HeadingStack()
        self._last_order: tuple[int, int] | None = None
        self._is_former = False
        self._is_law = self._has_articles or _has_ordinals(blocks)
        self._skipped: set[int] = set()

    def run(self) -> None:
        """Fill `sections`."""
        if self._is_law:
            self._unit = _Unit(SectionKind.PREAMBLE, None, "Preámbulo", "")
        self._open(None)
        for place, block in enumerate(self.blocks):
            if place not in self._skipped:
                self._read(place, block)

    def _read(self, place: int, block: Block) -> None:
        if place in self._contents:
            self._add(block)
            return
        if self._is_aside(block):
            return
        name = self._accepted(place, block)
        if name is not None:
            self._is_former = False
            self._enter(place, block, name)
        elif self._is_former and block.kind is not BlockKind.PARAGRAPH:
            self.sections[-1].former.append(block)
        elif block.kind is BlockKind.HEADING and place not in self._quoted:
            self._read_heading(place, block)
        else:
            self._read_paragraph(place, block)

    def _is_aside(self, block: Block) -> bool:
        """Whether the block was a note, and is kept as one."""
        if block.kind is not BlockKind.ASIDE and not (
            block.kind is BlockKind.PARAGRAPH and is_note(block.text)
        ):
            return False
        section = self.sections[-1]
        if opens_former_wording(block.text):
            self._is_former = True
            (section.former if len(block.text) > _ANNOUNCEMENT else section.notes).append(block)
        elif self._is_former and not tells_a_change(block.text):
            section.former.append(block)
        else:
            self._is_former = False
            section.notes.append(block)
        return True

    def _accepted(self, place: int, block: Block) -> Name | None:
        """The name that the block really opens, None when it opens nothing."""
        if place in self._quoted or block.kind not in {BlockKind.HEADING, BlockKind.PARAGRAPH}:
            return None
        name = self._names[place]
        if name is None:
            return self._accepted_part(block) or self._accepted_ordinal(block)
        if _is_marked(block):
            return name
        if self._is_former or is_contents_line(block.text):
            return None
        return name if self._is_plausible(name, block) else None

    def _is_plausible(self, name: Name, block: Block) -> bool:
        """Whether a line that nothing marks as a heading is one."""
        upper = block.text.split()[0].isupper()
        if name.kind in DIVISIONS:
            return upper or not self._only_marked
        if name.kind is NameKind.ANNEX:
            return (upper or not name.title) and not self._is_same_annex(name)
        if name.kind is NameKind.APPENDIX:
            return upper or not name.title
        if name.kind is NameKind.INSTRUCTION:
            return not self._is_in_preamble() and len(block.text) < 250
        if self._only_marked:
            return False
        if name.kind is NameKind.ARTICLE:
            return self._last_order is None or (name.order or (0, 0)) > self._last_order
        return True

    def _is_same_annex(self, name: Name) -> bool:
        """Whether it is the open annex again, as at the top of its pages."""
        unit = self._unit
        return unit is not None and unit.name is not None and unit.name.number == name.number != "anexo"

    def _is_in_preamble(self) -> bool:
        return self._unit is not None and self._unit.kind is SectionKind.PREAMBLE

    def _accepted_part(self, block: Block) -> Name | None:
        if block.kind is not BlockKind.PARAGRAPH and not _is_marked(block):
            return None
        name = part_name(block.text)
        unit = self._unit
        if name is None or unit is None:
            return None
        section = self.sections[-1]
        follows_law = unit.kind in {SectionKind.SIGNATURE, SectionKind.PROVISION}
        is_annexed = unit.kind is SectionKind.ANNEX and not section.body
        return name if follows_law or is_annexed else None

    def _accepted_ordinal(self, block: Block) -> Name | None:
        name = ordinal_name(block.text)
        if name is None or self._unit is None:
            return None
        if _is_marked(block):
            return name
        if self._has_articles or self._unit.kind not in {SectionKind.PREAMBLE, SectionKind.ARTICLE}:
            return None
        follows = (self._last_order or (0, 0))[0] + 1
        return name if name.order == (follows, 0) else None

    def _enter(self, place: int, block: Block, name: Name) -> None:
        """Open the place that the block names."""
        title, body = self._title(place, block, name)
        heading = _heading_text(block, name, title)
        if name.kind is NameKind.PART:
            self._divisions, self._unit, self._last_order = {NameKind.PART: heading}, None, None
        elif self._holds(name):
            self._enter_inside(name, heading)
        elif name.kind in DIVISIONS:
            self._enter_division(name, heading)
        else:
            self._enter_unit(name, heading, title)
        self._open(block if title or body is None else None, title)
        if body is not None:
            self._add(body)

    def _holds(self, name: Name) -> bool:
        """Whether the place stands inside the open annex or instruction."""
        unit = self._unit
        if unit is None or unit.kind is not SectionKind.ANNEX or unit.name is None:
            return False
        if name.kind is NameKind.INSTRUCTION or name.kind is NameKind.PROVISION:
            return False
        return name.kind is not NameKind.ANNEX or unit.name.kind is NameKind.INSTRUCTION

    def _enter_inside(self, name: Name, heading: str) -> None:
        if name.kind in DIVISIONS:
            self._inner.enter_division(heading, DIVISIONS.index(name.kind))
            self._inner_name = None
        else:
            self._inner.enter_place(heading)
            self._inner_name = name

    def _enter_division(self, name: Name, heading: str) -> None:
        rank = DIVISIONS.index(name.kind)
        self._divisions = {
            kind: text for kind, text in self._divisions.items() if DIVISIONS.index(kind) < rank
        }
        self._divisions[name.kind] = heading
        self._unit, self._inner_name = None, None
        self._inner.clear()

    def _enter_unit(self, name: Name, heading: str, title: str) -> None:
        kind = {
            NameKind.ARTICLE: SectionKind.ARTICLE,
            NameKind.ORDINAL: SectionKind.ARTICLE,
            NameKind.PROVISION: SectionKind.PROVISION,
        }.get(name.kind, SectionKind.ANNEX)
        if kind is SectionKind.ARTICLE:
            self._last_order = name.order
        else:
            self._divisions = {
                division: text for division, text in self._divisions.items() if division is NameKind.PART
            }
            if kind is SectionKind.ANNEX:
                self._last_order = None
        self._unit = _Unit(kind, name, heading, title)
        self._inner_name = None
        self._inner.clear()

    def _title(self, place: int, block: Block, name: Name) -> tuple[str, Block | None]:
        """The title of a place, and what of its law stands in the same block."""
        if name.title:
            if block.kind is BlockKind.HEADING:
                return name.title, None
            return _split_inline(block, name, follows=self._text_follows(place + 1))
        following = title_after(self.blocks, place + 1, self._names)
        if following is None or place + 1 in self._quoted:
            return "", None
        self._skipped.add(place + 1)
        return following, None

    def _text_follows(self, place: int) -> bool:
        """Whether law, not another name, stands at the place."""
        if place >= len(self.blocks):
            return False
        return self._names[place] is None and self.blocks[place].kind is not BlockKind.ASIDE

    def _read_heading(self, place: int, block: Block) -> None:
        """A marked heading that names no place of law."""
        if self._is_document_title(place):
            return
        if is_dispositive(block.text) or letters_share(block.text) < 0.5:
            self._add(block)
            return
        self._inner.enter(block.text, block.level)
        self._open(block)

    def _is_document_title(self, place: int) -> bool:
        return place == 0

    def _read_paragraph(self, place: int, block: Block) -> None:
        self._is_former = False
        unit = self._unit
        if (
            unit is not None
            and unit.kind in {SectionKind.PROVISION, SectionKind.ARTICLE}
            and place not in self._quoted
            and opens_signature(block.text)
        ):
            self._unit = _Unit(SectionKind.SIGNATURE, None, "Firma", "Firma")
            self._inner.clear()
            self._open(None)
        elif place not in self._quoted and self._is_inner_heading(place):
            self._inner.enter(block.text, None)
            self._open(block)
            return
        self._add(block)

    def _is_inner_heading(self, place: int) -> bool:
        """In annexes, instructions and texts without articles short numbered lines are headings."""
        unit = self._unit
        if unit is not None and unit.kind is not SectionKind.ANNEX:
            return False
        if unit is None and self._is_law:
            return False
        return is_unmarked_heading(self.blocks, place, self._names)

    def _add(self, block: Block) -> None:
        self.sections[-1].body.append(block)

    def _open(self, heading: Block | None, title: str = "") -> None:
        """Begin a section under the headings as they now are."""
        unit = self._unit
        headings = [self._divisions[kind] for kind in DIVISIONS if kind in self._divisions]
        if unit is not None:
            headings.append(unit.heading)
        headings.extend(self._inner.texts())
        number = unit.name.number if unit is not None and unit.name is not None else None
        if self._is_in_preamble():
            number = PREAMBLE
        own = title or (self._inner.texts()[-1] if self._inner.texts() else unit.title if unit else "")
        inner = self._inner_name
        self.sections.append(
            Section(
                unit.kind if unit else SectionKind.TEXT,
                number,
                own or (headings[-1] if headings else ""),
                tuple(headings),
                _inner_number(inner) if inner else None,
                heading=heading,
                is_inside=bool(self._inner.texts()),
            )
        )


def _inner_number(name: Name) -> str:
    return f"artículo {name.number}" if name.kind is NameKind.ARTICLE else name.number


def _has_ordinals(blocks: Sequence[Block]) -> bool:
    """Whether a text without articles is parted by ordinals, as orders are."""
    orders = {
        name.order
        for block in blocks
        if block.kind in {BlockKind.HEADING, BlockKind.PARAGRAPH} and (name := ordinal_name(block.text))
    }
    return {(1, 0), (2, 0)} <= orders


def _is_marked(block: Block) -> bool:
    return block.kind is BlockKind.HEADING and block.level is not None


def _name(block: Block) -> Name | None:
    if block.kind not in {BlockKind.HEADING, BlockKind.PARAGRAPH} or len(block.text) > 6000:
        return None
    return name_of(block.text)


def _heading_text(block: Block, name: Name, title: str) -> str:
    """The heading as it is shown: what names the place, and its title."""
    bare = block.text[: len(block.text) - len(name.title)].strip() if name.title else block.text.strip()
    if not title:
        return bare.rstrip(" .:–—-") if name.title else bare
    if name.title:
        return f"{bare} {title}"
    return f"{bare.rstrip(' .')}. {title}"


_INLINE_TITLE: Final = 110
_PROVISION_TITLE: Final = 400


def _split_inline(block: Block, name: Name, *, follows: bool) -> tuple[str, Block | None]:
    """Title and law of «Artículo 3. Objeto. El presente …» in one block."""
    rest = name.title
    start = len(block.text) - len(rest)
    longest = _PROVISION_TITLE if name.kind is NameKind.PROVISION else _INLINE_TITLE
    sentence, stop, more = rest.partition(". ")
    if stop and len(sentence) <= longest and more[:1].isupper():
        return f"{sentence}.", block.part(start + len(sentence) + 2, len(block.text))
    if not stop and len(rest) <= longest and follows:
        return rest, None
    return "", block.part(start, len(block.text))


def _contents(blocks: Sequence[Block], names: Sequence[Name | None]) -> frozenset[int]:
    """Places of tables of contents: three names or more in a row with no law between, each named again."""
    found: set[int] = set()
    for run in _runs(blocks, names):
        if len(run) < 3:
            continue
        later = {(name.kind, name.number) for name in names[run[-1] + 1 :] if name is not None}
        listed = [name for place in run if (name := names[place]) is not None]
        if sum((name.kind, name.number) in later for name in listed) > len(listed) // 2:
            found.update(run)
    return frozenset(found)


def _runs(blocks: Sequence[Block], names: Sequence[Name | None]) -> Iterator[list[int]]:
    """Places that follow each other directly and bear names no mark makes headings."""
    run: list[int] = []
    seen: set[tuple[NameKind, str]] = set()
    for place, name in enumerate(names):
        listed = name is not None and not _is_marked(blocks[place])
        if not listed or (name is not None and (name.kind, name.number) in seen):
            yield run
            run, seen = [], set()
        if listed and name is not None:
            run.append(place)
            seen.add((name.kind, name.number))
    yield run
