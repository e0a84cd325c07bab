"""What holds for every law: no word is lost or doubled, no passage mixes articles or is too long."""

import re
import textwrap
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.regulations import (
    MAX_TOKENS,
    SourceText,
    blocks_of_lines,
    chunks_of,
    lines_of_text,
    read_markdown,
)
from domain.regulations.ordinals import feminine, ordinal_of
from domain.regulations.text import tidy

WORDS = st.sampled_from(
    (
        "vehículo",
        "freno",
        "el",
        "taller",
        "m²",
        "artículo",
        "anexo",
        "remolque",
        "según",
        "plazo",
        "ITV",
        "20",
        "«luz»",
    )
)
SENTENCES = st.lists(WORDS, min_size=3, max_size=30).map(lambda words: "El " + " ".join(words) + ".")
MARKS = st.sampled_from(("", "1. ", "2. ", "a) ", "b) ", "1.1 ", "6.2.4 ", "i) ", "– "))
PARAGRAPHS = st.tuples(MARKS, st.lists(SENTENCES, min_size=1, max_size=6)).map(
    lambda parts: parts[0] + " ".join(parts[1])
)
ARTICLES = st.lists(st.lists(PARAGRAPHS, min_size=1, max_size=4), min_size=1, max_size=4)


def words_of(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


@settings(max_examples=40)
@given(ARTICLES)
def test_every_word_is_in_one_passage_of_its_article(articles: list[list[str]]) -> None:
    text = "\n\n".join(
        f"##### Artículo {number}. Título.\n\n" + "\n\n".join(paragraphs)
        for number, paragraphs in enumerate(articles, 1)
    )
    chunks = chunks_of(read_markdown(text))
    for number, paragraphs in enumerate(articles, 1):
        own = [chunk.content for chunk in chunks if chunk.article_number == str(number)]
        assert words_of(" ".join(own)) == words_of(" ".join(paragraphs))


@settings(max_examples=40)
@given(ARTICLES)
def test_no_passage_is_too_long(articles: list[list[str]]) -> None:
    text = "\n\n".join(
        f"##### Artículo {number}. Título.\n\n" + "\n\n".join(paragraphs)
        for number, paragraphs in enumerate(articles, 1)
    )
    assert all(chunk.token_count <= MAX_TOKENS for chunk in chunks_of(read_markdown(text)))


@settings(max_examples=40)
@given(st.text(max_size=400))
def test_any_text_can_be_read(text: str) -> None:
    for source in (read_markdown(text), SourceText(blocks_of_lines(lines_of_text(text)))):
        for chunk in chunks_of(source):
            assert chunk.content.strip()
            assert "\x00" not in chunk.content


@settings(max_examples=40)
@given(st.text(max_size=200))
def test_tidying_twice_changes_nothing(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@settings(max_examples=40)
@given(st.integers(1, 49))
def test_ordinals_are_read_as_they_are_written(number: int) -> None:
    assert ordinal_of(feminine(number)) == number


@settings(max_examples=40)
@given(st.lists(SENTENCES, min_size=1, max_size=6), st.integers(40, 110))
def test_wrapped_lines_make_the_same_paragraphs(sentences: list[str], width: int) -> None:
    text = "\n\n".join(textwrap.fill(sentence, width) for sentence in sentences)
    assert [block.text for block in blocks_of_lines(lines_of_text(text))] == sentences
