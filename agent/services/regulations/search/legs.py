"""The three ways to passages: by the places that a question names, by vectors, by words. Each gives chunk
ids, best first.

Notes of the consolidation («Se modifica …») and former wordings are no law in force: only a search by name
finds nothing in them either.
"""

import math
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from agent.services.regulations.embeddings.protocol import Vector
from database.models import EmbeddingModel
from database.models.vectors import folded
from domain.regulations.everyday import EverydayReading
from domain.regulations.identifiers import Place

DEPTH: Final = 60
_NEAREST: Final = 10
_LEGAL_WEIGHT: Final = 0.5
_MOST_LOOKED_AT: Final = 30_000
_MOST_SCORED: Final = 2000
"""Passages that are scored by words: those whose words tell most together. The rarest words of a question
bring theirs, as many words as stay below the first number; the commoner ones still count in them."""

_COMMON: Final = 0.3
"""Words in more than this share of the passages are left out where others say more: they would cost the most
and tell the least."""

_INDEXES_KEPT: Final = 8
"""Of so many states of the index it is kept how common words are: filters and changes make others."""

_FEW: Final = 100
"""Among so few passages no word is common."""

_IN_FORCE: Final = "NOT (c.metadata ?| ARRAY['note', 'former_wording'])"


@dataclass(frozen=True, slots=True)
class Frequency:
    """In how many passages a word stands, how much it tells by that (0 where in none), and whether it stands
    in so many that it is left out."""

    passages: int
    telling: float
    is_common: bool


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a question as the index has it. `weight` says how much it tells; `is_own`, that the question
    has it, and not only what the law calls the same."""

    lexeme: str
    weight: float
    frequency: Frequency
    is_own: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, with the leg's own score."""

    chunk_id: uuid.UUID
    score: float


_SETTINGS: Final = text(
    "SELECT set_config('plan_cache_mode', 'force_custom_plan', true), "
    "set_config('hnsw.ef_search', '120', true), set_config('hnsw.iterative_scan', 'strict_order', true)"
)


async def prepare(session: AsyncSession) -> None:
    """For this transaction: plans made for the very model and documents (a generic one would not know which
    index serves them), and index scans that go on until there are enough passages."""
    await session.execute(_SETTINGS)


_BY_NAME: Final = text(
    "SELECT c.id, c.metadata -> 'marks' AS marks FROM document_chunks c "  # noqa: S608 - constants
    "WHERE c.article_number = :number AND c.document_id = ANY(:documents) "
    f"AND (CAST(:inner AS text) IS NULL OR c.metadata ->> 'inner' = :inner) AND {_IN_FORCE} "
    "ORDER BY c.document_id, c.chunk_index"
)


async def by_place(session: AsyncSession, place: Place, documents: Sequence[uuid.UUID]) -> list[uuid.UUID]:
    """The passages of the place, those with the paragraph meant before the others."""
    for number in place.numbers:
        outer, comma, inner = number.partition(", ")
        rows = (
            await session.execute(
                _BY_NAME,
                {"number": outer, "inner": inner if comma else None, "documents": list(documents)},
            )
        ).all()
        if rows:
            wanted = place.paragraph
            return [row.id for row in sorted(rows, key=lambda row: wanted not in (row.marks or []))]
    return []


_BY_SIGN: Final = text(
    "SELECT c.id FROM document_chunks c WHERE c.document_id = ANY(:documents) "  # noqa: S608 - constants
    f"AND {_IN_FORCE} AND (c.content ~* :pattern OR c.heading_hierarchy::text ~* :pattern) "
    "ORDER BY c.heading_hierarchy::text ~* :pattern DESC, c.content ~* :opening DESC, "
    "(SELECT count(*) FROM regexp_matches(c.content, :pattern, 'gi')) DESC, c.chunk_index LIMIT :depth"
)


async def by_sign(
    session: AsyncSession, patterns: Sequence[str], documents: Sequence[uuid.UUID]
) -> list[uuid.UUID]:
    """The passages about a sign: where it opens a paragraph first, then those that name it most."""
    pattern = "|".join(f"(?:{one})" for one in patterns)
    rows = await session.execute(
        _BY_SIGN,
        {
            "documents": list(documents),
            "pattern": pattern,
            "opening": rf"(?:^|\n)\W{{0,4}}(?:Señal\s+|Distintivo\s+)?(?:{pattern})",
            "depth": DEPTH,
        },
    )
    return list(rows.scalars())


async def by_vector(
    session: AsyncSession, model: EmbeddingModel, vector: Vector, documents: Sequence[uuid.UUID]
) -> list[Hit]:
    """The passages nearest to the question, with their cosine."""
    halves = f"halfvec({model.dimensions})"
    statement = text(
        f"SELECT v.chunk_id, 1 - (v.vector::{halves} <=> CAST(:vector AS {halves})) AS score "  # noqa: S608
        "FROM chunk_vectors v JOIN document_chunks c ON c.id = v.chunk_id "
        "WHERE v.model_id = :model AND c.document_id = ANY(:documents) "
        f"ORDER BY v.vector::{halves} <=> CAST(:vector AS {halves}) LIMIT :depth"
    )
    written = "[" + ",".join(f"{value:.7g}" for value in vector) + "]"
    parameters = {"vector": written, "model": model.id, "documents": list(documents), "depth": DEPTH}
    return [Hit(row.chunk_id, row.score) for row in await session.execute(statement, parameters)]


# Without the type of pgvector: vectors of length 1 stand as numbers wherever they are searched.
_COSINES: Final = text(
    "SELECT v.chunk_id, (SELECT sum(p.a::float8 * p.b) "
    "FROM unnest(v.vector, CAST(:vector AS float8[])) AS p (a, b)) AS score "
    "FROM chunk_vectors v WHERE v.model_id = :model AND v.chunk_id = ANY(:chunks)"
)


async def cosines_of(
    session: AsyncSession, model: EmbeddingModel, vector: Vector, chunks: Collection[uuid.UUID]
) -> list[Hit]:
    """These passages with their cosine, those that have a vector."""
    if not chunks:
        return []
    parameters = {"model": model.id, "vector": list(vector), "chunks": list(chunks)}
    return [Hit(row.chunk_id, row.score) for row in await session.execute(_COSINES, parameters)]


_LEXEMES: Final = text(
    f"SELECT lexeme FROM unnest(to_tsvector('spanish', {folded('CAST(:words AS text)')}))"  # noqa: S608
)
_FREQUENCY: Final = text(
    "SELECT w.lexeme, (SELECT count(*) FROM document_chunks c "
    "WHERE c.search_text @@ quote_literal(w.lexeme)::tsquery) AS passages "
    "FROM unnest(CAST(:lexemes AS text[])) AS w (lexeme)"
)

_COUNTED: Final = 20_000
"""Among so many passages words are counted. Counting a common word touches every passage that has it; beyond
this number PostgreSQL's own statistics say how common the commonest thousand are, to a hundredth or so."""

_SHARES: Final = text(
    "SELECT e.lexeme, e.share FROM pg_stats s "
    "CROSS JOIN LATERAL unnest(CAST(CAST(s.most_common_elems AS text) AS text[]), s.most_common_elem_freqs) "
    "AS e (lexeme, share) WHERE s.schemaname = current_schema() AND s.tablename = 'document_chunks' "
    "AND s.attname = 'search_text' AND e.lexeme = ANY(:lexemes)"
)


@dataclass(slots=True)
class _Counted:
    total: int
    passages: dict[str, int]


class Frequencies:
    """In how many passages words stand, kept while the index is the same. Questions are asked at the same
    time, each of its own state of the index: what one has been told does not change under it."""

    def __init__(self) -> None:
        self._indexes: dict[str, _Counted] = {}

    async def of(self, session: AsyncSession, version: str, lexemes: Sequence[str]) -> dict[str, Frequency]:
        """How common each word is in the index of that name."""
        counted = self._indexes.get(version)
        if counted is None:
            total = await session.scalar(text("SELECT count(*) FROM document_chunks")) or 0
            counted = self._indexes.setdefault(version, _Counted(total, {}))
            while len(self._indexes) > _INDEXES_KEPT:
                del self._indexes[next(iter(self._indexes))]
        known = counted.passages
        if counted.total > _COUNTED and (missing := [word for word in lexemes if word not in known]):
            shares = await session.execute(_SHARES, {"lexemes": missing})
            known |= {row.lexeme: round(row.share * counted.total) for row in shares}
        if missing := [word for word in lexemes if word not in known]:
            rows = await session.execute(_FREQUENCY, {"lexemes": missing})
            known |= {row.lexeme: row.passages for row in rows}
        return {lexeme: _frequency(known[lexeme], counted.total) for lexeme in lexemes}


def _frequency(passages: int, total: int) -> Frequency:
    telling = math.log(1 + (total - passages + 0.5) / (passages + 0.5)) if passages else 0.0
    return Frequency(passages, telling, total > _FEW and passages > _COMMON * total)


frequencies = Frequencies()


async def words_of(session: AsyncSession, reading: EverydayReading, version: str) -> list[Word]:
    """The words to look for: the question's own, and those of the law for the same, which weigh less. A word
    that no passage has keeps the weight of the rarest: what it asks for is not there."""
    own = list(await session.scalars(_LEXEMES, {"words": reading.spelled}))
    legal = [
        lexeme
        for lexeme in await session.scalars(_LEXEMES, {"words": " ".join(reading.legal)})
        if lexeme not in own
    ]
    found = await frequencies.of(session, version, [*own, *legal])
    rarest = max((frequency.telling for frequency in found.values()), default=0.0)
    return [Word(lexeme, found[lexeme].telling or rarest, found[lexeme], is_own=True) for lexeme in own] + [
        Word(lexeme, _LEGAL_WEIGHT * found[lexeme].telling, found[lexeme], is_own=False)
        for lexeme in legal
        if found[lexeme].passages
    ]


# A word's share of its weight grows with ts_rank, which counts headings more than content, and falls with the
# length of the passage. The search text is read once for all words: `||` makes the copy that they share.
_WITH_WORDS: Final = (
    "SELECT c.id, found.score FROM ("  # noqa: S608 - constants
    "SELECT c.id, c.search_text || ''::tsvector AS words FROM document_chunks c "
    f"WHERE {{which}} AND c.document_id = ANY(:documents) AND {_IN_FORCE} OFFSET 0) AS c "
    "CROSS JOIN LATERAL (SELECT "
    "sum(w.weight * w.rank / (w.rank + 0.02 + 0.0004 * length(c.words))) AS score "
    "FROM (SELECT given.weight, ts_rank(c.words, given.query) AS rank "
    "FROM unnest(CAST(CAST(:queries AS text[]) AS tsquery[]), CAST(:weights AS float8[])) "
    "AS given (query, weight) WHERE c.words @@ given.query OFFSET 0) AS w) AS found "
    "WHERE found.score IS NOT NULL ORDER BY found.score DESC, c.id LIMIT :depth"
)
# Which passages a word is in, the index alone tells: their texts are not read.
_LIKELIEST: Final = (
    "c.id = ANY(ARRAY(SELECT c.id FROM "  # noqa: S608 - constants
    "unnest(CAST(CAST(:rare AS text[]) AS tsquery[]), CAST(:rare_weights AS float8[])) AS w (query, weight) "
    "JOIN document_chunks c ON c.search_text @@ w.query "
    f"WHERE c.document_id = ANY(:documents) AND {_IN_FORCE} "
    "GROUP BY c.id ORDER BY sum(w.weight) DESC, c.id LIMIT :most))"
)
_BY_TEXT: Final = text(_WITH_WORDS.format(which=_LIKELIEST))
_BY_TEXT_IN: Final = text(_WITH_WORDS.format(which="c.id = ANY(:chunks)"))


async def by_text(
    session: AsyncSession,
    words: Sequence[Word],
    documents: Sequence[uuid.UUID],
    chunks: Collection[uuid.UUID] | None = None,
) -> list[Hit]:
    """The passages with any of the words, by how much those tell that they have; of `chunks` alone where they
    are given."""
    telling = [word for word in words if not word.frequency.is_common]
    found = await _with_words(session, telling, documents, chunks)
    if not found and chunks is None:
        # Where those find nothing, the common ones still say what is nearest.
        return await _with_words(session, words, documents, chunks)
    return found


async def _with_words(
    session: AsyncSession,
    used: Sequence[Word],
    documents: Sequence[uuid.UUID],
    chunks: Collection[uuid.UUID] | None,
) -> list[Hit]:
    if not used:
        return []
    parameters: dict[str, Any] = {
        "queries": [_quoted(word.lexeme) for word in used],
        "weights": [word.weight for word in used],
        "documents": list(documents),
        "depth": DEPTH,
    }
    if chunks is None:
        rare = _rarest(used)
        parameters |= {
            "rare": [_quoted(word.lexeme) for word in rare],
            "rare_weights": [word.weight for word in rare],
            "most": _MOST_SCORED,
        }
        rows = await session.execute(_BY_TEXT, parameters)
    else:
        rows = await session.execute(_BY_TEXT_IN, {**parameters, "chunks": list(chunks)})
    return [Hit(row.id, row.score) for row in rows]


_BEGINNINGS: Final = (4, 3, 2)
_BY_BEGINNINGS: Final = text(
    "SELECT c.id, ts_rank(c.search_text, CAST(:any AS tsquery)) AS score FROM document_chunks c "  # noqa: S608
    f"WHERE c.search_text @@ CAST(:any AS tsquery) AND c.document_id = ANY(:documents) AND {_IN_FORCE} "
    "ORDER BY score DESC, c.document_id, c.chunk_index LIMIT :depth"
)
_OPENING: Final = text(
    "SELECT c.id, CAST(0 AS float8) AS score FROM document_chunks c "  # noqa: S608 - constants
    f"WHERE c.document_id = ANY(:documents) AND {_IN_FORCE} "
    "ORDER BY c.chunk_index, c.document_id LIMIT :depth"
)


async def by_beginnings(
    session: AsyncSession, words: Sequence[Word], documents: Sequence[uuid.UUID]
) -> list[Hit]:
    """What is nearest where no passage has any of the words: words that begin alike, else how the documents
    begin. None of it answers."""
    own = [word for word in words if word.is_own]
    for length in _BEGINNINGS:
        starts = dict.fromkeys(_quoted(word.lexeme[:length]) + ":*" for word in own if word.lexeme)
        if not starts:
            break
        parameters = {"any": " | ".join(starts), "documents": list(documents), "depth": _NEAREST}
        if rows := (await session.execute(_BY_BEGINNINGS, parameters)).all():
            return [Hit(row.id, row.score) for row in rows]
    rows = (await session.execute(_OPENING, {"documents": list(documents), "depth": _NEAREST})).all()
    return [Hit(row.id, row.score) for row in rows]


def _rarest(words: Sequence[Word]) -> list[Word]:
    """The words whose passages are looked at: the rarest first, until there are enough."""
    chosen: list[Word] = []
    total = 0
    for word in sorted(words, key=lambda word: word.frequency.passages):
        total += word.frequency.passages
        if chosen and total > _MOST_LOOKED_AT:
            break
        chosen.append(word)
    return chosen


def _quoted(lexeme: str) -> str:
    """The lexeme as a tsquery has it."""
    escaped = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


_PLACES: Final = text(
    "SELECT c.id, concat_ws(' ', c.document_id, c.article_number, "
    "CASE WHEN c.article_number LIKE 'anexo%' THEN c.metadata ->> 'inner' END) AS place "
    "FROM document_chunks c WHERE c.id = ANY(:chunks) AND c.article_number IS NOT NULL"
)


async def places_of(session: AsyncSession, chunks: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    """What article each of the passages is of; those that are of none are left out."""
    rows = await session.execute(_PLACES, {"chunks": list(chunks)})
    return {row.id: row.place for row in rows}


_NUMBERS: Final = text(
    "SELECT DISTINCT d.document_number FROM document_chunks c "
    "JOIN regulatory_documents d ON d.id = c.document_id WHERE c.id = ANY(:chunks)"
)


async def numbers_of(session: AsyncSession, chunks: Collection[uuid.UUID]) -> set[str | None]:
    """The official numbers of the passages' documents; None among them where one has none."""
    return set(await session.scalars(_NUMBERS, {"chunks": list(chunks)}))


_SPEAKS_OF: Final = text(
    "SELECT EXISTS (SELECT FROM document_chunks c, unnest(CAST(:groups AS text[])) AS g (words) "  # noqa: S608
    "WHERE c.id = ANY(:chunks) AND "
    f"c.search_text @@ plainto_tsquery('spanish', {folded('g.words')}))"
)


async def speak_of(session: AsyncSession, groups: Sequence[str], chunks: Sequence[uuid.UUID]) -> bool:
    """Whether one of the passages has all words of one of the groups."""
    found = await session.scalar(_SPEAKS_OF, {"groups": list(groups), "chunks": list(chunks)})
    return bool(found)
