"""What a seeding did, in Spanish: counts by table, and every row that is not identical."""

from rich.console import Console

from cli.tables import print_table
from database.seeds.seeders import CategoryReport, ChangeKind, SeedReport
from database.seeds.seeders.merge import RowChange
from database.seeds.verify_warning_sync import WarningSync

CHANGE_NAMES = {
    ChangeKind.CREATED: "creadas",
    ChangeKind.UPDATED: "actualizadas",
    ChangeKind.SKIPPED: "iguales",
    ChangeKind.KEPT: "respetadas",
    ChangeKind.REMOVED: "desactivadas",
}
_OF_ONE = {
    ChangeKind.CREATED: "creada",
    ChangeKind.UPDATED: "actualizada",
    ChangeKind.SKIPPED: "igual",
    ChangeKind.KEPT: "respetada",
    ChangeKind.REMOVED: "desactivada",
}
_NOTES = {
    "deleted by staff": "borrada por el personal",
    "changed by staff": "cambiada por el personal",
    "no longer in the data, changed by staff": "ya no está en los datos, cambiada por el personal",
}


def print_report(report: SeedReport) -> None:
    """Print counts by table and the changed rows on standard output."""
    console = Console(soft_wrap=True)
    for category in (*report.categories, *report.common):
        title = f"{category.slug}{' (simulación: no se ha escrito nada)' if report.dry_run else ''}"
        rows = [
            [table, *(category.counts(table)[kind] or "·" for kind in ChangeKind)]
            for table in category.tables()
        ]
        print_table(("Tabla", *CHANGE_NAMES.values()), rows, title=title)
        for line in row_lines(category, dry_run=report.dry_run):
            console.print(line, markup=False, highlight=False)


def row_lines(category: CategoryReport, *, dry_run: bool) -> list[str]:
    """A line for each row that is not identical; created rows only in a simulation, where they are news."""
    return [
        _line(change)
        for change in category.visible_changes()
        if dry_run or change.kind is not ChangeKind.CREATED
    ]


def _line(change: RowChange) -> str:
    note = f" ({_NOTES.get(change.note, change.note)})" if change.note else ""
    columns = {} if change.kind is ChangeKind.CREATED else change.columns
    # Of a kept row the first value is the one that stays, of any other the one that goes.
    form = (
        "{}: {!r} → {!r}" if change.kind is not ChangeKind.KEPT else "{}: se queda {!r}; los datos dicen {!r}"
    )
    told = "; ".join(form.format(name, old, new) for name, (old, new) in columns.items())
    return f"{_OF_ONE[change.kind]:<12} {change.table} {change.key}{note} {told}".rstrip()


def sync_lines(sync: WarningSync) -> list[str]:
    """Whether both warning systems agree, with the pairs that only one of them has."""
    if sync.is_synced:
        return [
            f"✓ Los dos sistemas tienen los mismos {len(sync.inline)} avisos, por ejemplo:",
            *(f"   {sampled.label}" for sampled in sync.sample),
        ]
    return [
        f"✗ Los sistemas difieren: {len(sync.inline)} avisos en su tabla, {len(sync.associated)} asociados.",
        *(f"✗ sin asociar: elemento {e}, aviso {w}" for e, w in sorted(sync.missing_associations)),
        *(f"✗ solo asociado: elemento {e}, aviso {w}" for e, w in sorted(sync.missing_inline)),
        "Actualiza el esquema (msia db upgrade): sus disparadores los mantienen iguales; y vuelve a cargar.",
    ]
