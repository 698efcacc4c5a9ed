"""The CSL 1.0.2 processor: styles, locales, citations and bibliographies.

Usable by itself:

    from attachbib.csl import Citation, Cite, Processor, load_style
    from attachbib.formats.csl_json import parse_csl_json
    from attachbib.richtext import writer

    references = parse_csl_json(text).value
    processor = Processor(load_style("apa"), references)
    [citation] = processor.cite([Citation((Cite("doe2020", locator="3"),))])
    bibliography = processor.bibliography()
    html = writer("html")
    print(html.write(citation))
    print(html.write_list(bibliography.entries, bibliography.layout))
"""

from attachbib.csl.cites import Bibliography, Citation, Cite, UnknownReferenceError
from attachbib.csl.positions import Position
from attachbib.csl.processor import Processor
from attachbib.csl.style import Style, load_style, style_from_xml

__all__ = [
    "Bibliography",
    "Citation",
    "Cite",
    "Position",
    "Processor",
    "Style",
    "UnknownReferenceError",
    "load_style",
    "style_from_xml",
]
