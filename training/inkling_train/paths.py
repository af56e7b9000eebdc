"""Where the pipeline keeps what it downloads and makes. Nothing of it lives in the repository."""

from __future__ import annotations

import os
from pathlib import Path

TRAINING = Path(__file__).resolve().parent.parent


def cache() -> Path:
    """`$INKLING_CACHE`, else `~/.cache/inkling`."""
    return Path(os.environ.get("INKLING_CACHE") or Path.home() / ".cache" / "inkling")


def work(name: str = "") -> Path:
    """A folder of the training cache, made when missing."""
    path = cache() / "training" / name
    path.mkdir(parents=True, exist_ok=True)
    return path


def node_folder() -> Path:
    """A folder with node-llama-cpp in its node_modules: the repository when its packages are installed, else one in the cache."""
    repository = TRAINING.parent
    return repository if (repository / "node_modules" / "node-llama-cpp").exists() else work("node")
