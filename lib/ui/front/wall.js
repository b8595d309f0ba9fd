// The wall of a meeting room: one scene a screen, turned by key, by click or by time. Used with front.js.

const TURN = 20000 // milliseconds that a scene stays

function sceneOf(scene, data, place) {
  const box = make("div", "scene")
  const head = make("header")
  head.append(make("h2", "", scene.title), make("p", "", scene.said))
  const numbers = make("div", "numbers")
  for (const one of scene.numbers) {
    const cell = make("div")
    const value = make("div", `value tone-${one.tone}`, one.value)
    cell.append(value, make("div", "label", `${one.shape ? `${one.shape} ` : ""}${one.label}`))
    numbers.append(cell)
  }
  const map = make("div", "map")
  const land = data.lands[scene.area]
  if (land) map.append(sheet(land, () => {}))
  const late = make("div", "late")
  late.append(make("h3", "", scene.listed))
  for (const row of scene.late) {
    const line = make("div", "row")
    const state = make("span", `tone-${row.tone}`, `${row.shape} ${row.verdict}`)
    line.append(make("span", "", row.name), state, make("span", "note", row.told))
    late.append(line)
  }
  if (scene.rest) late.append(make("p", "note", `另有${scene.rest}项`))
  const foot = make("footer", "", `${data.mark}${place + 1} / ${data.scenes.length}　← → 换屏，空格暂停，Esc 退出　示意图，不作划界依据`)
  box.append(head, numbers, map, late, foot)
  return box
}

class Wall {
  constructor(root) {
    this.root = root
    this.place = 0
    this.paused = false
    this.screen = make("div", "wall")
    this.screen.setAttribute("popover", "manual")
    this.screen.tabIndex = -1
    this.bar = make("div", "passing")
    this.keys = (event) => this.key(event)
    window.addEventListener("keydown", this.keys, true)
    this.screen.addEventListener("click", (event) => this.go(this.place + (event.clientX < window.innerWidth / 3 ? -1 : 1)))
  }

  update(data) {
    this.data = data
    this.place = Math.min(this.place, data.scenes.length - 1)
    for (const tone of TONES) for (const place of [this.root, this.screen]) place.style.setProperty(`--${tone}`, data.palette[tone])
    const start = make("button", "start", "打开大屏")
    start.type = "button"
    start.addEventListener("click", () => this.enter(true))
    const small = make("div", "small")
    small.append(sceneOf(data.scenes[0], data, 0))
    this.root.replaceChildren(start, make("p", "note", `共${data.scenes.length}屏，每${TURN / 1000}秒换一屏；← → 换屏，空格暂停，Esc 退出。`), small, this.screen)
    if (this.open) this.show()
    else if (new URLSearchParams(window.location.search).get("wall") === "true" && !this.visited) this.enter(false)
    this.visited = true
  }

  get open() {
    return this.screen.matches(":popover-open")
  }

  enter(asked) {
    this.screen.showPopover()
    const late = () => !this.open && document.fullscreenElement && document.exitFullscreen()
    if (asked) this.screen.requestFullscreen?.().then(late, () => {}) // refused by the browser: the window is filled
    this.go(this.place)
    this.screen.focus()
  }

  leave() {
    clearTimeout(this.timer)
    if (document.fullscreenElement) document.exitFullscreen()
    this.screen.hidePopover()
  }

  go(place) {
    this.place = (place + this.data.scenes.length) % this.data.scenes.length
    this.show()
  }

  show() {
    clearTimeout(this.timer)
    this.screen.replaceChildren(sceneOf(this.data.scenes[this.place], this.data, this.place), this.bar)
    this.bar.classList.toggle("held", this.paused)
    this.bar.style.animation = "none"
    void this.bar.offsetWidth // begin the bar anew
    this.bar.style.animation = ""
    if (!this.paused) this.timer = setTimeout(() => this.go(this.place + 1), TURN)
  }

  key(event) {
    if (!this.open || event.ctrlKey || event.altKey || event.metaKey) return
    const acts = {
      ArrowRight: () => this.go(this.place + 1), PageDown: () => this.go(this.place + 1), ArrowLeft: () => this.go(this.place - 1), PageUp: () => this.go(this.place - 1),
      " ": () => ((this.paused = !this.paused), this.show()), Escape: () => this.leave(),
    }
    event.stopPropagation()
    if (!acts[event.key]) return
    event.preventDefault()
    acts[event.key]()
  }

  away() {
    clearTimeout(this.timer)
    window.removeEventListener("keydown", this.keys, true)
  }
}

const walls = new WeakMap()

function wallIn(root, data) {
  if (!walls.has(root)) walls.set(root, new Wall(root))
  walls.get(root).update(data)
  return () => {
    walls.get(root)?.away()
    walls.delete(root)
  }
}
