/* Draws the figures of slides with Plotly. A plain script: it needs window.Plotly and no more.

   drawFigures(root, figures, {mode, narrow}) draws each element .figure[data-figure=ID] in root
   from figures[ID].wide or .narrow, .light or .dark, and anew when one of both has changed; what
   is drawn already stays. It returns a promise that is kept when all stand. The words in
   .figure-alt are hidden by a figure, and shown again where Plotly is missing or cannot draw.

   A wide figure has the px of the stage, which is scaled as a whole. A narrow one is scaled to
   the width of its element, again when that changes. Text stays text.
*/
"use strict";

(() => {
  const CONFIG = {
    displayModeBar: false,
    displaylogo: false,
    showSendToCloud: false,
    plotlyServerURL: "",
    scrollZoom: false,
    doubleClick: false,
    showTips: false,
    responsive: false,
  };
  const WIDEST = 1.5; // times that a narrow figure grows at most

  const widths = window.ResizeObserver && new ResizeObserver((entries) => {
    for (const { target } of entries) fit(target);
  });

  /* Plotly places words by their width, so the fonts must be there before it draws. */
  async function fonts(figure) {
    const family = figure.layout.template?.layout?.font?.family ?? "sans-serif";
    const weights = ["400", "700"].map((weight) =>
      document.fonts.load(`${weight} 16px ${family}`, "Aa0中文"));
    await Promise.allSettled(weights);
    await document.fonts.ready;
  }

  function plotOf(element) {
    const found = element.querySelector(":scope > .figure-plot");
    if (found) return found;
    const made = document.createElement("div");
    made.className = "figure-plot";
    element.append(made);
    return made;
  }

  function clear(element) {
    const plot = element.querySelector(":scope > .figure-plot");
    if (plot) window.Plotly?.purge(plot);
    plot?.remove();
    element.style.height = "";
    widths?.unobserve(element);
    delete element.dataset.drawn;
  }

  function fit(element) {
    const plot = element.querySelector(":scope > .figure-plot");
    if (!plot || !element.clientWidth) return;
    const { width, height } = plot.dataset;
    const by = Math.min(element.clientWidth / width, WIDEST);
    plot.style.transformOrigin = "0 0";
    plot.style.transform = `scale(${by})`;
    element.style.height = `${height * by}px`;
  }

  async function draw(element, figure, drawn, narrow) {
    element.dataset.asked = drawn;
    if (element.dataset.drawn === drawn) return;
    await fonts(figure);
    if (element.dataset.asked !== drawn) return; // something else was asked for meanwhile
    clear(element);
    const plot = plotOf(element);
    const { width, height } = figure.layout;
    Object.assign(plot.dataset, { width, height });
    Object.assign(plot.style, { width: `${width}px`, height: `${height}px` });
    const { data, layout } = structuredClone(figure); // Plotly writes into what it is given
    await window.Plotly.newPlot(plot, data, layout, CONFIG);
    element.dataset.drawn = drawn;
    if (narrow) {
      fit(element);
      widths?.observe(element);
    }
  }

  window.drawFigures = (root, figures, { mode = "light", narrow = false } = {}) => {
    const size = narrow ? "narrow" : "wide";
    const elements = [...root.querySelectorAll(".figure[data-figure]")];
    return Promise.all(elements.map(async (element) => {
      const words = element.querySelector(":scope > .figure-alt");
      try {
        await draw(element, figures[element.dataset.figure][size][mode], `${size} ${mode}`, narrow);
        if (words) words.hidden = true;
      } catch {
        clear(element);
        if (words) words.hidden = false;
      }
    }));
  };
})();
