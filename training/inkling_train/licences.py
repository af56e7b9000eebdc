"""Which licences are permissive, as npm and Debian (DEP-5) write them."""

from __future__ import annotations

import fnmatch
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .packages import Package
from .paths import TRAINING

PERMISSIVE = re.compile(
    r"^\(?(?:MIT|Expat|X11|ISC|0BSD|BSD|Apache|PSF|Python|ZPL|Zlib|zlib|Unlicense|CC0|BSL-1|Boost|BlueOak|public[- ]domain|PD\b|HPND"
    r"|Ruby|WTFPL|NTP|OFL|matplotlib|NumPy|Unicode|permissive|Permissive|SIL|BSLA?|Artistic-2)",
)


def is_permissive(name: str) -> bool:
    """Whether a licence expression offers at least one permissive choice ('or') and no copyleft duty ('and')."""
    return any(
        all(PERMISSIVE.match(part.strip(" ()")) for part in re.split(r"\s+and\s+|\s*&\s*", choice, flags=re.I))
        for choice in re.split(r"\s+or\s+|\s*\|\s*|\s*/\s*", name.strip().replace(",", " "), flags=re.I)
    )


@dataclass(frozen=True)
class Licence:
    """A package's licence and the globs of sub-trees under another, non-permissive one."""

    name: str
    permissive: bool
    foreign: tuple[str, ...] = ()

    def covers(self, path: str) -> bool:
        """False for a file inside a sub-tree under a non-permissive licence. Globs match at any depth of the path."""
        return not any(fnmatch.fnmatchcase(path, glob) or fnmatch.fnmatchcase(path, f"*/{glob}") for glob in self.foreign)


def licence_of(package: Package, folder: Path) -> Licence:
    """The declared licence of an unpacked package; `licences.json` names what was read by hand."""
    found = npm_licence(folder) if package.kind == "npm" else deb_licence(folder, package.name)
    by_hand = json.loads((TRAINING / "licences.json").read_text()).get(package.id)
    return Licence(by_hand, True, found.foreign) if by_hand else found


def npm_licence(folder: Path) -> Licence:
    """From package.json."""
    try:
        declared = json.loads((folder / "package" / "package.json").read_text())
    except (OSError, ValueError):
        return Licence("unknown", False)
    name = declared.get("license") or declared.get("licenses") or "unknown"
    name = name if isinstance(name, str) else " OR ".join(entry.get("type", "") for entry in name if isinstance(entry, dict))
    return Licence(name, is_permissive(name))


def deb_licence(folder: Path, package: str) -> Licence:
    """From /usr/share/doc/PACKAGE/copyright, machine-readable or not."""
    path = folder / "files" / "usr" / "share" / "doc" / package / "copyright"
    try:
        text = path.read_text(errors="replace")
    except OSError:
        return Licence("unknown", False)
    return parse_dep5(text)


def parse_dep5(text: str) -> Licence:
    """The licence of `Files: *` and the sub-trees under non-permissive ones. A text in another form counts as unknown."""
    name, foreign = "unknown", []
    for stanza in re.split(r"\n\s*\n", text):
        fields = {key.lower(): value for key, value in re.findall(r"^([\w-]+):[ \t]*((?:.*)(?:\n[ \t]+.*)*)", stanza, re.M)}
        if "files" not in fields or "license" not in fields:
            continue
        globs: Sequence[str] = fields["files"].replace(",", " ").split()
        licence = fields["license"].split("\n")[0].strip()
        if "*" in globs and name == "unknown":
            name = licence
        elif not is_permissive(licence):
            foreign += [glob.removeprefix("./") for glob in globs if not glob.startswith("debian/")]
    return Licence(name, is_permissive(name), tuple(foreign))
