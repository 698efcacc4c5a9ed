"""Print the peak memory, in KiB, of reading a CSL-JSON file and rendering it as HTML.

    python tests/bench/peak_memory.py library.json apa

It runs as a process of its own, so that nothing else is counted. Linux keeps the
parent's peak in `ru_maxrss` across `exec`, so the number is `VmHWM`.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from attachbib.csl import Processor, load_style
from attachbib.formats.csl_json import parse_csl_json
from attachbib.richtext import writer

references = parse_csl_json(Path(sys.argv[1]).read_text(encoding="utf-8")).value
bibliography = Processor(load_style(sys.argv[2]), references).bibliography()
html = writer("html").write_list(bibliography.entries, bibliography.layout)
status = Path("/proc/self/status").read_text(encoding="ascii")
print(re.findall(r"VmHWM:\s+(\d+) kB", status)[0])
