"""Loading a row alone: most work with a client's rows needs none of the rows that they are linked to.

Relationships load by SELECT IN (design, decision 7), which is a statement for each; a query with `ALONE`
sends none, and reading a relationship of what it gives raises instead of loading behind one's back.
"""

from typing import Final

from sqlalchemy.orm import raiseload

ALONE: Final = raiseload("*", sql_only=True)
"""Option of a query (`select(…).options(ALONE)`, `session.get(…, options=[ALONE])`)."""
