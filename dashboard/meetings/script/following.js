// Following: the presenter's slide comes by itself; a follower may leave it and come back.

const RETRY = 2500;
const following = { led: null, apart: false, source: null, made: "" };
const apartMark = make("div", { id: "apart", role: "status", hidden: true });

function startFollowing() {
  if (!setting.follow) return;
  following.made = shown.slides?.made ?? "";
  document.body.append(apartMark);
  listenToPresenter();
}

function listenToPresenter() {
  const source = new EventSource(`/present/following?code=${encodeURIComponent(setting.follow)}`);
  following.source = source;
  source.onopen = () => noteAway(false);
  source.onmessage = (event) => heard(JSON.parse(event.data));
  source.onerror = () => {
    noteAway(true);
    if (source.readyState !== EventSource.CLOSED) return; // it comes back by itself
    setTimeout(listenToPresenter, RETRY);
  };
}

/** Take what the presenter does: `slide` null means that no presenter is there. */
async function heard(told) {
  following.led = told.slide === null ? null : told;
  if (told.slide !== null && (!shown.slides || told.made !== following.made)) await refetch(told);
  if (told.lang && !asked().has("lang") && told.lang !== shown.language && shown.slides) {
    shown.language = language(told.lang);
    for (const listen of onWords) listen();
    renew(slide().id, shown.at);
  }
  const { led, apart } = following; // meanwhile the presenter may have gone on
  if (led && shown.slides && !apart) show(placeOf(led.slide, shown.at));
  sayApart();
}

/** Fetch the presenter's slides: they were filtered, or made of new data. */
async function refetch(told) {
  const code = encodeURIComponent(setting.follow);
  const { found } = await ask(`/present/slides?follow=${code}`, { patience: LONG });
  if (!found) return void setTimeout(() => following.led && heard(following.led), RETRY);
  following.made = told.made;
  take(found);
}

/** Note that a follower leafs alone. */
function part() {
  if (!setting.follow || following.apart) return;
  following.apart = true;
  sayApart();
}

function rejoin() {
  following.apart = false;
  if (following.led) show(placeOf(following.led.slide, shown.at));
  sayApart();
}

/** Say where the presenter is, if not here. */
function sayApart() {
  if (!setting.follow) return;
  const { led, apart } = following;
  apartMark.hidden = Boolean(led) && !apart;
  apartMark.replaceChildren();
  if (!led) {
    const phrase = shown.slides ? "follow.gone" : "follow.unknown";
    apartMark.append(make("span", {}, say(phrase, { code: setting.follow })));
  } else if (apart) {
    const at = placeOf(led.slide, 0) + 1;
    apartMark.append(
      make("span", {}, say("follow.apart")),
      button("follow.rejoin", rejoin, { "aria-label": say("follow.rejoin.long", { n: at }) }),
    );
  }
}
onWords.push(sayApart);
