"""Unpacked packages to one JSONL per language and split, with statistics and a licence record.

    python -m inkling_train.corpus [--scale 1.0]

A row is {"p": package id, "f": path, "l": language id, "t": text}.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path

from .dedup import Seen
from .filters import clean
from .licences import Licence, licence_of
from .packages import Package, all_packages
from .paths import TRAINING, work
from .sources import sources

PACKAGE_CAP_MB = 3.5
"""No package gives more than this per language, so that none sets the style."""

LANGUAGE_CAP_MB = {
    "typescript": 60, "typescriptreact": 14, "javascript": 44, "python": 60, "go": 14, "rust": 14, "java": 4,
    "c": 2, "cpp": 3, "php": 5, "ruby": 4, "css": 1, "scss": 2, "less": 0.5, "html": 1.5, "json": 1, "yaml": 1,
}
DEFAULT_CAP_MB = 2.0

TYPED_MB = 0.2
"""JavaScript of a package that gave this much TypeScript is what a compiler made of it."""


class Holdout:
    """The split: whole packages and sub-trees that training never sees."""

    def __init__(self, path: Path = TRAINING / "holdout.json") -> None:
        content = json.loads(path.read_text())
        self.packages = frozenset(content["packages"])
        self.subtrees = tuple((package, prefix) for package, prefix in content["subtrees"])

    def holds(self, package: str, path: str) -> bool:
        """Whether a file belongs to the held-out side."""
        return package in self.packages or any(package == p and path.startswith(f) for p, f in self.subtrees)


class Corpus:
    """Rows kept so far and why others were dropped."""

    def __init__(self, scale: float) -> None:
        self.scale = scale
        self.seen = Seen()
        self.holdout = Holdout()
        self.rows: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
        self.drops: dict[str, Counter[str]] = defaultdict(Counter)
        self.by_package: dict[str, Counter[str]] = defaultdict(Counter)
        self.held_by_package: dict[str, Counter[str]] = defaultdict(Counter)
        self.by_language: Counter[str] = Counter()

    def take(self, package: Package, licence: Licence, path: str, language: str, raw: bytes, held: bool) -> None:
        """Filters one file into its split. The held-out side goes in first, so that training drops what repeats it."""
        reason = self.admit(package, licence, path, language, raw, held)
        self.drops[language][reason] += len(raw)

    def admit(self, package: Package, licence: Licence, path: str, language: str, raw: bytes, held: bool) -> str:
        if not licence.covers(path):
            return "licence"
        if not held and self.full(package, language):
            return "cap"
        sizes = (self.held_by_package if held else self.by_package)[package.id]
        if language == "javascript" and sizes["typescript"] > TYPED_MB * 1e6:
            return "compiled"
        text, reason = clean(path, language, raw)
        if text is None:
            return reason
        known = self.seen.admit(text)
        if known:
            return known
        self.rows["held" if held else "train", language].append({"p": package.id, "f": path, "l": language, "t": text})
        sizes[language] += len(text)
        self.by_language[language] += 0 if held else len(text)
        return "kept"

    def full(self, package: Package, language: str) -> bool:
        """Whether a cap is reached."""
        language_cap = LANGUAGE_CAP_MB.get(language, DEFAULT_CAP_MB) * self.scale * 1e6
        package_cap = min(PACKAGE_CAP_MB * self.scale * 1e6, max(language_cap / 4, 1e6))
        return self.by_package[package.id][language] > package_cap or self.by_language[language] > language_cap


def build(scale: float) -> Corpus:
    """Reads every unpacked package twice: for the held-out side, then for training."""
    raw, corpus = work("raw"), Corpus(scale)
    fetched = [package for package in all_packages() if (raw / package.id / ".version").exists()]
    packages = [(package, licence_of(package, raw / package.id)) for package in fetched]
    usable = [(package, licence) for package, licence in packages if licence.permissive]
    holders = corpus.holdout.packages | {package for package, _ in corpus.holdout.subtrees}
    for held in (True, False):
        for package, licence in usable:
            if held and package.id not in holders:
                continue
            for path, language, content in sources(raw / package.id):
                if corpus.holdout.holds(package.id, path) == held:
                    corpus.take(package, licence, path, language, content, held)
        print("held out" if held else "train", sum(map(len, corpus.rows.values())), "files", flush=True)
    write_licences(corpus, packages)
    return corpus


def write_licences(corpus: Corpus, packages: list[tuple[Package, Licence]]) -> None:
    """LICENSES.md: what the weights learned from, and under which terms."""
    lines = [
        "# Licences of the training text",
        "",
        "Written by `inkling_train.corpus`. Kept: text after all filters, in MB.",
        "",
        "| package | version | licence | trained on, MB | evaluation only, MB |",
        "|---|---|---|---|---|",
    ]
    for package, licence in packages:
        kept, held = (sum(sizes[package.id].values()) / 1e6 for sizes in (corpus.by_package, corpus.held_by_package))
        use = f"{kept:.2f} | {held:.2f}" if licence.permissive else "dropped: not permissive | "
        lines.append(f"| {package.kind} {package.name} | {package.version} | {licence.name} | {use} |")
    (work("corpus") / "LICENSES.md").write_text("\n".join(lines) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--scale", type=float, default=1.0, help="multiplies every size cap")
    corpus = build(parser.parse_args().scale)
    out = work("corpus")
    for (split, language), rows in corpus.rows.items():
        with open(out / f"{language}.{split}.jsonl", "w", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    stats = {
        "kept_mb": {f"{language}.{split}": round(sum(len(r["t"]) for r in rows) / 1e6, 3) for (split, language), rows in corpus.rows.items()},
        "files": {f"{language}.{split}": len(rows) for (split, language), rows in corpus.rows.items()},
        "fate_mb": {language: {k: round(v / 1e6, 3) for k, v in fates.items()} for language, fates in corpus.drops.items()},
        "packages_mb": {package: {k: round(v / 1e6, 3) for k, v in kinds.items()} for package, kinds in corpus.by_package.items()},
    }
    (out / "stats.json").write_text(json.dumps(stats, indent=1, sort_keys=True))
    print(json.dumps(stats["kept_mb"], indent=0, sort_keys=True))


if __name__ == "__main__":
    main()
