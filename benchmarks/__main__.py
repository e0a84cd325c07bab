"""Runs the benchmarks, each in a process of its own: all of them, or those that are named.

    python -m benchmarks [NAME…] [--regulations DIR] [--vectors FILE] [--development]

A benchmark is a module of this folder that can be run; exit status 1 when one of them fails. Those of real
regulations make the vectors of DIR once and keep them in FILE, for the others and for the next run.
`--development` leaves out the questions that are only ever counted.
"""

import argparse
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from rich.console import Console

# In the order in which a reader meets the product; whatever else the folder holds comes after, by name.
FIRST = ("database", "matching", "catalogue")
# Those that take a folder of real regulations, and what they take besides.
OF_REGULATIONS: Mapping[str, frozenset[str]] = {
    "answerable": frozenset({"vectors"}),
    "ingestion": frozenset(),
    "regulations": frozenset({"vectors", "development"}),
    "regulations_at_size": frozenset({"vectors"}),
}
VECTORS = Path("build") / "regulations-vectors.sqlite"


def available() -> list[str]:
    """The names of the benchmarks: modules that end with a `__main__` guard."""
    found = {
        path.stem
        for path in Path(__file__).parent.glob("*.py")
        if path.stem != "__main__" and '\nif __name__ == "__main__":' in path.read_text("utf-8")
    }
    return [*(name for name in FIRST if name in found), *sorted(found - set(FIRST))]


def main(names: list[str]) -> int:
    """Run the named benchmarks; 2 for an unknown name, 1 when one fails, else 0."""
    given = _parser().parse_args(names)
    names = given.names
    known = available()
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"Unknown benchmark: {', '.join(unknown)}. Known: {', '.join(known)}.", file=sys.stderr)
        return 2
    console = Console()
    failed = []
    for name in names or known:
        console.rule(f"[bold]{name}")
        more = list(_about_regulations(name, given))
        done = subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *more], check=False)
        if done.returncode:
            failed.append(name)
    if failed:
        print(f"Failed: {', '.join(failed)}.", file=sys.stderr)
    return 1 if failed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--regulations", type=Path)
    parser.add_argument("--vectors", type=Path, default=VECTORS)
    parser.add_argument("--development", action="store_true")
    return parser


def _about_regulations(name: str, given: argparse.Namespace) -> Iterator[str]:
    """What a benchmark is told of the regulations."""
    if given.regulations is None or name not in OF_REGULATIONS:
        return
    yield from ("--regulations", str(given.regulations))
    if "vectors" in OF_REGULATIONS[name]:
        given.vectors.parent.mkdir(parents=True, exist_ok=True)
        yield from ("--vectors", str(given.vectors))
    if given.development and "development" in OF_REGULATIONS[name]:
        yield "--development"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
