"""The programs of the form editor: fetched by a command, known by their checksums, copied by a build.

A build fetches nothing. What is fetched lies in a folder that git ignores.
"""

import base64
import hashlib
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple


class BundleRefused(Exception):
    """A program that could not be fetched, or is not the one it should be; the message is a sentence in nynorsk."""


class File(NamedTuple):
    """One file of a package, what it is called here, and its checksum as a browser is told it."""

    member: str
    name: str
    integrity: str


class Package(NamedTuple):
    """One package of npm, with the checksum that npm states for this version."""

    name: str
    version: str
    integrity: str
    files: tuple[File, ...]


DECAP = File(
    "package/dist/decap-cms.js",
    "decap-cms.js",
    "sha384-A/Gdn928CNLufmnGWGs9RM4Q9o8bSNLeJERqBFrBjwzL7FRpoLT3MPF8Tl0+Wd2p",
)
YAML = File(
    "package/dist/js-yaml.min.js",
    "js-yaml.min.js",
    "sha384-uwLg6oO8ZhFG2SuQfgmkMtosjtrFYlkPspa/cXS+b3D8GLRTHMDl/mTwqImdlKQO",
)
PACKAGES = (
    Package(
        "decap-cms",
        "3.16.3",
        "sha512-hf+dPlCh7TJmWl8+6VRzHYOWhri5xgUknrZbDewaWe4s9B7xJ8PQugp2QHeSldMUKzav6+z0oIpwUYhUJDYtYw==",
        (
            DECAP,
            File(
                "package/dist/decap-cms.js.LICENSE.txt",
                "decap-cms.js.LICENSE.txt",
                "sha384-/SDDqcpsmGNDfrad+itb5IpLkXSZvl22Kf+/E0EeZ4ufHQXlnXNONReDzLHH7RQu",
            ),
        ),
    ),
    Package(
        "js-yaml",
        "4.3.2",
        "sha512-SFNOvSJ+Dgf/9An904Yx+CgSlIPCkIpao4qo51lpee25TIRejdH3rhR4EZMGoNx3/TP3O+wzWuiTFl4sqbltzA==",
        (
            YAML,
            File(
                "package/LICENSE",
                "js-yaml-LICENSE.txt",
                "sha384-bOepbHz1e8RntObsh3XiffSySsEdk0AXo+vu1C5OxugH2RpmK00j07CYuD2ekGQq",
            ),
        ),
    ),
)
FILES = tuple(file for package in PACKAGES for file in package.files)


def fetch(folder: Path) -> list[str]:
    """Fetch what is missing or spoilt in a folder; gives the names of what was written. BundleRefused when it fails."""
    written = []
    for package in PACKAGES:
        if any(not is_sound(folder, file) for file in package.files):
            archive = _pack(package)
            for file, content in unpacked(package, archive):
                folder.mkdir(parents=True, exist_ok=True)
                (folder / file.name).write_bytes(content)
                written.append(file.name)
    return written


def check_bundle(folder: Path) -> None:
    """Raise BundleRefused where a program is missing in a folder, or is not what it should be."""
    if not all(is_sound(folder, file) for file in FILES):
        raise BundleRefused("Skjemaredigeringa er slått på, men ikkje henta. Køyr: python -m handbook fetch-editor")


def copy(folder: Path, target: Path) -> None:
    """Copy the programs to a site; BundleRefused as above."""
    check_bundle(folder)
    for file in FILES:
        shutil.copyfile(folder / file.name, target / file.name)


def is_sound(folder: Path, file: File) -> bool:
    """Say whether a file lies in a folder, byte for byte as it should be."""
    path = folder / file.name
    return path.is_file() and _checksum("sha384", path.read_bytes()) == file.integrity


def unpacked(package: Package, archive: bytes) -> Iterator[tuple[File, bytes]]:
    """Give the files we use of a package. Nothing in it is looked at before its checksum is seen to be right."""
    if _checksum("sha512", archive) != package.integrity:
        raise BundleRefused(f"{package.name} {package.version} har feil kontrollsum og blir ikkje brukt.")
    with tarfile.open(fileobj=BytesIO(archive), mode="r:gz") as tar:
        for file in package.files:
            content = tar.extractfile(file.member).read()
            if _checksum("sha384", content) != file.integrity:
                raise BundleRefused(f"{file.name} i {package.name} har feil kontrollsum og blir ikkje brukt.")
            yield file, content


def _checksum(name: str, content: bytes) -> str:
    return f"{name}-{base64.b64encode(hashlib.new(name, content).digest()).decode()}"


def _pack(package: Package) -> bytes:
    """Let npm fetch a package from the registry it is set up with; nothing of the package is run."""
    npm = shutil.which("npm")
    if npm is None:
        raise BundleRefused("Å hente skjemaredigeringa krev npm. På Debian og Ubuntu: sudo apt-get install npm")
    with tempfile.TemporaryDirectory() as folder:
        what = f"{package.name}@{package.version}"
        command = [npm, "pack", "--silent", "--ignore-scripts", "--pack-destination", folder, what]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
        found = list(Path(folder).glob("*.tgz"))
        if done.returncode or len(found) != 1:
            said = (done.stderr.strip().splitlines() or ["npm sa ingenting"])[-1]
            raise BundleRefused(f"npm fekk ikkje henta {what}: {said}")
        return found[0].read_bytes()
