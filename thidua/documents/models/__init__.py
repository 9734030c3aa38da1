"""Papers and what hangs on them."""

from thidua.documents.models.file import Evidence, File
from thidua.documents.models.number_book import NumberBook
from thidua.documents.models.paper import Citation, Irregularity, Node, Paper
from thidua.documents.models.recipient import Receipt, Recipient
from thidua.documents.models.signature import SignatureBlock

__all__ = [
    "Citation",
    "Evidence",
    "File",
    "Irregularity",
    "Node",
    "NumberBook",
    "Paper",
    "Receipt",
    "Recipient",
    "SignatureBlock",
]
