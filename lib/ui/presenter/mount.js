// The presenter on its page: what is chosen and how it is shown, remembered from one run of the page to the next.

const places = new WeakMap()

class Presenter {
  constructor(root) {
    this.root = root
    this.find = (id) => root.querySelector(`#${id}`)
    this.show = new Show(root, { left: () => this.find("start").focus(), noted: (note) => this.trigger("noted", note) })
    this.sorter = new Sorter(root, {
      enter: (place) => this.show.enter(place),
      choose: (keys) => this.set("order", keys),
      remove: (key) => this.trigger("removed", key),
    })
  }

  update({ data, setStateValue, setTriggerValue }) {
    this.set = setStateValue
    this.trigger = setTriggerValue
    for (const id of ["deck", "show"]) for (const tone of TONES) this.find(id).style.setProperty(`--${tone}`, data.palette[tone])
    data_tones = data.tones
    data_mark = data.mark
    const slides = data.chosen.map((key) => data.slides.find((slide) => slide.key === key)).filter(Boolean)
    this.show.update(slides, data.meeting)
    this.find("start").disabled = this.find("speak").disabled = !slides.length
    this.find("start").onclick = () => this.show.enter(this.show.at)
    this.find("speak").onclick = () => {
      this.show.enter(this.show.at, true)
      this.show.opened()
    }
    this.find("chosen").textContent = `已选${slides.length}页，共${data.slides.length}页`
    this.sorter.update(data.slides, slides, data.palette)
    if (!this.visited) this.arrive(slides)
    this.visited = true
  }

  // A link to a slide opens it.
  arrive(slides) {
    const asked = new URLSearchParams(window.location.search)
    if (!asked.get("slide") || !slides.length) return
    const place = Math.max(0, slides.findIndex((slide) => slide.key === asked.get("slide")))
    this.show.enter(place, asked.get("role") === "speaker")
  }

  away() {
    this.show.away()
    this.sorter.away()
  }
}

export default function (component) {
  const root = component.parentElement
  if (!places.has(root)) places.set(root, new Presenter(root))
  const presenter = places.get(root)
  presenter.update(component)
  return () => {
    presenter.away()
    places.delete(root)
  }
}
