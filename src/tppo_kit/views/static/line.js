// The line between a page and its kernel: Jupyter's messages over a websocket, in the binary form
// of protocol v1. When it breaks it is joined again; what is said meanwhile is kept.
// It must run in a Chrome of 2019: no `?.`, no `??`, no class fields, no `replaceChildren`.

const PROTOCOL = "v1.kernel.websocket.jupyter.org";
/** Milliseconds: the first and the longest pause between two tries. */
const PAUSE = 400;
const LONGEST_PAUSE = 15000;
/** Tries in vain after which the person is told though the server answers. */
const MANY = 3;
/** The server's close code for a line to a kernel that has been let go. */
const GONE = 4404;

/** @returns {string} an id that no other message, comm or page has */
function newId() {
  const words = crypto.getRandomValues(new Uint32Array(4));
  return Array.from(words, (word) => word.toString(16).padStart(8, "0")).join("");
}

/**
 * @typedef {{header: any, parent: any, content: any, buffers: DataView[]}} Message
 * @param {ArrayBuffer} frame offsets, then channel, header, parent, metadata, content, buffers
 * @returns {Message}
 */
export function decode(frame) {
  const numbers = new DataView(frame);
  // Eight bytes each, little-endian; no message is so long that it needs the upper four.
  const offset = (index) => numbers.getUint32(8 * (index + 1), true);
  const part = (index) => new DataView(frame, offset(index), offset(index + 1) - offset(index));
  const read = (index) => JSON.parse(new TextDecoder().decode(part(index)));
  const buffers = [];
  for (let index = 5; index < numbers.getUint32(0, true) - 1; index += 1) buffers.push(part(index));
  return { header: read(1), parent: read(2), content: read(4), buffers };
}

/** @returns {Blob} a frame for the shell channel that answers no other message */
export function encode(header, metadata, content, buffers) {
  const bytes = new TextEncoder();
  const parts = ["shell", ...[header, {}, metadata, content].map((part) => JSON.stringify(part))]
    .map((part) => bytes.encode(part)).concat(buffers);
  const numbers = new DataView(new ArrayBuffer(8 * (parts.length + 2)));
  let place = numbers.byteLength;
  numbers.setUint32(0, parts.length + 1, true);
  parts.forEach((part, index) => {
    numbers.setUint32(8 * (index + 1), place, true);
    place += part.byteLength;
  });
  numbers.setUint32(8 * (parts.length + 1), place, true);
  return new Blob([numbers, ...parts]);
}

export class Line {
  /**
   * @param {string} kernel the address that tells whether the kernel is there
   * @param {object} page what is told: `joined` of a line that is open, `hear` of a message,
   *   `dealt` of the id of one that the kernel is done with, `troubled` of one that stays broken, `gone` of a kernel that will not come back
   */
  constructor(kernel, page) {
    Object.assign(this, { kernel, page, session: newId(), misses: 0, over: false });
    this.held = [];
    /** What the kernel has not dealt with yet, by message id. */
    this.open = new Set();
    const again = () => { if (!document.hidden && this.timer) this.join(); };
    document.addEventListener("visibilitychange", again);
    addEventListener("online", again);
    this.join();
  }

  join() {
    clearTimeout(this.timer);
    this.timer = 0;
    const address = `${this.kernel.replace(/^http/, "ws")}/channels?session_id=${this.session}`;
    const socket = new WebSocket(address, PROTOCOL);
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      this.page.joined(); // asks for the present state, before anything said meanwhile changes it
      this.held.splice(0).forEach((frame) => socket.send(frame));
    };
    socket.onmessage = (event) => this.take(decode(event.data));
    socket.onclose = ({ code }) => {
      if (code === GONE) this.lost();
      else if (!this.over) this.broken();
    };
    this.socket = socket;
  }

  /** @param {Message} message */
  take(message) {
    const { header, parent, content } = message;
    this.misses = 0;
    if (header.msg_type !== "status") {
      this.page.hear(message);
    } else if (content.execution_state === "idle") {
      this.open.delete(parent.msg_id);
      this.page.dealt(parent.msg_id);
    } else if (/restarting|dead/.test(content.execution_state)) {
      this.lost();
    }
  }

  /** @returns {string} the id of the message */
  send(kind, content, metadata, buffers = []) {
    const header = { msg_id: newId(), msg_type: kind, session: this.session, username: "" };
    Object.assign(header, { date: new Date().toISOString(), version: "5.3" });
    const frame = encode(header, metadata, content, buffers);
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(frame);
    else this.held.push(frame);
    return header.msg_id;
  }

  /** Send what somebody did, and remember it until the kernel has dealt with it. */
  press(kind, content, metadata, buffers) {
    const id = this.send(kind, content, metadata, buffers);
    this.open.add(id);
    return id;
  }

  /** Ask whether the kernel is still there, and try again with growing pauses. */
  async broken() {
    const answer = await fetch(this.kernel, { cache: "no-store" }).catch(() => null);
    if (this.over) return;
    if (answer && (answer.redirected || (answer.status >= 400 && answer.status < 500))) {
      this.lost();
      return;
    }
    if (!answer || !answer.ok || this.misses >= MANY) this.page.troubled();
    const pause = Math.min(LONGEST_PAUSE, PAUSE * 2 ** this.misses) * (0.75 + Math.random() / 2);
    this.misses += 1;
    this.timer = setTimeout(() => this.join(), pause);
  }

  lost() {
    if (this.over) return;
    this.leave();
    this.page.gone();
  }

  leave() {
    this.over = true;
    clearTimeout(this.timer);
    this.socket.close();
  }
}
