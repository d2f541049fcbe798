"""The words that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

Root = Annotated[Path, typer.Option("--root", metavar="DIR", help="The show's folder.")]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="Where to write; public/ in the show's folder."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print problems only.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
Drafts = Annotated[bool, typer.Option("--drafts", help="With drafts and episodes not yet due.")]
Offline = Annotated[bool, typer.Option("--offline", help="Ask no other server about audio.")]
At = Annotated[
    str,
    typer.Option("--at", metavar="TIME", help="Act as if it were TIME, as in 2026-05-01T06:00Z."),
]
Locked = Annotated[bool, typer.Option("--locked", help="Fail if showfeed.lock would change.")]
Accept = Annotated[bool, typer.Option("--accept", help="Accept that locked episodes are gone.")]
Compress = Annotated[
    bool, typer.Option("--compress", help="Write .gz and .br beside every text, for servers.")
]
Whole = Annotated[bool, typer.Option("--whole", help="Fail if audio of public/ is not here.")]
HERE = Path()
