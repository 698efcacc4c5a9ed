"""Transport: one polite HTTP client for all registries, and what may go wrong with an answer."""

from attachbib.registries.transport.client import Answer, Transport
from attachbib.registries.transport.failures import Unavailable

__all__ = ["Answer", "Transport", "Unavailable"]
