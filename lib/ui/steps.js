// Streamlit writes the address of one step in several goes, each an entry of its own in the browser's history. Here what
// follows upon another within a moment, or says the same, replaces it: Back undoes one step.
const MOMENT = 900 // milliseconds

export default function () {
  if (window.history.oneStep) return
  const push = window.history.pushState.bind(window.history)
  let last = -MOMENT
  window.history.pushState = (state, unused, url) => {
    const now = performance.now()
    const same = url === undefined || url === null || new URL(url, window.location.href).href === window.location.href
    if (same || now - last < MOMENT) window.history.replaceState(state, unused, url)
    else push(state, unused, url)
    if (!same) last = now
  }
  window.history.oneStep = true
}
