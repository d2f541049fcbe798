"""What a rule is for, with an example of wrong and right, as `check --explain` prints it."""

from types import ModuleType

from showfeed.problems import UsageError


def explanation(rule: str) -> str:
    """Explain a rule by its name, as it stands in brackets after a message."""
    from showfeed import checks
    from showfeed.checks import feeds
    from showfeed.live import rules as live_rules
    from showfeed.sources.feed_rules import FEED_RULES
    from showfeed.sources.reading_rules import RULES_OF_READING
    from showfeed.sources.settling_rules import SETTLING_RULES

    rules = (*checks.RULES, *feeds.RULES, *live_rules.RULES)
    modules = {name_of(module): module for module in rules}
    if rule in modules:
        return _of_module(rule, modules[rule])
    if rule in RULES_OF_READING:
        known_rule = RULES_OF_READING[rule]
        return _laid_out(rule, known_rule.why, known_rule.bad, known_rule.good)
    plain = SETTLING_RULES | FEED_RULES
    if rule in plain:
        return _laid_out(rule, plain[rule], "", "")
    from showfeed.formats.names import nearest

    known = sorted({*modules, *RULES_OF_READING, *plain})
    near = nearest(rule, known)
    hint = f"did you mean `{near}`?" if near else f"write one of {', '.join(known)}"
    raise UsageError(f"there is no rule `{rule}`\n    {hint}")


def name_of(module: ModuleType) -> str:
    """Return the rule's name: its file's name."""
    return module.__name__.rpartition(".")[2].replace("_", "-")


def _of_module(rule: str, module: ModuleType) -> str:
    examples = (getattr(module, name, "") for name in ("BAD", "GOOD"))
    return _laid_out(rule, (module.__doc__ or "").strip(), *map(str, examples))


def _laid_out(rule: str, why: str, bad: str, good: str) -> str:
    parts = [rule, why]
    for words, example in (("What it finds:", bad), ("What it lets pass:", good)):
        if example:
            lines = "\n".join(f"    {line}".rstrip() for line in example.rstrip().splitlines())
            parts.append(f"{words}\n\n{lines}")
    return "\n\n".join(parts)
