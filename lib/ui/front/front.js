// Draws the first page from plain data (lib/front, lib/ui/monitor/overview.py), with drawing.js before it. A link answers a
// click with its number; the page knows where that leads.

function trackOf(track, data, follow) {
  const box = linked(make("a", "track"), track.go, follow)
  const name = make("div", "name", track.name)
  if (track.of) name.append(make("span", "of", `　${track.of}`))
  const line = make("div", "line")
  line.append(track.open ? make("span", "verdict tone-plan", `目标 ${track.aim}`) : badge(track), make("span", "latest", track.latest))
  box.append(name, line)
  if (track.hint) {
    const hint = make("div")
    hint.append(make("span", `hollow tone-${track.hint.tone}`, track.hint.badge))
    hint.title = track.hint.basis
    box.append(hint)
  }
  box.append(course(track, data), make("div", "told", track.told))
  return box
}

function domainsOf(data, follow) {
  const grid = make("div", "domains")
  const most = Math.max(...data.domains.map((one) => one.total))
  for (const one of data.domains) {
    grid.append(linked(make("a", "name", `${one.name}　${one.total}项`), one.go, follow))
    const stack = make("div", "stack")
    stack.style.width = `${(one.total / most) * 100}%`
    for (const part of one.parts) {
      const bar = linked(make("a", `fill-${part.tone}`, part.clauses > 0 ? `${part.shape}${part.clauses}` : ""), part.go, follow)
      bar.style.flex = `${part.clauses} 1 ${String(part.clauses).length + 1.4}em`
      bar.title = `${one.name}：${part.group}${part.clauses}项`
      bar.setAttribute("aria-label", bar.title)
      stack.append(bar)
    }
    grid.append(stack)
  }
  return grid
}

function cardOf(work, follow) {
  const card = linked(make("a", `card edge-${work.tone}`), work.go, follow)
  const name = make("div", "name")
  name.append(make("span", "", work.name), badge(work))
  card.append(name)
  const progress = make("div", "progress")
  if (work.share !== null) {
    const rail = make("div", "rail")
    const done = make("div", `fill-${work.tone === "grid" ? "neutral" : work.tone}`)
    done.style.width = `${work.share}%`
    rail.append(done)
    progress.append(rail, make("span", "", `完成${number(work.share)}%`))
  } else progress.append(make("span", "note", `${work.stage}；完成比例未填报`))
  const list = make("ul")
  for (const fact of work.facts) list.append(make("li", "", fact))
  if (work.doubt) list.append(make("li", "note", `规划说法不一：${work.doubt}`))
  card.append(progress, list)
  return card
}

function listOf(block, follow) {
  const box = make("section")
  box.append(make("h3", "", block.title))
  const rows = make("div", "rows")
  for (const row of block.rows) {
    const line = row.go ? linked(make("a"), row.go, follow) : make("div")
    const right = make("span", "right")
    for (const [words, tone] of row.right) right.append(make("span", tone ? `tone-${tone}` : "", words))
    line.append(make("span", "", row.left), right)
    rows.append(line)
  }
  box.append(rows)
  if (block.note) box.append(make("p", "note", block.note))
  if (block.more) box.append(linked(make("a", "more", block.more.words), block.more.go, follow))
  return box
}

// A part of the page that can be taken along as a picture.
function taken(section, data) {
  const head = section.querySelector("h3")
  const title = head.textContent
  const button = make("button", "save", "保存图片")
  button.type = "button"
  head.dataset.screen = ""
  head.append(button)
  button.addEventListener("click", async () => {
    const { width, height } = section.getBoundingClientRect()
    const root = section.closest("#front")
    const about = { ...data.picture, title: data.picture.title + title, name: data.picture.name.replace("%", title) }
    const high = height - head.getBoundingClientRect().height
    await savePicture(about, [elementAs(section, root, width, high)], width, high)
  })
  return section
}

function part(title, ...children) {
  const box = make("section", "part")
  box.append(make("h3", "", title), ...children)
  return box
}

function homesOf(homes, follow) {
  const line = make("p", "homes", "各镇村的项目：")
  line.append(...homes.map((one) => linked(make("a", "", one.name), one.go, follow)))
  return line
}

function page(data, follow) {
  const upper = make("div", "upper")
  if (data.land) {
    const map = make("section", "map")
    map.append(make("h3", "", data.land.title), sheet(data.land, follow), keyOf(data.land.key), make("p", "note", data.land.note))
    if (data.homes.length) map.append(homesOf(data.homes, follow))
    upper.append(taken(map, data))
  } else upper.style.gridTemplateColumns = "minmax(0, 1fr)"
  const side = make("div")
  const states = make("section")
  states.append(make("h3", "", data.titles.domains), domainsOf(data, follow), keyOf(data.key))
  const tracks = make("section")
  tracks.style.marginTop = "0.9rem"
  const grid = make("div", "tracks")
  grid.append(...data.tracks.map((one) => trackOf(one, data, follow)))
  tracks.append(make("h3", "", data.titles.tracks), grid)
  side.append(taken(states, data), taken(tracks, data))
  upper.append(side)
  const found = [upper]
  if (data.works.length) {
    const cards = make("div", "cards")
    cards.append(...data.works.map((one) => cardOf(one, follow)))
    found.push(part(data.titles.works, cards))
  }
  const pair = make("div", "pair")
  pair.append(...data.lists.map((one) => listOf(one, follow)))
  found.push(pair)
  return found
}

const drawn = new WeakMap() // what each place shows, and how it tells the page of a click

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("#front")
  if (data.scenes) return wallIn(root, data)
  const before = drawn.get(root)
  const now = { text: JSON.stringify(data), follow: (number) => setTriggerValue("go", number) }
  drawn.set(root, now)
  if (before?.text === now.text) return
  for (const tone of TONES) root.style.setProperty(`--${tone}`, data.palette[tone])
  root.replaceChildren(...page(data, (number) => drawn.get(root).follow(number)))
}
