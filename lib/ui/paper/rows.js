// All rows of a table, for paper: what is shown on a screen is a canvas, of which a printer gets only what is in view. The
// table is built when somebody prints, and is gone afterwards.

const shown = new WeakMap()

function build(table, { head, rows, numbers, colours, title }) {
  const line = (tag, cells) => {
    const row = document.createElement("tr")
    cells.forEach((words, column) => {
      const cell = document.createElement(tag)
      cell.textContent = words
      if (tag === "td") cell.className = numbers.includes(column) ? "number" : words.length < 9 ? "short" : ""
      cell.style.color = colours[words] ?? ""
      row.append(cell)
    })
    return row
  }
  const caption = document.createElement("caption")
  caption.textContent = title
  const [top, body] = [document.createElement("thead"), document.createElement("tbody")]
  top.append(line("th", head))
  body.append(...rows.map((cells) => line("td", cells)))
  table.replaceChildren(caption, top, body)
}

export default function ({ data, parentElement }) {
  const table = parentElement.querySelector("#rows")
  const known = shown.has(table)
  shown.set(table, data)
  if (known) return
  const before = () => build(table, JSON.parse(new TextDecoder().decode(shown.get(table))))
  const after = () => table.replaceChildren()
  addEventListener("beforeprint", before)
  addEventListener("afterprint", after)
  return () => {
    removeEventListener("beforeprint", before)
    removeEventListener("afterprint", after)
  }
}
