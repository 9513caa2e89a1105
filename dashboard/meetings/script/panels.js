// The panels: a drawer beside the slide for notes and filters, a dialog for lists of slides and keys.

const drawer = byId("drawer");
const panel = byId("panel");

/** Open a drawer of a kind, or close it if it is that one that is open. */
function openDrawer(kind, fill) {
  const same = drawer.dataset.kind === kind && !drawer.hidden;
  closeDrawer();
  if (same) return;
  drawer.dataset.kind = kind;
  drawer.setAttribute("aria-label", say(`do.${kind}`));
  drawer.fill = fill;
  drawer.hidden = false;
  fillDrawer();
  drawer.focus(); // not its button: Space still leafs on
}

function closeDrawer() {
  if (drawer.hidden) return false;
  drawer.hidden = true;
  delete drawer.dataset.kind;
  drawer.fill = null;
  return true;
}

/** Write the drawer anew: the slide or the language is another. */
function fillDrawer() {
  if (drawer.hidden || !drawer.fill) return;
  const { name, value } = drawer.contains(document.activeElement) ? document.activeElement : {};
  const top = make(
    "header",
    {},
    make("h2", {}, say(`do.${drawer.dataset.kind}`)),
    button("do.close", closeDrawer, { class: "close" }),
  );
  drawer.replaceChildren(top, ...drawer.fill());
  const again = [...drawer.querySelectorAll("input, select")].find(
    (one) => one.name === name && (one.value === value || one.type !== "checkbox"),
  );
  again?.focus(); // the keyboard stays where it was
}

/** Open the dialog with some content, or close it if it is that kind that is open. */
function openPanel(kind, content) {
  const same = panel.open && panel.dataset.kind === kind;
  if (panel.open) panel.close();
  if (same) return;
  panel.dataset.kind = kind;
  panel.setAttribute("aria-label", say(`do.${kind}`));
  const top = make(
    "header",
    {},
    make("h2", {}, say(`do.${kind}`)),
    button("do.close", () => panel.close(), { class: "close" }),
  );
  panel.replaceChildren(top, ...content);
  panel.showModal();
  (panel.querySelector("[aria-current]") ?? panel.querySelector("ol button, .actions button"))?.focus();
}

panel.addEventListener("click", (event) => {
  if (event.target === panel) panel.close(); // the ground around it
});

// --- notes -------------------------------------------------------------------------------

function notes() {
  openDrawer("notes", () => {
    const body = make("div", { class: "notes" });
    body.innerHTML = slide()?.notes ?? "";
    openElsewhere(body);
    return [make("p", { class: "about" }, slide()?.title ?? ""), body];
  });
}

// --- the list of slides --------------------------------------------------------------------

function list() {
  const groups = [];
  slides().forEach((one, at) => {
    if (groups.at(-1)?.kind !== one.kind) groups.push({ kind: one.kind, items: [] });
    groups.at(-1).items.push(entry(one, at));
  });
  openPanel(
    "list",
    groups.map(({ kind, items }) =>
      make("section", {}, make("h3", {}, say(`kind.${kind}`)), make("ol", {}, ...items)),
    ),
  );
}

function entry(one, at) {
  const current = at === shown.at ? { "aria-current": "page" } : {};
  const go = () => {
    panel.close();
    leaf(at);
  };
  const inside = [
    make("span", { class: "number" }, String(at + 1)),
    make("span", {}, one.title),
    make("span", { class: "page" }, one.page),
  ];
  return make("li", {}, make("button", { type: "button", onclick: go, ...current }, ...inside));
}

// --- keys, which are also the menu of a phone ---------------------------------------------

const KEYS = [
  ["next", "→ ↓ PageDown Space"],
  ["previous", "← ↑ PageUp"],
  ["first", "Home"],
  ["last", "End"],
  ["list", "J Enter"],
  ["notes", "N"],
  ["evidence", "E"],
  ["filters", "S"],
  ["language", "L"],
  ["mode", "D"],
  ["timer", "T"],
  ["screen", "F"],
  ["keys", "?"],
];

function keys() {
  const actions = KEYS.map(([name, signs]) => {
    const doIt = () => {
      panel.close();
      act(name);
    };
    const signsShown = signs.split(" ").map((sign) => make("kbd", {}, sign));
    return make("li", {}, button(`do.${name}`, doIt), make("span", {}, ...signsShown));
  });
  openPanel("keys", [
    make("ul", { class: "actions" }, ...actions),
    make("p", {}, say("keys.bar")),
    make("p", {}, say("keys.numbers")),
    countdown(),
    make("p", { class: "frozen" }, frozenWords()),
  ]);
}

/** Return since when the data on screen are frozen. */
function frozenWords() {
  if (!shown.since) return "";
  const at = shown.since.toLocaleString("sv", { dateStyle: "short", timeStyle: "short" }); // as ISO
  const frozen = say("frozen", { day: shown.slides?.as_of ?? "", at });
  return shown.kept ? `${frozen} ${say("kept", { n: shown.kept })}` : frozen;
}
