"""From a file to lines of text: what it is, how it is opened safely, which letters it holds."""
