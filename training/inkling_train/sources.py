"""The source files of an unpacked package, those inside source maps included."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

from .filters import in_foreign_folder
from .languages import language_of

MAX_MAP_BYTES = 60_000_000

INSTALL_ROOTS = re.compile(
    r"^(?:files/)?(?:usr/(?:lib/python3/dist-packages|lib/python3\.11|share/go-1\.19|src/rustc-[\d.]+"
    r"|share/cargo/registry/[^/]+|share/gocode|share/php|share/rubygems-integration/all/gems|share|include)/|package/)"
)
"""What installing put in front of the path that a project has in its repository."""


def sources(folder: Path) -> Iterator[tuple[str, str, bytes]]:
    """(path as in a workspace, language id, bytes), TypeScript and source maps first, so that their output counts as the copy."""
    files = sorted(
        Path(parent, name) for parent, _, names in os.walk(folder) for name in names if not Path(parent, name).is_symlink()
    )
    for path in files:
        if path.suffix == ".map" and path.stat().st_size < MAX_MAP_BYTES:
            yield from mapped(path)
    for typed in (True, False):
        for path in files:
            place = workspace_path(str(path.relative_to(folder)))
            language = language_of(place)
            if language and language.startswith("typescript") == typed and not in_foreign_folder(place):
                yield place, language, path.read_bytes()


def mapped(path: Path) -> Iterator[tuple[str, str, bytes]]:
    """The original texts that a source map carries."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, OSError):
        return
    parts = [section["map"] for section in content["sections"]] if "sections" in content else [content]
    for part in parts:
        for source, text in zip(part.get("sources") or [], part.get("sourcesContent") or []):
            if not source or not text:
                continue
            place = map_path(source)
            language = language_of(place)
            if language and not in_foreign_folder(place):
                yield place, language, text.encode("utf-8", "replace")


def workspace_path(installed: str) -> str:
    """`usr/lib/python3/dist-packages/flask/app.py` becomes `flask/app.py`, `package/lib/a.js` becomes `lib/a.js`."""
    return INSTALL_ROOTS.sub("", installed.replace(os.sep, "/"))


def map_path(source: str) -> str:
    """`webpack://name/./src/a.ts?1f` and `../../src/a.ts` become `src/a.ts`."""
    path = re.sub(r"^[a-z-]+://[^/]*/", "", source.split("?")[0])
    return "/".join(part for part in path.split("/") if part not in ("", ".", ".."))
