"""Where the files come from: a folder, or an address on the network."""

import gzip
import io
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urljoin, urlsplit

ENDINGS = (".geojson", ".csv", ".csv.gz")
LARGEST = 60_000_000  # bytes of one file, packed and unpacked
TIMEOUT = 20  # seconds


class SourceError(Exception):
    """The files cannot be had; the sentence says why."""


class Source:
    """A folder or an http(s) address that ends where the file names begin."""

    def __init__(self, place: str):
        self.place = place
        scheme = urlsplit(place).scheme
        self.remote = scheme in {"http", "https"}
        if not self.remote and not Path(place).is_dir():
            kind = f"Only folders and http(s) addresses can be read, not {scheme}:" if "://" in place else "No folder"
            raise SourceError(f"{kind} {place}. Give the folder or address that holds the places' files.")

    def find(self, stem: str) -> tuple[str, str] | None:
        """Name and text of the file called ``stem`` with one of the endings; None where there is none."""
        for ending in ENDINGS:
            name = stem + ending
            packed = self._download(name) if self.remote else self._read(name)
            if packed is not None:
                return name, self._unpack(name, packed)
        return None if self.remote else self._dated(stem)

    def _dated(self, stem: str) -> tuple[str, str] | None:
        """The newest file with a date behind its name, "omi_zone_milano_2024_2"."""
        found = sorted(path.name for end in ENDINGS for path in Path(self.place).glob(f"{stem}_[0-9]*{end}"))
        return (found[-1], self._unpack(found[-1], self._read(found[-1]) or b"")) if found else None

    def _read(self, name: str) -> bytes | None:
        path = Path(self.place) / name
        if not path.is_file():
            return None
        if path.stat().st_size > LARGEST:
            raise SourceError(f"{name} is larger than {LARGEST // 1_000_000} MB.")
        return path.read_bytes()

    def _download(self, name: str) -> bytes | None:
        address = urljoin(self.place.rstrip("/") + "/", name)
        try:
            with urllib.request.urlopen(address, timeout=TIMEOUT) as answer:  # noqa: S310 -- http(s) only, see above
                content = answer.read(LARGEST + 1)
        except urllib.error.HTTPError as error:
            if error.code in {403, 404, 410}:
                return None
            raise SourceError(f"{address} answered {error.code} {error.reason}. Try again later.") from error
        except OSError as error:
            raise SourceError(f"{address} cannot be reached: {error}.") from error
        if len(content) > LARGEST:
            raise SourceError(f"{address} is larger than {LARGEST // 1_000_000} MB.")
        return content

    def _unpack(self, name: str, content: bytes) -> str:
        try:
            if name.endswith(".gz"):
                with gzip.open(io.BytesIO(content)) as unpacked:
                    content = unpacked.read(LARGEST + 1)
            if len(content) > LARGEST:
                raise SourceError(f"{name} unpacks to more than {LARGEST // 1_000_000} MB.")
            return content.decode("utf-8-sig")
        except (OSError, EOFError, UnicodeDecodeError) as error:
            raise SourceError(
                f"{name} cannot be read: {error}. It must be UTF-8 text, packed by gzip or plain."
            ) from error
