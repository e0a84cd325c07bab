"""The explanation of `msia match --explain`: each mention, how it is meant, and what decided so."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console

    from domain.matching import Vocabulary

_STATUS = {"asked": "pedido", "denied": "negado", "aside": "de paso"}


def mentions_as_dicts(vocabulary: "Vocabulary", text: str) -> list[dict[str, Any]]:
    """The mentions as JSON values; `span` counts the words of the message from 0."""
    from cli.explaining import explain

    return [
        {
            "words": mention.words,
            "targets": list(mention.targets),
            "kind": "beyond" if mention.is_beyond else "element",
            "span": list(mention.span),
            "status": mention.status.value,
            "evidence": [
                {
                    "row": item.row,
                    "status": item.status.value,
                    "rank": item.rank,
                    "words": item.words,
                    "span": list(item.span),
                }
                for item in mention.evidence
            ],
            "winner": mention.winner or None,
        }
        for mention in explain(vocabulary, text)
    ]


def print_mentions(mentions: Iterable[Mapping[str, Any]], console: "Console") -> None:
    """Print the mentions (in their JSON shape), each with the rows that fit it, the winner marked."""
    from rich.text import Text

    for mention in mentions:
        first, last = mention["span"]
        targets = ", ".join(mention["targets"])
        console.print(
            Text(
                f"«{mention['words']}» [{first}-{last}] {targets}: {_STATUS[mention['status']]}", style="bold"
            )
        )
        rows = {item["row"] for item in mention["evidence"]}
        if mention["winner"] is not None and mention["winner"] not in rows:
            console.print(Text(f"   → regla {mention['winner']}"))
        for item in mention["evidence"]:
            mark = "→" if item["row"] == mention["winner"] else " "
            console.print(
                Text(f"   {mark} {item['row']} (rango {item['rank']}, {item['status']}): {item['words']}")
            )
