// anywidget without JupyterLab: models that follow their other halves in the kernel, and views.
// It must run in a Chrome of 2019: no `?.`, no `??`, no class fields, no `replaceChildren`.

/** Put binary values back where the kernel took them out of a state. */
export function putBack(state, paths, buffers) {
  (paths || []).forEach((path, index) => {
    const last = path.length - 1;
    path.slice(0, last).reduce((inside, key) => inside[key], state)[path[last]] = buffers[index];
  });
  return state;
}

/** Return a copy without binary values, and add to the lists what they are and where they stood. */
function takeOut(value, path, paths, buffers) {
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
    paths.push(path);
    buffers.push(value);
    return null;
  }
  if (value === null || typeof value !== "object") return value;
  const copy = Array.isArray(value) ? [] : {};
  for (const key of Object.keys(value)) {
    const place = Array.isArray(value) ? Number(key) : key;
    copy[key] = takeOut(value[key], [...path, place], paths, buffers);
  }
  return copy;
}

/** What the page knows of a widget; `say` sends to its other half and returns a message id. */
export class Model {
  /** @param {any} state @param {(data: any, buffers: BufferSource[]) => string} say */
  constructor(state, say) {
    Object.assign(this, { state, say, changed: {}, listeners: [] });
    /** By name of a value: the message whose echo must come before the kernel's word counts. */
    this.echoes = new Map();
  }

  get(name) { return this.state[name]; }

  set(name, value) {
    const values = typeof name === "string" ? { [name]: value } : name;
    Object.assign(this.changed, values);
    this.put(values);
  }

  /** Take values over, and tell who listens what has changed. */
  put(values) {
    const names = Object.keys(values).filter((name) => this.state[name] !== values[name]);
    Object.assign(this.state, values);
    names.forEach((name) => this.emit(`change:${name}`, this, values[name]));
    if (names.length) this.emit("change", this);
  }

  save_changes() {
    const [buffer_paths, buffers] = [[], []];
    const state = takeOut(this.changed, [], buffer_paths, buffers);
    const id = this.say({ method: "update", state, buffer_paths }, buffers);
    Object.keys(state).forEach((name) => this.echoes.set(name, id));
    this.changed = {};
  }

  send(content, _callbacks, buffers = []) { this.say({ method: "custom", content }, buffers); }

  on(name, call) { this.listeners.push([name, call]); }

  off(name, call) {
    const goes = ([event, listener]) => (!name || event === name) && (!call || listener === call);
    this.listeners = this.listeners.filter((one) => !goes(one));
  }

  emit(name, ...values) {
    this.listeners.filter(([event]) => event === name).forEach(([, call]) => call(...values));
  }

  /** @param {any} data @param {DataView[]} buffers @param {string} parent what it answers */
  hear(data, buffers, parent) {
    if (data.method === "custom") this.emit("msg:custom", data.content, buffers);
    if (data.method !== "update" && data.method !== "echo_update") return;
    const state = putBack(data.state, data.buffer_paths, buffers);
    for (const name of Object.keys(state)) {
      const awaited = this.echoes.get(name);
      if (data.method === "echo_update" && awaited === parent) this.echoes.delete(name);
      else if (awaited) delete state[name];
    }
    this.put(state);
  }
}

/** @type {Map<string, Promise<any>>} by their source, what the modules of widgets export */
const modules = new Map();

/** @param {string} source a module, or the address of one */
function load(source) {
  if (!modules.has(source)) {
    const own = !/^https?:/.test(source);
    const blob = own && URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    modules.set(source, import(blob || source).then(async (found) => {
      const { default: made = found } = found;
      return typeof made === "function" ? made() : made;
    }));
  }
  return modules.get(source);
}

/** @param {string} css a style sheet, or the address of one */
function dress(css) {
  const away = /^https?:/.test(css);
  const sheet = document.createElement(away ? "link" : "style");
  if (away) Object.assign(sheet, { rel: "stylesheet", href: css });
  else sheet.textContent = css;
  document.head.append(sheet);
}

/** Ask a method of the widget in Python that is marked as a command, and wait for its answer. */
function invoke(model, name, msg, { buffers = [], signal = undefined } = {}) {
  const id = crypto.getRandomValues(new Uint32Array(3)).join("-");
  return new Promise((done, fail) => {
    const answered = (content, found) => {
      if (!content || content.id !== id) return;
      model.off("msg:custom", answered);
      done([content.response, found]);
    };
    if (signal) signal.addEventListener("abort", () => fail(signal.reason));
    model.on("msg:custom", answered);
    model.send({ id, kind: "anywidget-command", name, msg }, undefined, buffers);
  });
}

/** @param {HTMLElement} place where the view goes @param {Model} model of an anywidget */
export async function show(place, model) {
  const { signal } = new AbortController(); // a view stays as long as its page
  const experimental = { invoke: (...call) => invoke(model, ...call) };
  const widget = await load(model.get("_esm"));
  if (!model.begun) {
    if (model.get("_css")) dress(model.get("_css"));
    model.begun = Promise.resolve(
      widget.initialize && widget.initialize({ model, signal, experimental }),
    );
  }
  await model.begun;
  const el = document.createElement("div");
  place.append(el);
  if (widget.render) await widget.render({ model, el, signal, experimental });
}
