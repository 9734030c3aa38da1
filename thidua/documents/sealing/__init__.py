"""Digital signatures on PDF files (PAdES): signing with a certificate, and checking what was received. Pure."""
