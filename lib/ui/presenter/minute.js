// The minutes beside the notes: what is said or decided on the slide at hand goes to the page as one note, which writes it
// down and says how that fared. What was typed stays until it is written.

class Minute {
  // `send` hands a note to the page.
  constructor(find, send) {
    this.find = find
    this.count = Date.now()
    this.find("minute").onsubmit = (event) => {
      event.preventDefault()
      if (!this.find("text").value.trim()) return this.find("text").focus()
      this.sent = `${(this.count += 1)}`
      this.find("take").disabled = true
      const { key, title } = this.slide
      const said = Object.fromEntries(["sort", "text", "unit", "person", "due"].map((id) => [id, this.find(id).value]))
      send({ id: this.sent, slide: key, page: title, ...said })
    }
  }

  update(meeting) {
    this.meeting = meeting
    this.options("sort", meeting.sorts)
    this.options("unit", ["", ...meeting.units], "承办单位")
    this.find("text").maxLength = meeting.longest
    this.find("minute").hidden = Boolean(meeting.refused)
    this.find("meeting").textContent = meeting.refused ? `会议记录：${meeting.refused}` : meeting.name
    if (meeting.answer && meeting.answer.id === this.sent) this.answered(meeting.answer.said)
    if (this.slide) this.show(this.slide)
  }

  answered(wrong) {
    this.sent = null
    this.find("take").disabled = false
    this.find("answer").textContent = wrong || "已记入台账"
    this.find("answer").className = wrong ? "wrong" : ""
    if (!wrong) for (const id of ["text", "unit", "person", "due"]) this.find(id).value = ""
  }

  options(id, words, empty = "") {
    const select = this.find(id)
    const { value } = select
    select.replaceChildren(...words.map((word) => Object.assign(make("option", "", word || empty), { value: word })))
    if (words.includes(value)) select.value = value
  }

  show(slide) {
    if (slide.key !== this.slide?.key) this.find("answer").textContent = ""
    this.slide = slide
    const own = this.meeting.taken.filter((note) => note.slide === slide.key)
    const told = (note) => [note.text, note.unit, note.person, note.due && `${note.due}前`].filter(Boolean).join("，")
    this.find("taken").replaceChildren(...own.map((note) => make("li", "", `${note.sort}：${told(note)}`)))
  }

  focus() {
    if (!this.meeting.refused) this.find("text").focus()
  }
}
