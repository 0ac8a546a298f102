"use strict";
(() => {
  const stage = document.getElementById("stage");
  const pick = document.getElementById("pick");
  const back = document.getElementById("back");
  const on = document.getElementById("on");
  const templates = document.querySelectorAll("body > template");
  const narrow = matchMedia("(max-width: 900px)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const off = new Set();
  let chosen = "before";
  // "#2.5" leads to the fifth change of the second document.
  let [wanted, entry] = location.hash.slice(1).split(".");

  const all = (selector, root = stage) => [...root.querySelectorAll(selector)];
  const inside = (frame) => frame.contentDocument;
  const frames = () => all("iframe");

  // ---- one document ----

  function show(index) {
    pick.selectedIndex = index;
    back.disabled = index <= 0;
    on.disabled = index >= templates.length - 1;
    stage.replaceChildren(document.importNode(templates[index].content, true));
    for (const frame of frames()) frame.addEventListener("load", () => ready(frame));
    const side = stage.querySelector(".side");
    if (!side) return;
    side.addEventListener("change", (event) => { toggle(event.target.value, event.target.checked); apply(); });
    side.addEventListener("click", (event) => {
      const want = event.target.dataset.all;
      if (!want) return;
      for (const box of all("input[type=checkbox]", side)) toggle(box.value, want === "on");
      apply();
    });
    const rows = stage.querySelector("tbody");
    rows.addEventListener("click", (event) => {
      const row = event.target.closest("tr");
      if (row) select(row.dataset.n, { reveal: true });
    });
    rows.addEventListener("keydown", (event) => rove(event, all("button", rows), ["ArrowUp", "ArrowDown"]));
    for (const [index, button] of all("button", rows).entries()) button.tabIndex = index ? -1 : 0;
    stage.querySelector("#fold").addEventListener("click", fold);
    unfold(!stage.classList.contains("low"));
    wireTabs();
    apply();
  }

  const fold = () => unfold(stage.classList.contains("low"));

  function unfold(open) {
    const button = stage.querySelector("#fold");
    stage.classList.toggle("low", !open);
    button.setAttribute("aria-expanded", String(open));
    button.textContent = open ? "Fold" : "Unfold";
  }

  // The frame may run nothing; its listeners belong to this page. Where a browser holds them back, the notes still appear, and
  // the switches and the table still work.
  function ready(frame) {
    const doc = inside(frame);
    paint(doc);
    doc.addEventListener("click", (event) => tell(event.target));
    doc.addEventListener("focusin", (event) => tell(event.target));
    doc.addEventListener("keydown", (event) => {
      doc.body.classList.toggle("hush", event.key === "Escape");
      rove(event, all("[data-n][tabindex='0']", doc), ["ArrowUp", "ArrowDown"]);
    });
    doc.addEventListener("pointermove", () => doc.body.classList.remove("hush"));
    for (const kind of ["pointermove", "wheel", "touchstart", "focusin"]) {
      doc.addEventListener(kind, () => { leader = frame; }, { passive: true });
    }
    doc.addEventListener("scroll", () => follow(frame), { passive: true });
    apply();
    if (entry !== undefined && frames().every((one) => inside(one).body?.className)) {
      select(String(entry - 1), { reveal: true });
      entry = undefined;
    }
  }

  const tell = (target) => {
    const mark = target.closest?.("[data-n]");
    if (mark) select(mark.dataset.n, {});
  };

  // ---- passes ----

  const toggle = (name, wanted) => { if (wanted) off.delete(name); else off.add(name); };

  function apply() {
    for (const box of all(".side input[type=checkbox]")) box.checked = !off.has(box.value);
    for (const row of all("tbody tr")) row.classList.toggle("off", off.has(row.dataset.pass));
    for (const frame of frames()) {
      for (const mark of all("[data-pass]", inside(frame))) {
        const hidden = off.has(mark.dataset.pass);
        mark.classList.toggle("off", hidden);
        if (mark.hasAttribute("tabindex")) mark.tabIndex = hidden ? -1 : 0;
      }
    }
  }

  // ---- the table and the marks ----

  function marksOf(number, doc) {
    const own = all("[data-n]", doc).filter((mark) => mark.dataset.n === number);
    return own.length ? own : all("[data-about]", doc).filter((mark) => mark.dataset.about.split(" ").includes(number));
  }

  function select(number, { reveal = false }) {
    for (const row of all("tbody tr")) {
      const lit = row.dataset.n === number;
      row.classList.toggle("lit", lit);
      row.firstElementChild.firstElementChild.tabIndex = lit ? 0 : -1;
      if (lit && !reveal) row.scrollIntoView({ block: "nearest" });
      if (lit) report(row);
    }
    history.replaceState(null, "", `#${pick.selectedIndex + 1}.${Number(number) + 1}`);
    const doc = inside(frames()[0]);
    for (const mark of all(".lit", doc)) mark.classList.remove("lit");
    const marks = marksOf(number, doc);
    for (const mark of marks) mark.classList.add("lit");
    if (!reveal || !marks.length) return;
    if (narrow.matches) choose("before");
    leader = frames()[0];
    marks[0].scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
    if (marks[0].tabIndex === 0 && narrow.matches) marks[0].focus({ preventScroll: true });
  }

  function report(row) {
    const why = row.lastElementChild.textContent;
    const place = row.classList.contains("nowhere") ? " It has no place of its own." : "";
    stage.querySelector("[role=status]").textContent = `${row.dataset.pass}: ${why}.${place}`;
  }

  // ---- keyboard ----

  function rove(event, stops, [less, more]) {
    const step = event.key === more ? 1 : event.key === less ? -1 : 0;
    const next = step && stops[stops.indexOf(event.target) + step];
    if (!next || !stops.includes(event.target)) return;
    event.preventDefault();
    next.focus();
  }

  // ---- tabs of the narrow page ----

  function wireTabs() {
    const tabs = all("[role=tab]");
    for (const [index, tab] of tabs.entries()) {
      const panel = stage.querySelector(`.panel[data-panel=${tab.dataset.panel}]`);
      tab.id = `tab-${index}`;
      panel.id = `panel-${index}`;
      tab.setAttribute("aria-controls", panel.id);
      tab.addEventListener("click", () => choose(tab.dataset.panel));
      tab.addEventListener("keydown", (event) => {
        rove(event, tabs, ["ArrowLeft", "ArrowRight"]);
        if (document.activeElement !== tab) choose(document.activeElement.dataset.panel);
      });
    }
    choose(chosen);
  }

  function choose(name) {
    chosen = name;
    for (const tab of all("[role=tab]")) {
      tab.setAttribute("aria-selected", String(tab.dataset.panel === name));
      tab.tabIndex = tab.dataset.panel === name ? 0 : -1;
    }
    for (const panel of all(".panel")) {
      panel.classList.toggle("chosen", panel.dataset.panel === name);
      if (narrow.matches) panel.setAttribute("role", "tabpanel");
      else panel.removeAttribute("role");
    }
  }

  // ---- scrolling together: the panes meet where the same text begins in both ----

  let leader = null;

  function follow(frame) {
    const [one, other] = frame === frames()[0] ? frames() : frames().reverse();
    if (leader !== frame || narrow.matches || !stage.querySelector("#sync").checked) return;
    const from = inside(one).scrollingElement;
    const to = inside(other).scrollingElement;
    const pairs = meetings(inside(one), inside(other));
    const at = from.scrollTop + from.clientHeight / 3;
    const next = pairs.findIndex((pair) => pair[0] > at);
    const [low, high] = [pairs[next - 1] ?? pairs.at(-2), pairs[next] ?? pairs.at(-1)];
    const share = (at - low[0]) / Math.max(1, high[0] - low[0]);
    to.scrollTop = low[1] + share * (high[1] - low[1]) - to.clientHeight / 3;
  }

  function meetings(one, other) {
    const there = new Map(openings(other).reverse());
    const pairs = [[0, 0]];
    for (const [text, top] of openings(one)) {
      const place = there.get(text);
      if (place !== undefined && place > pairs.at(-1)[1] && top > pairs.at(-1)[0]) pairs.push([top, place]);
    }
    return [...pairs, [one.scrollingElement.scrollHeight, other.scrollingElement.scrollHeight]];
  }

  function openings(doc) {
    const shift = doc.scrollingElement.scrollTop;
    return all("div", doc).filter((box) => !box.querySelector("div") && !box.closest(".cut")).map((box) => [
      box.textContent.replace(/\s/g, "").slice(0, 20), box.getBoundingClientRect().top + shift,
    ]).filter(([text]) => text.length > 5);
  }

  // ---- the page ----

  function paint(doc) {
    const theme = document.querySelector("[name=theme]:checked").value;
    if (theme) doc.documentElement.dataset.theme = theme;
    else delete doc.documentElement.dataset.theme;
  }

  document.querySelector(".theme").addEventListener("change", () => {
    for (const doc of [document, ...frames().map(inside)]) paint(doc);
  });
  pick.addEventListener("change", () => show(pick.selectedIndex));
  back.addEventListener("click", () => show(pick.selectedIndex - 1));
  on.addEventListener("click", () => show(pick.selectedIndex + 1));
  narrow.addEventListener("change", () => choose(chosen));
  show(Math.min(Math.max(wanted - 1, 0) || 0, templates.length - 1));
})();
