// Streamlit writes the address of one step in several goes, each an entry of its own in the browser's history. Here the
// first after a person did something is an entry, what follows from it replaces it: Back undoes one step.

export default function () {
  if (window.history.oneStep) return
  const push = window.history.pushState.bind(window.history)
  let acted = false
  for (const what of ["pointerdown", "keydown", "change"]) window.addEventListener(what, () => (acted = true), true)
  window.addEventListener("popstate", () => (acted = false), true)
  window.history.pushState = (state, unused, url) => {
    const same = url === undefined || url === null || new URL(url, window.location.href).href === window.location.href
    if (!acted || same) window.history.replaceState(state, unused, url)
    else push(state, unused, url)
    if (!same) acted = false
  }
  window.history.oneStep = true
}
