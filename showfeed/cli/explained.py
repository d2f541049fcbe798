"""A command's docstring as its help: paragraphs flow to the width of the terminal."""

import inspect
from collections.abc import Callable


def explained(command: Callable[..., object]) -> str:
    """Return the docstring with each paragraph on one line, since Typer keeps every line's end.

    >>> def show():
    ...     '''Show it.
    ...
    ...     Here, and
    ...     there.
    ...
    ...     Example: show
    ...     '''
    >>> explained(show)
    'Show it.\\n\\nHere, and there.\\n\\nExample: show'
    """
    paragraphs = inspect.cleandoc(command.__doc__ or "").split("\n\n")
    return "\n\n".join(" ".join(paragraph.split("\n")) for paragraph in paragraphs)
