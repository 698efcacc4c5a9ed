"""The CSL 1.0.2 processor: styles, locales, citations and bibliographies."""
