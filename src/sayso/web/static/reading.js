// An article: what is pointed at, or come to by the keyboard, lights up in the text and in the margin alike.

const paper = document.getElementById("paper");
let lit = [];
let stuck = null;

// What belongs together bears one key: a note in the margin its id, the words in the text a class.
function keyOf(element) {
  const note = element.closest?.("[id^='n-']");
  if (note && paper.contains(note)) return note.id.slice(2);
  const mark = element.closest?.(".mark");
  if (mark) return mark.id;
  const words = element.closest?.(".words .content, .words .source, .words .cue");
  return words ? [...words.classList].find((name) => document.getElementById(`n-${name}`)) : undefined;
}

function light(key) {
  for (const element of lit) element.classList.remove("lit");
  const words = key ? [...paper.getElementsByClassName(key)] : [];
  const note = key ? document.getElementById(`n-${key}`) : null;
  lit = note ? [...words, note] : words;
  for (const element of lit) element.classList.add("lit");
}

paper.addEventListener("pointerover", (event) => {
  const key = keyOf(event.target);
  light(key ?? stuck);
});
paper.addEventListener("pointerleave", () => light(stuck));
paper.addEventListener("focusin", (event) => {
  stuck = keyOf(event.target) ?? null;
  light(stuck);
});
paper.addEventListener("focusout", (event) => {
  if (!paper.contains(event.relatedTarget)) {
    stuck = null;
    light(null);
  }
});

// From a number in the text to its note and back: the focus goes along, which a mere jump leaves behind.
paper.addEventListener("click", (event) => {
  const link = event.target.closest("a.mark, .note a.number");
  if (!link) return;
  const to = document.getElementById(link.getAttribute("href").slice(1));
  const stop = to?.matches(".note") ? to.querySelector(".number") : to;
  if (!stop) return;
  event.preventDefault();
  history.replaceState(null, "", link.getAttribute("href"));
  stop.focus({ preventScroll: true });
  to.scrollIntoView({ block: "nearest" });
});

// Words that a link from elsewhere leads to.
function arrived() {
  const anchor = decodeURIComponent(location.hash.slice(1));
  if (!anchor) return;
  const place = document.getElementById(anchor);
  if (place?.matches(".mark, .note")) {
    stuck = keyOf(place) ?? null;
    light(stuck);
  } else if (place) {
    stuck = anchor;
    light(anchor);
  }
}

window.addEventListener("hashchange", arrived);
arrived();
