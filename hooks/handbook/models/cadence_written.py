"""What every cadence carries: the wording of its source, and whether an editor has confirmed how it is understood."""

from typing import Annotated, Literal

from pydantic import Field

from handbook.models.base import Model, Text
from handbook.models.scalars import Count, Flag

Week = Annotated[Count, Field(le=53)]
Often = Annotated[Count, Field(le=999)]
"""How often, or after how many weeks or months."""
Season = Literal["spring", "summer", "autumn", "winter"]


class Written(Model):
    """The wording of the source; `confirmed` when an editor has approved how it is understood."""

    text: Text | None = None
    confirmed: Flag = True
    school_year_only: Flag = False
