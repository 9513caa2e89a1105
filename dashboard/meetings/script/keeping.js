// What this tab keeps: the frozen slides over a reload, the presenter's key, the clock.

const KEPT = "present";

function kept(name) {
  try {
    return JSON.parse(sessionStorage.getItem(`${KEPT}.${name}`));
  } catch {
    return null;
  }
}

/** Keep something in the tab, and return whether it could: a store can be full or forbidden. */
function keep(name, value) {
  try {
    sessionStorage.setItem(`${KEPT}.${name}`, JSON.stringify(value));
    return true;
  } catch {
    return false;
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
  const { data, as_of } = slides;
  const mark = { of: identity(), at: shown.since.getTime(), data, as_of, kept: shown.kept };
  if (!keep("slides", { ...mark, slides })) keep("slides", mark); // the server may still have them
}

/** Show again what this tab showed before it was reloaded; return what is still to be fetched. */
function thaw() {
  const before = cameBack() ? kept("slides") : null;
  const fits = before?.of === identity() && !(setting.follow && shown.slides);
  if (fits && before.slides?.format === FORMAT) {
    shown.slides = before.slides;
    shown.since = new Date(before.at);
    shown.kept = before.kept;
    return null;
  }
  if (shown.slides) freeze(shown.slides);
  return fits && before.data !== shown.slides?.data ? before : null;
}

/** Fetch the frozen slides that were too large for the tab. */
async function refreeze({ at, data, as_of, kept }) {
  const named = plainly();
  named.set("data", data);
  named.set("as_of", as_of);
  const found = await fetchSlides(named);
  if (!found) return;
  shown.since = new Date(at);
  shown.kept = kept;
  shown.slides = found;
  take(found);
}
