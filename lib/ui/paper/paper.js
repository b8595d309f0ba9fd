// One sheet of A4 from plain data (lib/sheet), with drawing.js before it: as it looks here, so it is printed.

const LARGEST = 15 // letters, in CSS pixels
const SMALLEST = 10
const TALL = [92, 78, 64, 54] // pictures, in mm
const HIGH = 268 / 25.4 * 96 // the height that a printed page has inside its margins, in CSS pixels

// The course, large: every figure with its value, the way to the target, the evaluation year.
function chart(track, data) {
  const [wide, high, left, right, top, bottom] = [560, 250, 16, 70, 26, 206]
  const root = draw("svg", { viewBox: `0 0 ${wide} ${high}`, role: "img", "aria-label": `${track.name}：${track.latest}，目标${track.aim}` })
  const goal = track.goal.value === null ? [] : [track.goal]
  const all = [...track.points, ...track.way, ...goal].map((p) => p.value)
  const [low, peak] = [Math.min(...all), Math.max(...all)]
  const room = peak - low || 2 * Math.abs(low) || 1
  const least = peak > low ? low : low - room / 2
  const x = (year) => left + 24 + ((year - data.base) / (data.end - data.base)) * (wide - left - right - 24)
  const y = (value) => bottom - ((value - least) / room) * (bottom - top)
  const text = (words, look) => root.append(draw("text", { "font-size": 14, fill: paint("muted"), class: "halo", ...look }, words))
  root.append(draw("line", { x1: left, x2: wide - right + 40, y1: bottom + 14, y2: bottom + 14, stroke: paint("grid") }))
  for (let year = data.base; year <= data.end; year++) {
    const now = year === data.year
    if (now) root.append(draw("line", { x1: x(year), x2: x(year), y1: 8, y2: bottom + 14, stroke: paint("muted"), "stroke-dasharray": "2 3" }))
    text(now ? `${year} 评估年` : year, { x: x(year), y: bottom + 34, "text-anchor": "middle", ...(now ? { fill: paint("text"), "font-weight": 600 } : {}) })
  }
  const line = (points, look) => points.length > 1 && root.append(draw("polyline", { points: points.map((p) => `${x(p.year)},${y(p.value)}`).join(" "), fill: "none", ...look }))
  line(track.way, { stroke: paint("plan"), "stroke-width": 2, "stroke-dasharray": "7 5" })
  line(track.points, { stroke: paint("accent"), "stroke-width": 2, opacity: 0.35 })
  line(track.points.filter((p) => !p.later), { stroke: paint("accent"), "stroke-width": 3 })
  for (const p of track.points) {
    root.append(draw("circle", { cx: x(p.year), cy: y(p.value), r: 5, fill: paint("accent"), opacity: p.later ? 0.35 : 1 }))
    text(number(p.value), { x: x(p.year), y: y(p.value) < top + 16 ? y(p.value) + 22 : y(p.value) - 10, "text-anchor": "middle", fill: paint("accent"), "font-weight": 600, opacity: p.later ? 0.6 : 1 })
  }
  const planned = track.way.find((p) => p.year === data.year)
  if (planned && track.way.some((p) => p.value !== planned.value)) text(`路径${number(planned.value)}`, { x: x(planned.year) + 8, y: y(planned.value) + 22, fill: paint("plan") })
  for (const { year, value, text: words } of goal) {
    const [gx, gy] = [x(year), y(value)]
    root.append(draw("path", { d: `M${gx} ${gy - 8}L${gx + 8} ${gy}L${gx} ${gy + 8}L${gx - 8} ${gy}Z`, fill: paint("plan") }))
    text("目标", { x: gx + 14, y: gy - 3, fill: paint("plan") })
    text(words.replace(/[^\d.,\-–]*/, ""), { x: gx + 14, y: gy + 14, fill: paint("plan"), "font-weight": 600, "font-size": 13 })
  }
  return root
}

// The small map: all that lies around it pale, the marked units in the accent with their names.
function map(spot) {
  const { width, height, layers } = spot.sheet
  const root = sheet({ sheet: spot.sheet, stated: [], named: [], units: {}, alt: spot.title, larger: 2.2 }, () => {})
  const pixel = height / 600
  const names = draw("g", {})
  const flip = ([a, b]) => [a, height - b]
  for (const layer of layers) {
    for (const feature of layer.features) {
      if (!spot.marked.includes(feature.id)) continue
      const flat = layer.geometry === "polygon"
      const [ax, ay] = flip(feature.anchor)
      if (layer.geometry === "point") root.append(draw("circle", { cx: ax, cy: ay, r: 11 * pixel, fill: paint("accent") }))
      else root.append(draw("path", { d: feature.paths.map((path) => `M${path.map((at) => flip(at).join(" ")).join("L")}${flat ? "Z" : ""}`).join(""), fill: flat ? paint("accent") : "none", "fill-opacity": 0.4, stroke: paint("accent"), "stroke-width": (flat ? 3 : 6) * pixel }))
      const half = ems(feature.name) * 13 * pixel + 6 * pixel
      names.append(draw("text", { x: Math.max(half, Math.min(ax, width - half)), y: ay - (flat ? 0 : 18 * pixel), "font-size": 26 * pixel, "font-weight": 600, "text-anchor": "middle", class: "halo", fill: paint("text") }, feature.name))
    }
  }
  root.append(names)
  return root
}

// What is short stays on one line, so that columns of words have the room.
function cellOf(tag, cell) {
  return make(tag, `${cell.tone ? `tone-${cell.tone}` : ""} ${ems(cell.text) < 11 ? "short" : ""}`.trim(), cell.text)
}

function tableOf(table) {
  const found = make("table")
  const head = make("tr")
  head.append(...table.head.map((word) => make("th", "", word)))
  const rows = table.rows.map((cells) => {
    const row = make("tr")
    row.append(...cells.map((cell) => cellOf("td", cell)))
    return row
  })
  found.append(head, ...rows)
  return found
}

function pairs(items, name) {
  const list = make("dl", name)
  for (const [label, words] of items) {
    const at = name === "figures" ? make("div") : list
    at.append(make("dt", "", label), make("dd", "", words))
    if (at !== list) list.append(at)
  }
  return list
}

function barsOf(bars) {
  const grid = make("div", "bars")
  const most = Math.max(...bars.map(([, count]) => count))
  for (const [label, count] of bars) {
    const cell = make("div")
    const bar = make("span", "bar")
    bar.style.width = `${(count / most) * 75}%`
    cell.append(bar, `${count}`)
    grid.append(make("div", "", label), cell)
  }
  return grid
}

function blockOf(block) {
  const box = make("section", block.wide ? "block wide" : "block")
  box.append(make("h2", "", block.title))
  if (block.bars.length) box.append(barsOf(block.bars))
  if (block.table) box.append(tableOf(block.table))
  if (block.table?.more) box.append(make("p", "note", block.table.more))
  box.append(...block.lines.map((words) => make("p", "", words)))
  if (block.facts.length) box.append(pairs(block.facts, "facts"))
  return box
}

function pictureOf(title, picture, note) {
  const box = make("figure", "block")
  box.append(make("h2", "", title), picture, make("p", "note", note))
  return box
}

// A photograph keeps its place before it is read: the sheet is measured at once.
function photoOf([address, words, ratio]) {
  const image = make("img")
  image.src = address
  image.alt = words
  Object.assign(image.style, { aspectRatio: ratio, width: `min(100%, calc(var(--tall) * ${ratio}))` })
  const box = make("figure", "block photo")
  box.append(image, make("p", "note", words))
  return box
}

function contents(data) {
  const kicker = make("div", "kicker")
  kicker.append(make("span", "", `${data.kind}单页　${data.plan}`), make("span", "", `${data.year}年评估　${data.printed}`))
  const title = make("h1", "", data.name)
  if (data.sign) title.append(make("span", `verdict tone-${data.sign.tone}`, data.sign.text))
  const found = [kicker, ...(data.mark ? [make("p", "training", data.mark)] : []), title, make("p", "said", data.said)]
  if (data.under) found.push(make("p", "under", data.under))
  if (data.hint) found.push(make("span", `hollow tone-${data.hint.tone}`, data.hint.text))
  found.push(pairs(data.figures, "figures"))
  const pictures = make("div", data.spot ? "pictures both" : "pictures")
  const drawnTo = data.track?.points.length ? "实线为公布的数，" : ""
  if (data.track) pictures.append(pictureOf(`${data.track.name}（${data.track.unit}）`, chart(data.track, data), `${drawnTo}${data.track.way.length ? "虚线为目标路径，" : ""}◆为目标。`))
  const blocks = make("div", "blocks")
  if (data.spot) {
    const place = pictureOf(data.spot.title, map(data.spot), data.note)
    if (data.track) pictures.append(place)
    else blocks.append(place)
  }
  if (pictures.children.length) found.push(pictures)
  blocks.append(...data.photos.map(photoOf), ...data.blocks.map(blockOf))
  found.push(blocks)
  if (data.sources.length) found.push(make("p", "sources", `来源　${data.sources.join("；")}。`))
  return found
}

// The largest pictures and letters with which all of it stands on one page, measured as wide as it is printed.
function fit(paper) {
  Object.assign(paper.style, { width: "186mm", padding: 0, minHeight: 0 })
  const sizes = TALL.map((tall) => [tall, LARGEST])
  for (let size = LARGEST; size >= SMALLEST; size -= 0.25) sizes.push([TALL.at(-1), size])
  for (const [tall, size] of sizes) {
    paper.style.setProperty("--tall", `${tall}mm`)
    paper.style.fontSize = `${size}px`
    if (paper.offsetHeight <= HIGH) break
  }
  for (const name of ["width", "padding", "min-height"]) paper.style.removeProperty(name)
}

// On a screen narrower than the sheet, as small as that; on paper as large as paper.
function narrow(root, paper) {
  const desk = root.querySelector(".desk")
  const wide = desk.getBoundingClientRect().width
  if (wide) desk.style.setProperty("--share", Math.min(1, wide / paper.offsetWidth))
}

const drawn = new WeakMap()

export default function ({ data, parentElement }) {
  const paper = parentElement.querySelector("#paper")
  parentElement.querySelector("#print").onclick = () => window.print()
  const text = JSON.stringify(data)
  if (drawn.get(paper) === text) return
  drawn.set(paper, text)
  for (const tone of TONES) parentElement.querySelectorAll("#paper, #print").forEach((one) => one.style.setProperty(`--${tone}`, data.palette[tone]))
  paper.replaceChildren(...contents(data))
  fit(paper)
  narrow(parentElement, paper)
  document.fonts?.ready.then(() => fit(paper))
}
