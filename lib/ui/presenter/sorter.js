// The slides to choose and to order. What is chosen goes back to the page as the keys in their new order.

class Sorter {
  constructor(root, { enter, choose, remove }) {
    this.root = root
    this.list = root.querySelector("#sorter")
    Object.assign(this, { enter, choose, remove })
    this.observer = new ResizeObserver(() => this.scale())
    this.observer.observe(this.list)
  }

  // `slides` are those chosen, in order, of `all`.
  update(all, slides, palette) {
    const print = JSON.stringify([all, slides.map((slide) => slide.key), palette])
    if (print === this.print) return
    this.print = print
    this.keys = slides.map((slide) => slide.key)
    const focused = this.root.activeElement?.dataset.focus
    const off = all.filter((slide) => !this.keys.includes(slide.key))
    this.list.replaceChildren(...[...slides, ...off].map((slide) => this.item(slide, this.keys.indexOf(slide.key))))
    for (const slide of this.list.querySelectorAll(".slide")) fit(slide)
    this.scale()
    if (focused) this.list.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus()
  }

  item(slide, place) {
    const item = make("li", place < 0 ? "item off" : "item")
    const thumb = make("button", "thumb")
    thumb.type = "button"
    thumb.setAttribute("aria-label", `放映：${slide.title}`)
    thumb.onclick = () => place >= 0 && this.enter(place)
    thumb.append(slideOf(slide))
    const tools = make("div", "tools")
    const label = make("label")
    const box = make("input")
    box.type = "checkbox"
    box.checked = place >= 0
    box.dataset.focus = `box-${slide.key}`
    box.onchange = () => this.choose(box.checked ? [...this.keys, slide.key] : this.keys.filter((key) => key !== slide.key))
    label.append(box, make("span", "", place >= 0 ? `${place + 1} ${slide.name}` : slide.name))
    tools.append(label)
    if (place >= 0) tools.append(this.mover(slide, place, -1), this.mover(slide, place, 1))
    if (slide.key.startsWith("text-")) {
      const away = make("button", "", "删除")
      away.type = "button"
      away.onclick = () => this.remove(slide.key)
      tools.append(away)
    }
    item.append(thumb, tools)
    return item
  }

  mover(slide, place, step) {
    const button = make("button", "", step < 0 ? "←" : "→")
    button.type = "button"
    button.setAttribute("aria-label", `${slide.name}${step < 0 ? "前移" : "后移"}`)
    button.dataset.focus = `${step}-${slide.key}`
    button.disabled = place + step < 0 || place + step >= this.keys.length
    button.onclick = () => {
      const order = [...this.keys]
      order.splice(place + step, 0, ...order.splice(place, 1))
      this.choose(order)
    }
    return button
  }

  scale() {
    for (const thumb of this.list.querySelectorAll(".thumb")) thumb.firstElementChild.style.transform = `scale(${thumb.clientWidth / 1000})`
  }

  away() {
    this.observer.disconnect()
  }
}
