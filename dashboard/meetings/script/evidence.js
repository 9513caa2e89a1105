// The evidence: the dashboard's own page over the slide, and one button back.

const evidenceBox = byId("evidence");

/** Open the page that the slide rests on; without a server, what the document itself holds. */
function evidence() {
  if (!slide()) return;
  if (server.away) {
    if (drawer.hidden || drawer.dataset.kind !== "notes") notes();
    tell(say("evidence.away"));
    return;
  }
  const link = new URL(slide().link, location.origin);
  const inside = new URL(link);
  inside.searchParams.set("embed", "true");
  inside.searchParams.append("embed_options", `${shown.mode}_theme`);
  const frame = make("iframe", { src: inside.href, title: say("evidence.title") });
  frame.addEventListener("load", () => listenInside(frame));
  evidenceBox.replaceChildren(
    make(
      "header",
      {},
      make("button", { type: "button", class: "back", onclick: closeEvidence }, backWords()),
      make("a", { href: link.href, target: "_blank", rel: "noopener" }, say("evidence.tab")),
    ),
    frame,
  );
  evidenceBox.hidden = false;
  byId("room").inert = true;
  evidenceBox.querySelector(".back").focus();
}

const backWords = () => say("evidence.back", { n: shown.at + 1 });

onSlide.push(() => {
  if (!evidenceBox.hidden) evidenceBox.querySelector(".back").textContent = backWords();
});

function closeEvidence() {
  if (evidenceBox.hidden) return false;
  evidenceBox.hidden = true;
  evidenceBox.replaceChildren();
  byId("room").inert = false;
  return true;
}

/** Let Esc come back also while the page inside has the focus. */
function listenInside(frame) {
  try {
    frame.contentWindow.addEventListener("keydown", (event) => {
      if (event.key === "Escape") closeEvidence();
    });
  } catch {
    // another origin: the button is there
  }
}
