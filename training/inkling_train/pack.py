"""The corpus as one compressed file in parts, for a machine that cannot fetch packages.

    python -m inkling_train.pack                     writes packed/
    python -m inkling_train.pack unpack FOLDER       the reverse, into the cache
"""

from __future__ import annotations

import sys
import tarfile
from pathlib import Path

from .parts import join, split
from .paths import work


def main() -> None:
    archive = work("packed") / "corpus.tar.xz"
    if sys.argv[1:2] == ["unpack"]:
        join(Path(sys.argv[2]) / archive.name, archive)
        with tarfile.open(archive) as tar:
            tar.extractall(work(), filter="data")
        return
    with tarfile.open(archive, "w:xz", preset=6) as tar:
        tar.add(work("corpus"), "corpus")
        for tokenizer in work().glob("tokenizer-*.json"):
            tar.add(tokenizer, tokenizer.name)
    parts = split(archive, archive.parent)
    print(f"{archive}: {archive.stat().st_size / 1e6:.1f} MB in {len(parts)} parts")


if __name__ == "__main__":
    main()
