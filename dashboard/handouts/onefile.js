/* What the one file can do besides being read: draw, filter, switch, present. */
"use strict";

(() => {
  const WIDTH = 1920, HEIGHT = 1080, NARROW = 820, AWAKE = 2500, LOWER = 0.85;
  const root = document.documentElement;
  const editions = [...document.querySelectorAll(".edition")];
  const night = matchMedia("(prefers-color-scheme: dark)");
  const switchOf = (edition) => document.getElementById(`lang-${edition.id}`);
  const shown = () => editions.find((one) => switchOf(one).checked) ?? editions[0];
  let presenting = null; // what is presented: its cards, its controls, where the page was
  const mode = () => root.dataset.mode ?? (night.matches ? "dark" : "light");

  /* --- figures, and how wide the stage is --- */

  const unpacked = (name) => {
    const packed = atob(document.getElementById(name).textContent);
    const bytes = Uint8Array.from(packed, (sign) => sign.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).text();
  };

  /* Runs Plotly, which the policy lets run because it is the very text whose digest it names. */
  const load = async () => {
    const script = document.createElement("script");
    script.textContent = await unpacked("plotly");
    document.head.append(script);
    return JSON.parse(await unpacked("figures"));
  };
  const figures = {}; // by language; as long as there are none, their words stand for them
  const loaded = load().then((found) => Object.assign(figures, found)).catch(() => figures);

  const draw = (asked = { mode: mode(), narrow: root.classList.contains("narrow") }) => {
    const edition = shown();
    return window.drawFigures(edition, figures[edition.id] ?? {}, asked);
  };

  /* Sets the scale of the stage; returns whether the page turned narrow or wide. */
  const measure = () => {
    const isNarrow = innerWidth < NARROW && !presenting;
    const hasTurned = root.classList.contains("narrow") !== isNarrow;
    root.classList.toggle("narrow", isNarrow);
    const stage = shown().querySelector(".stage");
    const scale = presenting
      ? Math.min(innerWidth / WIDTH, innerHeight / HEIGHT)
      : (stage?.clientWidth ?? 0) / WIDTH;
    root.style.setProperty("--scale", scale);
    return hasTurned;
  };

  const fit = () => {
    if (measure()) draw();
  };

  /* --- language and colours --- */

  const speak = () => {
    const edition = shown();
    root.lang = edition.lang;
    document.title = switchOf(edition).dataset.title;
    measure();
    draw();
  };

  const button = document.getElementById("mode");
  button.hidden = false;
  button.addEventListener("click", () => {
    root.dataset.mode = mode() === "dark" ? "light" : "dark";
    draw();
  });
  night.addEventListener("change", () => draw());
  for (const edition of editions) switchOf(edition).addEventListener("change", speak);

  /* --- the register: words, status, area, theme --- */

  const filters = new Map();
  for (const edition of editions) {
    const form = edition.querySelector(".filters");
    const output = form.querySelector("output");
    const entries = [...edition.querySelectorAll(".dossier")];
    const texts = entries.map((entry) => entry.textContent.toLowerCase());
    const apply = () => {
      const words = form.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean);
      let count = 0;
      entries.forEach((entry, at) => {
        const fits = ["status", "area", "theme"].every((name) => {
          const asked = form.elements[name].value;
          return !asked || entry.dataset[name] === asked;
        });
        entry.hidden = !(fits && words.every((word) => texts[at].includes(word)));
        count += entry.hidden ? 0 : 1;
      });
      output.value = output.dataset.said.replace("{n}", count).replace("{of}", entries.length);
    };
    form.hidden = false;
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    apply();
    filters.set(form, apply);
  }

  /* A link to an entry that is filtered out, or of the other language, shows it. */
  const arrive = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const edition = target?.closest(".edition");
    if (!edition) return;
    if (edition !== shown()) {
      switchOf(edition).checked = true;
      speak();
    }
    const form = edition.querySelector(".filters");
    if (target.hidden) {
      form.reset();
      filters.get(form)();
    }
    target.scrollIntoView();
  };
  addEventListener("hashchange", arrive);

  /* --- presenting: one slide a screen --- */

  const show = (at) => {
    const { cards, controls } = presenting;
    presenting.at = Math.min(Math.max(at, 0), cards.length - 1);
    cards.forEach((card, number) => card.classList.toggle("current", number === presenting.at));
    controls.querySelector("output").value = `${presenting.at + 1} / ${cards.length}`;
  };

  const begin = (edition) => {
    presenting = {
      cards: [...edition.querySelectorAll(".card")],
      controls: edition.querySelector(".controls"),
      from: scrollY,
    };
    root.classList.add("presenting");
    presenting.controls.hidden = false;
    root.requestFullscreen?.().catch(() => {});
    fit();
    show(0);
    wake();
  };

  const end = () => {
    const { cards, controls, from } = presenting;
    presenting = null;
    for (const card of cards) card.classList.remove("current");
    controls.hidden = true;
    root.classList.remove("presenting");
    if (document.fullscreenElement) document.exitFullscreen();
    fit();
    scrollTo(0, from);
  };

  const STEPS = {
    ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, Enter: 1,
    ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Home: -Infinity, End: Infinity,
  };
  addEventListener("keydown", (event) => {
    if (!presenting || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") end();
    else if (event.key in STEPS) show(presenting.at + STEPS[event.key]);
    else return;
    event.preventDefault();
  });
  document.addEventListener("fullscreenchange", () => {
    if (presenting && !document.fullscreenElement) end();
  });
  let sleep = 0; // what is clicked covers a slide's foot: it is seen while somebody reaches for it
  const wake = () => {
    root.classList.add("awake");
    clearTimeout(sleep);
    sleep = setTimeout(() => root.classList.remove("awake"), AWAKE);
  };
  const reach = ({ clientY }) => {
    if (clientY > LOWER * innerHeight) wake();
  };
  for (const kind of ["pointermove", "pointerdown"]) addEventListener(kind, reach);
  for (const edition of editions) {
    const start = edition.querySelector("button.present");
    start.hidden = false;
    start.addEventListener("click", () => begin(edition));
    const controls = edition.querySelector(".controls");
    controls.addEventListener("click", (event) => {
      if (event.detail > 0) document.activeElement.blur(); // the next key is the slides'
    });
    controls.querySelector("[name=back]").addEventListener("click", () => show(presenting.at - 1));
    controls.querySelector("[name=on]").addEventListener("click", () => show(presenting.at + 1));
    controls.querySelector("[name=end]").addEventListener("click", end);
  }

  /* --- paper is light and wide --- */

  addEventListener("beforeprint", () => draw({ mode: "light", narrow: false }));
  addEventListener("afterprint", () => draw());

  addEventListener("resize", fit);
  speak();
  arrive();
  loaded.then(() => draw());
})();
