"""Papers and what hangs on them."""

from thidua.documents.models.composition import Composition, Omission
from thidua.documents.models.copy import PaperCopy
from thidua.documents.models.file import Evidence, File
from thidua.documents.models.number_book import NumberBook, NumberGap
from thidua.documents.models.package import Transfer
from thidua.documents.models.paper import Citation, Irregularity, Node, Paper
from thidua.documents.models.reading import Correction, Term
from thidua.documents.models.recipient import Receipt, Recipient
from thidua.documents.models.seal import DigitalSignature
from thidua.documents.models.signature import PaperIssuer, SignatureBlock

__all__ = [
    "Citation",
    "Composition",
    "Correction",
    "DigitalSignature",
    "Evidence",
    "File",
    "Irregularity",
    "Node",
    "NumberBook",
    "NumberGap",
    "Omission",
    "Paper",
    "PaperCopy",
    "PaperIssuer",
    "Receipt",
    "Recipient",
    "SignatureBlock",
    "Term",
    "Transfer",
]
