// Leading: who opened these slides is followed by whoever opens the code on the first one.

const BEAT = 15000; // milliseconds; the server forgets who is silent for long
const leading = { key: "", code: "", followers: 0, reach: null };

const leads = () => !setting.follow && !asked().has("auto");

function startLeading() {
  if (!leads()) return;
  leading.key = kept("key") ?? newKey();
  keep("key", leading.key);
  lead();
  setInterval(lead, BEAT);
  onReturn.push(lead);
  onSlide.push(lead);
}

function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
}

/** Tell the server which slide is on screen: ids only. One word at a time, the last one counts. */
async function lead() {
  if (!leads() || !shown.slides || !leading.key) return;
  if (lead.busy) return (lead.again = true);
  lead.busy = true;
  const { data, made, as_of, since, briefing, chosen } = shown.slides;
  const told = { key: leading.key, code: leading.code, slide: slide().id, lang: shown.language };
  const { found } = await ask("/present/lead", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...told, data, made, as_of, since, briefing, ...chosen }),
  });
  lead.busy = false;
  if (found) {
    const isNew = found.code !== leading.code || found.url !== leading.reach?.url;
    Object.assign(leading, { code: found.code, followers: found.followers, reach: found });
    if (isNew) for (const [id, sheet] of sheets) invite(sheet, id);
    markAll();
  }
  if (lead.again) {
    lead.again = false;
    lead();
  }
}

/** Put how to follow on the first slide: the code to be read by phones, and the short address. */
function invite(sheet, id) {
  if (!leads() || slides()[0]?.id !== id) return;
  sheet.querySelector(".invitation")?.remove();
  const { reach, code } = leading;
  if (!reach) return;
  const lines = [];
  if (reach.url) {
    const alt = say("invite.alt", { url: reach.short });
    lines.push(make("img", { src: reach.picture, alt, width: 260, height: 260 }));
    lines.push(make("p", {}, say("invite.scan")));
    lines.push(make("p", { class: "short" }, reach.short.replace(/^https?:\/\//, "")));
    if (reach.own) lines.push(make("p", { class: "own" }, say("invite.own")));
  } else {
    lines.push(make("p", {}, say(`invite.${reach.why}`, { code })));
    lines.push(make("p", {}, say(`invite.${reach.why}.how`, { port: location.port || 80, code })));
  }
  sheet.append(make("div", { class: reach.url ? "invitation" : "invitation none" }, ...lines));
}
onSheet.push(invite);
