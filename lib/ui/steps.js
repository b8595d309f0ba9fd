// Streamlit writes the address of one step in several goes, some as entries of their own in the browser's history, some
// over the entry before. Here the first after a person did something is an entry, what follows from it is written over
// it: Back undoes one step.

export default function () {
  if (window.history.oneStep) return
  const push = window.history.pushState.bind(window.history)
  const replace = window.history.replaceState.bind(window.history)
  let acted = false
  for (const what of ["pointerdown", "keydown", "change"]) window.addEventListener(what, () => (acted = true), true)
  window.addEventListener("popstate", () => (acted = false), true)
  const write = (state, unused, url) => {
    const same = url === undefined || url === null || new URL(url, window.location.href).href === window.location.href
    if (!acted || same) replace(state, unused, url)
    else push(state, unused, url)
    if (!same) acted = false
  }
  window.history.pushState = window.history.replaceState = write
  window.history.oneStep = true
}
