// What makes pages quicker to use. Everything works without it.
"use strict";
(() => {
  const field = document.querySelector('.field input[type="search"]');
  const hits = [...document.querySelectorAll(".hits > li")];
  const link = (rel) => document.querySelector(`a[rel="${rel}"]`);
  let at = -1;

  // Keyboard: / searches, j and k walk, Enter opens, u goes back to the results.
  const walk = (step) => {
    if (!hits.length) {
      const other = link(step > 0 ? "next" : "prev");
      if (other) location.href = other.href;
      return;
    }
    const to = Math.min(Math.max(at + step, 0), hits.length - 1);
    if (at >= 0) hits[at].classList.remove("at");
    at = to;
    hits[at].classList.add("at");
    const head = hits[at].querySelector("h2 a");
    head.focus({ preventScroll: true });
    hits[at].scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.matches("input, textarea, select");
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTyping) {
      if (event.key === "Escape") {
        // A search field would be emptied.
        event.preventDefault();
        event.target.blur();
      }
      return;
    }
    if (event.key === "/" && field) {
      event.preventDefault();
      field.focus();
      field.select();
    } else if (event.key === "j") walk(1);
    else if (event.key === "k") walk(-1);
    else if (event.key === "u" && link("up")) location.href = link("up").href;
  });

  // Timeline: a range is chosen by dragging.
  const time = document.querySelector(".time");
  if (!time) return;
  const svg = time.querySelector("svg");
  const bars = [...svg.querySelectorAll("a")];
  // In percent. Where there are many periods, empty ones have no bar.
  const lefts = bars.map((bar) => parseFloat(bar.querySelector("rect").getAttribute("x")));
  let start = null;
  const before = bars.map((bar) => bar.classList.contains("chosen"));
  const place = (event) => {
    const box = svg.getBoundingClientRect();
    const left = ((event.clientX - box.left) / box.width) * 100;
    return Math.max(lefts.findLastIndex((own) => own <= left), 0);
  };
  const choose = (from, to) =>
    bars.forEach((bar, own) => bar.classList.toggle("chosen", own >= from && own <= to));
  const stop = () => {
    start = null;
    time.classList.remove("dragged");
  };
  bars.forEach((bar) => bar.setAttribute("draggable", "false"));
  svg.addEventListener("dragstart", (event) => event.preventDefault());
  svg.addEventListener("pointerdown", (event) => {
    if (event.button === 0) start = { bar: place(event), x: event.clientX };
  });
  window.addEventListener("pointermove", (event) => {
    if (!start) return;
    if (!time.classList.contains("dragged") && Math.abs(event.clientX - start.x) < 5) return;
    time.classList.add("dragged");
    const own = place(event);
    choose(Math.min(start.bar, own), Math.max(start.bar, own));
  });
  window.addEventListener("pointerup", (event) => {
    if (!start) return;
    const wasDragged = time.classList.contains("dragged");
    const own = place(event);
    const [from, to] = [Math.min(start.bar, own), Math.max(start.bar, own)];
    stop();
    if (!wasDragged) return;
    // The click that follows would open one bar alone.
    window.addEventListener("click", (click) => click.preventDefault(), { capture: true, once: true });
    const address = new URL(time.dataset.base, location.href);
    address.searchParams.set("since", bars[from].dataset.from);
    address.searchParams.set("until", bars[to].dataset.to);
    location.href = address.href;
  });
  window.addEventListener("pointercancel", () => {
    if (start) bars.forEach((bar, own) => bar.classList.toggle("chosen", before[own]));
    stop();
  });
})();
