// Words and elements: what every other part builds with.

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const byId = (id) => document.getElementById(id);

const setting = read("setting");

/** Return a phrase in the language that is shown, with its blanks filled. */
function say(key, blanks = {}) {
  const phrase = setting.words[shown.language]?.[key] ?? setting.words.zh[key] ?? key;
  return phrase.replace(/\{(\w+)\}/g, (_, name) => blanks[name] ?? "");
}

/** Return an element; what is given as `on…` listens, the rest are attributes or text. */
function make(name, given = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(given)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

/** Return a button that says a phrase and does something. */
function button(phrase, onclick, given = {}) {
  return make("button", { type: "button", onclick, ...given }, say(phrase));
}

/** Say something for a few seconds, quietly, at the foot of the screen. */
function tell(sentence) {
  byId("told").textContent = sentence;
  clearTimeout(tell.until);
  tell.until = setTimeout(() => (byId("told").textContent = ""), 6000);
}
