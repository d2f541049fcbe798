"""The templates' environment: ours, each replaced by the theme's of the same name."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from showfeed.problems import ShowfeedError

if TYPE_CHECKING:
    from jinja2 import Environment

HERE = files("showfeed.outputs.pages")
Source = tuple[str, str | None, Callable[[], bool] | None]
SCHEMES = ("https://", "http://", "mailto:")


def asset(name: str) -> bytes:
    """Return one of our own files for the browser."""
    return HERE.joinpath("assets", name).read_bytes()


def template(name: str) -> str | None:
    """Return one of our own templates."""
    file = HERE.joinpath("templates", name)
    return file.read_text(encoding="utf-8") if file.is_file() else None


def environment(own: Mapping[str, str], folder: str = "") -> "Environment":
    """Return the environment; *own* are the theme's templates, `showfeed/…` is always ours."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    def load(name: str) -> Source | None:
        bare = name.removeprefix("showfeed/")
        if bare == name and name in own:
            return own[name], f"{folder}/{name}", None
        found = template(bare)
        return None if found is None else (found, f"<showfeed/{bare}>", None)

    made = Environment(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        cache_size=64,
        auto_reload=False,
    )
    made.filters["web"] = web
    made.globals["theme_folder"] = folder
    return made


@lru_cache(maxsize=1)
def plain_environment() -> "Environment":
    """Return the environment without a theme; compiled templates are kept."""
    return environment({})


def web(address: str) -> str:
    """Return an address that a link may have: to the web, to mail, or within the site.

    >>> web("https://a.example"), web("JavaScript:alert(1)"), web("../x/")
    ('https://a.example', '', '../x/')
    """
    bare = "".join(address.split())
    head = bare.partition("/")[0]
    if bare.lower().startswith(SCHEMES) or ":" not in head:
        return address
    return ""


def render(made: "Environment", name: str, values: Mapping[str, Any]) -> bytes:
    """Return a page's bytes. Raises ShowfeedError where a theme's template asks for what isn't."""
    from jinja2 import TemplateError

    try:
        return made.get_template(name).render(values).encode()
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as error:
        folder = str(made.globals["theme_folder"])
        if not folder:
            raise
        raise ShowfeedError(
            f"{_place(error, folder, name)}: {error}\n"
            '    docs/theme.md tells what templates are told; `{% extends "showfeed/…" %}` has ours'
        ) from error


def _place(error: BaseException, folder: str, name: str) -> str:
    """Return the file and line of a template that failed, as far as the traceback knows it."""
    found = f"{folder}/{name}"
    trace = error.__traceback__
    while trace:
        file = trace.tb_frame.f_code.co_filename
        if file.startswith(f"{folder}/"):
            found = f"{file}:{trace.tb_lineno}"
        trace = trace.tb_next
    return found
