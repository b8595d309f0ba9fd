// Draws slides (plain data, see lib/report/deck/slide.py). Every text is set by textContent: nothing that people wrote
// becomes HTML. What shows them stands after it: sorter.js, hall.js, show.js, mounted by mount.js.

const SMALLEST = 19.4 // letters of a chart, of 920 across: 18 points on a slide
const ems = (text) => [...text].reduce((sum, ch) => sum + (ch.charCodeAt(0) > 0x2e7f || /[“”‘’…—●◐▲○▽▼✕■◀◆]/.test(ch) ? 1 : 0.58), 0)
const number = (value, decimals) => value.toLocaleString("zh-CN", { minimumFractionDigits: decimals, maximumFractionDigits: decimals })

function figures(block, alone) {
  const columns = block.items.length <= 6 ? block.items.length : Math.ceil(block.items.length / 2)
  const box = make("div", `block figures${alone ? " fill" : " upper"}`)
  box.style.gridTemplateColumns = `repeat(${columns}, 1fr)`
  const most = Math.min(...block.items.map((item) => (92 / columns - 2) / ems(item.value)))
  for (const item of block.items) {
    const cell = make("div")
    const value = make("div", "value", item.value)
    value.style.color = paint(item.tone)
    value.style.fontSize = `calc(${Math.min(alone ? 6.4 : 4.4, most)} * var(--u))`
    cell.append(value, make("div", "label", item.label))
    if (item.note && alone) cell.append(make("div", "note", item.note))
    box.append(cell)
  }
  return box
}

// The series by colour, in as many rows as they need; the height that they take.
function legend(root, series, width) {
  const texts = series.map((one) => `${one.mark} ${one.name}`.trim())
  const wide = (text) => ems(text) * SMALLEST + 44
  const rows = [[]]
  for (const [i, text] of texts.entries()) {
    if (rows.at(-1).length && rows.at(-1).reduce((sum, j) => sum + wide(texts[j]), wide(text)) > width) rows.push([])
    rows.at(-1).push(i)
  }
  rows.forEach((row, line) => {
    let x = width - row.reduce((sum, i) => sum + wide(texts[i]), 0)
    const y = 22 + line * 30
    for (const i of row) {
      root.append(draw("rect", { x, y: y - SMALLEST * 0.88, width: SMALLEST, height: SMALLEST, fill: paint(series[i].tone) }))
      root.append(draw("text", { x: x + SMALLEST * 1.33, y, "font-size": SMALLEST, fill: paint("text") }, texts[i]))
      x += wide(texts[i])
    }
  })
  return rows.length * 30 + 6
}

function bars(block, height) {
  const width = 920
  const root = draw("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": block.labels.join("、") })
  const many = block.series.length > 1
  const top = many ? legend(root, block.series, width) : 8
  const left = Math.min(480, Math.max(...block.labels.map(ems)) * SMALLEST + 16)
  const row = Math.min(96, (height - top) / block.labels.length)
  const inRow = block.stacked ? 1 : block.series.length
  const thick = Math.min(52, (row * 0.84) / inRow)
  const values = block.series.flatMap((one) => one.values).filter((v) => v !== null)
  const sums = block.labels.map((_, i) => block.series.reduce((sum, one) => sum + (one.values[i] ?? 0), 0))
  const high = Math.max(0, ...(block.stacked ? sums : values)) || 1
  const low = Math.min(0, ...values) * 1.6 // room for the number at the end of a bar below zero
  const reach = width - left - 110
  const at = (value) => left + ((value - low) / (high - low)) * reach
  block.labels.forEach((label, i) => {
    const middle = top + row * (i + 0.5)
    root.append(draw("text", { x: left - 12, y: middle + 6, "font-size": SMALLEST, "text-anchor": "end", fill: paint("text") }, label))
    let sum = 0
    block.series.forEach((one, j) => {
      const value = one.values[i]
      if (value === null || (block.stacked && !value)) return
      const y = block.stacked ? middle - thick / 2 : middle - (thick * inRow) / 2 + thick * j
      const from = block.stacked ? at(sum) : at(Math.min(0, value))
      const to = block.stacked ? at(sum + value) : at(Math.max(0, value))
      sum += value
      root.append(draw("rect", { x: from, y: y + 1, width: Math.max(to - from - (block.stacked ? 2 : 0), 1), height: thick - 2, fill: paint(one.tone) }))
      const letter = SMALLEST
      let shown = block.stacked ? `${one.mark}${number(value, 0)}` : `${number(value, block.decimals)}${block.unit}`
      if (block.stacked && to - from < ems(shown) * letter) shown = to - from < ems(number(value, 0)) * letter ? "" : number(value, 0) // too narrow for the shape or all: colour and legend name it
      const text = { y: y + thick / 2 + letter * 0.36, "font-size": letter, fill: paint(block.stacked && one.tone !== "grid" ? "surface" : "text") }
      root.append(draw("text", block.stacked ? { ...text, x: (from + to) / 2, "text-anchor": "middle" } : value < 0 ? { ...text, x: from - 8, "text-anchor": "end" } : { ...text, x: to + 8 }, shown))
    })
  })
  return root
}

function lines(block, height) {
  const width = 920
  const root = draw("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": block.series.map((one) => one.name).join("、") })
  const top = legend(root, block.series, width)
  const [low, high, step] = block.axis
  const x = (i) => 135 + (i / (block.years.length - 1)) * (width - 245)
  const y = (value) => height - 40 - ((value - low) / (high - low)) * (height - top - 48)
  for (let value = low; value <= high + step / 2; value += step) {
    root.append(draw("line", { x1: 70, x2: width - 20, y1: y(value), y2: y(value), stroke: paint("grid") }))
    root.append(draw("text", { x: 62, y: y(value) + 6, "font-size": SMALLEST, "text-anchor": "end", fill: paint("muted") }, number(value, step >= 1 ? 0 : step >= 0.1 ? 1 : 2)))
  }
  block.years.forEach((year, i) => root.append(draw("text", { x: x(i), y: height - 8, "font-size": 20, "text-anchor": "middle", fill: paint("text") }, `${year}`)))
  block.series.forEach((one, j) => {
    const points = one.values.map((value, i) => (value === null ? null : [x(i), y(value)])).filter(Boolean)
    const line = { points: points.map((p) => p.join(",")).join(" "), fill: "none", stroke: paint(one.tone), "stroke-width": 4 }
    root.append(draw("polyline", j ? { ...line, "stroke-dasharray": "12 8" } : line))
    one.values.forEach((value, i) => {
      if (value === null || (j && i < block.years.length - 1)) return
      const path = block.series[1]?.values[i]
      const seen = block.series[0].values[i]
      const higher = block.series.some((other, k) => k > 0 && k !== j && other.values[i] > value)
      const below = j ? higher || (seen !== null && value <= seen) : i > 0 && path !== null && value < path
      if (!j) root.append(draw("circle", { cx: x(i), cy: y(value), r: 9, fill: paint(one.tone) }))
      const places = Math.min(block.decimals, (`${Number(value.toFixed(4))}`.split(".")[1] ?? "").length)
      const text = `${one.bounds[i] ?? ""}${number(value, places)}${block.unit}`
      root.append(draw("text", { x: x(i), y: y(value) + (below ? 36 : -18), "font-size": 24, "font-weight": 700, "text-anchor": "middle", fill: paint(one.tone) }, text))
    })
  })
  return root
}

// Of the run at hand: the tone of a verdict in a cell, and what stands at the foot of every slide of the training set.
let data_tones = {}
let data_mark = ""

function table(block) {
  const box = make("div", "block fill fit")
  const grid = make("table")
  const columns = make("colgroup")
  const total = block.widths.reduce((a, b) => a + b, 0)
  for (const share of block.widths) {
    const column = make("col")
    column.style.width = `${(share / total) * 100}%`
    columns.append(column)
  }
  grid.append(columns)
  for (const [i, row] of [block.head, ...block.rows].entries()) {
    const line = make("tr")
    row.forEach((text, j) => {
      const cell = make(i ? "td" : "th", block.right.includes(j) ? "right" : "", text)
      const tone = data_tones[text]
      if (i && tone) {
        cell.style.color = paint(tone)
        cell.style.fontWeight = 600
      }
      line.append(cell)
    })
    grid.append(line)
  }
  box.append(grid)
  return box
}

function words(block) {
  const box = make("div", "block fill fit text")
  const list = block.listed ? make("ul") : box
  for (const paragraph of block.paragraphs) list.append(make(block.listed ? "li" : "p", "", paragraph))
  if (block.listed) box.append(list)
  return box
}

function picture(block) {
  const box = make("div", "block fill picture")
  const image = make("img")
  image.src = `data:${block.media};base64,${block.data}`
  image.alt = block.told
  box.append(image)
  return box
}

// The layers of a map, and the numbers of its units.
function layersOf(root, block) {
  const { height } = block
  const pixel = height / 700
  const flip = ([a, b]) => `${a} ${height - b}`
  for (const layer of block.layers) {
    const group = draw("g", { "data-layer": layer.slug })
    for (const feature of layer.features) {
      const own = feature.tone === "accent" && layer.fill < 130 ? Math.max(layer.fill, 130) : layer.fill
      const style = { stroke: paint(feature.tone), "stroke-width": layer.line * pixel * 1.4, "fill-rule": "evenodd" }
      if (layer.dashed) style["stroke-dasharray"] = `${8 * pixel} ${5 * pixel}`
      if (!layer.line) style.stroke = "none"
      style.fill = layer.geometry === "line" ? "none" : paint(feature.tone)
      style["fill-opacity"] = own / 255
      const shape = layer.geometry === "point"
        ? draw("circle", { ...style, cx: feature.paths[0][0][0], cy: height - feature.paths[0][0][1], r: 7 * pixel })
        : draw("path", { ...style, d: feature.paths.map((path) => `M${path.map(flip).join("L")}${layer.geometry === "polygon" ? "Z" : ""}`).join("") })
      shape.append(draw("title", {}, feature.name))
      group.append(shape)
    }
    root.append(group)
  }
  for (const feature of block.layers.flatMap((layer) => layer.features).filter((f) => f.label)) {
    const [a, b] = feature.anchor
    root.append(draw("circle", { cx: a, cy: height - b, r: 24 * pixel, fill: paint("surface"), stroke: paint("text"), "stroke-width": pixel }))
    const text = { x: a, y: height - b + 13 * pixel, "font-size": 40 * pixel, "font-weight": 700, "text-anchor": "middle", fill: paint("text") }
    root.append(draw("text", text, feature.label))
  }
}

function sheet(block) {
  const { width, height } = block
  const pixel = height / 700
  const beside = 5000 + 275 * pixel < width // in a narrow drawing the words stand above the bar
  const tall = height + (beside ? 50 : 80) * pixel // the scale stands beneath the sheet
  const root = draw("svg", { viewBox: `0 0 ${width} ${tall}`, role: "img", "aria-label": "示意图" })
  root.style.flex = "none"
  root.style.height = "100%"
  root.style.width = "auto"
  root.style.aspectRatio = `${width} / ${tall}`
  layersOf(root, block)
  root.append(draw("rect", { x: 0, y: tall - 22 * pixel, width: 5000, height: 5 * pixel, fill: paint("text") }))
  const spot = beside ? { x: 5000 + 12 * pixel, y: tall - 9 * pixel } : { x: 4 * pixel, y: tall - 38 * pixel }
  root.append(draw("text", { ...spot, "font-size": 40 * pixel, fill: paint("text") }, "5公里 ▲北"))
  return root
}

const DRAWERS = { table, text: words, map: sheet, cards, panels, points, picture, photos }

function slideOf(slide) {
  const box = make("div", `slide ${slide.layout}${slide.part === "附件" ? " annexed" : ""}`)
  if (slide.palette) for (const tone of TONES) box.style.setProperty(`--${tone}`, slide.palette[tone])
  const title = make("h1", "", slide.headed)
  title.style.fontSize = `calc(${slide.size / 9.6} * var(--u))`
  const body = make("div", "body")
  const kinds = slide.blocks.map((block) => block.kind)
  if (kinds[0] === "map" || kinds[1] === "picture") body.classList.add("beside")
  if (kinds[1] === "figures") body.classList.add("stated")
  if (kinds[0] === "bars" && kinds[1] === "text") body.classList.add("drawn")
  for (const block of slide.blocks) {
    const height = slide.blocks.length > 1 ? 270 : 392
    const chart = { bars, lines }[block.kind]
    if (chart) {
      const holder = make("div", "block fill")
      holder.append(chart(block, height))
      body.append(holder)
    } else if (block.kind === "figures") body.append(figures(block, slide.blocks.length === 1))
    else if (block.kind === "stage") body.append(...stage(block))
    else body.append((block.kind === "map" && slide.layout === "cover" ? emblem : DRAWERS[block.kind])(block))
  }
  if (slide.layout === "full") box.append(body, title)
  else box.append(title, body)
  box.append(make("div", "foot", data_mark + (slide.sources ? `来源：${slide.sources}` : "")))
  return box
}

// Whether a short word of a table stands on two lines: larger letters are not worth that.
function torn(box) {
  return [...box.querySelectorAll("td")].some((cell) => {
    if (!cell.firstChild || ems(cell.textContent) > 6) return false
    const range = document.createRange()
    range.selectNodeContents(cell)
    return range.getClientRects().length > 1
  })
}

// Letters as large as the room allows: from 2.9 hundredths of the width down to what a room reads (18 points), in the annex
// to 1.3.
function fit(slide) {
  const least = slide.classList.contains("annexed") ? 1.3 : 1.89
  for (const box of slide.querySelectorAll(".fit")) {
    const held = box.classList.contains("cards") ? [...box.children] : [box]
    for (let size = box.classList.contains("text") || box.classList.contains("points") ? 2.9 : 2.3; size >= least; size -= 0.1) {
      box.style.fontSize = `calc(${size} * var(--u))`
      if (held.every((one) => one.scrollHeight <= one.clientHeight + 1) && !torn(box)) break
    }
  }
}
