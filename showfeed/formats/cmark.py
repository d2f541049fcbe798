"""Markdown → HTML by cmark-gfm, the C library inside of cmarkgfm, with its memory given back.

cmarkgfm frees neither the tree nor the text of what it renders: 8 KB for 2 KB of notes, three
times an episode, which at ten thousand episodes is a quarter of a gigabyte. So the same library
is called here directly; where it hides its functions (Windows), cmarkgfm's own call is made.
"""

import ctypes
from collections.abc import Callable
from functools import lru_cache

HARDBREAKS = 1 << 2
UNSAFE = 1 << 17
EXTENSIONS = ("autolink", "table")
Pointer, Int, Size = ctypes.c_void_p, ctypes.c_int, ctypes.c_size_t
# Names, what they return, what they take: https://github.com/github/cmark-gfm cmark-gfm.h
FUNCTIONS = (
    ("cmark_find_syntax_extension", Pointer, (ctypes.c_char_p,)),
    ("cmark_get_default_mem_allocator", Pointer, ()),
    ("cmark_gfm_core_extensions_ensure_registered", None, ()),
    ("cmark_node_free", None, (Pointer,)),
    ("cmark_parser_attach_syntax_extension", Int, (Pointer, Pointer)),
    ("cmark_parser_feed", None, (Pointer, ctypes.c_char_p, Size)),
    ("cmark_parser_finish", Pointer, (Pointer,)),
    ("cmark_parser_free", None, (Pointer,)),
    ("cmark_parser_get_syntax_extensions", Pointer, (Pointer,)),
    ("cmark_parser_new", Pointer, (Int,)),
    ("cmark_render_html", Pointer, (Pointer, Int, Pointer)),
)


class Memory(ctypes.Structure):
    """How the library takes memory and gives it back (cmark_mem)."""

    _fields_ = (
        ("calloc", Pointer),
        ("realloc", Pointer),
        ("free", ctypes.CFUNCTYPE(None, Pointer)),
    )


def html(markdown: str, *, raw: bool = False) -> str:
    """Return the HTML of a Markdown text; with *raw* the HTML in it passes as it stands.

    >>> html("Salt & *tea*")
    '<p>Salt &amp; <em>tea</em></p>\\n'
    """
    return renderer()(markdown, HARDBREAKS | (UNSAFE if raw else 0))


@lru_cache(maxsize=2)
def renderer(file: str = "") -> Callable[[str, int], str]:
    """Return the function that renders; *file* is the library, cmarkgfm's own if not given."""
    from cmarkgfm import _cmark, cmark

    try:
        return freeing(ctypes.CDLL(file or _cmark.__file__))
    except (OSError, AttributeError):

        def keeping(markdown: str, options: int) -> str:
            rendered: str = cmark.markdown_to_html_with_extensions(markdown, options, EXTENSIONS)
            return rendered

        return keeping


def freeing(library: ctypes.CDLL) -> Callable[[str, int], str]:
    """Return a renderer that gives its memory back. Raises AttributeError without functions."""
    for name, returned, taken in FUNCTIONS:
        function = getattr(library, name)
        function.restype, function.argtypes = returned, taken
    library.cmark_gfm_core_extensions_ensure_registered()
    extensions = [library.cmark_find_syntax_extension(name.encode()) for name in EXTENSIONS]
    memory = Memory.from_address(library.cmark_get_default_mem_allocator())

    def render(markdown: str, options: int) -> str:
        content = markdown.encode()
        parser = library.cmark_parser_new(options)
        try:
            for extension in extensions:
                library.cmark_parser_attach_syntax_extension(parser, extension)
            library.cmark_parser_feed(parser, content, len(content))
            root = library.cmark_parser_finish(parser)
            attached = library.cmark_parser_get_syntax_extensions(parser)
            written = library.cmark_render_html(root, options, attached)
            try:
                return ctypes.string_at(written).decode()
            finally:
                memory.free(written)
                library.cmark_node_free(root)
        finally:
            library.cmark_parser_free(parser)

    return render
