// What the first page, the wall and the sheet on paper draw alike. It stands between elements.js and the program of each
// (lib/ui/drawn.py).

// What leads to another page: a real address for a new tab, a click for this one.
function linked(element, go, follow) {
  if (!go) return element
  element.setAttribute("href", go.href)
  element.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return
    event.preventDefault()
    follow(go.number)
  })
  return element
}

function badge(one, word) {
  const text = make("span", `verdict tone-${one.tone}`)
  text.append(make("i", "mark", `${one.shape} `), word ?? one.verdict)
  return text
}

// The sheet: neighbours and water, the plan's fields, on them the units in the colour of their state with their names.
function sheet(land, follow) {
  const { width, height, layers } = land.sheet
  const pixel = (height / 600) * (land.larger ?? 1)
  const root = draw("svg", { viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": land.alt })
  const flip = ([a, b]) => `${a} ${height - b}`
  const shapeOf = (layer, feature, style) =>
    draw("path", { ...style, class: "shape", d: feature.paths.map((path) => `M${path.map(flip).join("L")}${layer.geometry === "polygon" ? "Z" : ""}`).join("") })
  root.append(draw("rect", { width, height, fill: paint("outside") }))
  const names = draw("g", { "pointer-events": "none" })
  const called = []
  for (const layer of layers) {
    const stated = land.stated.includes(layer.slug)
    for (const feature of layer.features) {
      if (stated) {
        const unit = land.units[feature.id]
        const style = { fill: paint(unit.tone), "fill-opacity": unit.projects ? 0.3 : 0.08, stroke: paint(unit.tone), "stroke-width": 1.8 * pixel }
        const link = linked(draw("a", { "aria-label": unit.told }), unit.go, follow)
        link.append(shapeOf(layer, feature, style))
        link.append(draw("title", {}, unit.told))
        root.append(link)
        called.push({ unit, at: [feature.anchor[0], height - feature.anchor[1]] })
      } else {
        root.append(shapeOf(layer, feature, groundOf(layer, feature, pixel)))
        if (land.named.includes(layer.slug)) names.append(upright(feature, height, pixel))
      }
    }
  }
  callouts(called, width, height, pixel, names)
  root.append(names)
  root.append(draw("rect", { x: 10 * pixel, y: height - 14 * pixel, width: 5000, height: 2.4 * pixel, fill: paint("text") }))
  root.append(draw("text", { x: 10 * pixel, y: height - 19 * pixel, "font-size": 11 * pixel, fill: paint("text") }, "5公里　▲北"))
  return root
}

function groundOf(layer, feature, pixel) {
  const looks = {
    neighbours: { fill: paint("outside"), stroke: paint("shore"), "stroke-width": pixel },
    boundary: { fill: "none", stroke: paint("muted"), "stroke-width": 1.8 * pixel },
    water: { fill: paint("water"), stroke: "none" },
  }
  const plain = { fill: layer.geometry === "polygon" ? paint(feature.tone) : "none", "fill-opacity": 0.14, stroke: paint(feature.tone), "stroke-opacity": 0.35, "stroke-width": 0.8 * pixel }
  return looks[layer.role] ?? plain
}

// The names stand at the two edges, each joined to its unit by a line, so that none lies upon another.
function callouts(called, width, height, pixel, into) {
  const middle = called.reduce((sum, one) => sum + one.at[0], 0) / (called.length || 1)
  for (const side of ["start", "end"]) {
    const own = called.filter((one) => one.at[0] < middle === (side === "start")).sort((a, b) => a.at[1] - b.at[1])
    let next = 16 * pixel
    for (const { unit, at } of own) {
      const y = Math.max(next, Math.min(at[1], height - 30 * pixel))
      next = y + 36 * pixel
      const edge = side === "start" ? 6 * pixel : width - 6 * pixel
      const long = Math.max([...unit.name].length * 13, ems(unit.brief) * 12) * pixel
      const from = side === "start" ? edge + long + 4 * pixel : edge - long - 4 * pixel
      into.append(draw("path", { d: `M${from} ${y - 4 * pixel}L${at[0]} ${at[1]}`, fill: "none", stroke: paint("muted"), "stroke-width": 0.9 * pixel }))
      into.append(draw("circle", { cx: at[0], cy: at[1], r: 2.6 * pixel, fill: paint("text") }))
      const group = draw("text", { x: edge, y, "text-anchor": side })
      group.append(draw("tspan", { x: edge, "font-size": 13 * pixel, "font-weight": 600, fill: paint("text") }, unit.name))
      if (unit.brief) group.append(draw("tspan", { x: edge, dy: 15 * pixel, "font-size": 12 * pixel, fill: paint(unit.tone) }, unit.known ? `${unit.shape} ${unit.brief}` : unit.brief))
      into.append(group)
    }
  }
}

const ems = (text) => [...text].reduce((sum, ch) => sum + (ch.charCodeAt(0) > 0x2e7f ? 1 : 0.6), 0)

function upright(feature, height, pixel) {
  const [x, y] = feature.anchor
  const text = draw("text", { x, y: height - y, "font-size": 13 * pixel, fill: paint("muted"), "text-anchor": "middle", "letter-spacing": 0, "pointer-events": "none" })
  ;[...feature.name].forEach((letter, i) => text.append(draw("tspan", { x, dy: i ? 15 * pixel : 0 }, letter)))
  return text
}

// A small chart: the way to the target as a broken line, the target as a diamond, what was observed joined by a line.
function course(track, data) {
  const [wide, high, left, right, top, bottom] = [210, 82, 8, 34, 12, 54]
  const root = draw("svg", { viewBox: `0 0 ${wide} ${high}`, role: "img", "aria-label": `${track.name}：${track.latest}，目标${track.aim}` })
  const all = [...track.points, ...track.way, ...(track.goal.value === null ? [] : [track.goal])].map((p) => p.value)
  const [least, most] = [Math.min(...all), Math.max(...all)]
  const room = most - least || Math.abs(most) || 1
  const x = (year) => left + ((year - data.base) / (data.end - data.base)) * (wide - left - right)
  const y = (value) => bottom - ((value - least) / room) * (bottom - top)
  const text = (words, look) => root.append(draw("text", { "font-size": 11, fill: paint("muted"), ...look }, words))
  root.append(draw("line", { x1: x(data.year), x2: x(data.year), y1: 4, y2: bottom + 4, stroke: paint("grid"), "stroke-width": 1 }))
  const years = [data.base, data.year, data.end].filter((year, i, all) => all.indexOf(year) === i && (year === data.year || Math.abs(year - data.year) > 1))
  for (const year of years) text(year, { x: x(year), y: high - 4, "text-anchor": year === data.base ? "start" : "middle", ...(year === data.year ? { fill: paint("text") } : {}) })
  const line = (points, look) => points.length > 1 && root.append(draw("polyline", { points: points.map((p) => `${x(p.year)},${y(p.value)}`).join(" "), fill: "none", ...look }))
  line(track.way, { stroke: paint("plan"), "stroke-width": 1.6, "stroke-dasharray": "5 4" })
  const known = track.points.filter((p) => !p.later)
  line(track.points, { stroke: paint("accent"), "stroke-width": 1.6, opacity: 0.3 })
  line(known, { stroke: paint("accent"), "stroke-width": 2.2 })
  for (const p of track.points) {
    const dot = draw("circle", { cx: x(p.year), cy: y(p.value), r: 3.4, fill: paint("accent"), opacity: p.later ? 0.3 : 1 })
    dot.append(draw("title", {}, `${p.year}年：${p.text}`))
    root.append(dot)
  }
  if (track.goal.value !== null) {
    const [gx, gy] = [x(track.goal.year), y(track.goal.value)]
    root.append(draw("path", { d: `M${gx} ${gy - 5}L${gx + 5} ${gy}L${gx} ${gy + 5}L${gx - 5} ${gy}Z`, fill: paint("plan") }))
    text(number(track.goal.value), { x: gx, y: gy > bottom - 10 ? gy - 9 : gy + 17, "text-anchor": "middle", fill: paint("plan"), "font-weight": 600 })
  }
  const first = track.points.find((p) => p.year === data.base)
  if (first) text(number(first.value), { x: left, y: y(first.value) + 14, "text-anchor": "start", fill: paint("accent") })
  return root
}

const number = (value) => Number(value.toPrecision(5)).toLocaleString("zh-CN", { maximumFractionDigits: 4 })

function keyOf(items) {
  const key = make("div", "key")
  for (const [shape, tone, words] of items) {
    const item = make("span")
    item.append(make("i", `tone-${tone}`, shape), ` ${words}`)
    key.append(item)
  }
  return key
}
