// Hands: keys, clickers, mouse, touch. All of them do the same few things.

const IDLE = 3000; // milliseconds after which the buttons fade
const OPENING = 6000; // milliseconds for which they are shown at first
const LOWER = 0.85; // of the height: below it somebody reaches for the bar
const SWIPE = 50; // px
const TREMBLE = 10; // px
const ONCE_MORE = 3000; // milliseconds in which a second press reloads without a server

/** Show another slide because somebody here wants it. */
function leaf(at) {
  if (!shown.slides) return;
  part();
  show(at);
}

const ACTIONS = {
  next: () => leaf(shown.at + 1),
  previous: () => leaf(shown.at - 1),
  first: () => leaf(0),
  last: () => leaf(slides().length - 1),
  list,
  notes,
  evidence,
  filters: () => (setting.follow ? tell(say("filters.following")) : filters()),
  language: changeLanguage,
  mode: changeMode,
  timer: startOrStop,
  screen: fullScreen,
  keys,
};

function act(name) {
  if (shown.slides || name === "keys") ACTIONS[name]();
}

function fullScreen() {
  if (document.fullscreenElement) return document.exitFullscreen();
  return document.documentElement.requestFullscreen?.().catch(() => tell(say("screen.refused")));
}

const BY_KEY = {
  ArrowRight: "next",
  ArrowDown: "next",
  PageDown: "next",
  " ": "next",
  ArrowLeft: "previous",
  ArrowUp: "previous",
  PageUp: "previous",
  Home: "first",
  End: "last",
  Enter: "list",
  j: "list",
  n: "notes",
  e: "evidence",
  s: "filters",
  l: "language",
  d: "mode",
  t: "timer",
  f: "screen",
  "?": "keys",
};

let digits = "";

/** Return whether a key belongs to what has the focus: a button's Enter, a choice's arrows. */
function belongs(key, target) {
  if (target.closest?.("select")) return key !== "Escape";
  return (key === " " || key === "Enter") && Boolean(target.closest?.("button, a[href], input"));
}

addEventListener("keydown", (event) => {
  if (holdReload(event)) return;
  if (event.ctrlKey || event.altKey || event.metaKey || belongs(event.key, event.target)) return;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (key === "Escape" && (closeEvidence() || closeDrawer())) return event.preventDefault();
  if (!evidenceBox.hidden) return;
  if (panel.open) return inPanel(event, key);
  if (/^\d$/.test(key)) return gather(key);
  if (key === "Enter" && digits) return jump();
  const name = key === " " && event.shiftKey ? "previous" : BY_KEY[key];
  if (!name) return;
  event.preventDefault();
  digits = "";
  act(name);
});

/** Hold a reload back while no server would answer it, and say so; the second press goes through. */
function holdReload(event) {
  const isReload = event.key === "F5" || (/^r$/i.test(event.key) && (event.ctrlKey || event.metaKey));
  if (!isReload || !server.away || Date.now() - holdReload.at < ONCE_MORE) return false;
  holdReload.at = Date.now();
  event.preventDefault();
  tell(say("reload.away"));
  return true;
}
holdReload.at = 0;

/** Keep digits until Enter; a pause forgets them. */
function gather(digit) {
  digits = (digits + digit).slice(-3);
  tell(say("jump", { n: digits }));
  clearTimeout(gather.until);
  gather.until = setTimeout(() => (digits = ""), 4000);
}

function jump() {
  const at = Number(digits) - 1;
  digits = "";
  tell("");
  leaf(at);
}

/** Walk through the dialog's buttons by arrows; its own key closes it. */
function inPanel(event, key) {
  if (BY_KEY[key] === panel.dataset.kind && key !== "Enter") return panel.close();
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[key];
  if (!step) return;
  event.preventDefault();
  const found = [...panel.querySelectorAll("ol button, .actions button")];
  const at = found.indexOf(document.activeElement) + step;
  found[(at + found.length) % found.length]?.focus();
}

document.addEventListener("click", (event) => {
  const pressed = event.target.closest("[data-do]");
  if (!pressed) return;
  act(pressed.dataset.do);
  if (event.detail > 0) pressed.blur(); // so that Space leafs on after a click
});

// --- touch: a swipe leafs ------------------------------------------------------------------

let touched = null;
byId("place").addEventListener("touchstart", (event) => {
  const [one, other] = event.touches;
  touched = other ? null : { x: one.clientX, y: one.clientY };
}, { passive: true });
byId("place").addEventListener("touchend", (event) => {
  if (!touched || (visualViewport?.scale ?? 1) > 1.05) return;
  const { clientX, clientY } = event.changedTouches[0];
  const [dx, dy] = [clientX - touched.x, clientY - touched.y];
  touched = null;
  if (Math.max(Math.abs(dx), Math.abs(dy)) < TREMBLE) return wake("bare"); // a tap
  if (Math.abs(dx) < SWIPE || Math.abs(dx) < 1.5 * Math.abs(dy)) return;
  act(dx < 0 ? "next" : "previous");
}, { passive: true });

// --- the buttons fade: the arrows when nobody stirs, the bar when nobody reaches for it ------

/** Take a class off the page, which hides something, until nothing has woken it for a while. */
function wake(name, lasting = IDLE) {
  document.documentElement.classList.remove(name);
  clearTimeout(wake[name]);
  wake[name] = setTimeout(() => document.documentElement.classList.add(name), lasting);
}

const opened = Date.now();

function stir(event) {
  wake("idle");
  if (event.clientY > LOWER * innerHeight) wake("bare");
  else if (event.type === "pointermove" && Date.now() > opened + OPENING)
    document.documentElement.classList.add("bare");
}
for (const kind of ["pointermove", "pointerdown", "focusin"]) addEventListener(kind, stir);
