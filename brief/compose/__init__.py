"""The editor: what is in today's briefing, in which order, and what is only listed. Calls nothing outside.

edition.py    what is settled before any article is read
admission.py  which articles may be printed at all
hand.py       what the editor asked for by hand
plan.py       what was printed before, the order, the caps, the time to read
layout.py     sections, counts, the briefing
alerts.py     sources that fail in one edition after the other
"""

from brief.compose.admission import Admitted, admit
from brief.compose.alerts import Alert, asked, failing
from brief.compose.edition import Edition, Limits
from brief.compose.hand import unmatched
from brief.compose.layout import compose, reasons
from brief.compose.plan import Plan, fit, plan

__all__ = [
    "Admitted",
    "Alert",
    "Edition",
    "Limits",
    "Plan",
    "admit",
    "asked",
    "compose",
    "failing",
    "fit",
    "plan",
    "reasons",
    "unmatched",
]
