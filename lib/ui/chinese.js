// Streamlit's own words are English and cannot be set: as they appear, they are put into Chinese. WORDS (above): `whole`
// by the text itself, `pattern` by what it matches. Charts and the canvas of tables hold no such words.
const NAMED = ["aria-label", "title", "placeholder"]
const PATTERNS = Object.entries(WORDS.pattern).map(([text, word]) => [new RegExp(text), word])

function chinese(text) {
  const plain = text.trim()
  if (!plain || plain.length > 200 || !/[A-Za-z]/.test(plain)) return null
  if (Object.hasOwn(WORDS.whole, plain)) return WORDS.whole[plain]
  const found = PATTERNS.find(([pattern]) => pattern.test(plain))
  return found ? plain.replace(found[0], found[1]) : null
}

function rewordText(node) {
  const word = chinese(node.nodeValue ?? "")
  if (word !== null) node.nodeValue = word
}

function rewordNames(element) {
  for (const name of NAMED) {
    const word = element.hasAttribute(name) ? chinese(element.getAttribute(name)) : null
    if (word !== null) element.setAttribute(name, word)
  }
}

function reword(node) {
  if (node.nodeType === Node.TEXT_NODE) return rewordText(node)
  if (node.nodeType !== Node.ELEMENT_NODE || node.namespaceURI !== document.body.namespaceURI) return
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
  for (let at = node; at; at = walker.nextNode()) at.nodeType === Node.TEXT_NODE ? rewordText(at) : rewordNames(at)
}

export default function () {
  const observer = new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(reword)
      else if (change.type === "attributes") rewordNames(change.target)
      else rewordText(change.target)
    }
  })
  reword(document.body)
  observer.observe(document.body, {
    childList: true,
    subtree: true,
    characterData: true,
    attributes: true,
    attributeFilter: NAMED,
  })
  return () => observer.disconnect()
}
