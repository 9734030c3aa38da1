"""One description of an official document, two files with the same words: DOCX to edit, PDF to issue."""
