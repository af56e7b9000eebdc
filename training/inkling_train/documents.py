"""The training documents in memory, and how often each language and each file is drawn."""

from __future__ import annotations

import itertools
import json
import re
from bisect import bisect
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from random import Random

LANGUAGE_SHARE = {
    "typescript": 0.30, "typescriptreact": 0.10, "javascript": 0.17, "python": 0.24, "go": 0.045, "rust": 0.045,
    "java": 0.008, "cpp": 0.01, "php": 0.01, "ruby": 0.012, "css": 0.008, "scss": 0.01, "html": 0.006, "json": 0.006,
    "yaml": 0.004, "shellscript": 0.006, "vue": 0.006, "less": 0.002, "c": 0.002,
}
"""Share of the examples; languages without text give theirs to the others."""

LONG_ENOUGH = 30_000
"""Characters above which a longer file is not drawn more often."""

NAME = re.compile(r"[A-Za-z_]\w{3,}")
WINDOW_LINES = 30


@dataclass(frozen=True)
class Document:
    """A file of the corpus. `path` is as in its workspace."""

    package: str
    path: str
    language: str
    text: str

    @property
    def project(self) -> str:
        """The package's bare name, as a folder in a workspace would be called."""
        return re.sub(r"^(?:python3|golang|librust|ruby|php)-|-(?:dev|src)$", "", self.package.partition("_")[2].split("+")[-1])


class Documents:
    """Draws documents by language share, then by length; knows each one's neighbours in its package."""

    def __init__(self, rows: list[Document]) -> None:
        self.rows = sorted(rows, key=lambda row: (row.package, row.path))
        self.by_language: dict[str, list[int]] = defaultdict(list)
        self.by_package: dict[str, list[int]] = defaultdict(list)
        for index, row in enumerate(self.rows):
            self.by_language[row.language].append(index)
            self.by_package[row.package].append(index)
        self.languages = [language for language in LANGUAGE_SHARE if language in self.by_language]
        self.shares = list(itertools.accumulate(LANGUAGE_SHARE[language] for language in self.languages))
        self.lengths = {
            language: list(itertools.accumulate(min(len(self.rows[i].text), LONG_ENOUGH) for i in self.by_language[language]))
            for language in self.languages
        }

    def draw(self, random: Random) -> int:
        """The index of a document."""
        language = self.languages[bisect(self.shares, random.random() * self.shares[-1])]
        ends = self.lengths[language]
        return self.by_language[language][bisect(ends, random.random() * ends[-1])]

    def neighbours(self, index: int, random: Random, count: int = 10) -> list[int]:
        """Other files of the package: those beside it in path order, those whose name it mentions, some at random."""
        row, family = self.rows[index], self.by_package[self.rows[index].package]
        place = bisect(family, index) - 1
        near = family[max(0, place - 3): place + 4]
        some = random.sample(family, min(len(family), 24))
        head = row.text[:3000]
        named = [i for i in some if Path(self.rows[i].path).stem in head and self.rows[i].language == row.language]
        return [i for i in dict.fromkeys(named + near + some) if i != index][:count]

    def similar_windows(self, index: int, around: str, random: Random, count: int) -> list[tuple[Document, str]]:
        """The windows of neighbouring files that share most names with the text around the cursor, best last."""
        wanted = set(NAME.findall(around))
        scored = []
        for other in self.neighbours(index, random):
            row = self.rows[other]
            lines = row.text[:20_000].split("\n")
            for start in range(0, max(1, len(lines) - 5), WINDOW_LINES):
                window = "\n".join(lines[start: start + WINDOW_LINES]).strip("\n") + "\n"
                names = set(NAME.findall(window))
                if len(window) > 80:
                    scored.append((len(names & wanted) / (len(names) + 15) ** 0.5, len(scored), row, window))
        scored.sort(reverse=True)
        return [(row, window) for _, _, row, window in scored[:count]][::-1]


def load(folder: Path, split: str = "train") -> list[Document]:
    """Every document of a split."""
    return [
        Document(row["p"], row["f"], row["l"], row["t"])
        for path in sorted(folder.glob(f"*.{split}.jsonl"))
        for row in map(json.loads, path.read_text(encoding="utf-8").split("\n")[:-1])
    ]
