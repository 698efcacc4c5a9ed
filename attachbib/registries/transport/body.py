"""The body of an answer: decompressed within a bound, then JSON."""

from __future__ import annotations

import json
import zlib
from collections.abc import AsyncIterator, Mapping
from typing import Any

from attachbib.registries.transport.failures import BROKEN, Unavailable

MAX_BYTES = 16 * 1024 * 1024
"""The largest body read, decompressed. Records with thousands of authors have some 2 MB."""

ENCODING = "gzip"
"""The one `Accept-Encoding`: httpx would decompress whole chunks, however large they become."""

_GZIP = 16 + zlib.MAX_WBITS


async def read_json(headers: Mapping[str, str], chunks: AsyncIterator[bytes]) -> Any:
    """Return the JSON value of a body.

    Args:
        headers: of the answer, names in lower case.
        chunks: the body as it comes over the wire.

    Raises:
        Unavailable: it is not JSON, larger than `MAX_BYTES` or in an encoding not asked for.
    """
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if not (kind == "application/json" or kind.endswith("+json")):
        raise Unavailable(f"answered with {kind or 'no content type'!r} instead of JSON", BROKEN)
    data = await _read(headers.get("content-encoding", "").strip().lower(), chunks)
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        raise Unavailable("answered with malformed JSON", BROKEN) from None


async def _read(encoding: str, chunks: AsyncIterator[bytes]) -> bytes:
    if encoding not in ("", "identity", ENCODING):
        raise Unavailable(f"answered in the encoding {encoding!r}, which was not asked for")
    decoder = zlib.decompressobj(_GZIP) if encoding == ENCODING else None
    data = bytearray()
    async for chunk in chunks:
        if decoder is None:
            data += chunk
        else:
            try:
                data += decoder.decompress(chunk, MAX_BYTES + 1 - len(data))
            except zlib.error:
                raise Unavailable("answered with damaged gzip data", BROKEN) from None
        if len(data) > MAX_BYTES:
            raise Unavailable(f"answered with more than {MAX_BYTES // 1024**2} MiB")
    if decoder is not None and not decoder.eof:
        raise Unavailable("broke off in the middle of its answer", BROKEN)
    return bytes(data)
