// Makes a page of the room live: shows what the server sends, keeps presses until it has taken
// them, counts clocks down. ES5 for old phones. It decides nothing and knows no answers.
// Two tabs may both send a press; the server takes each click id once.
(function () {
  "use strict";

  function byId(id) { return document.getElementById(id); }

  var LIVE = byId("live"), LINK = byId("link");
  var NOW = data("now"), MARK = data("seat-mark");
  var memory = [], stores = true; // the queue where storing is refused
  var clicked = null; // old browsers do not say which button submitted
  var pressed = false; // since the screen last changed
  var refusal = "", sending = false, stopPoll = null, sendTimer, pollTimer;
  var sendMisses = 0, pollMisses = 0, loaded = Date.now(), drawn = loaded;

  function data(name) { return LIVE.getAttribute("data-" + name) || ""; }

  function each(list, act) { [].forEach.call(list, act); }

  function pair(name, value) { return encodeURIComponent(name) + "=" + encodeURIComponent(value); }

  function later(act, misses) {
    return setTimeout(act, Math.min(8, Math.pow(2, misses)) * (800 + 400 * Math.random()));
  }

  function clickId() {
    var words = [String(Math.random()).slice(2), Date.now()];
    try { words = crypto.getRandomValues(new Uint32Array(3)); } catch (e) { /* old */ }
    return [].join.call(words, "");
  }

  // Calls done(status, JSON object or null) once, status 0 for no answer. Returns its silent stop.
  function ask(url, body, patience, done) {
    var request = new XMLHttpRequest(), over = false;
    function finish(status) {
      var answer = null;
      if (over) return;
      over = true;
      try { answer = JSON.parse(request.responseText); } catch (e) { /* not JSON */ }
      request.abort();
      done(status, answer instanceof Object ? answer : null);
    }
    setTimeout(function () { finish(0); }, patience);
    request.onload = request.onerror = function () { finish(request.status); };
    request.open(body ? "POST" : "GET", url, true);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-Requested-With", "room");
    if (body) request.setRequestHeader("Content-Type", "application/x-www-form-urlencoded");
    request.send(body);
    return function () { over = true; request.abort(); };
  }

  function lost(status, answer) { return status !== 204 && (status !== 200 || !answer); }

  // At most once in half a minute. Where nothing is stored, the age of this page counts.
  function reload() {
    var last, limit = Date.now() - 30000;
    try {
      last = sessionStorage.getItem("tppo:reloaded");
      if (last < limit) sessionStorage.setItem("tppo:reloaded", Date.now());
    } catch (e) { last = loaded; }
    if (last < limit) location.reload();
    return last < limit;
  }

  // One queue per page: order holds between its forms and outlives the form on the screen.
  function waiting() {
    if (!stores) return memory;
    try {
      return (JSON.parse(localStorage.getItem("tppo:" + NOW)) || []).filter(function (press) {
        return press.mark === MARK;
      });
    } catch (e) { return memory; }
  }

  function keep(list) {
    memory = list;
    try { localStorage.setItem("tppo:" + NOW, JSON.stringify(list)); } catch (e) { stores = false; }
    showSent();
  }

  function tell() {
    var count = sendMisses && waiting().length;
    var lines = [refusal, pollMisses && data("words-lost"), count && data("words-waiting")];
    lines = lines.filter(Boolean).join(" ").replace("{n}", count);
    LINK.setAttribute("role", refusal ? "alert" : "status");
    LINK.hidden = !lines;
    if (LINK.textContent !== lines) LINK.textContent = lines;
  }

  function fields(form, button) {
    var pairs = [];
    each(form.elements, function (field) {
      if (!field.name || field.disabled || field.name === "click") return;
      if (/^(button|fieldset|reset|submit)$/.test(field.type)) return;
      if (/^(checkbox|radio)$/.test(field.type) && !field.checked) return;
      each(field.options || [field], function (one) {
        if (one === field || one.selected) pairs.push(pair(field.name, one.value));
      });
    });
    if (button && button.form === form && button.name) pairs.push(pair(button.name, button.value));
    return pairs.join("&");
  }

  // In each form, the latest press that still waits shows on its button.
  function showSent() {
    var latest = {};
    waiting().forEach(function (press) { latest[press.form] = press.body; });
    each(LIVE.querySelectorAll("form button"), function (button) {
      var waits = latest[fields(button.form)] === fields(button.form, button);
      button.setAttribute("aria-busy", waits);
      button.classList[waits ? "add" : "remove"]("sent");
    });
  }

  function step(field) { return (field.form.querySelector("[name=at]") || field).value; }

  // What was typed and not yet delivered stays in its field while the step is the same.
  function retype(old, sent) {
    each(old, function (was) {
      var field = byId(was.id);
      if (!field || !field.form || step(field) !== step(was)) return;
      if (sent.indexOf(pair(was.name, was.value)) >= 0) return;
      if (was.value !== was.defaultValue) field.value = was.value;
      if (was.checked !== was.defaultChecked) field.checked = was.checked;
    });
  }

  // An answer to an earlier screen may be old: the poll from the present tag brings what is newer.
  function show(answer, since, sent) {
    var title = LIVE.querySelector(".view-title"), before = title && title.textContent;
    var old = LIVE.querySelectorAll("form input[id],form select[id]"), y = pageYOffset;
    var folds = LIVE.querySelectorAll("details[id]");
    var focus = LIVE.contains(document.activeElement) && document.activeElement.id;
    if (since !== data("tag") || typeof answer.html !== "string") return;
    LIVE.innerHTML = answer.html;
    LIVE.setAttribute("data-tag", answer.tag);
    drawn = Date.now();
    each(folds, function (was) { if (byId(was.id)) byId(was.id).open = was.open; });
    retype(old, sent);
    showSent();
    title = LIVE.querySelector(".view-title");
    focus = (focus && byId(focus)) || (pressed && title);
    if (focus) focus.focus();
    pressed = false;
    scrollTo(0, (title && title.textContent) === before ? y : 0);
    byId("said").textContent = answer.announce || "";
  }

  function poll() {
    var since = data("tag");
    clearTimeout(pollTimer);
    if (stopPoll) stopPoll();
    stopPoll = ask(NOW + "?since=" + encodeURIComponent(since), null, 40000, heard);
    function heard(status, answer) {
      var closed = /403|410/.test(status) || (answer && answer.reload);
      if (closed && reload()) return;
      if (closed || lost(status, answer)) {
        pollTimer = later(poll, pollMisses);
        pollMisses += 1;
      } else {
        if (pollMisses) send();
        pollMisses = 0;
        if (answer && answer.tag !== since) show(answer, since, "");
        pollTimer = later(poll, -2);
      }
      tell();
    }
  }

  function send() {
    var first = waiting()[0], since = data("tag");
    if (sending || !first) return;
    clearTimeout(sendTimer);
    sending = true;
    ask(first.action, first.body + "&click=" + first.click, 10000, heard);
    function heard(status, answer) {
      var refused = /^4/.test(status);
      sending = false;
      if (!refused && lost(status, answer)) {
        sendTimer = later(send, sendMisses);
        sendMisses += 1;
        return tell();
      }
      sendMisses = 0;
      keep(waiting().filter(function (press) { return press.click !== first.click; }));
      if (refused) refusal = (answer && answer.sentence) || data("words-late");
      if (answer) show(answer, since, refused ? "" : first.body);
      tell();
      if ((answer ? answer.reload : refused) && reload()) return;
      if (pollMisses) poll();
      send();
    }
  }

  function submit(event) {
    var form = event.target, last = waiting().slice(-1)[0];
    var press = { action: form.getAttribute("action"), mark: MARK, click: clickId() };
    if (form.hasAttribute("data-plain") || form.querySelector("input[type=file]")) return;
    event.preventDefault();
    press.form = fields(form);
    press.body = fields(form, event.submitter || clicked);
    pressed = true;
    refusal = "";
    if (!last || last.action !== press.action || last.body !== press.body) {
      keep(waiting().concat(press));
    }
    tell();
    send();
  }

  function tick() {
    each(LIVE.querySelectorAll("[data-left]:not([data-paused])"), function (clock) {
      var left = clock.getAttribute("data-left") - (Date.now() - drawn) / 1000;
      left = Math.max(0, Math.round(left));
      clock.textContent = Math.floor(left / 60) + ":" + ("0" + (left % 60)).slice(-2);
    });
  }

  function wake() {
    if (document.hidden) return;
    poll();
    send();
  }

  LIVE.addEventListener("submit", submit);
  LIVE.addEventListener("click", function (event) {
    clicked = event.target;
    while (clicked && clicked.nodeName !== "BUTTON") clicked = clicked.parentNode;
  });
  document.addEventListener("visibilitychange", wake);
  addEventListener("online", wake);
  addEventListener("pageshow", function (event) { if (event.persisted) wake(); });
  setInterval(tick, 1000);
  keep(waiting());
  poll();
  send();
}());
