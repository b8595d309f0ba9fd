// Keys of the search. data: { "/": class of the container whose button opens it } or { Enter: class of that whose text is
// taken }: the slash presses the button unless somebody is typing; Enter in the text asks for its best hit ("open").
export default function ({ data, setTriggerValue }) {
  function pressed(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    const typing = event.target.closest?.("input, textarea, select, [contenteditable], canvas + *")
    if (event.key === "/" && data.opener && !typing) {
      const button = document.querySelector(`.st-key-${data.opener} button`)
      if (!button || document.querySelector('[role="dialog"]')) return
      event.preventDefault()
      button.click()
    }
    if (event.key === "Enter" && data.text && event.target.closest?.(`.st-key-${data.text}`))
      setTriggerValue("open", event.target.value)
  }
  document.addEventListener("keydown", pressed)
  return () => document.removeEventListener("keydown", pressed)
}
