// What HTML and htmx cannot do by themselves. Every page works without this file.

const notice = () => document.getElementById("notice");

// Resting on something that was read lights the sentence it came from, on every line over which it runs.
function light(from, on) {
  const lines = from.dataset.lights.split(" ").map((id) => document.getElementById(id)).filter(Boolean);
  for (const line of lines) line.classList.toggle("lit", on);
  const pane = lines[0]?.closest("[data-pane]");
  if (on && pane && pane.scrollHeight > pane.clientHeight) bringIntoView(lines[0], pane);
}

function bringIntoView(line, pane) {
  const box = pane.getBoundingClientRect();
  const at = line.getBoundingClientRect();
  if (at.top < box.top || at.bottom > box.bottom) pane.scrollTop += at.top - box.top - box.height / 3;
}

for (const [event, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
  document.addEventListener(event, ({ target, relatedTarget }) => {
    const from = target.closest?.("[data-lights]");
    if (from && !from.contains(relatedTarget)) light(from, on);
  });
}

// Typing a figure chooses "Số"; emptying the box chooses "Trống".
document.addEventListener("input", ({ target }) => {
  const cell = target.closest(".cell");
  if (!cell || !target.closest(".cell-box")) return;
  const answer = target.value.trim() === "" ? "blank" : "number";
  const choice = cell.querySelector(`.segments [value="${answer}"]`);
  if (choice) choice.checked = true;
});

// The sheet under "Thêm" closes as a sheet should.
const openSheet = () => document.querySelector("details[data-sheet][open]");
document.addEventListener("click", ({ target }) => {
  const sheet = openSheet();
  if (sheet && !sheet.contains(target)) sheet.open = false;
});
document.addEventListener("keydown", ({ key }) => {
  const sheet = openSheet();
  if (key !== "Escape" || !sheet) return;
  sheet.open = false;
  sheet.querySelector("summary").focus();
});

// What was pressed says that it is busy; pages kept by the browser come back at rest.
document.addEventListener("submit", ({ submitter }) => submitter?.setAttribute("aria-busy", "true"));
window.addEventListener("pageshow", () => {
  for (const busy of document.querySelectorAll("[aria-busy]")) busy.removeAttribute("aria-busy");
});
document.addEventListener("htmx:afterRequest", ({ target }) => {
  for (const busy of target.querySelectorAll("[aria-busy]")) busy.removeAttribute("aria-busy");
});

// Reasons that arrive are brought before the reader; a lost line and a fault are said in words.
function say(id) {
  const words = document.getElementById(id);
  notice()?.replaceChildren(words.content.cloneNode(true));
  show();
}
function show() {
  notice()?.focus({ preventScroll: true });
  notice()?.scrollIntoView({ block: "center" });
}
document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (detail.target === notice()) show();
});
for (const lost of ["htmx:sendError", "htmx:timeout"]) document.addEventListener(lost, () => say("lost-line"));
document.addEventListener("htmx:responseError", () => say("server-fault"));

// A form that came back with errors starts at their list.
document.querySelector(".errors")?.focus();
