// Presenting: the slides one after the other, in the page itself or in the room's window beside the speaker's view
// (current slide, next slide, notes, clock, timer). Keys are the same in all windows.

const KEYS = [
  ["→ ↓ 空格 PageDown", "下一页（翻页笔同）"],
  ["← ↑ PageUp", "上一页"],
  ["数字 Enter", "跳到那一页"],
  ["Home End", "首页、末页"],
  ["B", "黑屏，再按恢复"],
  ["L", "指点：光点跟着鼠标"],
  ["N", "演讲者视图：备注、下一页、计时"],
  ["W", "会场窗口：拖到投影屏幕，点一下全屏"],
  ["R", "计时归零"],
  ["M", "会议记录：写完按“记入台账”，Esc 回到翻页"],
  ["F", "全屏"],
  ["?", "这张表"],
  ["Esc", "退出"],
]
const clock = (seconds) => [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map((part) => `${part}`.padStart(2, "0")).join(":")

class Show {
  // `left` is called when it is over, `noted` with a note for the minutes.
  constructor(root, { left, noted }) {
    this.find = (id) => root.querySelector(`#${id}`)
    this.styles = () => [...root.querySelectorAll("style")].map((style) => style.textContent).join("\n")
    this.left = left
    this.minute = new Minute(this.find, noted)
    this.at = 0
    this.slides = []
    this.typed = ""
    this.hall = new Hall(this.find("hall"))
    this.stop = new AbortController()
    this.listen(window)
    document.addEventListener("fullscreenchange", () => {
      if (this.open && this.wasFull && !document.fullscreenElement) this.leave()
      this.wasFull = Boolean(document.fullscreenElement)
    }, { signal: this.stop.signal })
    window.addEventListener("pagehide", () => this.stop.abort()) // at a reload the room keeps its slide; W takes it up again
    this.find("hall").onclick = (event) => this.click(event, window)
    for (const id of ["hall", "now"]) this.find(id).onmousemove = (event) => this.move(this.find(id), event)
    this.find("reset").onclick = () => this.reset()
    this.find("room").onclick = () => this.opened()
    this.find("leave").onclick = () => this.leave()
    this.find("keys").replaceChildren(...KEYS.flatMap(([key, text]) => [make("dt", "", key), make("dd", "", text)]))
  }

  listen(where) {
    where.addEventListener("keydown", (event) => this.key(event, where), { capture: true, signal: this.stop.signal })
  }

  // Other slides, or other colours: what is shown is drawn anew.
  update(slides, meeting) {
    this.minute.update(meeting)
    const key = this.slides[this.at]?.key
    this.slides = slides
    if (this.room) this.room.box.style.cssText = this.find("show").style.cssText
    this.at = Math.max(0, slides.findIndex((slide) => slide.key === key))
    if (!this.open) return
    if (slides.length) this.draw()
    else this.leave()
  }

  enter(place, speaking = false) {
    this.open = true
    this.at = place
    this.find("show").showPopover()
    this.reset()
    this.beat = setInterval(() => this.time(), 1000)
    this.speak(speaking)
    if (!speaking) this.full(window)
    this.find("stage").focus()
  }

  leave() {
    this.open = false
    clearInterval(this.beat)
    this.room?.window.close()
    this.room = null
    this.shade(false)
    this.point(false)
    this.find("keys").hidden = true
    if (document.fullscreenElement) document.exitFullscreen()
    this.find("show").hidePopover()
    this.address()
    this.left()
  }

  // The speaker's view in the page instead of the slide alone.
  speak(on) {
    this.speaking = on
    this.find("hall").hidden = on
    this.find("speaker").hidden = !on
    this.draw()
  }

  write() {
    if (!this.speaking) this.speak(true)
    this.minute.focus()
  }

  // Opens the room's window, or finds it again.
  opened() {
    this.room = openRoom(this.find("show"), this.styles())
    this.find("told").textContent = this.room ? "会场窗口已打开：拖到投影屏幕，点一下全屏。" : "浏览器没有让打开新窗口：请在地址栏允许弹出窗口，再按一次。"
    if (!this.room) return
    const { window: room, box } = this.room
    this.listen(room)
    box.onclick = (event) => this.click(event, room)
    box.onmousemove = (event) => this.move(box, event)
    room.addEventListener("resize", () => this.draw(), { signal: this.stop.signal })
    room.addEventListener("pagehide", () => {
      if (this.room?.window !== room) return
      this.room = null
      this.find("told").textContent = "会场窗口已关闭。"
    }, { signal: this.stop.signal })
    this.draw()
    this.shade(this.dark)
  }

  halls() {
    return [this.hall, ...(this.room ? [this.room.hall] : [])]
  }

  full(where) {
    const element = where === window ? this.find("stage") : where.document.documentElement
    const late = () => !this.open && where.document.fullscreenElement && where.document.exitFullscreen()
    element.requestFullscreen?.().then(late, () => {}) // refused without a key or click: the page itself is then filled
  }

  go(place) {
    this.shade(false)
    this.at = Math.min(Math.max(place, 0), this.slides.length - 1)
    this.draw()
  }

  draw() {
    for (const hall of this.halls()) hall.show(this.slides, this.at)
    if (this.speaking) {
      const next = this.slides[this.at + 1]
      const { key, name, notes } = this.slides[this.at]
      this.picture("now", this.slides[this.at])
      this.picture("next", next)
      this.find("count").textContent = `${this.at + 1} / ${this.slides.length}　${name}`
      this.find("after").textContent = next ? `下一页：${next.title}` : "这是最后一页"
      if (key !== this.noted) this.find("notes").scrollTop = 0
      this.noted = key
      this.find("notes").replaceChildren(...(notes.length ? notes.map((text) => make("p", "", text)) : [make("p", "empty", "这一页没有备注。")]))
      this.minute.show(this.slides[this.at])
      this.time()
    }
    this.address()
  }

  picture(id, slide) {
    const drawn = slide ? slideOf(slide) : make("div", "slide end")
    this.find(id).replaceChildren(drawn)
    fit(drawn)
  }

  time() {
    if (!this.speaking) return
    this.find("clock").textContent = new Date().toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false })
    this.find("timer").textContent = clock(Math.round((Date.now() - this.began) / 1000))
  }

  reset() {
    this.began = Date.now()
    this.time()
  }

  shade(on) {
    this.dark = on
    for (const hall of this.halls()) hall.black(on)
    this.find("dark").hidden = !on
  }

  point(on) {
    this.pointing = on
    for (const id of ["hall", "now"]) this.find(id).classList.toggle("pointing", on)
    if (!on) for (const hall of this.halls()) hall.point(null)
  }

  // The mouse over a slide, wherever it is shown, is the dot in all of them.
  move(box, event) {
    if (!this.pointing) return
    const place = placeOn(box.querySelector(".slide"), event)
    for (const hall of this.halls()) hall.point(place)
  }

  click(event, where) {
    if (where !== window && !where.document.fullscreenElement) this.full(where)
    else this.go(this.at + (event.clientX < where.innerWidth / 3 ? -1 : 1))
  }

  type(text) {
    this.typed = text.slice(0, 3)
    for (const hall of this.halls()) hall.typed(this.typed, this.at, this.slides.length)
    this.find("jump").textContent = this.typed ? `第 ${this.typed} 页，按 Enter` : ""
  }

  // What shows above the slide goes first: the number typed, the sheet of keys; then the show itself.
  escape() {
    if (this.typed) this.type("")
    else if (!this.find("keys").hidden) this.find("keys").hidden = true
    else this.leave()
  }

  key(event, where) {
    if (!this.open || event.ctrlKey || event.altKey || event.metaKey) return
    const on = event.composedPath()[0]
    if (event.isComposing) return event.stopPropagation() // the keys of an input method choose among its words
    if (["Enter", " "].includes(event.key) && on.matches?.("button:focus-visible")) return event.stopPropagation()
    if (on.matches?.("input, textarea, select")) {
      if (event.key !== "Escape" && event.key !== "PageUp" && event.key !== "PageDown") return event.stopPropagation()
      event.stopPropagation()
      if (event.key !== "Escape") return this.go(this.at + (event.key === "PageUp" ? -1 : 1)) // the clicker turns pages while one writes
      this.find("stage").focus()
      return event.preventDefault()
    }
    event.stopPropagation()
    const digit = /^[0-9]$/.test(event.key)
    const act = digit ? () => this.type(this.typed + event.key) : this.acts(where)[event.key] ?? this.acts(where)[event.key.toLowerCase()]
    if (!act) return
    event.preventDefault()
    act()
    if (!digit && event.key !== "Backspace" && this.typed) this.type("")
  }

  acts(where) {
    const next = () => this.go(this.at + 1)
    const before = () => this.go(this.at - 1)
    const help = () => (this.find("keys").hidden = !this.find("keys").hidden)
    return {
      ArrowRight: next, ArrowDown: next, PageDown: next, " ": next, ArrowLeft: before, ArrowUp: before, PageUp: before,
      Enter: () => this.go(this.typed ? Number(this.typed) - 1 : this.at + 1),
      Backspace: () => (this.typed ? this.type(this.typed.slice(0, -1)) : before()),
      Home: () => this.go(0), End: () => this.go(this.slides.length - 1),
      b: () => this.shade(!this.dark), ".": () => this.shade(!this.dark), l: () => this.point(!this.pointing),
      n: () => this.speak(!this.speaking), w: () => this.opened(), r: () => this.reset(), m: () => this.write(),
      f: () => this.full(where), F5: () => this.full(where), Escape: () => this.escape(),
      "?": help, "？": help,
    }
  }

  // The slide and the view stand in the address: a reload shows them again. A slide is no step to go back to.
  address() {
    const url = new URL(window.location.href)
    const said = this.open ? { slide: this.slides[this.at].key, role: this.speaking ? "speaker" : "" } : {}
    for (const name of ["slide", "role"]) {
      if (said[name]) url.searchParams.set(name, said[name])
      else url.searchParams.delete(name)
    }
    History.prototype.replaceState.call(window.history, window.history.state, "", url)
  }

  away() {
    clearInterval(this.beat)
    this.room?.window.close()
    this.stop.abort()
  }
}
