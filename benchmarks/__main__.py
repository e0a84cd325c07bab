"""Runs the benchmarks, each in a process of its own: `python -m benchmarks [NAME…] [--regulations DIR]`, all
without names.

A benchmark is a module of this folder that can be run; exit status 1 when one of them fails.
"""

import subprocess
import sys
from pathlib import Path

from rich.console import Console

# In the order in which a reader meets the product; whatever else the folder holds comes after, by name.
FIRST = ("database", "matching", "catalogue")
# Those that take a folder of real regulations.
OF_REGULATIONS = frozenset({"answerable", "ingestion", "regulations", "regulations_at_size"})


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
    names, folder = _folder_of(names)
    known = available()
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"Unknown benchmark: {', '.join(unknown)}. Known: {', '.join(known)}.", file=sys.stderr)
        return 2
    console = Console()
    failed = []
    for name in names or known:
        console.rule(f"[bold]{name}")
        more = ["--regulations", folder] if folder and name in OF_REGULATIONS else []
        done = subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *more], check=False)
        if done.returncode:
            failed.append(name)
    if failed:
        print(f"Failed: {', '.join(failed)}.", file=sys.stderr)
    return 1 if failed else 0


def _folder_of(arguments: list[str]) -> tuple[list[str], str | None]:
    """The names among the arguments, and the folder of real regulations, where one is given."""
    if "--regulations" not in arguments:
        return arguments, None
    place = arguments.index("--regulations")
    return arguments[:place] + arguments[place + 2 :], arguments[place + 1]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
