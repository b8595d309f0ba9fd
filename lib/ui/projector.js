// Says to the server once the page has letters of the size that is asked for (`letters`, in pixels) where it was last
// drawn in another (`drawn`), and whether the window is narrower than `under` pixels where the page was drawn for another
// (`narrow`). P opens and leaves the projection, Esc leaves it.

function pressed(event) {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || document.fullscreenElement) return
  if (event.target.closest?.("input:not([type='checkbox']), textarea, [contenteditable]") || document.querySelector('[role="dialog"]')) return
  const box = document.querySelector(".st-key-projector input")
  if (box && (event.key.toLowerCase() === "p" || (event.key === "Escape" && box.checked))) box.click()
}

export default function ({ data, setStateValue }) {
  // Once for all: between two runs a component of ours is not there for a moment.
  if (!window.projectorKeys) document.addEventListener("keydown", pressed)
  window.projectorKeys = true
  const size = () => parseFloat(getComputedStyle(document.documentElement).fontSize)
  let waiting = 0
  // The large letters go only when the run that no longer asks for them has ended, however long it takes.
  const look = () => {
    if (Math.abs(size() - data.letters) < 0.1) setStateValue("drawn", data.letters)
    else waiting = requestAnimationFrame(look)
  }
  if (data.drawn !== data.letters) look()
  let narrow = data.narrow
  const measure = () => {
    if (window.innerWidth < data.under !== narrow) setStateValue("narrow", (narrow = !narrow))
  }
  addEventListener("resize", measure)
  measure()
  return () => {
    cancelAnimationFrame(waiting)
    removeEventListener("resize", measure)
  }
}
