// Keeps named views (name → the part of the address behind "?") in this browser and nowhere else.
// data: { turn, op: "put" | "drop" | "", name, query, known }; a turn is done once, even when the component is drawn again.
const PLACE = "plan-monitor.register.views"
const done = new Set()

function read() {
  const kept = JSON.parse(localStorage.getItem(PLACE) || "{}")
  return kept && typeof kept === "object" && !Array.isArray(kept) ? kept : {}
}

export default function ({ data, setStateValue }) {
  let text
  try {
    const views = read()
    if (data.turn && !done.has(data.turn)) {
      done.add(data.turn)
      if (data.op === "put") views[data.name] = data.query
      if (data.op === "drop") delete views[data.name]
      localStorage.setItem(PLACE, JSON.stringify(views))
    }
    text = JSON.stringify(views)
  } catch {
    text = "blocked"
  }
  if (text !== data.known) setStateValue("views", text)
}
