// Keys for who reviews with them. Nothing here is needed: each key presses what can be pressed without.
// An element offers itself with data-key; the chosen entry is asked first, then the rest of the page.
"use strict";

(() => {
  const STORED = "monitor.keys"; // "off": this browser's user does without
  const WAITS = 1500; // milliseconds in which the second key of two is awaited
  const FIELDS = "input:not([type=checkbox]):not([type=radio]), textarea, select";

  const heard = document.getElementById("heard");
  const help = document.getElementById("keys");
  let chosen = null;
  let first = ""; // the first key of two
  let isSent = false; // a form is on its way: what is pressed until the next page comes is pressed no more

  const entries = () => [...document.querySelectorAll(".entry")];
  const say = (words) => { if (heard) heard.textContent = words; };

  const isOn = () => { try { return localStorage.getItem(STORED) !== "off"; } catch { return true; } };
  const turn = (on) => { try { localStorage.setItem(STORED, on ? "on" : "off"); } catch { /* for this page alone */ } };

  const choose = (entry) => {
    if (chosen) chosen.classList.remove("chosen");
    chosen = entry;
    entry.classList.add("chosen");
  };

  const go = (entry) => {
    choose(entry);
    entry.focus({ preventScroll: true });
    entry.scrollIntoView({ block: entry.offsetHeight > innerHeight ? "start" : "nearest" });
  };

  const move = (by) => {
    const all = entries();
    const place = all.indexOf(chosen);
    const next = all[place < 0 ? (by > 0 ? 0 : all.length - 1) : place + by];
    if (next) go(next);
    else say(all.length ? (by > 0 ? "This is the last finding here." : "This is the first finding here.") : "There is no finding here.");
  };

  const offered = (key) => {
    const named = `[data-key="${CSS.escape(key)}"]`;
    const inOpen = chosen && chosen.querySelector(`details[open] ${named}`);
    const inEntry = chosen && [...chosen.querySelectorAll(named)].find((one) => one.offsetParent);
    return inOpen || inEntry || [...document.querySelectorAll(named)].find((one) => !one.closest(".entry"));
  };

  const boxes = (form) => [...form.elements].filter((one) => one.type === "checkbox");
  const tell = (form) => say(`${boxes(form).filter((one) => one.checked).length} chosen.`);

  const all = (form) => {
    const none = !boxes(form).every((one) => one.checked);
    for (const box of boxes(form)) box.checked = none;
    tell(form);
  };

  const press = (element) => {
    if (element instanceof HTMLDetailsElement) {
      element.open = true;
      const field = element.querySelector(`button, ${FIELDS.replace("input", "input:not([type=hidden])")}`);
      if (field) field.focus();
    } else {
      element.click();
      if (element.type === "checkbox") tell(element.form);
    }
  };

  const leave = (field) => {
    const around = field.closest("details.ask");
    if (around) around.open = false;
    field.blur();
    if (chosen) chosen.focus({ preventScroll: true });
  };

  const second = (key) => {
    const both = first ? `${first} ${key}` : key;
    first = "";
    return both;
  };

  const act = (key) => {
    if (key === "j" || key === "k") { move(key === "j" ? 1 : -1); return true; }
    const element = offered(key);
    if (element) { press(element); return true; }
    if (!chosen && entries().length && ["a", "d", "l", "n", "o", "r", "x"].includes(key)) {
      say("Choose a finding first, with j.");
      return true;
    }
    return false;
  };

  document.addEventListener("keydown", (event) => {
    const { target, key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isSent) return;
    if (document.querySelector("dialog[open]")) return;
    if (key === "Escape") { leave(target); return; }
    if (target.matches(FIELDS) || target.isContentEditable) return;
    if (key !== "?" && !isOn()) return;
    if (key === "g" && !first) {
      first = "g";
      setTimeout(() => { first = ""; }, WAITS);
      return;
    }
    if (key === "Enter") {
      if (target === chosen && act("o")) event.preventDefault();
      return;
    }
    if (act(second(key))) event.preventDefault();
  });

  document.addEventListener("focusin", ({ target }) => {
    const entry = target.closest(".entry");
    if (entry) choose(entry);
  });

  document.addEventListener("submit", ({ target }) => { isSent = target.getAttribute("method") !== "dialog"; });
  addEventListener("pageshow", () => { isSent = false; }); // a page that is gone back to is pressed anew

  for (const button of document.querySelectorAll("[data-opens], [data-all]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      if (button.dataset.all) all(document.getElementById(button.dataset.all));
      else document.getElementById(button.dataset.opens).showModal();
    });
  }
  const tick = document.getElementById("keys-on");
  if (help && tick) {
    tick.checked = isOn();
    tick.addEventListener("change", () => turn(tick.checked));
  }

  const shown = entries();
  const meant = location.hash && document.getElementById(location.hash.slice(1));
  if (meant && meant.matches(".entry")) go(meant);
  else if (shown.length === 1) [chosen] = shown;
  // what is there from the start is not read out; what was said since is newer
  const said = document.querySelector(".said p");
  if (said) setTimeout(() => { if (heard && !heard.textContent) say(said.textContent); }, 200);
})();
