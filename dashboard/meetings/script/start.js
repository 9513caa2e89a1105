// The start: what the tab kept, the address, the first slide; then whoever has to be told.

const owed = thaw();
shown.language = language();
shown.mode = mode();
fit();
const wanted = asked().get("slide") ?? "";
renew(wanted, 0);
onSlide.push(fillDrawer, markAll);
onWords.push(fillDrawer, markAll, () => panel.open && panel.close());
new ResizeObserver(fit).observe(byId("place"));
addEventListener("resize", fit);
document.querySelectorAll("[data-do=screen]").forEach((one) => {
  one.hidden = !document.fullscreenEnabled;
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  if (asked().has("mode") || mode() === shown.mode) return;
  shown.mode = mode();
  dress();
  redraw();
});
addEventListener("beforeprint", () => printed("light"));
addEventListener("afterprint", () => printed(mode()));
addEventListener("popstate", () => show(placeOf(asked().get("slide"), shown.at)));
markAll();
for (const name of ["idle", "bare"]) wake(name, OPENING);
stayAwake();
document.addEventListener("visibilitychange", stayAwake);
if (setting.ignored.length) tell(say("ignored", { names: setting.ignored.join(", ") }));
else if (wanted && slide() && !slide().id.startsWith(wanted.replace(/-\d+$/, "")))
  tell(say("no-slide"));
startFollowing();
startLeading();
startLobby();
if (!setting.follow) {
  if (owed) refreeze(owed).then(askNews);
  else askNews();
  setInterval(askNews, EVERY);
}

/** Draw what is shown in the mode of paper, or again in that of the screen. */
function printed(inMode) {
  if (!slide() || shown.mode === inMode) return;
  shown.mode = inMode;
  draw(sheets.get(slide().id));
}

/** Ask the screen not to go dark; where that is not allowed, it goes as the system says. */
function stayAwake() {
  if (!document.hidden) navigator.wakeLock?.request("screen").catch(() => {});
}
