// Before anything is drawn: that scripts run, and the colours that were chosen. A page must not flash in others first.
{
  const root = document.documentElement;
  root.classList.add("js");
  try {
    const chosen = localStorage.getItem("sayso-theme");
    if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  } catch {
    // Without storage the colours are the system's.
  }
}
