// The button beneath a chart: saves the chart that lies nearest above it.

function chartOf(button) {
  let around = button.getRootNode().host ?? button
  while (around && !around.querySelector(".js-plotly-plot")) around = around.parentElement
  return around?.querySelector(".js-plotly-plot")
}

export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button")
  button.style.setProperty("--link", data.paint.plan)
  button.onclick = async () => {
    const chart = chartOf(button)
    if (!chart) return
    const { width, height } = chart.getBoundingClientRect()
    const layers = [...chart.querySelectorAll(".main-svg")]
    await savePicture(data, layers.map((one) => drawnAs(one, width, height)), width, height)
  }
}
