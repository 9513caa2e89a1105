// The stage: one slide at a time, each laid out once and kept, scaled as a whole.

const FORMAT = 1;
const WIDTH = 1920;
const HEIGHT = 1080;
const PHONE = 500; // px: a screen whose shorter side is less is held in the hand
const SLIM = 760;

const sheets = new Map(); // laid out slides by id, of one language
const plotly = document.querySelector("script[src]");
const drawing = new Promise((done) => {
  if (window.Plotly || !plotly) done();
  plotly?.addEventListener("load", done);
  plotly?.addEventListener("error", done);
});

const said = () => shown.slides.languages[shown.language];
const slides = () => (shown.slides ? said().slides : []);
const slide = () => slides()[shown.at];

/** Return the place of a slide: by its id, else without the page in it, else the place given. */
function placeOf(id, otherwise = 0) {
  const list = slides();
  const plain = (one) => one.replace(/-\d+$/, "");
  const exact = list.findIndex((one) => one.id === id);
  if (exact >= 0) return exact;
  const near = id ? list.findIndex((one) => plain(one.id) === plain(id)) : -1;
  if (near >= 0) return near;
  return Math.max(0, Math.min(otherwise, list.length - 1));
}

/** Let a screen reader say which slide is shown, and what brought it. */
function announce(cause = "") {
  const place = say("place", { n: shown.at + 1, of: slides().length });
  const words = say("spoken", { place, title: slide().title });
  byId("spoken").textContent = cause ? say(cause, { words }) : words;
}

/** Show the slide at a place; the address, the progress and whoever listens follow. */
function show(at, { aloud = true } = {}) {
  if (!shown.slides) return;
  shown.at = Math.max(0, Math.min(at, slides().length - 1));
  const { id, title } = slide();
  const sheet = laidOut(id);
  for (const one of sheets.values()) {
    one.classList.toggle("shown", one === sheet);
    one.inert = one !== sheet;
  }
  byId("place").scrollTop = 0;
  write({ slide: id });
  keep("place", id);
  document.title = [...new Set([title, said().title])].join(" · ");
  const place = say("place", { n: shown.at + 1, of: slides().length });
  byId("progress").textContent = place;
  byId("progress").setAttribute("aria-label", say("place.long", { place }));
  byId("line").firstElementChild.style.width = `${(100 * (shown.at + 1)) / slides().length}%`;
  if (aloud) announce();
  for (const listen of onSlide) listen();
  clearTimeout(show.ahead);
  show.ahead = setTimeout(() => near().forEach(laidOut), 300);
}

/** What is called whenever another slide is shown. */
const onSlide = [];

const near = () =>
  [shown.at + 1, shown.at - 1].flatMap((at) => (slides()[at] ? [slides()[at].id] : []));

/** Return a slide's element, made and drawn when it is first asked for. */
function laidOut(id) {
  if (sheets.has(id)) return sheets.get(id);
  const sheet = make("div", { class: "sheet", inert: true });
  sheet.innerHTML = slides().find((one) => one.id === id).html;
  sheets.set(id, sheet);
  byId("stage").append(sheet);
  for (const arrange of onSheet) arrange(sheet, id);
  draw(sheet);
  return sheet;
}

/** What is called with every slide that was laid out. */
const onSheet = [openElsewhere];

/** Let links open in a tab of their own: the slide stays. */
function openElsewhere(within) {
  for (const link of within.querySelectorAll("a[href]")) {
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  }
}

async function draw(sheet) {
  await drawing;
  if (!sheet.isConnected) return;
  await window.drawFigures(sheet, said().figures, { mode: shown.mode, narrow: shown.narrow });
}

/** Lay everything out anew, and show a slide: by its id, else its place. */
function renew(id, at) {
  byId("stage").replaceChildren();
  sheets.clear();
  byId("slides-style").textContent = shown.slides?.style ?? "";
  dress();
  if (shown.slides) show(placeOf(id, at), { aloud: false });
}

/** Put new slides on screen in the place of those that are there; the slide stays. */
function take(slides) {
  const before = asked().get("slide") ?? "";
  freeze(slides);
  shown.language = language(shown.language);
  renew(before, shown.at);
}

/** Give the page its language and mode, and every label its words. */
function dress() {
  const root = document.documentElement;
  root.lang = { zh: "zh-CN" }[shown.language] ?? shown.language;
  root.dataset.mode = shown.mode;
  root.classList.toggle("narrow", shown.narrow);
  root.classList.toggle("waiting", !shown.slides);
  for (const one of document.querySelectorAll("[data-say]")) one.textContent = say(one.dataset.say);
  for (const one of document.querySelectorAll("[data-name]"))
    one.setAttribute("aria-label", say(one.dataset.name));
  const other = nextLanguage();
  byId("language").textContent = setting.words[other]["language.name"];
  byId("language").lang = other;
  byId("language").hidden = other === shown.language;
  byId("nothing").hidden = Boolean(shown.slides) || Boolean(setting.follow);
  byId("nothing").textContent = say(shown.none ? "filters.none" : "nothing");
}

function nextLanguage() {
  const known = Object.keys(shown.slides?.languages ?? {});
  const offered = known.length ? known : setting.languages;
  return offered[(offered.indexOf(shown.language) + 1) % offered.length];
}

function changeLanguage() {
  const { id } = slide() ?? {};
  shown.language = nextLanguage();
  write({ lang: shown.language });
  for (const listen of onWords) listen();
  renew(id, shown.at);
}

/** What is called when the words change, before the slide is shown again. */
const onWords = [];

function changeMode() {
  shown.mode = shown.mode === "dark" ? "light" : "dark";
  write({ mode: shown.mode });
  dress();
  redraw();
}

/** Draw all figures anew, those that are seen first. */
async function redraw() {
  const seen = sheets.get(slide()?.id);
  if (seen) await draw(seen);
  for (const sheet of sheets.values()) if (sheet !== seen) draw(sheet);
}

/** Fit the stage into its place, or on a phone lay the same out as a column. */
function fit() {
  const place = byId("place");
  const narrow = Math.min(innerWidth, innerHeight) < PHONE || innerWidth < SLIM;
  if (narrow !== shown.narrow) {
    shown.narrow = narrow;
    document.documentElement.classList.toggle("narrow", narrow);
    redraw();
  }
  const scale = Math.min(place.clientWidth / WIDTH, place.clientHeight / HEIGHT);
  byId("stage").style.setProperty("--scale", scale);
}
