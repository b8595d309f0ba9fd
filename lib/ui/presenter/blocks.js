// The blocks of a slide that are more than a chart or a table: cards, small charts, numbered points, a map that fills the
// slide. Their places and sizes are those of lib/report/deck/typeset.py: 9.6 points are one unit.

function cards(block) {
  const box = make("div", `block fill fit cards${block.items.length <= block.columns ? " row" : ""}`)
  box.style.gridTemplateColumns = `repeat(${block.columns}, 1fr)`
  for (const card of block.items) {
    const item = make("div", "card")
    item.style.borderLeftColor = paint(card.tone)
    item.append(make("div", "name", card.title))
    if (card.badge) {
      const badge = make("div", "badge", card.badge)
      badge.style.color = paint(card.tone)
      item.append(badge)
    }
    for (const line of card.lines) item.append(make("div", "line", line))
    if (card.share !== null) {
      const bar = make("div", "share")
      const done = make("div")
      done.style.width = `${card.share}%`
      done.style.background = paint(card.tone)
      bar.append(done)
      item.append(bar)
    }
    box.append(item)
  }
  return box
}

// A small chart: observed values joined, the way dashed, numbers at the last value and at the target.
function small(block) {
  const [width, height] = [280, 104]
  const root = draw("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": block.series.map((one) => one.name).join("、") })
  const [low, high] = block.tight
  const unit = ems(block.unit) <= 3 ? block.unit : ""
  const x = (i) => 44 + (i / (block.years.length - 1)) * (width - 100)
  const y = (value) => height - 24 - ((value - low) / (high - low)) * (height - 34)
  root.append(draw("line", { x1: 16, x2: width - 16, y1: height - 22, y2: height - 22, stroke: paint("grid") }))
  for (const i of [0, block.years.length - 1]) root.append(draw("text", { x: x(i), y: height - 5, "font-size": 18, "text-anchor": "middle", fill: paint("text") }, `${block.years[i]}`))
  block.series.forEach((one, j) => {
    const known = one.values.map((value, i) => [i, value]).filter(([, value]) => value !== null)
    if (!known.length) return
    const line = { points: known.map(([i, value]) => `${x(i)},${y(value)}`).join(" "), fill: "none", stroke: paint(one.tone), "stroke-width": 2.5 }
    root.append(draw("polyline", j ? { ...line, "stroke-dasharray": "7 5" } : line))
    if (!j) for (const [i, value] of known) root.append(draw("circle", { cx: x(i), cy: y(value), r: 4, fill: paint(one.tone) }))
    const [i, value] = known.at(-1)
    const other = block.series[1 - j]?.values[i] ?? null
    const below = other !== null && value < other
    const places = Math.min(block.decimals, (`${Number(value.toFixed(4))}`.split(".")[1] ?? "").length)
    const text = `${one.bounds[i] ?? ""}${number(value, places)}${unit}`
    root.append(draw("text", { x: x(i), y: y(value) + (below ? 19 : -8), "font-size": 18, "font-weight": 700, "text-anchor": "middle", fill: paint(one.tone) }, text))
  })
  return root
}

function panels(block) {
  const box = make("div", `block fill panels${block.items.length <= 3 ? " row" : ""}`)
  box.style.gridTemplateColumns = `repeat(${Math.min(3, block.items.length)}, 1fr)`
  for (const panel of block.items) {
    const item = make("div", "panel")
    const said = make("div", "said")
    const badge = make("b", "", `${panel.badge}　`)
    badge.style.color = paint(panel.tone)
    said.append(badge, make("span", "", panel.said))
    item.append(make("div", "head", panel.title), small(panel.chart), said)
    box.append(item)
  }
  return box
}

function photos(block) {
  const box = make("div", "block fill photos")
  box.style.gridTemplateColumns = `repeat(${block.columns}, minmax(0, 1fr))`
  for (const one of block.items) {
    const item = make("div", "photo")
    const [name, told] = one.told.split("\n")
    const image = make("img")
    image.src = `data:${one.media};base64,${one.data}`
    image.alt = `${name}，${told}`
    item.append(image, make("b", "", name), make("span", "", told))
    box.append(item)
  }
  return box
}

function points(block) {
  const box = make("div", "block fill fit points")
  block.items.forEach((point, i) => {
    const item = make("div", "point")
    const words = make("div")
    words.append(make("b", "", point.head), make("span", "", `　${point.text}`))
    item.append(make("div", "nth", `${i + 1}`), words)
    box.append(item)
  })
  return box
}

// A map from edge to edge, the words on a panel at its left, callouts joined to their places by lines.
function stage(block) {
  const { width, height } = block.sheet
  const point = width / 960
  const root = draw("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": "示意图", class: "whole" })
  root.append(draw("rect", { width, height, fill: paint("grid"), "fill-opacity": 0.35 }))
  layersOf(root, block.sheet)
  for (const { at, label } of block.callouts)
    root.append(draw("line", { x1: label[0], y1: height - label[1], x2: at[0], y2: height - at[1], stroke: paint("text"), "stroke-width": point }))
  for (const { label, name, text, tone } of block.callouts) {
    const wide = (Math.max(ems(name), ems(text)) * 18 * 1.05 + 12) * point
    const [x, y] = [label[0], height - label[1]]
    root.append(draw("rect", { x: x - wide / 2, y: y - 27 * point, width: wide, height: 54 * point, fill: paint("surface"), stroke: paint(tone), "stroke-width": 1.5 * point }))
    const words = { x, "font-size": 18 * point, "font-weight": 700, "text-anchor": "middle" }
    root.append(draw("text", { ...words, y: y + (text ? -5 : 6) * point, fill: paint("text") }, name))
    if (text) root.append(draw("text", { ...words, y: y + 18 * point, fill: paint(tone) }, text))
  }
  const foot = { x: 367 * point, y: height - 17 * point }
  root.append(draw("rect", { ...foot, width: 5000, height: 3 * point, fill: paint("text") }))
  root.append(draw("text", { x: foot.x + 5000 + 6 * point, y: height - 13 * point, "font-size": 18 * point, fill: paint("text") }, "5公里　▲北"))
  const panel = make("div", "story fit text")
  for (const paragraph of block.paragraphs) panel.append(make("p", "", paragraph))
  return [root, make("div", "shade"), panel]
}

// The map of a cover: no scale, in the middle of its place.
function emblem(block) {
  const root = draw("svg", { viewBox: `0 0 ${block.width} ${block.height}`, role: "img", "aria-label": "示意图" })
  layersOf(root, block)
  return root
}
