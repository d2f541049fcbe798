"""The pages' one style sheet: readable in light and dark, on a phone and on paper."""

STYLE = """\
:root { color-scheme: light dark; }
body { max-width: 42rem; margin: 0 auto; padding: 1rem; font: 1.0625rem/1.6 system-ui, sans-serif; }
h1, h2 { line-height: 1.2; }
img { display: block; width: 12rem; max-width: 100%; height: auto; border-radius: 0.5rem; }
audio { display: block; width: 100%; margin: 1rem 0; }
.facts { opacity: 0.75; }
.plain { padding: 0; list-style: none; font-variant-numeric: tabular-nums; }
.plain li { margin: 0.5rem 0; overflow-wrap: anywhere; }
@media print { audio { display: none; } }
"""
