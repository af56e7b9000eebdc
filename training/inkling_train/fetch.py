"""Downloads the pinned packages with npm and apt-get and unpacks them into the cache.

    python -m inkling_train.fetch [--only zod rich ...]
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tarfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from .packages import Package, all_packages
from .paths import work

SOURCES = (
    ".ts .tsx .mts .cts .js .mjs .cjs .jsx .map .py .go .rs .java .c .h .cc .cpp .hpp .cs .php .rb .sh .css .scss .less "
    ".html .vue .svelte .json .yaml .yml .kt .tsx-tpl .template"
).split()


def fetch(package: Package, raw: Path) -> str:
    """Fetches one package unless its folder is already marked as complete; returns 'had', 'got' or the error."""
    target = raw / package.id
    mark = target / ".version"
    if mark.exists() and mark.read_text() == package.version:
        return "had"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    try:
        unpack_npm(package, target) if package.kind == "npm" else unpack_deb(package, target)
    except (subprocess.CalledProcessError, OSError, tarfile.TarError) as error:
        return f"failed: {str(error)[:200]}"
    mark.write_text(package.version)
    return "got"


def unpack_npm(package: Package, target: Path) -> None:
    """`npm pack`, then only the files that can be source or say the licence."""
    subprocess.run(["npm", "pack", "--silent", package.spec], cwd=target, check=True, capture_output=True)
    (archive,) = target.glob("*.tgz")
    with tarfile.open(archive) as tar:
        for member in tar:
            name = Path(member.name)
            if member.isfile() and ".." not in name.parts and wanted(name):
                tar.extract(member, target, set_attrs=False)
    archive.unlink()


def unpack_deb(package: Package, target: Path) -> None:
    """`apt-get download` and `dpkg-deb -x`."""
    subprocess.run(["apt-get", "-q", "download", package.spec], cwd=target, check=True, capture_output=True)
    (archive,) = target.glob("*.deb")
    subprocess.run(["dpkg-deb", "-x", archive.name, "files"], cwd=target, check=True, capture_output=True)
    archive.unlink()


def wanted(name: Path) -> bool:
    """Whether an archive member can matter: source, source map, package.json or licence text."""
    return name.suffix in SOURCES or name.name.lower().startswith(("license", "licence", "copying", "dockerfile"))


def main() -> None:
    """Fetches everything that is not there yet, four at a time."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", nargs="*", help="names out of the lists")
    only = parser.parse_args().only
    raw = work("raw")
    packages = [package for package in all_packages() if not only or package.name in only]
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda package: fetch(package, raw), packages))
    for package, result in zip(packages, results):
        print(f"{result:5} {package.kind} {package.spec}")
    if any(result.startswith("failed") for result in results):
        sys.exit(1)


if __name__ == "__main__":
    main()
