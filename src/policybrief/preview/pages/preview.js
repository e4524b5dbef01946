"use strict";
/* What the server tells, shown: the list, or one brief. All that comes from a brief is set as text, never as HTML. */

const NAME = location.pathname.startsWith("/brief/") ? location.pathname.slice("/brief/".length) : "";
const LINE = 40; // pixels below the top of the web page where the reader is taken to read
const LONG = 10 * 60 * 1000; // milliseconds that a tab which nobody sees keeps its line: a browser has six

const find = (selector) => document.querySelector(selector);
const shown = { html: "", pdf: "" };

function element(name, className, ...children) {
  const made = document.createElement(name);
  made.className = className;
  made.append(...children);
  return made;
}

const counted = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

// What is wrong

function problem(told) {
  const place = told.file ? element("b", "", `${told.file}:${told.line}`) : "";
  const parts = [element("p", "place", place, place ? " · " : "", told.code ?? told.severity)];
  parts.push(element("p", "message", [told.path, told.message].filter(Boolean).join(" ")));
  if (told.source?.trim()) parts.push(excerpt(told));
  if (told.hint) parts.push(element("p", "hint", told.hint));
  return element("li", told.severity, ...parts);
}

function excerpt(told) {
  const letters = [...told.source]; // columns count code points
  const [start, end] = [told.column - 1, told.column - 1 + Math.max(1, told.length)];
  const text = (from, to) => letters.slice(from, to).join("");
  const fault = element("mark", "", text(start, end) || " ");
  return element("pre", "", element("span", "", `${told.line}  `), text(0, start), fault, text(end));
}

function showProblems(problems, after) {
  const overlay = find(".overlay");
  if (JSON.stringify(problems) === overlay.dataset.told) return;
  overlay.dataset.told = JSON.stringify(problems);
  if (!problems.length) return overlay.replaceChildren();
  const head = element("h2", "", `${counted(problems.length, "error")} to mend`);
  const list = element("ol", "problems", ...problems.map(problem));
  overlay.replaceChildren(element("div", "sheet", head, element("p", "after", after), list));
}

function showWarnings(warnings) {
  const details = find("#warnings");
  details.hidden = !warnings.length;
  details.querySelector("summary").textContent = counted(warnings.length, "warning");
  details.querySelector("ol").replaceChildren(...warnings.map(problem));
}

// The web page: mended where it stands, so that the reader's place, what is folded out and the focus stay

async function showPage(version) {
  const address = `/page/${NAME}?${version}`;
  const frame = find(".html iframe:not(.coming)");
  const before = place(frame);
  const anew = () => load(".html", address, (coming) => {
    restore(coming, before);
    outward(coming.contentDocument);
    titled(coming.contentDocument);
  });
  if (!frame) return anew();
  const text = await (await fetch(address)).text();
  if (shown.html !== version) return; // a later one is on its way
  const [now, page] = [frame.contentDocument, new frame.contentWindow.DOMParser().parseFromString(text, "text/html")];
  if (styles(now) !== styles(page)) return anew();
  outward(page);
  mend(now.head, page.head);
  mend(now.body, page.body);
  restore(frame, before);
  titled(now);
}

// Its policy lets in no style that it did not name when it was loaded.
const styles = (page) => [...page.querySelectorAll("style")].map((style) => style.textContent).join("\0");

/* Leaves alone what is the same at the beginning and at the end, and goes down into what is alike between. */
function mend(now, next) {
  for (const { name } of [...now.attributes]) if (!next.hasAttribute(name) && name !== "open") now.removeAttribute(name);
  for (const { name, value } of next.attributes) if (now.getAttribute(name) !== value) now.setAttribute(name, value);
  const [olds, news] = [[...now.childNodes], [...next.childNodes]];
  let after = null;
  while (olds.length && news.length && olds[0].isEqualNode(news[0])) olds.shift(), news.shift();
  while (olds.length && news.length && olds.at(-1).isEqualNode(news.at(-1))) (after = olds.pop()), news.pop();
  if (olds.length === news.length && olds.every((old, number) => old.nodeName === news[number].nodeName)) {
    olds.forEach((old, number) => (old.attributes ? mend(old, news[number]) : (old.data = news[number].data)));
  } else {
    olds.forEach((old) => old.remove());
    news.forEach((node) => now.insertBefore(node, after));
  }
}

/* The item at the line where the reader is, and how far from the top it stands. */
function place(frame) {
  const page = frame?.contentDocument;
  if (!page?.scrollingElement?.scrollTop) return null;
  let nearest = null;
  for (const item of page.querySelectorAll("main [id]:not(.cite)")) {
    const { top, height } = item.getBoundingClientRect();
    if (height && top <= LINE && top >= (nearest?.top ?? -Infinity)) nearest = { id: item.id, top };
  }
  return nearest;
}

function restore(frame, before) {
  const item = before && frame.contentDocument.getElementById(before.id);
  if (item) frame.contentWindow.scrollBy({ top: item.getBoundingClientRect().top - before.top, behavior: "instant" });
}

// Both outputs: the new one is loaded behind the old one, which goes when it is there

function load(pane, address, ready) {
  const frame = element("iframe", "coming");
  find(`${pane} .coming`)?.remove();
  if (pane === ".html") frame.sandbox = "allow-same-origin allow-popups allow-popups-to-escape-sandbox";
  frame.title = find(pane).getAttribute("aria-label");
  frame.src = address;
  frame.onload = () => {
    if (!frame.isConnected) return;
    ready?.(frame);
    frame.classList.remove("coming");
    for (const old of [...find(pane).children]) if (old !== frame) old.remove();
  };
  find(pane).append(frame);
}

/* A viewer of PDFs does not say where the reader is in it: the new PDF opens at the item that the web page shows. */
function showPaper(version) {
  if (!navigator.pdfViewerEnabled) {
    const link = element("a", "", "Open the PDF");
    Object.assign(link, { href: `/paper/${NAME}?${version}`, target: "_blank" });
    find(".pdf").replaceChildren(element("p", "", "This browser shows no PDF in a page. ", link));
    return;
  }
  const at = place(find(".html iframe"));
  load(".pdf", `/paper/${NAME}?${version}#${at ? `nameddest=${at.id}&` : ""}navpanes=0`);
}

/* Elsewhere in the web is for another tab. */
function outward(page) {
  for (const link of page.querySelectorAll('a[href^="http"]')) link.target = "_blank";
}

function titled(page) {
  find("#title").textContent = page.title;
  document.title = `${page.title} · Preview`;
}

// What the server tells

function showBrief(facts) {
  const kept = shown.html ? "Below stands the page as it was before." : "There is no page to show before.";
  showProblems(facts.problems, `${kept} This goes away when it is mended.`);
  showWarnings(facts.warnings);
  const making = { html: "Making the web page …", pdf: "Setting the PDF …" }[facts.making];
  say(facts.problems.length ? "Not up to date" : making ?? "Up to date", facts.problems.length ? "failed" : "");
  for (const [kind, show] of [["html", showPage], ["pdf", showPaper]]) {
    if (!facts[kind] || shown[kind] === facts[kind]) continue;
    shown[kind] = facts[kind];
    show(facts[kind]);
  }
}

function showList(facts) {
  showProblems(facts.problems, "They are in what all briefs share. This goes away when it is mended.");
  say(counted(facts.briefs.length, "brief"));
  find("#briefs").replaceChildren(...facts.briefs.map(entry));
}

function entry(brief) {
  const link = element("a", "", brief.title ?? brief.name);
  link.href = `/brief/${brief.name.split("/").map(encodeURIComponent).join("/")}`;
  const file = element("span", "file", [brief.file, brief.date].filter(Boolean).join(" · "));
  return element("li", "", link, file, element("span", ...standing(brief)));
}

function standing({ problems, warnings }) {
  if (problems === undefined) return ["", "…"];
  if (problems) return ["standing failed", counted(problems, "error")];
  return warnings ? ["standing warned", counted(warnings, "warning")] : ["standing fine", "fine"];
}

function say(text, className = "") {
  const state = find("#state");
  if (state.textContent !== text) state.textContent = text;
  state.className = className;
}

let line;

function listen() {
  line = new EventSource(`/news/${NAME}`);
  line.onmessage = (event) => (find("#briefs") ? showList : showBrief)(JSON.parse(event.data));
  line.onerror = () => say("The preview has ended; policybrief preview starts it again", "failed");
}

let leave;
document.addEventListener("visibilitychange", () => {
  clearTimeout(leave);
  if (document.hidden) leave = setTimeout(() => line.close(), LONG);
  else if (line.readyState === EventSource.CLOSED) listen();
});

listen();
