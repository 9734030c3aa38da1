"""What a newcomer had to do: which pages they opened, and which boxes they filled or chose themselves."""

from urllib.parse import urlsplit

# A box is a person's own work when it no longer says what the page gave it. Hidden ones are the system's.
OWN_WORK = """
() => [...document.querySelectorAll("main input, main textarea, main select")].filter((box) => {
  if (box.type === "hidden" || box.type === "submit") return false;
  if (box.type === "checkbox" || box.type === "radio") return box.checked !== box.defaultChecked;
  if (box.tagName !== "SELECT") return box.value !== box.defaultValue;
  const given = [...box.options].filter((option) => option.defaultSelected);
  const first = given.length ? given : [...box.options].slice(0, 1);
  return [...box.selectedOptions].some((option) => !first.includes(option));
}).map((box) => [box.name, box.value])
"""


class Steps:
    """Follows one or more people from page to page; a page shown again after a form came back counts once."""

    def __init__(self):
        self.pages = []
        self.typed = {}

    def follow(self, page):
        """Count the pages of this browser from now on, the one that stands open included."""
        self._see(page.url)
        page.on("framenavigated", lambda frame: frame == page.main_frame and self._see(frame.url))

    def _see(self, url):
        path = urlsplit(url).path
        if not self.pages or self.pages[-1] != path:
            self.pages.append(path)

    def keep(self, page):
        """Note what is filled in on the page, just before it is sent."""
        self.typed |= {f"{urlsplit(page.url).path} {name}": value for name, value in page.evaluate(OWN_WORK)}
