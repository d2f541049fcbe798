"""Show → Problems: one rule per file, the file named like the rule."""
