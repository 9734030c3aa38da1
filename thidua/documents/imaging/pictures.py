"""A picture of a stranger, opened once: its size, its hashes, and a copy fit to be shown.

Runs in a process apart (`apart`): a decoder is other people's code, given other people's bytes.
"""

import io
import warnings
from typing import TYPE_CHECKING, Any

from thidua.documents import limits
from thidua.documents.imaging.hashes import dhash64, phash64, tells_something
from thidua.documents.limits import refusal

if TYPE_CHECKING:
    from PIL.Image import Image

LONGEST = 2048  # pixels of the copy that is shown: full width of a desk, sharp on a phone
QUALITY = 80
BROKEN_PICTURE = "Tệp ảnh hỏng nên không mở được. Hãy chụp hoặc xuất lại ảnh rồi gửi lại."
TOO_MANY_PIXELS = (
    f"Ảnh lớn hơn {limits.MAX_PIXELS // 1_000_000} triệu điểm ảnh nên không được nhận. "
    "Hãy thu nhỏ ảnh rồi gửi lại."
)
PLACE_INSIDE = (
    "Ảnh gốc có ghi vị trí chụp (GPS); bản hiển thị đã bỏ thông tin này, chỉ tải tệp gốc khi thật cần."
)
PLACE_TAG = 0x8825  # EXIF: GPSInfo
TURN_TAG = 0x0112  # EXIF: Orientation
LYING = {5, 6, 7, 8}  # the camera lay on its side


def examine_picture(data: bytes) -> tuple[dict[str, Any], bytes]:
    """Size, hashes and warnings of a picture, and its display copy as WebP without any of its metadata.

    Refuses one that cannot be opened, or has too many pixels; that is told by its header, before decoding.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    warnings.simplefilter("ignore", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = None  # ours is asked below, on the header
    try:
        with Image.open(io.BytesIO(data)) as picture:
            width, height = picture.size
            if width * height > limits.MAX_PIXELS:
                raise refusal(TOO_MANY_PIXELS)
            exif = picture.getexif()
            has_place = PLACE_TAG in exif
            if exif.get(TURN_TAG) in LYING:
                width, height = height, width
            picture.draft("RGB", (LONGEST, LONGEST))  # a JPEG is decoded at a fraction of its size
            upright = ImageOps.exif_transpose(picture)
            facts = {"width": width, "height": height, "warnings": [PLACE_INSIDE] if has_place else []}
            return facts | hashes_of(upright), shown(upright)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        raise refusal(BROKEN_PICTURE) from error


def hashes_of(picture: "Image") -> dict[str, int | None]:
    """Both hashes; none for an even surface, which is like every other."""
    found = {"dhash": dhash64(picture), "phash": phash64(picture)}
    return dict(found) if all(map(tells_something, found.values())) else dict.fromkeys(found)


def shown(picture: "Image") -> bytes:
    """The picture on white, no side longer than `LONGEST`, as WebP: pixels and nothing else."""
    from PIL import Image

    small = picture.convert("RGBA" if "A" in picture.getbands() or "transparency" in picture.info else "RGB")
    small.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    if small.mode == "RGBA":
        paper = Image.new("RGB", small.size, "white")
        paper.paste(small, mask=small.getchannel("A"))
        small = paper
    bare = Image.new("RGB", small.size)
    bare.paste(small)  # a fresh picture has no profile, no comment, no place
    stream = io.BytesIO()
    bare.save(stream, "WEBP", quality=QUALITY, method=4)
    return stream.getvalue()
