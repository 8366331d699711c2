// The browser's half of the Stage: show the HTML, send back what was pressed, keep the focus,
// say what changed. It decides nothing and knows no answers.

/** Milliseconds without an answer before the person is told. */
const PATIENCE = 8000;

/** @param {string} name @returns {string | null} */
function cookie(name) {
  const found = document.cookie.split("; ").find((part) => part.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : null;
}

/** @returns {string} an id no other press of this page has */
function clickId() {
  const words = crypto.getRandomValues(new Uint32Array(3));
  return Array.from(words, (word) => word.toString(36)).join("");
}

/** @param {HTMLElement} el @param {any} model */
function build(el, model) {
  el.classList.add("tppo-stage");
  const live = document.createElement("div");
  live.className = "visually-hidden";
  live.setAttribute("aria-live", "polite");
  const lost = document.createElement("div");
  lost.className = "lost";
  lost.hidden = true;
  lost.setAttribute("role", "alert");
  const body = document.createElement("div");
  body.className = "tppo-body";
  const styles = document.createElement("style");
  styles.textContent = model.get("styles");
  el.textContent = "";
  el.append(styles, live, lost, body);
  return { live, lost, body };
}

/** @param {HTMLElement} lost @param {any} model */
function showLost(lost, model) {
  const words = model.get("words");
  const text = document.createElement("p");
  text.textContent = words.lost || "…";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "option";
  button.textContent = words.reload || "↻";
  button.addEventListener("click", () => location.reload());
  lost.textContent = "";
  lost.append(text, button);
  lost.hidden = false;
}

/** Put the focus where the person was, or on the new title once they have pressed something. */
function restoreFocus(body, focused, pressed) {
  const same = focused && body.querySelector(`#${CSS.escape(focused)}`);
  const goal = same || (pressed && body.querySelector(".view-title"));
  if (!goal) return;
  goal.focus({ preventScroll: Boolean(same) });
  if (!same) goal.scrollIntoView({ block: "start" });
}

/** @type {import("@anywidget/types").Render} */
function render({ model, el }) {
  const { live, lost, body } = build(el, model);
  let pressed = false;
  let timer = 0;

  const wait = (busy) => {
    clearTimeout(timer);
    body.setAttribute("aria-busy", String(busy));
    if (busy) timer = setTimeout(() => showLost(lost, model), PATIENCE);
    else lost.hidden = true;
  };
  const draw = () => {
    const active = document.activeElement;
    const focused = active && body.contains(active) ? active.id : null;
    body.innerHTML = model.get("html");
    restoreFocus(body, focused, pressed);
    live.textContent = pressed ? model.get("announce") : "";
  };
  const press = (event) => {
    const button = event.target.closest("[data-event]");
    if (!button || button.getAttribute("aria-disabled") === "true") return;
    if (body.getAttribute("aria-busy") === "true") return;
    pressed = true;
    wait(true);
    model.send({ name: button.dataset.event, value: button.dataset.value, click: clickId() });
  };
  // What is shown anew can be pressed at once; the acknowledgement may still be on its way.
  const changed = () => { draw(); wait(false); };
  const answered = (message) => {
    if (message && "ack" in message) wait(false);
  };
  // The line to the kernel broke and is there again: what is shown is what is saved.
  const resumed = () => wait(false);

  body.addEventListener("click", press);
  model.on("change:html", changed);
  model.on("msg:custom", answered);
  model.on("kit:resumed", resumed);
  draw();
  wait(true);
  model.send({ name: "hello", pass: cookie("tppo_seat"), language: cookie("tppo_language") });
  return () => {
    clearTimeout(timer);
    model.off("change:html", changed);
    model.off("msg:custom", answered);
    model.off("kit:resumed", resumed);
  };
}

export default { render };
