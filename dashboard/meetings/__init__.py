"""A meeting: frozen slides in every language, and the one document that shows them.

presentation_of(catalog, as_of, briefing) -> Presentation
payload(presentation) -> dict      everything a screen needs, as JSON
document(payload, …) -> str        the HTML that holds it
"""

from dashboard.meetings.document import Setting, document, embedded, script
from dashboard.meetings.payload import FORMAT, payload
from dashboard.meetings.presentation import Presentation, fingerprint, presentation_of

__all__ = [
    "FORMAT",
    "Presentation",
    "Setting",
    "document",
    "embedded",
    "fingerprint",
    "payload",
    "presentation_of",
    "script",
]
