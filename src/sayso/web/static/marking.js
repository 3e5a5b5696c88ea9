// Marking words: what a statement's content, source or cue is, or an attribution that was missed. Where words stand was
// written beside them by the server; nothing is counted here.

const paper = document.getElementById("paper");
const form = document.querySelector("#mark-bar form");
const words = [...paper.querySelectorAll(".w")];
const asked = new URLSearchParams(location.search);
const missed = asked.has("missed");
const PARTS = ["content", "source", "cue"];
const marked = { content: null, source: null, cue: null };
const field = (name) => form.elements[name];
let first = null;

function part() {
  return form.querySelector("[name=part]:checked").value;
}

function text(range) {
  const held = words.slice(range[0], range[1] + 1);
  const apart = (word, n) => n > 0 && held[n - 1].dataset.end !== word.dataset.start;
  return held.map((word, n) => (apart(word, n) ? " " : "") + word.textContent.trim()).join("");
}

function shortened(said) {
  const letters = Array.from(said);
  return letters.length > 70 ? `${letters.slice(0, 45).join("").trimEnd()} … ${letters.slice(-20).join("").trimStart()}` : said;
}

function draw() {
  for (const name of PARTS) {
    const range = marked[name];
    words.forEach((word, n) => word.classList.toggle(`in-${name}`, !!range && n >= range[0] && n <= range[1]));
    document.getElementById(`marked-${name}`).textContent = range ? shortened(text(range)) : "";
    if (!missed) continue;
    const [start, end] = name === "content" ? ["start", "end"] : [`${name}_start`, `${name}_end`];
    field(start).value = range ? words[range[0]].dataset.start : "";
    field(end).value = range ? words[range[1]].dataset.end : "";
  }
  if (!missed) {
    const range = marked[part()];
    field("start").value = range ? words[range[0]].dataset.start : "";
    field("end").value = range ? words[range[1]].dataset.end : "";
  }
  form.querySelector("[type=submit]").disabled = !field("start").value;
}

function mark(from, to) {
  const range = [Math.min(from, to), Math.max(from, to)];
  // A boundary is of one part: marking another lets the first go.
  if (!missed) for (const name of PARTS) marked[name] = null;
  marked[part()] = range;
  draw();
  document.getElementById("mark-said").textContent = `${part()}: ${text(range)}`;
}

// By pointer: drawn over words, or pressed on the first and then on the last.

const wordAt = (element) => words.indexOf(element.closest?.(".w"));
let pressed = -1;
let drawn = false;

paper.addEventListener("pointerdown", (event) => {
  pressed = event.button === 0 ? wordAt(event.target) : -1;
  drawn = false;
});
paper.addEventListener("pointerover", (event) => {
  const at = wordAt(event.target);
  if (pressed < 0 || at < 0 || !(event.buttons & 1) || (at === pressed && !drawn)) return;
  drawn = true;
  mark(pressed, at);
});
document.addEventListener("pointerup", (event) => {
  const at = wordAt(event.target);
  if (pressed >= 0 && drawn) first = null;
  else if (pressed >= 0 && at === pressed) {
    mark(first ?? at, at);
    first = first === null ? at : null;
  }
  if (pressed >= 0 && at >= 0) step(at, false);
  pressed = -1;
});
document.addEventListener("pointercancel", () => (pressed = -1));

// By keyboard: one word has the focus, and takes others in.

let here = 0;
let from = null;

function step(to, taking) {
  words[here].tabIndex = -1;
  here = Math.min(Math.max(to, 0), words.length - 1);
  words[here].tabIndex = 0;
  if (taking) mark(from ?? here, here);
}

paper.addEventListener("keydown", (event) => {
  const at = wordAt(event.target);
  if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
  const moves = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 12, ArrowUp: -12 };
  if (event.key in moves) {
    if (event.shiftKey) from ??= at;
    else from = null;
    step(at + moves[event.key], event.shiftKey);
    words[here].focus();
  } else if (event.key === " " || event.key === "Enter") {
    from = at;
    step(at, true);
  } else return;
  event.preventDefault();
});

for (const radio of form.querySelectorAll("[name=part]")) {
  radio.addEventListener("change", () => {
    first = from = null;
    draw();
  });
}

// What is marked to begin with: the words that the attribution has now.

function now(name) {
  const place = /^#s(\d+)-(\d+)$/.exec(location.hash);
  if (place && name === "content") {
    const [start, end] = place.slice(1).map(Number);
    const held = words.flatMap((word, n) => (word.dataset.start >= start && word.dataset.end <= end ? n : []));
    return held.length ? [held[0], held.at(-1)] : null;
  }
  const key = asked.get("note");
  if (!key) return null;
  const own = words.map((word, n) => (word.closest(`.${name}.${CSS.escape(key)}`) ? n : -1)).filter((n) => n >= 0);
  return own.length ? [own[0], own.at(-1)] : null;
}

if (missed) {
  form.action = "/judge/missed";
  for (const one of form.querySelectorAll(".missed-field")) one.hidden = false;
} else {
  field("statement").value = asked.get("statement") ?? "";
  const begin = now("content");
  if (begin) {
    marked.content = begin;
    here = begin[0];
  }
}
step(here, false);
draw();
// Nothing changed yet, nothing to keep.
form.querySelector("[type=submit]").disabled = true;
