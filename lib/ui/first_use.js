// Whether this browser has put the hint for first use away: kept in the browser, nowhere else. The hint is hidden by its
// style until the root says that it is to be shown.
const KEPT = "first-use-hint-away"

function away() {
  try {
    return localStorage.getItem(KEPT) === "yes"
  } catch {
    return false
  }
}

function put(event) {
  if (!event.target.closest?.(".st-key-first-use-away button")) return
  try {
    localStorage.setItem(KEPT, "yes")
  } catch {
    return
  }
}

export default function () {
  if (!away()) document.documentElement.dataset.firstUse = "yes"
  document.addEventListener("click", put, true)
  return () => document.removeEventListener("click", put, true)
}
