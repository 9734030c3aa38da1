"""Pictures made for the tests: no two alike unless asked for, none of anybody."""

import io
import random

from PIL import Image, ImageDraw


def scene(seed, size=(1200, 900)):
    """A picture with enough in it to be told from others."""
    dice = random.Random(seed)
    picture = Image.new("RGB", size, tuple(dice.randrange(120, 256) for _ in range(3)))
    draw = ImageDraw.Draw(picture)
    for _ in range(25):
        left, top = dice.randrange(size[0]), dice.randrange(size[1])
        box = (left, top, left + dice.randrange(60, size[0] // 2), top + dice.randrange(60, size[1] // 2))
        draw.ellipse(box, fill=tuple(dice.randrange(256) for _ in range(3)))
    return picture


def as_bytes(picture, kind="JPEG", **how):
    """The picture as a file."""
    stream = io.BytesIO()
    picture.save(stream, kind, **how)
    return stream.getvalue()


def photo(seed, **how):
    """A JPEG file."""
    return as_bytes(scene(seed), **how)


def photo_with_place(seed):
    """A JPEG file whose EXIF says where it was taken, by which camera, and that it lies on its side."""
    picture = scene(seed)
    exif = Image.Exif()
    exif[0x010F] = "May anh mau"
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (11.0, 50.0, 30.0)
    return as_bytes(picture, exif=exif)
