"""Validates the seed data of every category without a database.

    python -m database.seeds.validate_elements_seed

Exit status 0 when all categories are sound, else 1. The rules stand in `database/seeds/validation/`.
"""

import sys
from collections.abc import Sequence

from database.seeds.data.tier_mappings import get_tier_mapping
from database.seeds.seeders.category import CategoryDataModule
from database.seeds.validation import Problem, validate_category

__all__ = ["Problem", "main", "report_lines", "validate_all", "validate_category"]


def validate_all(modules: Sequence[CategoryDataModule]) -> dict[str, list[Problem]]:
    """The problems of each category by slug; a slug or a tier mapping that is missing is one too."""
    found: dict[str, list[Problem]] = {}
    for module in modules:
        slug = module.CATEGORY_SLUG
        if slug in found:
            found[slug].append(Problem("CATEGORY_SLUG", f"two data modules call themselves '{slug}'"))
            continue
        try:
            mapping = get_tier_mapping(slug)
        except KeyError as error:
            found[slug] = [Problem("TIER_MAPPING", str(error.args[0]))]
            continue
        found[slug] = validate_category(module, mapping)
    return found


def report_lines(modules: Sequence[CategoryDataModule], found: dict[str, list[Problem]]) -> list[str]:
    """The result as text: a line for each category, and one for each problem."""
    lines: list[str] = []
    for module in modules:
        slug = module.CATEGORY_SLUG
        problems = found[slug]
        if problems:
            lines.append(f"❌ {slug}: {len(problems)} problem{'s' if len(problems) > 1 else ''}")
            lines += [f"   ❌ {problem}" for problem in problems]
        else:
            lines.append(
                f"✅ {slug}: {len(module.ELEMENTS)} elements and {len(module.TIERS)} tiers are sound"
            )
    return lines


def main() -> int:
    """Print the verdict on every category; exit status 0 when there is no problem, else 1."""
    from database.seeds.run_all_seeds import CATEGORY_MODULES

    found = validate_all(CATEGORY_MODULES)
    print("\n".join(report_lines(CATEGORY_MODULES, found)))
    return 1 if any(found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
