// The day, and the filters: what they change is fetched and put in place of the old, so that a reader can draw a story
// through time. Without scripts the same form asks for the same page.

const form = document.getElementById("filters");

function address() {
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value) asked.append(name, value);
  const query = asked.toString();
  return new URL(form.action).pathname + (query ? `?${query}` : "");
}

let latest = 0;

async function show(to, remember = true) {
  const mine = ++latest;
  const view = document.getElementById(form.dataset.replaces);
  view.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(to, { headers: { accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== latest) return;
    const fresh = page.getElementById(form.dataset.replaces);
    // An error has a page of its own.
    if (!fresh) {
      location.assign(to);
      return;
    }
    view.replaceWith(document.adoptNode(fresh));
    for (const select of form.querySelectorAll("select")) {
      const options = page.getElementById(select.id)?.querySelectorAll("option");
      if (options) select.replaceChildren(...[...options].map((option) => document.adoptNode(option)));
    }
    const clear = document.getElementById("clear");
    if (clear) clear.hidden = page.getElementById("clear")?.hidden ?? true;
    if (remember) history.replaceState(null, "", to);
    document.dispatchEvent(new CustomEvent("sayso:replaced"));
  } catch {
    if (mine === latest) location.assign(to);
  }
}

function slider(day) {
  const days = day.closest("[data-days]").dataset.days.split(" ").filter(Boolean);
  const range = document.getElementById("as_of_day");
  const said = document.getElementById("as_of_said");
  if (days.length < 2) return;
  // The last place is no day: everything that is known, however much is added.
  const places = [...days, ""];
  range.max = places.length - 1;
  // A mark for every day, as long as they can be told apart.
  range.style.setProperty("--steps", range.max <= 60 ? range.max : 1);
  let at = day.value ? places.findLastIndex((place) => place && place <= day.value) : places.length - 1;
  range.value = at = Math.max(at, 0);
  const tell = () => {
    const place = places[range.valueAsNumber];
    said.textContent = place || "all that is known";
    range.setAttribute("aria-valuetext", said.textContent);
  };
  tell();
  day.hidden = true;
  day.labels[0].htmlFor = range.id;
  range.parentElement.hidden = false;
  let waiting = 0;
  range.addEventListener("input", () => {
    tell();
    day.value = places[range.valueAsNumber];
    clearTimeout(waiting);
    waiting = setTimeout(() => show(address()), 120);
  });
}

if (form) {
  slider(document.getElementById("as_of"));
  form.addEventListener("change", (event) => {
    if (event.target.id !== "as_of_day") show(address());
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show(address());
  });
}
