"""How much of a file from outside the reader takes on, each limit with its reason (DESIGN 8.4).

Bytes unless said otherwise. A refusal is one whole sentence: what is wrong with the file and what to do.
"""

from thidua.core.errors import Blocker, Refused

MB = 1024 * 1024

MAX_BYTES = 20 * MB  # a scanned plan of 60 pages at 300 dpi; what a weak line can still send
MAX_TEXT = 30_000_000  # characters; ten times the longest paper known, read in bounded time

# Packages (docx, odt): a real 500-page paper unpacks to about 15 MB of XML and a few pictures.
MAX_PARTS = 3_000
MAX_UNPACKED = 120 * MB
MAX_XML = 30 * MB  # one part of the package
MAX_ELEMENTS = 1_500_000  # in the part that holds the text; each costs some 150 bytes once parsed
MAX_RATIO = 200  # office XML packs 10 to 30 times; a bomb 1,000 times
RATIO_MATTERS_FROM = 2 * MB
MAX_TABLE_DEPTH = 4
LARGE_XML = 4 * MB  # from here the parser runs in a process of its own, with a ceiling

MAX_PDF_PAGES = 500  # the longest plan with annexes is near 200 pages
MAX_SCANNED_PAGES = 30  # recognition takes 3 to 6 seconds a page
MAX_PIXELS = 60_000_000  # A4 at 600 dpi is 35 million; A3 at 400 dpi 31 million
SCAN_DPI = 300  # below, the marks of Vietnamese letters run together; above, nothing is gained
SHORTEST_TEXT_LAYER = 20  # characters a page, on average; a stamp or a page number is no text layer

CHILD_MEMORY = 900 * MB  # address space of a reading process, its libraries included
CONVERTER_MEMORY = 4096 * MB  # LibreOffice reserves 2 GB before it opens anything
READ_SECONDS = 60
CONVERT_SECONDS = 120
SCAN_SECONDS = 300
SHOW_SECONDS = 20  # a display copy, a check of signatures: somebody waits at a form
PAGE_SECONDS = 60  # one page of recognition

TOO_LONG = "Đọc tệp lâu quá mức cho phép nên đã dừng lại. Hãy tách tệp thành nhiều phần rồi gửi lại."
TOO_HEAVY = "Tệp cần quá nhiều bộ nhớ để mở nên đã dừng lại. Hãy xuất lại tệp gọn hơn rồi gửi lại."


def refusal(sentence: str) -> Refused:
    """A refusal with one blocker."""
    return Refused([Blocker(sentence)])
