// Saves the sheet in data.frame as a picture or as a PDF of one page. Both are made in this browser and sent nowhere.
const SHARP = 3 // pixels of the file for one of the sheet
const PAGES = { A4: [842, 595], A3: [1191, 842] } // points
const EDGE = 24 // points
const QUALITY = 0.92

const nextFrame = () => new Promise(requestAnimationFrame)

// The drawing as it is, sharper than on the screen.
async function copyOf(deck) {
  const canvas = deck.getCanvas()
  const before = deck.props.useDevicePixels
  const size = [canvas.clientWidth * SHARP, canvas.clientHeight * SHARP]
  deck.setProps({ useDevicePixels: SHARP })
  for (let turn = 0; turn < 60 && canvas.width !== size[0]; turn++) await nextFrame()
  deck.redraw("a sheet is taken")
  await nextFrame()
  deck.redraw("a sheet is taken")
  const copy = document.createElement("canvas")
  ;[copy.width, copy.height] = size
  copy.getContext("2d").drawImage(canvas, 0, 0, ...size)
  deck.setProps({ useDevicePixels: before })
  return copy
}

const blobOf = (canvas, kind) => new Promise((done) => canvas.toBlob(done, kind, QUALITY))

// A PDF with one picture (JPEG) as large as the page allows.
async function pdfOf(canvas, [wide, high]) {
  const picture = await blobOf(canvas, "image/jpeg")
  const scale = Math.min((wide - 2 * EDGE) / canvas.width, (high - 2 * EDGE) / canvas.height)
  const [w, h] = [canvas.width * scale, canvas.height * scale]
  const drawn = `q ${w.toFixed(2)} 0 0 ${h.toFixed(2)} ${((wide - w) / 2).toFixed(2)} ${((high - h) / 2).toFixed(2)} cm /P Do Q`
  const objects = [
    ["<< /Type /Catalog /Pages 2 0 R >>"],
    ["<< /Type /Pages /Kids [3 0 R] /Count 1 >>"],
    [`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${wide} ${high}] /Contents 4 0 R /Resources << /XObject << /P 5 0 R >> >> >>`],
    [`<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`],
    [
      `<< /Type /XObject /Subtype /Image /Width ${canvas.width} /Height ${canvas.height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${picture.size} >>\nstream\n`,
      picture,
      "\nendstream",
    ],
  ]
  const parts = ["%PDF-1.4\n"]
  const places = []
  const length = () => parts.reduce((sum, part) => sum + (part.size ?? part.length), 0)
  objects.forEach((object, number) => {
    places.push(length())
    parts.push(`${number + 1} 0 obj\n`, ...object, "\nendobj\n")
  })
  const table = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("")
  const start = length()
  parts.push(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`)
  return new Blob(parts, { type: "application/pdf" })
}

function save(file, name) {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

export default function ({ data, parentElement }) {
  for (const button of parentElement.querySelectorAll("button")) {
    button.style.setProperty("--link", data.link)
    button.onclick = async () => {
      const deck = deckOf(frameOf(data.frame))
      if (!deck) return
      const copy = await copyOf(deck)
      if (button.name === "png") save(await blobOf(copy, "image/png"), `${data.name}.png`)
      else save(await pdfOf(copy, PAGES[button.name]), `${data.name}-${button.name}.pdf`)
    }
  }
}
