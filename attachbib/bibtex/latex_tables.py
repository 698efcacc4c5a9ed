"""LaTeX commands of bibliographic data: accents, letters, markup, and what to skip."""

from __future__ import annotations

ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "h": "\u0309",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "U": "\u030e",
    "G": "\u030f",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
    "t": "\u0361",
    "hat": "\u0302",
    "tilde": "\u0303",
    "bar": "\u0304",
    "overline": "\u0305",
    "dot": "\u0307",
    "ddot": "\u0308",
    "vec": "\u20d7",
    "check": "\u030c",
    "breve": "\u0306",
    "acute": "\u0301",
    "grave": "\u0300",
    "mathring": "\u030a",
    "textcommabelow": "\u0326",
}
"""Command → combining character, which follows its letter; NFC composes them."""

SPACING = {"\u0302": "^", "\u0303": "~"}
"""Combining character → what an accent without a letter prints: `\\~{}user`."""

LETTERS = {
    "ss": "ß", "SS": "ẞ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ",
    "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "imath": "ı", "jmath": "ȷ",
    "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ",
    "textquoteright": "’", "textquoteleft": "‘", "textquotedblleft": "“",
    "textquotedblright": "”", "textquotesingle": "'", "textquotedbl": '"', "quotesinglbase": "‚",
    "quotedblbase": "„", "guillemotleft": "«", "guillemotright": "»", "guillemetleft": "«",
    "guillemetright": "»", "guilsinglleft": "‹", "guilsinglright": "›", "glqq": "„", "grqq": "“",
    "glq": "‚", "grq": "‘", "flqq": "«", "frqq": "»", "flq": "‹", "frq": "›",
    "lq": "‘", "rq": "’", "textendash": "–", "textemdash": "—", "dots": "…", "ldots": "…",
    "textellipsis": "…", "texttrademark": "™", "textregistered": "®", "copyright": "©",
    "textcopyright": "©", "textdegree": "°", "degree": "°", "S": "§", "P": "¶", "pounds": "£",
    "textsterling": "£", "euro": "€", "texteuro": "€", "textmu": "µ", "micro": "µ",
    "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textbar": "|",
    "textless": "<", "textgreater": ">", "textunderscore": "_", "textordfeminine": "ª",
    "textordmasculine": "º", "textonehalf": "½", "textonequarter": "¼", "textdollar": "$",
    "textthreequarters": "¾", "texttimes": "×", "textpm": "±", "textbullet": "•",
    "textperiodcentered": "·", "textexclamdown": "¡", "textquestiondown": "¿",
    "textbraceleft": "{", "textbraceright": "}", "LaTeX": "LaTeX", "TeX": "TeX",
    "BibTeX": "BibTeX", "LaTeXe": "LaTeX2ε", "slash": "/", "space": " ", "quad": " ",
    "qquad": " ", "newline": " ", "linebreak": " ", "par": " ", "nobreakspace": "\u00a0",
    "textvisiblespace": " ", "hyphen": "-", "bibrangedash": "–", "textnumero": "№",
    "colon": ":", "langle": "⟨", "rangle": "⟩", "textlangle": "⟨", "textrangle": "⟩",
    "circ": "°", "prime": "′", "sim": "∼", "times": "×", "pm": "±", "cdot": "·",
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε",
    "lambda": "λ", "mu": "μ", "nu": "ν", "pi": "π", "sigma": "σ", "omega": "ω", "Delta": "Δ",
    "Omega": "Ω", "to": "→", "rightarrow": "→", "infty": "∞", "le": "≤", "ge": "≥",
    "leq": "≤", "geq": "≥", "approx": "≈",
}  # fmt: skip
"""Command → text; rarer symbols come from pylatexenc."""

SYMBOLS = {
    ",": "\u2009", " ": " ", "\n": " ", "\t": " ", "\r": " ", ";": " ", ":": " ", "!": "",
    "-": "", "/": "", "@": "", "\\": " ", "(": "", ")": "", "[": "", "]": "", "|": "‖",
}  # fmt: skip
"""Backslash + character → text; any other character stands for itself."""

RAISED = frozenset("circ prime dagger ddagger ast".split())
"""Commands that look raised by themselves: `20$^\\circ$C` is 20°C."""

SMALL_CAPS = '<span style="font-variant:small-caps;">'
_ITALIC, _BOLD = ("<i>", "</i>"), ("<b>", "</b>")
_SUP, _SUB = ("<sup>", "</sup>"), ("<sub>", "</sub>")
_CAPS = (SMALL_CAPS, "</span>")

MARKUP = {
    "emph": _ITALIC, "textit": _ITALIC, "textsl": _ITALIC, "mkbibemph": _ITALIC,
    "mkbibitalic": _ITALIC, "textbf": _BOLD, "mkbibbold": _BOLD, "textsc": _CAPS,
    "textsuperscript": _SUP, "mkbibsuperscript": _SUP, "textsubscript": _SUB,
    "mkbibsubscript": _SUB, "mkbibparens": ("(", ")"), "mkbibbrackets": ("[", "]"),
    "sout": ("", ""),
}  # fmt: skip
"""Command with one argument → what stands around the argument."""

SWITCHES = {
    "em": _ITALIC, "it": _ITALIC, "itshape": _ITALIC, "sl": _ITALIC, "slshape": _ITALIC,
    "bf": _BOLD, "bfseries": _BOLD, "sc": _CAPS, "scshape": _CAPS,
}  # fmt: skip
"""Command that holds to the end of its group → what stands around the rest of the group."""

QUOTES = frozenset("enquote mkbibquote textquote".split())
"""Commands whose argument is quoted; quotes inside quotes alternate."""

SCRIPTS = {"^": _SUP, "_": _SUB}

VERBATIM = frozenset("url nolinkurl path".split())
"""Commands whose argument is taken as it is."""

SKIP_FIRST = frozenset(
    "href textcolor color hspace vspace phantom vphantom hphantom label noopsort sortnoop "
    "begin end switchargs foreignlanguage selectlanguage raisebox kern index rule".split()
)
"""Commands whose first argument is not text (compared in lower case)."""

FRACTIONS = frozenset("frac nicefrac sfrac tfrac dfrac".split())
