// The address: it always names the slide, so that a link, a reload and Back lead to it.

/** What is on screen. `slides` is the payload; null while a follower waits for a presenter. */
const shown = {
  slides: read("slides"),
  language: "",
  at: 0,
  mode: "",
  narrow: false,
  kept: setting.kept, // items that were read as they last were good
};

/** Return whether there is a slide to show in every language: filters may leave none. */
const hasSlides = (found) => Object.values(found.languages).every((one) => one.slides.length);
shown.none = Boolean(shown.slides) && !hasSlides(shown.slides);
if (shown.none) shown.slides = null;

const asked = () => new URL(location.href).searchParams;

/** What only changes how the same slides are looked at. */
const LOOKS = ["slide", "lang", "mode", "auto"];
/** What chooses the slides. */
const CHOICES = ["briefing", "since", "area", "theme", "kind", "status", "slides"];

/** Return the part of the address that says which slides are shown, for comparing. */
function identity() {
  const found = asked();
  LOOKS.forEach((name) => found.delete(name));
  found.sort();
  return found.toString();
}

/** Write names into the address; an empty value or list takes the name out of it. */
function write(named) {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries(named)) {
    url.searchParams.delete(name);
    for (const one of [value].flat()) if (one) url.searchParams.append(name, one);
  }
  if (url.href !== location.href) history.replaceState(null, "", url);
}

/** Return the language that is asked for, else the one given, else the first of the slides. */
function language(otherwise) {
  const known = Object.keys(shown.slides?.languages ?? {});
  const offered = known.length ? known : setting.languages;
  const found = [asked().get("lang"), otherwise].find((one) => offered.includes(one));
  return found ?? offered[0];
}

/** Return light or dark: what is asked for, else as the system has it. */
function mode() {
  const found = asked().get("mode");
  if (found === "light" || found === "dark") return found;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}
