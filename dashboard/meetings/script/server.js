// The server: asked now and then whether there are new data. Nothing on screen waits for it.

const EVERY = 4000; // milliseconds between questions
const PATIENCE = 5000;
const LONG = 30000; // for slides, which may have to be made
const AWAY = [502, 503, 504]; // what a proxy says when nobody is behind it

const server = { away: false, news: false, moved: 0, kept: setting.kept };

/** Ask the server: its status, and what it says if that is fine. No answer in time is status 0. */
async function ask(path, { patience = PATIENCE, ...given } = {}) {
  try {
    const signal = AbortSignal.timeout(patience);
    const answer = await fetch(path, { ...given, cache: "no-store", signal });
    const found = answer.ok ? await answer.json() : null;
    noteAway(AWAY.includes(answer.status));
    return { status: answer.status, found };
  } catch {
    noteAway(true);
    return { status: 0, found: null };
  }
}

function noteAway(away) {
  if (server.away === away) return;
  server.away = away;
  markAll();
  if (!away) for (const listen of onReturn) listen();
}

/** What is called when the server is there again. */
const onReturn = [];

/** Ask whether the data differ from those that are shown. */
async function askNews() {
  if (!shown.slides) return void takeNew();
  const given = new URLSearchParams({ data: shown.slides.data, day: shown.slides.as_of });
  if (asked().has("as_of")) given.set("as_of", asked().get("as_of"));
  const { found } = await ask(`/present/news?${given}`);
  if (!found) return;
  const { news, moved, kept } = found;
  Object.assign(server, { news, moved, kept });
  markAll();
}

/** Fetch slides by names of the address; null if there are none, which is said. */
async function fetchSlides(named) {
  const { status, found } = await ask(`/present/slides?${named}`, { patience: LONG });
  if (found && hasSlides(found)) return found;
  const why = found ? "none" : status === 410 ? "gone" : "away";
  if (shown.slides) tell(say(`filters.${why}`));
  return null;
}

/** Put the newest data on screen; the slide stays. */
async function takeNew() {
  const found = await fetchSlides(plainly());
  if (!found) return false;
  server.news = false;
  shown.kept = server.kept;
  take(found);
  announce("taken");
  markAll();
  lead();
  return true;
}

/** Return the part of the address that says which slides, as the server is asked for them. */
function plainly() {
  const found = new URLSearchParams();
  for (const [name, value] of asked())
    if (CHOICES.includes(name) || name === "as_of") found.append(name, value);
  return found;
}

// --- the marks at the upper edge ----------------------------------------------------------

const newsMark = make("button", { type: "button", class: "news", onclick: takeNew });
const awayMark = make("span", { class: "away" });
const keptMark = make("span", { class: "kept" });
const followersMark = make("span", { class: "followers" });
byId("marks").append(newsMark, awayMark, keptMark, followersMark, face);

function markAll() {
  newsMark.hidden = !server.news || Boolean(setting.follow);
  newsMark.textContent = say(server.moved ? "news.moved" : "news", { n: server.moved });
  newsMark.title = frozenWords();
  awayMark.hidden = !server.away;
  awayMark.textContent = say("away");
  keptMark.hidden = !shown.kept || shown.at > 0 || Boolean(setting.follow);
  keptMark.textContent = say("kept", { n: shown.kept });
  followersMark.hidden = !leading.followers;
  followersMark.textContent = say("followers", { n: leading.followers });
}
