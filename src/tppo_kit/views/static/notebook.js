// Brings a notebook's page to life without JupyterLab: counts the cells as they arrive, joins the
// kernel, shows the anywidgets, and says so when the kernel or the laptop is gone. Widgets of any
// other kind are left to Voila's own front end, which is fetched only then.
// It must run in a Chrome of 2019: no `?.`, no `??`, no class fields, no `replaceChildren`.

const BASE = new URL("../", import.meta.url).href;
const VIEW = "application/vnd.jupyter.widget-view+json";
/** Metadata of the widget messages that are spoken here. */
const WIDGETS = { version: "2.1.0" };
/** Milliseconds: until the kernel is asked again, and the shortest between two reloads. */
const PATIENCE = 10000;
const SHORTEST_STAY = 30000;
/** Milliseconds within which somebody has just come back to the page. */
const JUST_NOW = 10000;

/** @param {string} id @returns {any} what a data block of the page holds */
const block = (id) => JSON.parse(document.getElementById(id).textContent);

/** @param {string} name @returns {string} */
function cookie(name) {
  const found = document.cookie.split("; ").find((part) => part.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}

/** @returns {string} the address of this page's kernel */
const kernel = () => `${BASE}api/kernels/${block("jupyter-config-data").kernelId}`;

const words = block("words")[cookie("tppo_language") === "en" ? "en" : "id"];

/** Show a sentence below everything else, or none; with a word for a button that reloads. */
function tell(sentence, button = "") {
  const news = document.getElementById("news");
  news.textContent = sentence;
  news.hidden = !sentence;
  if (!button) return;
  const reload = document.createElement("button");
  reload.type = "button";
  reload.className = "option";
  reload.textContent = button;
  reload.addEventListener("click", () => location.reload());
  news.append(reload);
}

/** Write what is not there yet, for to write is to arrive again. */
function write(place, text) {
  if (place.textContent !== text) place.textContent = text;
}

/** Write in the person's language, and tell how many cells are there. */
function arrive() {
  const running = document.readyState === "loading";
  for (const place of document.querySelectorAll("[data-word]")) {
    const word = words[place.dataset.word];
    if (place.tagName === "IMG") place.alt = word;
    else if (place.getAttribute("role") === "group") place.setAttribute("aria-label", word);
    else if (place.firstChild || !running) write(place, word); // its own text may be on its way
  }
  const loading = document.getElementById("loading");
  if (!loading) return;
  const cells = document.querySelectorAll("main > .cell").length;
  write(loading, running ? `${words.waiting} ${cells}/${loading.dataset.cells}` : "");
}

let seen = -Infinity; // when the person last came back to the page
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) seen = performance.now();
});

/** Reload unasked, but never over and over. */
function reload() {
  const last = Number(sessionStorage.getItem("tppo:reloaded"));
  if (Date.now() - last < SHORTEST_STAY) return;
  sessionStorage.setItem("tppo:reloaded", String(Date.now()));
  location.reload();
}

/** @returns {boolean} whether this is the state of an anywidget that holds no other widgets */
function standsAlone(state) {
  const others = /IPY_MODEL_/.test(JSON.stringify({ ...state, layout: null }));
  return state._model_module === "anywidget" && !others;
}

/** The widgets of the page: each is asked for its state, shown, and kept up to date. */
class Widgets {
  /**
   * @param {HTMLElement[]} places
   * @param {any} lines what `line.js` exports
   * @param {any} tools what `widgets.js` exports
   */
  constructor(places, lines, tools) {
    this.tools = tools;
    /** @type {[string, HTMLElement][]} model and place of each view */
    this.places = places.map((place) => [JSON.parse(place.textContent).model_id, place]);
    /** @type {Map<string, any>} */
    this.models = new Map();
    this.shown = false;
    this.line = new lines.Line(kernel(), {
      hear: (message) => this.hear(message),
      dealt: (message) => this.dealt(message),
      joined: () => { tell(""); this.ask(); },
      troubled: () => tell(words.lost),
      gone: () => this.gone(),
    });
  }

  /** Ask each widget for its state, again if the answers are lost. */
  ask() {
    clearTimeout(this.asking);
    if (this.line.over) return;
    this.asking = setTimeout(() => this.ask(), PATIENCE);
    const data = { method: "request_state" };
    /** Which widget each question went to, and which have answered. */
    this.asked = new Map([...new Set(this.places.map(([id]) => id))].map(
      (id) => [this.line.send("comm_msg", { comm_id: id, data }, WIDGETS), id],
    ));
    this.there = new Set();
  }

  hear({ header, parent, content, buffers }) {
    const { comm_id: id, data } = content;
    if (header.msg_type !== "comm_msg") return;
    if (data.method === "update" && this.asked.get(parent.msg_id) === id) {
      this.there.add(id);
      this.follow(id, this.tools.putBack(data.state, data.buffer_paths, buffers));
    } else if (this.models.has(id)) {
      this.models.get(id).hear(data, buffers, parent.msg_id);
    }
  }

  /** Once the kernel has dealt with all questions, go on with what is there. */
  dealt(message) {
    if (!this.asked.delete(message) || this.asked.size) return;
    clearTimeout(this.asking);
    const known = this.places.filter(([id]) => this.there.has(id));
    const alone = known.every(([id]) => standsAlone(this.models.get(id).state));
    if (known.length === 0) this.line.lost(); // a kernel that has begun anew
    else if (this.shown) known.forEach(([id]) => this.models.get(id).emit("kit:resumed"));
    else if (!alone) this.giveOver();
    else known.forEach(([id, place]) => this.show(place.parentElement, this.models.get(id)));
    this.shown = true;
  }

  show(place, model) {
    this.tools.show(place, model).catch((error) => {
      console.error(error);
      place.append(words.fault);
    });
  }

  /** @param {string} id @param {any} state as it is now */
  follow(id, state) {
    const known = this.models.get(id);
    if (known) {
      known.echoes.clear();
      known.put(state);
      return;
    }
    const say = (content, buffers) => this.line.press(
      "comm_msg", { comm_id: id, data: content }, WIDGETS, buffers,
    );
    this.models.set(id, new this.tools.Model(state, say));
  }

  /** The kernel is gone; the answers are not. A person who is here opens the page again. */
  gone() {
    tell(words.gone, words.reload);
    document.addEventListener("click", ({ target }) => {
      if (!target.closest("a[href]")) location.reload();
    }, true);
    document.addEventListener("visibilitychange", () => { if (!document.hidden) reload(); });
    // Somebody has pressed and waits, or has just come back to the page.
    if (this.line.open.size || performance.now() - seen < JUST_NOW) reload();
  }

  /** Leave the page to Voila's own front end, which knows widgets of every kind. */
  giveOver() {
    this.line.leave();
    const { body } = document;
    const theme = { jpThemeLight: "true", jpThemeName: "JupyterLab Light" };
    Object.assign(body.dataset, { baseUrl: `${BASE}voila/`, voila: "voila", ...theme });
    body.classList.add("jp-Notebook");
    window.display_cells = () => {};
    const listen = window.addEventListener;
    window.addEventListener = (name, call, options) => { // it waits for a load that has long been
      if (name === "load" && document.readyState === "complete") setTimeout(call);
      else listen.call(window, name, call, options);
    };
    for (const [id, place] of this.places) {
      const data = { [VIEW]: { model_id: id, version_major: 2, version_minor: 0 } };
      const output = { output_type: "display_data", data, metadata: {}, trusted: true };
      place.type = "application/vnd.voila.cell-output+json";
      place.textContent = JSON.stringify(output);
    }
    const script = document.createElement("script");
    script.src = `${block("jupyter-config-data").fullStaticUrl}/voila.js`;
    document.head.append(script);
  }
}

/** Let the kernel go, so that its memory is free for the next person. */
function release() {
  const form = new FormData();
  form.append("_xsrf", cookie("_xsrf"));
  navigator.sendBeacon(`${BASE}voila/api/shutdown/${block("jupyter-config-data").kernelId}`, form);
}

function start() {
  arrivals.disconnect();
  arrive();
  const all = Number(document.getElementById("loading").dataset.cells);
  if (document.querySelectorAll("main > .cell").length < all) { // the server broke off
    tell(words.fault, words.reload);
    return;
  }
  const places = [...document.querySelectorAll(`script[type="${VIEW}"]`)];
  if (places.length === 0) {
    release();
    return;
  }
  addEventListener("pagehide", release);
  addEventListener("pageshow", ({ persisted }) => { if (persisted) location.reload(); });
  const scripts = ["line-script", "widgets-script"].map((id) => document.getElementById(id).href);
  Promise.all(scripts.map((script) => import(script)))
    .then(([lines, tools]) => new Widgets(places, lines, tools));
}

const arrivals = new MutationObserver(arrive);
arrivals.observe(document.documentElement, { childList: true, subtree: true });
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
