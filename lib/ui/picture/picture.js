// Saves what is drawn on a page as a PNG with its title above and its notes beneath. It is made in this browser and sent
// nowhere. Stands before the script of each component that saves pictures.
// about: { name, title, notes: [text], paint: { surface, text, muted } } — the name of the file without its ending.

const EDGE = 24 // pixels around the picture
const SHARP = 2 // pixels of the file for one of the page
const LETTERS = '"Noto Sans SC","Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif'

function loaded(text) {
  return new Promise((done, failed) => {
    const image = new Image()
    image.onload = () => done(image)
    image.onerror = () => failed(new Error("the drawing cannot be read"))
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`
  })
}

// The layers of a chart, or any SVG, as they are.
function drawnAs(svg, wide, high) {
  const copy = svg.cloneNode(true)
  for (const [name, value] of Object.entries({ xmlns: "http://www.w3.org/2000/svg", width: wide, height: high })) copy.setAttribute(name, value)
  return new XMLSerializer().serializeToString(copy)
}

// Any element with the styles of the component that it lies in, whose root is `own`; what is for the screen alone is left
// out.
function elementAs(element, own, wide, high) {
  const home = element.getRootNode()
  const rules = [...home.querySelectorAll("style")].map((one) => one.textContent)
  for (const sheet of home.adoptedStyleSheets ?? []) rules.push([...sheet.cssRules].map((rule) => rule.cssText).join("\n"))
  const box = document.createElement("div")
  box.setAttribute("xmlns", "http://www.w3.org/1999/xhtml")
  box.className = own.className
  box.setAttribute("style", `${own.getAttribute("style") ?? ""};width:${wide}px`)
  const style = document.createElement("style")
  style.textContent = rules.join("\n")
  const copy = element.cloneNode(true)
  copy.style.margin = 0
  for (const one of copy.querySelectorAll("[data-screen]")) one.remove()
  box.append(style, copy)
  const size = getComputedStyle(document.documentElement).fontSize
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="${high}" style="font-size:${size}"><foreignObject width="100%" height="100%">${new XMLSerializer().serializeToString(box)}</foreignObject></svg>`
}

function linesOf(pen, text, wide) {
  const lines = [""]
  for (const letter of text) {
    if (pen.measureText(lines.at(-1) + letter).width > wide) lines.push("")
    lines[lines.length - 1] += letter
  }
  return lines
}

// parts: texts of SVG, each as large as the whole, one upon another.
async function savePicture(about, parts, wide, high) {
  const images = await Promise.all(parts.map(loaded))
  const canvas = document.createElement("canvas")
  const pen = canvas.getContext("2d")
  const title = `600 18px ${LETTERS}`
  const note = `12px ${LETTERS}`
  pen.font = title
  const head = linesOf(pen, about.title, wide)
  pen.font = note
  const foot = about.notes.filter(Boolean).flatMap((text) => linesOf(pen, text, wide))
  const top = EDGE + head.length * 26 + 6
  canvas.width = (wide + 2 * EDGE) * SHARP
  canvas.height = (top + high + 12 + foot.length * 18 + EDGE) * SHARP
  pen.scale(SHARP, SHARP)
  pen.fillStyle = about.paint.surface
  pen.fillRect(0, 0, canvas.width, canvas.height)
  for (const image of images) pen.drawImage(image, EDGE, top, wide, high)
  pen.textBaseline = "top"
  pen.font = title
  pen.fillStyle = about.paint.text
  head.forEach((line, number) => pen.fillText(line, EDGE, EDGE + number * 26))
  pen.font = note
  pen.fillStyle = about.paint.muted
  foot.forEach((line, number) => pen.fillText(line, EDGE, top + high + 12 + number * 18))
  const file = await new Promise((done) => canvas.toBlob(done, "image/png"))
  const link = document.createElement("a")
  link.href = URL.createObjectURL(file)
  link.download = `${about.name}.png`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
