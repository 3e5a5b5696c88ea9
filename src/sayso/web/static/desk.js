// What every page has: the colours, the dialogs, and the letters that act as keys. All of it is optional to reading.

const root = document.documentElement;

function kept(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function keep(name, value) {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    // Without storage a choice lasts as long as the page.
  }
}

// The colours: those of the system, then light, then dark.

const theme = document.getElementById("theme");
const COLOURS = { "": "as the system has them", light: "light", dark: "dark" };

function colour() {
  const said = `Colours: ${COLOURS[root.dataset.theme ?? ""]}`;
  theme.setAttribute("aria-label", said);
  theme.title = said;
}

theme.addEventListener("click", () => {
  const order = Object.keys(COLOURS);
  const next = order[(order.indexOf(root.dataset.theme ?? "") + 1) % order.length];
  if (next) root.dataset.theme = next;
  else delete root.dataset.theme;
  keep("sayso-theme", next || null);
  colour();
});
colour();

// Dialogs. A button names the one that it opens, and brings what is to stand in it.

function fill(dialog, given) {
  for (const [name, value] of Object.entries(given)) {
    for (const field of dialog.querySelectorAll(`input[type=hidden][name="${name}"]`)) field.value = value;
    for (const place of dialog.querySelectorAll(`[data-shows="${name}"]`)) place.textContent = value;
  }
  for (const link of dialog.querySelectorAll("[data-links]")) {
    const to = given[link.dataset.links];
    link.hidden = !to;
    if (to) link.href = to;
  }
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) {
    const dialog = document.getElementById(opener.dataset.opens);
    fill(dialog, opener.dataset);
    dialog.showModal();
    return;
  }
  const closer = event.target.closest("[data-closes]");
  if (closer) closer.closest("dialog").close();
  // The dialog itself is hit only beside its sheet.
  else if (event.target instanceof HTMLDialogElement) event.target.close();
});

// A form is sent once.
document.addEventListener("submit", (event) => {
  if (event.target.method !== "post") return;
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "1";
});
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

// Letters as keys. Who speaks to the machine, or types with one finger, can turn them off.

const letters = document.getElementById("letters");
letters.checked = kept("sayso-letters") !== "off";
letters.addEventListener("change", () => keep("sayso-letters", letters.checked ? null : "off"));

function walk(step) {
  const stops = [...document.querySelectorAll("[data-walk], .paper .mark")].filter((stop) => stop.checkVisibility());
  if (!stops.length) return;
  const here = document.activeElement?.closest?.("[data-walk], .paper .mark");
  let at = stops.indexOf(here);
  if (at < 0) {
    // From nowhere: the first that is in sight.
    const sight = stops.findIndex((stop) => stop.getBoundingClientRect().bottom > 0);
    at = step > 0 ? Math.max(sight, 0) - 1 : Math.max(sight, 0) + 1;
  }
  const next = stops[Math.min(Math.max(at + step, 0), stops.length - 1)];
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

// What is corrected: what is at hand itself, or the note in the margin that belongs to it.
function correct() {
  const here = document.activeElement;
  const note = here?.matches?.(".mark") ? document.getElementById(`n-${here.id}`) : null;
  const around = note ?? here?.closest?.("li, .statement");
  around?.querySelector(".fix")?.click();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const writing = event.target.closest?.("input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable]");
  const open = document.querySelector("dialog[open]");
  if (event.key === "Escape") {
    // A dialog closes by itself.
    if (!open && document.activeElement !== document.body) document.activeElement?.blur?.();
    return;
  }
  if (writing || open || !letters.checked) return;
  const keys = {
    j: () => walk(1),
    k: () => walk(-1),
    c: correct,
    "/": () => (document.getElementById("find") ?? document.getElementById("q")).focus(),
    "?": () => document.getElementById("ask").click(),
  };
  if (keys[event.key]) {
    event.preventDefault();
    keys[event.key]();
  }
});
