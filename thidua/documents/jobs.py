"""What the worker does for papers and files."""

from django.conf import settings
from procrastinate.contrib.django import app

from thidua.core.dates import now
from thidua.documents.actions import files
from thidua.documents.models import File


@app.task(name="documents.scan_file", retry=5)
def scan_file(file_id: int) -> str:
    """Have a new file looked at; an absent daemon is tried again later, and the file stays "chưa quét" until then."""
    file = File.objects.get(pk=file_id)
    if not settings.CLAMD or file.scan:
        return file.scan
    return files.scan_file(file, daemon=settings.CLAMD, at=now()).scan
