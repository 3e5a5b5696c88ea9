// How far the reading of what was added has come. The server tells every event again to whoever asks, so a page that is
// loaded anew, or was away, shows the same as one that was there all the time.

const job = document.getElementById("job");
const SHOWN = 200;

function line(event, log) {
  const item = document.createElement("li");
  item.className = event.what;
  const tag = document.createElement("span");
  tag.className = "tag";
  tag.textContent = log.dataset[event.what] ?? event.what;
  const name = document.createElement(event.to ? "a" : "span");
  name.dir = "auto";
  name.textContent = event.name;
  // Only a path of this desk is a link.
  if (event.to?.startsWith("/articles/")) name.href = event.to;
  item.append(tag, " ", name);
  if (event.reason) {
    const reason = document.createElement("span");
    reason.className = "meta";
    reason.dir = "auto";
    reason.textContent = event.reason;
    item.append(" ", reason);
  }
  return item;
}

function watch(job) {
  const log = document.getElementById("job-log");
  const shows = (name) => job.querySelector(`[data-shows=${name}]`);
  const stream = new EventSource(job.dataset.events);
  let begun = false;

  function counted(counts) {
    const said = Object.entries(counts).filter(([, n]) => n).map(([what, n]) => `${n} ${log.dataset[what] ?? what}`);
    shows("counts").textContent = said.join(" · ") || "nothing yet";
  }

  function begin() {
    // Everything is told from the beginning: what the page had already goes.
    if (!begun) log.replaceChildren();
    begun = true;
  }

  stream.addEventListener("read", (message) => {
    begin();
    const event = JSON.parse(message.data);
    const last = log.scrollHeight - log.scrollTop - log.clientHeight < 8;
    log.append(line(event, log));
    if (log.childElementCount > SHOWN) log.firstElementChild.remove();
    if (last) log.scrollTop = log.scrollHeight;
    counted(event.counts);
  });
  stream.addEventListener("state", (message) => {
    begin();
    const event = JSON.parse(message.data);
    job.dataset.state = event.state;
    shows("state").textContent = event.state;
    counted(event.counts);
    shows("reason").textContent = event.reason;
    shows("reason").hidden = !event.reason;
    if (event.state !== "waiting" && event.state !== "running") {
      stream.close();
      document.getElementById("job-progress")?.remove();
      document.getElementById("job-stop")?.remove();
      document.querySelector(".masthead .tally[title]")?.remove();
      document.getElementById("job-done").hidden = false;
    }
  });
}

if (job && (job.dataset.state === "waiting" || job.dataset.state === "running")) watch(job);
