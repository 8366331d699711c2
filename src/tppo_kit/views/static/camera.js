// The laptop's camera on the console: while a vote is open, a picture of the raised cards goes to
// this server every moment. Nothing is kept: the picture is read and thrown away.
(() => {
  "use strict";
  const PAUSE = 1500; // milliseconds between an answer and the next picture
  const PATIENCE = 15000;
  const box = document.getElementById("camera");
  const [video, said, read, missing] = ["video", ".said", ".read", ".missing"].map((name) =>
    box.querySelector(name));
  const words = (name) => box.getAttribute(`data-words-${name}`);
  let stream = null;
  let turn = 0; // grows with each start and stop; whoever waited meanwhile gives up

  const tell = (sentence) => {
    if (said.textContent !== sentence) said.textContent = sentence;
  };

  const asked = () => document.querySelector("#live [data-camera]");

  // The console says which cards were read in this vote; the numbers here are the same.
  const count = () => {
    const button = asked();
    read.textContent = (button && button.getAttribute("data-read")) || "–";
    missing.textContent = (button && button.getAttribute("data-missing")) || "–";
  };

  const picture = async () => {
    const canvas = document.createElement("canvas");
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    canvas.getContext("2d").drawImage(video, 0, 0);
    return new Promise((done) => { canvas.toBlob(done, "image/jpeg", 0.9); });
  };

  const send = async () => {
    const form = new FormData();
    form.append("photo", await picture(), "cards.jpg");
    const answer = await fetch(box.getAttribute("data-send"), {
      method: "POST",
      body: form,
      headers: { "X-Requested-With": "room" },
      signal: AbortSignal.timeout(PATIENCE),
    });
    tell((await answer.json()).sentence || words("lost"));
  };

  const look = async (own) => {
    if (turn !== own) return;
    if (!asked()) {
      tell(words("waits"));
    } else if (video.videoWidth) {
      await send().catch(() => { tell(words("lost")); });
    }
    setTimeout(() => { look(own); }, PAUSE);
  };

  const release = (given) => { given.getTracks().forEach((track) => { track.stop(); }); };

  const stop = () => {
    turn += 1;
    if (stream) release(stream);
    stream = null;
    video.srcObject = null;
    box.hidden = true;
  };

  const lost = () => {
    stop();
    box.hidden = false;
    tell(words("busy"));
  };

  const start = async () => {
    if (stream) return undefined;
    turn += 1;
    const own = turn;
    box.hidden = false;
    tell(words("starts"));
    count();
    try {
      const given = await navigator.mediaDevices.getUserMedia({
        video: { width: { ideal: 1920 }, height: { ideal: 1080 } },
      });
      if (turn !== own) return release(given);
      stream = given;
    } catch (refusal) {
      const refused = /NotAllowed|Security/.test(refusal.name);
      const none = /NotFound|Overconstrained/.test(refusal.name);
      if (turn === own) tell(words(refused ? "refused" : none ? "none" : "busy"));
      return undefined;
    }
    video.srcObject = stream;
    stream.getVideoTracks()[0].addEventListener("ended", lost);
    await video.play().catch(() => {});
    return look(own);
  };

  if (!navigator.mediaDevices) return;
  document.body.classList.add("has-camera");
  box.querySelector("button").addEventListener("click", stop);
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-camera]")) start();
  });
  new MutationObserver(count).observe(document.getElementById("live"), { childList: true });
  addEventListener("pagehide", stop);
})();
