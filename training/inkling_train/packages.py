"""The pinned package lists."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .paths import TRAINING


@dataclass(frozen=True)
class Package:
    """A package at one version. `kind` is 'npm' or 'deb'."""

    kind: str
    name: str
    version: str

    @property
    def id(self) -> str:
        """A name that is safe as a folder: `npm_@angular+core`, `deb_rust-src`."""
        return f"{self.kind}_{self.name.replace('/', '+')}"

    @property
    def spec(self) -> str:
        """What the package manager's client takes."""
        return f"{self.name}{'@' if self.kind == 'npm' else '='}{self.version}"


def parse_list(text: str, kind: str) -> list[Package]:
    """Reads one pinned list; raises ValueError on a line without a version."""
    packages = []
    for line in text.splitlines():
        spec = line.split("#")[0].strip()
        if not spec:
            continue
        name, mark, version = spec.rpartition("@") if kind == "npm" else spec.partition("=")
        if not (name and mark and version):
            raise ValueError(f"no pinned version: {line!r}")
        packages.append(Package(kind, name, version))
    return packages


def all_packages(folder: Path = TRAINING) -> list[Package]:
    """Every package of both lists, npm first."""
    return [
        package
        for kind in ("npm", "deb")
        for package in parse_list((folder / f"packages.{kind}.txt").read_text(), kind)
    ]
