// What is looked at: areas, themes, kinds, statuses, and which briefing. Of the frozen data.

const GROUPS = ["area", "theme", "kind", "status"];

function filters() {
  openDrawer("filters", () => {
    const { choices } = said();
    const { chosen, briefing } = shown.slides;
    const options = choices.briefing.map(([id, name]) =>
      make("option", { value: id, selected: id === briefing }, name),
    );
    const select = make("select", { onchange: refilter, name: "briefing" }, ...options);
    const groups = GROUPS.filter((name) => choices[name].length > 1).map((name) =>
      make(
        "fieldset",
        {},
        make("legend", {}, say(`filters.${name}`)),
        ...choices[name].map(([id, words]) => box(name, id, words, chosen[name].includes(id))),
      ),
    );
    return [
      make("label", { class: "briefing" }, say("filters.briefing"), select),
      ...groups,
      picked(chosen.slides),
      button("filters.all", showAll, { class: "all" }),
    ];
  });
}

function box(name, value, words, checked) {
  const input = make("input", { type: "checkbox", name, value, checked, onchange: refilter });
  return make("label", {}, input, make("span", {}, words));
}

/** Return word that only some slides of the briefing were picked, or nothing. */
function picked(ids) {
  return ids.length ? make("p", {}, say("filters.picked", { n: ids.length })) : "";
}

/** Fetch the slides that are ticked, and put them on screen. */
function refilter() {
  const named = { briefing: drawer.querySelector("select").value };
  for (const name of GROUPS)
    named[name] = [...drawer.querySelectorAll(`input[name=${name}]:checked`)].map((one) => one.value);
  if (named.briefing !== shown.slides.briefing) Object.assign(named, { slides: [], since: "" });
  return choose(named);
}

function showAll() {
  return choose(Object.fromEntries([...GROUPS, "slides"].map((name) => [name, []])));
}

/** Show what is chosen, of the data that are frozen; else say why not, and change nothing. */
async function choose(named) {
  const before = plainly();
  for (const [name, value] of Object.entries(named)) {
    before.delete(name);
    for (const one of [value].flat()) if (one) before.append(name, one);
  }
  before.set("as_of", shown.slides.as_of);
  before.set("data", shown.slides.data);
  choose.latest = before;
  const found = await fetchSlides(before);
  if (choose.latest !== before) return; // another choice was made meanwhile
  if (!found) return fillDrawer();
  const [[usual]] = said().choices.briefing;
  const { slide: place } = Object.fromEntries(asked());
  write({ ...named, ...(named.briefing === usual ? { briefing: "" } : {}), slide: place });
  take(found);
  announce();
  fillDrawer();
  lead();
}
