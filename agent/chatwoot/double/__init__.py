"""A Chatwoot with a phone behind it, for trying things out: it keeps what the real one does and how it fails.

Read in the source of 4.14; see docs/whatsapp.md. Served over HTTP, so that everything on the way is real.
"""

from agent.chatwoot.double.api import create_double_app
from agent.chatwoot.double.delivering import Delivery
from agent.chatwoot.double.state import Double, Fault, File, Shown

__all__ = ["Delivery", "Double", "Fault", "File", "Shown", "create_double_app"]
