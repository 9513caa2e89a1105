// The timer: how long the talk has taken, or how long it has left.

const MINUTES = [0, 5, 10, 15, 20, 30, 45, 60];
const clock = kept("clock") ?? { started: 0, before: 0, minutes: 0 };
const face = make("button", { type: "button", class: "clock", hidden: true, onclick: startOrStop });

const elapsed = () => clock.before + (clock.started ? Date.now() - clock.started : 0);

function startOrStop() {
  clock.before = elapsed();
  clock.started = clock.started ? 0 : Date.now();
  face.hidden = false;
  keep("clock", clock);
  tick();
}

function tick() {
  const passed = Math.floor(elapsed() / 1000);
  const left = clock.minutes * 60 - passed;
  const seconds = clock.minutes ? Math.abs(left) : passed;
  const written = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  const over = clock.minutes > 0 && left < 0;
  face.textContent = over ? `+${written}` : written;
  face.classList.toggle("over", over);
  face.classList.toggle("stopped", !clock.started);
  face.setAttribute("aria-label", say(clock.started ? "timer.stop" : "timer.start"));
}

/** Return the choice of how many minutes are counted down. */
function countdown() {
  const choose = (event) => {
    Object.assign(clock, { minutes: Number(event.target.value), before: 0 });
    clock.started = Date.now();
    face.hidden = false;
    keep("clock", clock);
    tick();
  };
  const options = MINUTES.map((minutes) =>
    make(
      "option",
      { value: minutes, selected: minutes === clock.minutes },
      minutes ? say("timer.minutes", { n: minutes }) : say("timer.up"),
    ),
  );
  const select = make("select", { onchange: choose }, ...options);
  return make("label", { class: "countdown" }, say("timer.choose"), select);
}

if (clock.started || clock.before) face.hidden = false;
setInterval(() => face.hidden || tick(), 500);
