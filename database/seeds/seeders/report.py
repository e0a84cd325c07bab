"""What a seeding did: true counts by table and every change with its old and new values."""

from collections import Counter
from dataclasses import dataclass, field

from database.seeds.seeders.merge import ChangeKind, RowChange


@dataclass(slots=True)
class CategoryReport:
    """The fate of every row of one category. `skipped` means identical, `kept` left as staff made it."""

    slug: str
    changes: list[RowChange] = field(default_factory=list)

    def counts(self, table: str | None = None) -> Counter[ChangeKind]:
        """Rows by fate, of one table or of all."""
        return Counter(change.kind for change in self.changes if table in {None, change.table})

    def tables(self) -> list[str]:
        """Tables touched, in seeding order."""
        return list(dict.fromkeys(change.table for change in self.changes))

    def visible_changes(self) -> list[RowChange]:
        """Every change but the identical rows."""
        return [change for change in self.changes if change.kind is not ChangeKind.SKIPPED]


@dataclass(slots=True)
class SeedReport:
    """The reports of all categories of one run, and of what belongs to none."""

    dry_run: bool = False
    categories: list[CategoryReport] = field(default_factory=list)
    common: list[CategoryReport] = field(default_factory=list)

    def counts(self) -> Counter[ChangeKind]:
        """Rows by fate over all of them."""
        total: Counter[ChangeKind] = Counter()
        for category in (*self.categories, *self.common):
            total += category.counts()
        return total
