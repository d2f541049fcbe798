"""Text ⇄ value, in pairs: each format is a `parse_x` and a `format_x`, pure."""
