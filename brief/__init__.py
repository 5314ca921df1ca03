"""Articles in, a morning briefing out: every sentence verbatim and linked to its passage."""

__version__ = "0.1.0"
