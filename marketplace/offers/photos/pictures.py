"""From what a person uploads to a clean picture: what it is decides its content, never its name.

The result is a JPEG in sRGB without EXIF, position, comments or embedded previews, turned the right way up.
"""

from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

import pillow_heif
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from marketplace.core.errors import DomainError

pillow_heif.register_heif_opener()

MAX_BYTES = 15 * 1024 * 1024
MAX_PIXELS = 60_000_000  # a decoded pixel takes 3 bytes: 180 MB at most in the web process
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF", "MPO")  # MPO: what some phones call a JPEG with a depth map
LONGEST_SIDE = 2560
SMALLEST_SIDE = 200
QUALITY = 86


class BadPhoto(DomainError):
    """The file cannot become a photo; the sentence names it and says what to send instead."""


@dataclass(frozen=True)
class Picture:
    """A clean JPEG, sides in pixels."""

    data: bytes
    width: int
    height: int


def clean(upload: BinaryIO, name: str, size: int) -> Picture:
    """Decode, straighten, convert to sRGB, shrink and encode again. Raises ``BadPhoto``."""
    if size > MAX_BYTES:
        raise BadPhoto(_("«%(name)s» è più grande di 15 MB: manda una foto più leggera.") % {"name": name})
    try:
        with Image.open(upload, formats=_openers()) as opened:
            _check_sides(opened, name)
            opened.load()
            image = ImageOps.exif_transpose(opened)
    except BadPhoto:
        raise
    except Image.DecompressionBombError:
        raise _too_many_pixels(name) from None
    except UnidentifiedImageError:
        text = _("«%(name)s» non è una foto che possiamo leggere: manda un file JPEG, PNG, WebP o HEIC.")
        raise BadPhoto(text % {"name": name}) from None
    except Exception as error:  # a decoder may fail in any way on a file made to break it
        text = _("«%(name)s» è rovinata: riprova con un’altra copia della foto.")
        raise BadPhoto(text % {"name": name}) from error
    image = _to_srgb(image)
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    out = BytesIO()
    image.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)  # no exif=, no icc_profile=: none is kept
    return Picture(out.getvalue(), *image.size)


def _openers() -> list[str]:
    """The decoders that exist here: Pillow would try fifty formats, some of them rarely tested."""
    Image.init()
    return [name for name in FORMATS if name in Image.OPEN]


def _check_sides(image: Image.Image, name: str) -> None:
    if image.width * image.height > MAX_PIXELS:
        raise _too_many_pixels(name)
    if min(image.size) < SMALLEST_SIDE:
        text = _("«%(name)s» è troppo piccola: serve una foto di almeno 200 pixel per lato.")
        raise BadPhoto(text % {"name": name})


def _too_many_pixels(name: str) -> BadPhoto:
    return BadPhoto(_("«%(name)s» ha troppi pixel (il massimo è 60 milioni): riducila e riprova.") % {"name": name})


def _to_srgb(image: Image.Image) -> Image.Image:
    """RGB in the colours of the web: phones write Display P3, printers CMYK. Transparency lies on white."""
    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "RGBA", "CMYK", "L"):
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            mode = "RGBA" if image.mode == "RGBA" else "RGB"
            image = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
        except (ImageCms.PyCMSError, OSError):
            pass  # a broken profile: the plain conversion below is the best guess
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        ground = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(ground, image)
    return image.convert("RGB")
