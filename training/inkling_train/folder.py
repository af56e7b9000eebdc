"""A folder of somebody's own code as a corpus for going on from a trained model. It stays on this machine.

    python -m inkling_train.folder DIR
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path

from .dedup import Seen
from .filters import clean
from .paths import work
from .sources import sources

HELD_EVERY = 12
"""One file in so many measures the training and is not learned from."""


def collect(folder: Path) -> dict[tuple[str, str], list[dict[str, str]]]:
    """Rows by (split, language), by the filters of the big corpus."""
    seen, rows, kept = Seen(), defaultdict(list), 0
    for path, language, raw in sources(folder):
        text, _ = clean(path, language, raw)
        if text is None or seen.admit(text):
            continue
        kept += 1
        split = "held" if kept % HELD_EVERY == 0 else "train"
        rows[split, language].append({"p": f"dir_{folder.name}", "f": path, "l": language, "t": text})
    return rows


def main() -> None:
    rows = collect(Path(sys.argv[1]).resolve())
    out = work("folder")
    for old in out.glob("*.jsonl"):
        old.unlink()
    for (split, language), files in rows.items():
        with open(out / f"{language}.{split}.jsonl", "w", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in files)
        print(f"{language} {split}: {len(files)} files, {sum(len(row['t']) for row in files) / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
