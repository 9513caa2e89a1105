// The lobby screen: it leafs by itself, waits when somebody touches it, and renews its data.

const CALM = 60000; // milliseconds it waits after a touch
const LEAST = 3;
const lobby = { seconds: 0, resting: 0 };

function startLobby() {
  const seconds = Number(asked().get("auto"));
  if (!asked().has("auto") || !Number.isFinite(seconds) || setting.follow) return;
  lobby.seconds = Math.max(LEAST, seconds);
  for (const kind of ["pointerdown", "keydown"])
    addEventListener(kind, () => (lobby.resting = Date.now() + CALM), { capture: true });
  advanceLater();
}

function advanceLater() {
  setTimeout(advance, lobby.seconds * 1000);
}

/** Show the next slide; after the last one begin anew, with new data if there are any. */
async function advance() {
  if (Date.now() >= lobby.resting && evidenceBox.hidden && !panel.open) {
    if (shown.at < slides().length - 1) show(shown.at + 1, { aloud: false });
    else {
      if (server.news) await takeNew();
      show(0, { aloud: false });
    }
  }
  advanceLater();
}
