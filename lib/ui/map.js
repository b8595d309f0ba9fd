// What a map of Streamlit lacks. data.frame: the container around one. The wheel belongs to the page unless Ctrl is held;
// buttons zoom, as the map's own keys do, and ask the page for the first view; a new data.step fades in.
const MAP = '[data-testid="stDeckGlJsonChart"]'
const FADE = 450 // milliseconds

function wheel(event) {
  if (!event.ctrlKey && !event.metaKey && event.target.closest?.(MAP)) event.stopPropagation()
}

function press(frame, code) {
  const target = frame.querySelector(`${MAP} [tabindex]`)
  target?.dispatchEvent(new KeyboardEvent("keydown", { code, key: code === "Equal" ? "=" : "-", bubbles: true }))
}

function fade(frame) {
  if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) return
  frame.querySelector(MAP)?.animate([{ opacity: 0.15 }, { opacity: 1 }], { duration: FADE, easing: "ease-out" })
}

export default function ({ data, parentElement, setTriggerValue }) {
  const frame = document.querySelector(`.st-key-${data.frame}`)
  if (!frame) return
  if (!window.mapWheel) document.addEventListener("wheel", wheel, { capture: true, passive: true })
  window.mapWheel = true
  const act = { in: () => press(frame, "Equal"), out: () => press(frame, "Minus"), reset: () => setTriggerValue("reset", true) }
  for (const button of parentElement.querySelectorAll("button")) button.onclick = act[button.name]
  if (frame.dataset.step !== undefined && frame.dataset.step !== data.step) fade(frame)
  frame.dataset.step = data.step
}
