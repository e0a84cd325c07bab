"""Reusable seeding logic; no data."""

from database.seeds.seeders.base import BaseSeeder
from database.seeds.seeders.category import CategoryDataModule, CategorySeeder
from database.seeds.seeders.element import ElementSeeder
from database.seeds.seeders.everyday import EverydayWordsSeeder
from database.seeds.seeders.inclusion import InclusionSeeder
from database.seeds.seeders.merge import ChangeKind, RowChange
from database.seeds.seeders.report import CategoryReport, SeedReport
from database.seeds.seeders.run import SeedRun
from database.seeds.seeders.tables import TableSeeder
from database.seeds.seeders.untariffed import UntariffedSeeder

__all__ = [
    "BaseSeeder",
    "CategoryDataModule",
    "CategoryReport",
    "CategorySeeder",
    "ChangeKind",
    "ElementSeeder",
    "EverydayWordsSeeder",
    "InclusionSeeder",
    "RowChange",
    "SeedReport",
    "SeedRun",
    "TableSeeder",
    "UntariffedSeeder",
]
