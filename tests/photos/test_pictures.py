"""What becomes of an upload: clean, upright, in sRGB; everything else refused with its name."""

from io import BytesIO

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from marketplace.offers.photos import pictures
from marketplace.offers.photos.pictures import BadPhoto, clean


def encoded(image: Image.Image, kind: str, **options: object) -> BytesIO:
    out = BytesIO()
    image.save(out, kind, **options)
    out.seek(0)
    return out


def half_red(size: tuple[int, int] = (800, 600)) -> Image.Image:
    """Red above, blue below."""
    image = Image.new("RGB", size, (0, 0, 255))
    image.paste((255, 0, 0), (0, 0, size[0], size[1] // 2))
    return image


def made(upload: BytesIO, name: str = "cucina.jpg") -> Image.Image:
    picture = clean(upload, name, len(upload.getbuffer()))
    image = Image.open(BytesIO(picture.data))
    assert image.format == "JPEG"
    assert image.size == (picture.width, picture.height)
    return image


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_four_formats_are_read_whatever_the_name_says(kind: str) -> None:
    assert made(encoded(half_red(), kind), "appunti.txt").size == (800, 600)


def test_nothing_hidden_stays() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Telefono"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2] = "N", (45.0, 28.0, 0.0)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    image = made(encoded(half_red(), "JPEG", exif=exif, icc_profile=profile, comment=b"via Padova 1"))
    assert dict(image.getexif()) == {}
    assert not {"exif", "icc_profile", "comment", "xmp"} & set(image.info)
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "Maria")
    assert b"Maria" not in clean(encoded(half_red(), "PNG", pnginfo=notes), "x.png", 100).data


def test_the_camera_was_held_sideways() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turn 90 degrees to the right
    image = made(encoded(half_red(), "JPEG", exif=exif))
    assert image.size == (600, 800)
    red, _green, blue = image.getpixel((550, 400))
    assert red > 200 > blue


def test_transparency_lies_on_white() -> None:
    image = made(encoded(Image.new("RGBA", (300, 300), (0, 0, 0, 0)), "PNG"))
    assert image.getpixel((10, 10)) == (255, 255, 255)


def test_print_colours_become_screen_colours() -> None:
    image = made(encoded(half_red().convert("CMYK"), "JPEG"))
    assert image.mode == "RGB"


def test_a_large_photo_shrinks() -> None:
    assert made(encoded(half_red((4000, 3000)), "JPEG")).size == (2560, 1920)


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.4", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"MZ" + bytes(400), b"GIF89a" + bytes(100)],
)
def test_what_is_no_photo_is_refused_by_name(content: bytes) -> None:
    with pytest.raises(BadPhoto) as refused:
        clean(BytesIO(content), "contratto.jpg", len(content))
    assert "«contratto.jpg»" in str(refused.value.message)
    assert "JPEG, PNG, WebP o HEIC" in str(refused.value.message)


def test_a_broken_photo_is_refused() -> None:
    data = encoded(half_red(), "JPEG").getvalue()[:2000]
    with pytest.raises(BadPhoto, match="rovinata"):
        clean(BytesIO(data), "meta.jpg", len(data))


def test_a_bomb_is_refused_before_it_is_decoded() -> None:
    """A file of a few kilobytes that would fill 230 MB."""
    bomb = encoded(Image.new("1", (16_000, 16_000)), "PNG")
    assert len(bomb.getbuffer()) < 100_000
    with pytest.raises(BadPhoto, match="pixel"):
        clean(bomb, "bomba.png", 1)


def test_too_heavy_and_too_small() -> None:
    with pytest.raises(BadPhoto, match="15 MB"):
        clean(BytesIO(), "grande.jpg", pictures.MAX_BYTES + 1)
    with pytest.raises(BadPhoto, match="troppo piccola"):
        clean(encoded(half_red((800, 100)), "JPEG"), "striscia.jpg", 1)
