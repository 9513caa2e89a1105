// What this tab keeps: the frozen slides over a reload, the presenter's key, the clock.

const KEPT = "present";

function kept(name) {
  try {
    return JSON.parse(sessionStorage.getItem(`${KEPT}.${name}`));
  } catch {
    return null;
  }
}

/** Keep something in the tab; a full or forbidden store keeps nothing, and nothing fails. */
function keep(name, value) {
  try {
    sessionStorage.setItem(`${KEPT}.${name}`, JSON.stringify(value));
  } catch {
    sessionStorage.removeItem(`${KEPT}.${name}`);
  }
}

/** Return whether the tab came back to this page: reloaded, by Back, or after the server was away.

    Of the last a browser says nothing; then the address names the slide that was left.
*/
function cameBack() {
  const [entry] = performance.getEntriesByType("navigation");
  if (entry?.type === "reload" || entry?.type === "back_forward") return true;
  return asked().has("slide") && asked().get("slide") === kept("place");
}

/** Freeze slides: they are shown until someone takes others, also after a reload. */
function freeze(slides) {
  if (slides.data !== shown.slides?.data || !shown.since) shown.since = new Date();
  shown.slides = slides;
  keep("slides", { of: identity(), at: shown.since.getTime(), slides });
}

/** Show again what this tab showed before it was reloaded. */
function thaw() {
  const before = cameBack() ? kept("slides") : null;
  const fits = before?.of === identity() && before.slides?.format === FORMAT;
  if (fits && !(setting.follow && shown.slides)) {
    shown.slides = before.slides;
    shown.since = new Date(before.at);
  } else if (shown.slides) {
    freeze(shown.slides);
  }
}
