// The keys of the search. data.opener: the container whose button the slash presses, unless somebody is typing.
// data.text: the container of the field that is typed in; Enter follows the first link in data.results once these are
// the results for data.shown, what stands in the field; data.best is what that link says.
const FRAMES = 90 // what Streamlit has sent is drawn a few frames later
let awaited = null
const greeted = new WeakSet()

function soon(done, tries = FRAMES) {
  if (!done() && tries > 0) requestAnimationFrame(() => soon(done, tries - 1))
}

function fieldIn(name) {
  return name ? document.querySelector(`.st-key-${name} input`) : null
}

function greet(name) {
  const field = fieldIn(name)
  if (field && !greeted.has(field)) {
    greeted.add(field)
    awaited = null
    field.focus()
  }
  return Boolean(field)
}

function announce(name) {
  const buttons = document.querySelectorAll(`.st-key-${name} button`)
  buttons.forEach((button) => button.setAttribute("aria-keyshortcuts", "/"))
  return buttons.length > 0
}

function follow({ results, best }) {
  if (!best) return
  soon(() => {
    const link = document.querySelector(`.st-key-${results} a`)
    const there = link !== null && link.textContent.trim() === best
    if (there) link.click()
    return there
  })
}

export default function ({ data }) {
  if (data.opener) soon(() => announce(data.opener))
  if (data.text) soon(() => greet(data.text))
  if (data.text && awaited !== null && awaited === data.shown) {
    awaited = null
    follow(data)
  }
  function pressed(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    const field = fieldIn(data.text)
    if (event.key === "Enter" && field && event.target === field) {
      if (field.value === data.shown) follow(data)
      else awaited = field.value
    }
    if (event.key !== "/" || !data.opener || event.target.closest?.("input, textarea, [contenteditable]")) return
    const button = document.querySelector(`.st-key-${data.opener} button`)
    if (!button || document.querySelector('[role="dialog"]')) return
    event.preventDefault()
    button.click()
  }
  document.addEventListener("keydown", pressed)
  return () => document.removeEventListener("keydown", pressed)
}
