// Elements of a page and of a drawing, for the components that draw from plain data. Stands before the program of each
// (lib/ui/drawn.py). Every text is set by textContent: nothing that people wrote becomes HTML.

const SVG = "http://www.w3.org/2000/svg"
const TONES = ["plan", "accent", "good", "warn", "bad", "neutral", "text", "muted", "grid", "surface", "raised", "land", "outside", "water", "shore"]
const paint = (tone) => `var(--${TONES.includes(tone) ? tone : "text"})`

function make(tag, name = "", text) {
  const element = document.createElement(tag)
  if (name) element.className = name
  if (text !== undefined) element.textContent = text
  return element
}

function draw(tag, attributes, text) {
  const element = document.createElementNS(SVG, tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  if (text !== undefined) element.textContent = text
  return element
}
