// The button that asks for the map as a sheet. It tells the page what stretch of land is seen now (west, south, east,
// north), or nothing where that is the first view.

export default function ({ data, parentElement, setTriggerValue }) {
  const button = parentElement.querySelector("button")
  button.style.setProperty("--link", data.link)
  button.onclick = () => {
    const deck = deckOf(frameOf(data.frame))
    const moved = deck && !sameView(viewOf(deck), data.first)
    setTriggerValue("sheet", { bounds: moved ? [...deck.getViewports()[0].getBounds()] : [] })
  }
}
