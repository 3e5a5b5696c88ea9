// A claim: what is pressed in the graph or on the time-line shows the sentences behind it, next to the graph; and what
// is to be split off can be picked. Without scripts the same links lead to the sentences further down.

function sentences(link) {
  const indices = link.dataset.evidence?.split(" ") ?? [link.getAttribute("href").slice(2)];
  const found = indices.map((index) => document.getElementById(`e${index}`)?.closest(".quotes > li"));
  return [...new Set(found.filter(Boolean))];
}

function copied(sentence) {
  const copy = sentence.cloneNode(true);
  // Nothing may bear the same id twice, nor be sent or walked to twice.
  for (const place of [copy, ...copy.querySelectorAll("[id]")]) place.removeAttribute("id");
  copy.removeAttribute("data-walk");
  copy.querySelector(".pick")?.remove();
  return copy;
}

let last = null;

function show(link) {
  const behind = document.getElementById("behind");
  const found = sentences(link);
  if (!found.length) return false;
  behind.querySelector("[data-shows=what]").textContent = link.querySelector("title")?.textContent ?? "";
  behind.querySelector("ol").replaceChildren(...found.map(copied));
  document.querySelector(".graph .chosen")?.classList.remove("chosen");
  link.classList.add("chosen");
  behind.hidden = false;
  behind.focus({ preventScroll: true });
  behind.scrollIntoView({ block: "nearest" });
  last = link;
  return true;
}

function close() {
  document.getElementById("behind").hidden = true;
  last?.classList.remove("chosen");
  last?.focus();
  last = null;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest(".graph a");
  if (link) {
    if (show(link)) event.preventDefault();
  } else if (event.target.closest("#behind-close")) close();
});
// Before the page's own keys, which let go of whatever has the focus.
document.addEventListener(
  "keydown",
  (event) => {
    if (event.key === "Escape" && last && document.activeElement?.closest("#behind")) {
      event.preventDefault();
      close();
    }
  },
  true,
);

// A drawing that is only a little too wide is drawn smaller; one that is much too wide is scrolled, and stays readable.

const LEAST = 0.8;

function fit() {
  const drawing = document.querySelector("#graph .graph");
  if (!drawing) return;
  const shown = (drawing.parentElement.clientWidth - 8) / drawing.viewBox.baseVal.width;
  drawing.classList.toggle("fitted", shown < 1 && shown >= LEAST);
}

window.addEventListener("resize", fit);
fit();

// Splitting.

const split = document.getElementById("split");

function splitting(on) {
  split.setAttribute("aria-pressed", String(on));
  document.getElementById("evidence").classList.toggle("splitting", on);
}

split?.addEventListener("click", () => {
  const on = split.getAttribute("aria-pressed") !== "true";
  splitting(on);
  if (on) document.getElementById("words").scrollIntoView({ block: "start" });
});
document.addEventListener("sayso:replaced", () => {
  last = null;
  fit();
  if (split?.getAttribute("aria-pressed") === "true") splitting(true);
});
