// A chart as a file: its finding above it, below it day, filters, sources and licence, on paper.
// It is made here in the browser; our own fonts come from our own server, where they come from.
const EDGE = 18, GAP = 12, LEADING = 1.4, SHARP = 2, PROBE = 24;
const STEP = 40, PATIENCE = 5000; // ms
const TITLE = { size: 17, weight: "bold" }, FOOT = { size: 12, weight: "normal" };
const WORD = /[（「『《“(]*(?:[\u2e80-\uffef]|[^\s\u2e80-\uffef]+)[，。；：、！？）」』》”)]*\s*/gu;

function offerFiles(box, place) {
  const { formats, asked } = box.figure;
  place.replaceChildren(...Object.entries(formats).map(([format, label]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = format.toUpperCase();
    button.title = label;
    button.setAttribute("aria-label", label);
    button.onclick = () => save(box, format);
    return button;
  }));
  place.setAttribute("aria-label", asked);
}

async function save(box, format) {
  if (!box.drawn) return;
  const drawn = onPaper(box);
  const { width, height } = drawn.layout;
  const told = await window.Plotly.toImage(drawn, { format: "svg", width, height });
  const svg = decodeURIComponent(told.slice(told.indexOf(",") + 1));
  const file = format === "png"
    ? await pixels(svg, width, height, await faces(svg))
    : new Blob([svg], { type: "image/svg+xml" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `${box.figure.file}.${format}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/* The figure as it stands on the screen, larger by the words around it. */
function onPaper(box) {
  const { spec, title: finding, foot: about, height, paper, ink, faint } = box.figure;
  const { data, layout } = structuredClone(spec);
  const { l, r, t, b } = box._fullLayout.margin;
  const { family } = box._fullLayout.font;
  const room = box.width;
  const title = wrapped(finding, room, TITLE, family);
  const foot = about.flatMap((line) => wrapped(line, room, FOOT, family));
  const above = EDGE + tall(title, TITLE) + GAP, below = GAP + tall(foot, FOOT) + EDGE;
  const said = [
    words(title, TITLE, ink, { y: 1, yanchor: "bottom", yshift: t + GAP, xshift: -l }),
    words(foot, FOOT, faint, { y: 0, yanchor: "top", yshift: -b - GAP, xshift: -l }),
  ];
  return { data, layout: {
    ...layout,
    width: room + 2 * EDGE,
    height: height + above + below,
    margin: { ...layout.margin, l: l + EDGE, r: r + EDGE, t: t + above, b: b + below },
    paper_bgcolor: paper,
    annotations: [...(layout.annotations ?? []), ...said],
  } };
}

function words(lines, { size, weight }, color, place) {
  return {
    ...place, text: lines.map(safe).join("<br>"), font: { size, weight, color },
    x: 0, xref: "paper", yref: "paper", xanchor: "left", align: "left", borderpad: 0,
    showarrow: false,
  };
}

function safe(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function tall(lines, { size }) {
  return Math.round(lines.length * size * LEADING);
}

function wrapped(text, room, { size, weight }, family) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `${weight} ${size}px ${family}`;
  const lines = [""];
  for (const [word] of text.matchAll(WORD)) {
    const longer = lines.at(-1) + word;
    if (lines.at(-1) && pen.measureText(longer.trimEnd()).width > room) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines.map((line) => line.trimEnd());
}

/* An image sees no font of the page: those that its words need go into it.
   Each is told with a few words that it has signs for, to see when it is there. */
async function faces(svg) {
  const said = [...new Set(svg.replaceAll(/<[^>]*>|\s/g, ""))];
  const rules = [...document.styleSheets].flatMap(rulesOf).filter((rule) =>
    rule instanceof CSSFontFaceRule && svg.includes(plain(rule, "font-family")));
  const found = rules.map((rule) => [rule, said.filter(covered(plain(rule, "unicode-range")))]);
  const told = found.filter(([, signs]) => signs.length).map(async ([rule, signs]) => ({
    style: await embedded(rule), signs: safe(signs.slice(0, 9).join("")),
    family: plain(rule, "font-family"), weight: plain(rule, "font-weight"),
  }));
  return (await Promise.allSettled(told)).flatMap((one) => one.value ?? []);
}

function rulesOf(sheet) {
  try { return [...sheet.cssRules]; } catch { return []; } // of another host: not ours
}

function plain(rule, name) {
  return rule.style.getPropertyValue(name).replaceAll(/["']/g, "").trim();
}

function covered(ranges) {
  if (!ranges) return () => true;
  const pairs = ranges.split(",").map((range) => {
    const [first, last] = range.trim().slice(2).split("-");
    return [parseInt(first, 16), parseInt(last ?? first, 16)];
  });
  return (sign) => {
    const point = sign.codePointAt(0);
    return pairs.some(([first, last]) => first <= point && point <= last);
  };
}

async function embedded(rule) {
  const [, address] = rule.style.getPropertyValue("src").match(/url\(["']?([^"')]+)/);
  const base = rule.parentStyleSheet.href ?? document.baseURI;
  const font = await (await fetch(new URL(address, base))).blob();
  const told = await new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.readAsDataURL(font);
  });
  const kept = ["font-family", "font-weight", "font-style", "unicode-range"]
    .map((name) => `${name}:${rule.style.getPropertyValue(name)}`);
  return `@font-face{${kept.join(";")};font-display:block;src:url(${told})}`;
}

/* Below what is kept of the picture each font has a line: without ink it is not there yet. */
async function pixels(svg, width, height, fonts) {
  const lines = fonts.map(({ family, weight, signs }, at) =>
    `<text x="4" y="${height + PROBE * (at + 0.8)}" font-family="${family}"`
    + ` font-weight="${weight}" font-size="${PROBE * 0.7}">${signs}</text>`);
  const whole = height + PROBE * fonts.length;
  const styled = svg
    .replace(/<svg[^>]*>/, (start) => start
      .replace(/ width="[^"]*"/, ` width="${width * SHARP}"`)
      .replace(/ height="[^"]*"/, ` height="${whole * SHARP}"`)
      .replace(/ viewBox="[^"]*"/, ` viewBox="0 0 ${width} ${whole}"`)
      + `<style>${fonts.map((font) => font.style).join("")}</style>`)
    .replace(/<\/svg>\s*$/, `${lines.join("")}</svg>`);
  const address = URL.createObjectURL(new Blob([styled], { type: "image/svg+xml" }));
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width * SHARP, height * SHARP];
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  for (let waited = 0; waited < PATIENCE && !fonts.every((_, at) => inked(image, height, at));
    waited += STEP) await new Promise((done) => setTimeout(done, STEP));
  pen.drawImage(image, 0, 0);
  URL.revokeObjectURL(address);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

function inked(image, height, at) {
  const line = document.createElement("canvas");
  [line.width, line.height] = [PROBE * SHARP * 9, PROBE * SHARP];
  const pen = line.getContext("2d", { willReadFrequently: true });
  pen.drawImage(image, 0, -(height + PROBE * at) * SHARP);
  return pen.getImageData(0, 0, line.width, line.height).data.some((value, place) =>
    place % 4 === 3 && value);
}

