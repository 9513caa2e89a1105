// One chart. Plotly draws it once and then changes it in place: no flicker, half the time.
const BUNDLE = "app/static/{bundle}";
const NARROWEST = 150;

async function plotly() {
  await import(new URL(BUNDLE, document.baseURI));
  return window.Plotly;
}

function listen(box, told) {
  box.told = told;
  box.figure = JSON.parse(told);
  box.setAttribute("role", "figure");
  box.setAttribute("aria-label", box.figure.alt);
  box.style.overflow = "hidden";
  box.style.height = `${box.figure.height}px`;
}

function draw(Plotly, box) {
  if (matchMedia("print").matches) return; // paper scales what the screen shows
  const width = Math.max(box.clientWidth, NARROWEST);
  if (!box.clientWidth || (box.drawn === box.told && box.width === width)) return;
  [box.drawn, box.width] = [box.told, width];
  const { spec, config } = box.figure;
  Plotly.react(box, spec.data, { ...spec.layout, width }, config);
  box.style.setProperty("--ratio", `${width} / ${box.figure.height}`);
  for (const svg of box.querySelectorAll(".main-svg"))
    svg.setAttribute("viewBox", `0 0 ${width} ${box.figure.height}`);
  if (box.figure.can_choose && !box.listens) {
    box.listens = true;
    box.on("plotly_click", (event) => choose(box, event));
  }
}

function choose(box, event) {
  const found = event.points[0]?.customdata;
  const chosen = Array.isArray(found) ? found[0] : found;
  if (chosen) box.choose(String(chosen));
}

export default async ({ data, parentElement, setTriggerValue }) => {
  const box = parentElement.querySelector(".chart");
  const told = new TextDecoder().decode(data);
  box.choose = (chosen) => setTriggerValue("chosen", chosen);
  if (box.told !== told) {
    listen(box, told);
    offerFiles(box, parentElement.querySelector(".chart-files"));
  }
  const Plotly = await plotly();
  draw(Plotly, box);
  if (!box.watch) {
    box.watch = new ResizeObserver(() => draw(Plotly, box));
    box.watch.observe(box);
  }
  return () => {
    if (box.isConnected) return; // new data came while Plotly was loading: it still stands
    box.watch.disconnect();
    Plotly.purge(box);
  };
};
