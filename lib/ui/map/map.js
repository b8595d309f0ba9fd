// What a map of Streamlit lacks. data.frame: the container around one. The wheel belongs to the page unless Ctrl is held, a single finger always;
// buttons zoom, as the map's own keys do, and bring back the first view (data.first); a click picks a unit, one with
// Shift or Ctrl picks another, one on empty land and Escape let go (data.held: something is picked); panes
// (data.pane) show the same stretch of land; a new data.step fades in.
const FADE = 450 // milliseconds
const STILL = 6 // pixels that the pointer may move in a click
const REACH = 4 // pixels around the pointer in which a unit is found

function wheel(event) {
  if (!event.ctrlKey && !event.metaKey && event.target.closest?.(MAP)) event.stopPropagation()
}

// One finger moves the page: the map hears of it only when there are two.
const fingers = new Set()

function touch(event) {
  if (event.pointerType !== "touch") return
  if (event.type === "pointerdown") fingers.add(event.pointerId)
  else if (event.type !== "pointermove") fingers.delete(event.pointerId)
  else if (fingers.size < 2 && event.target.closest?.(MAP)) event.stopPropagation()
}

function press(frame, code) {
  const target = frame.querySelector(`${MAP} [tabindex]`)
  target?.dispatchEvent(new KeyboardEvent("keydown", { code, key: code === "Equal" ? "=" : "-", bubbles: true }))
}

function reset(frame, first) {
  const deck = deckOf(frame)
  if (deck) see(deck, first)
}

function fade(frame) {
  if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) return
  frame.querySelector(MAP)?.animate([{ opacity: 0.15 }, { opacity: 1 }], { duration: FADE, easing: "ease-out" })
}

function unitAt(frame, event) {
  const deck = deckOf(frame)
  const { left, top } = frame.querySelector(".deck-root").getBoundingClientRect()
  const found = deck?.pickObject({ x: event.clientX - left, y: event.clientY - top, radius: REACH })
  return found?.object?.properties?.id ?? null
}

function picking(frame, held, pick) {
  let from = [0, 0]
  frame.onpointerdown = (event) => { from = [event.clientX, event.clientY] }
  frame.onclick = (event) => {
    const moved = Math.hypot(event.clientX - from[0], event.clientY - from[1])
    if (moved > STILL || event.detail > 1 || event.target.closest("button") || !event.target.closest(".deck-root")) return
    const id = unitAt(frame, event)
    if (id || held) pick({ id, add: event.shiftKey || event.ctrlKey || event.metaKey })
  }
  frame.onkeydown = (event) => {
    if (event.key === "Escape" && held && event.target.closest(MAP)) pick({ id: null, add: false })
  }
}

function lead(event) {
  const pane = event.target.closest?.("[data-pane]")
  if (pane) window.mapLead = pane
}

function follow() {
  const panes = [...document.querySelectorAll("[data-pane]")]
  window.mapFollows = panes.length > 1
  if (!window.mapFollows) return
  const first = deckOf(panes.includes(window.mapLead) ? window.mapLead : panes[0])
  for (const deck of first ? panes.map(deckOf) : []) {
    if (deck && deck !== first && !sameView(viewOf(deck), viewOf(first))) {
      const { longitude, latitude, zoom } = viewOf(first)
      see(deck, { longitude, latitude, zoom })
    }
  }
  requestAnimationFrame(follow)
}

// The colours of the theme, which Streamlit tells to components alone, for what else lies around the map.
function tint(frame, own) {
  const main = frame.closest('[data-testid="stMain"]')
  const theme = getComputedStyle(own)
  for (const name of ["background", "border", "primary"]) main?.style.setProperty(`--st-${name}-color`, theme.getPropertyValue(`--st-${name}-color`))
}

export default function ({ data, parentElement, setTriggerValue }) {
  const frame = frameOf(data.frame)
  if (!frame) return
  if (!window.mapWheel) {
    document.addEventListener("wheel", wheel, { capture: true, passive: true })
    for (const name of ["pointerdown", "pointermove", "pointerup", "pointercancel"]) document.addEventListener(name, touch, { capture: true, passive: true })
    for (const name of ["pointerdown", "wheel", "keydown"]) document.addEventListener(name, lead, { capture: true, passive: true })
  }
  window.mapWheel = true
  const act = { in: () => press(frame, "Equal"), out: () => press(frame, "Minus"), reset: () => reset(frame, data.first) }
  for (const button of parentElement.querySelectorAll("button")) button.onclick = act[button.name]
  picking(frame, data.held, (found) => setTriggerValue("picked", found))
  frame.toggleAttribute("data-pane", data.pane)
  tint(frame, parentElement)
  if (data.pane && !window.mapFollows) requestAnimationFrame(follow)
  if (frame.dataset.step !== undefined && frame.dataset.step !== data.step) fade(frame)
  frame.dataset.step = data.step
}
