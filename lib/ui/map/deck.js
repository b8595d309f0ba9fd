// The drawing behind a map of Streamlit, which shows no way to it: it is found through React, at the canvas's root.
// Stands before the script of each component that asks the drawing for more than Streamlit hands on.

const MAP = '[data-testid="stDeckGlJsonChart"]'

function deckOf(frame) {
  const root = frame?.querySelector(".deck-root")
  const name = root && Object.keys(root).find((key) => key.startsWith("__reactFiber$"))
  for (let fiber = root?.[name]; fiber; fiber = fiber.return) {
    for (let hook = fiber.memoizedState; hook && typeof hook === "object" && "next" in hook; hook = hook.next) {
      if (hook.memoizedState?.current?.deck) return hook.memoizedState.current.deck
    }
  }
  return undefined
}

const frameOf = (name) => document.querySelector(`.st-key-${name}`)

const viewOf = (deck) => deck.props.viewState

function see(deck, change) {
  deck.props.onViewStateChange({ viewState: { ...viewOf(deck), ...change } })
}

const sameView = (one, other) => ["longitude", "latitude", "zoom"].every((key) => Math.abs(one[key] - other[key]) < 1e-9)
