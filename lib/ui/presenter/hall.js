// What the room sees: the slide alone, blacked where asked, with the pointer. It stands in the page itself, or in a window
// of its own: an empty window of the same origin into which the page draws, so that both show the same slide at once
// without a server between them.

class Hall {
  constructor(box) {
    this.box = box
    this.parts = Object.fromEntries(["page", "black", "dot", "progress", "done", "number"].map((id) => [id, make("div")]))
    for (const [id, part] of Object.entries(this.parts)) part.id = id
    const { page, black, dot, progress, done, number } = this.parts
    progress.append(done)
    number.setAttribute("aria-live", "polite")
    black.hidden = dot.hidden = true
    box.replaceChildren(page, dot, progress, number, black)
  }

  show(slides, at) {
    const drawn = slideOf(slides[at])
    this.parts.page.replaceChildren(drawn)
    fit(drawn)
    this.parts.number.textContent = `${at + 1} / ${slides.length}`
    this.parts.done.style.width = `${((at + 1) / slides.length) * 100}%`
  }

  // What has been typed of a slide's number stands where the number does.
  typed(text, at, total) {
    this.parts.number.textContent = text ? `第 ${text} 页，按 Enter` : `${at + 1} / ${total}`
  }

  black(on) {
    this.parts.black.hidden = !on
  }

  // The dot at a place of the slide, each from 0 to 1; none where `place` is null.
  point(place) {
    const { dot, page } = this.parts
    dot.hidden = !place
    if (!place) return
    const slide = page.firstElementChild.getBoundingClientRect()
    dot.style.left = `${slide.left + place[0] * slide.width}px`
    dot.style.top = `${slide.top + place[1] * slide.height}px`
  }
}

const ROOM = "presenter-room" // the window's name: after a reload of the page the open one is found again by it

// The room's window, empty but for a hall with the styles and colours of `from` (an element of the page); null where the
// browser does not open windows.
function openRoom(from, styles) {
  const room = window.open("", ROOM, "popup,width=1280,height=720")
  if (!room) return null
  const { document } = room
  document.title = "放映"
  document.documentElement.lang = "zh-CN"
  document.head.replaceChildren(make("style", "", styles), make("style", "", "html, body { margin: 0; height: 100%; overflow: hidden }"))
  const box = make("div", "house hall")
  box.style.cssText = from.style.cssText
  document.body.replaceChildren(box)
  return { window: room, hall: new Hall(box), box }
}

function placeOn(slide, event) {
  const box = slide.getBoundingClientRect()
  const place = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height]
  return place.every((share) => share >= 0 && share <= 1) ? place : null
}
