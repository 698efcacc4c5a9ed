"""Addresses in running text: where one ends, the same in every format.

As GFM has it ("Extended autolinks"): parentheses belong to an address if they are balanced in
it, and punctuation at its end belongs to the sentence.
"""

from __future__ import annotations

WEB = r"(?:https?://|www\.)(?:[^\s<>\[\]()\"`{}]|\([^\s()]*\))+(?<![?!.,:;*_~'’”])"
MAIL = r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,5}"
