// What the overview does more with a script than without: it copies places, and follows what is written.
(() => {
  "use strict";
  const prepare = () => document.querySelectorAll("[data-copy]").forEach((button) => { button.hidden = !navigator.clipboard; });
  // For ears; the button itself says it to eyes.
  const status = document.createElement("p");
  status.className = "unseen";
  status.setAttribute("role", "status");
  document.body.append(status);
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-copy]");
    if (!button) return;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      const text = button.textContent;
      button.textContent = button.dataset.copied;
      status.textContent = button.dataset.copied;
      setTimeout(() => { button.textContent = text; status.textContent = ""; }, 1500);
    } catch { /* the place can be copied by hand */ }
  });
  prepare();

  // Only what was asked for by its address may be asked for again, and never under somebody's fingers.
  const main = document.querySelector("#main");
  if (!main || document.querySelector("#refusal")) return;
  const key = (details) => details.querySelector("summary")?.firstElementChild?.textContent ?? details.querySelector("summary")?.firstChild?.textContent;
  // Whether somebody has chosen or typed something that is not sent yet.
  const touched = () => [...main.querySelectorAll("select, input:not([type=hidden])")].some((control) => {
    if (!control.options) return control.value !== control.defaultValue;
    const first = [...control.options].findIndex((option) => option.defaultSelected);
    return control.selectedIndex !== Math.max(first, 0);
  });
  let waiting = false;
  const follow = async () => {
    // What nobody looks at can wait: a large site's overview costs something.
    if (document.hidden) { waiting = true; return; }
    const fresh = new DOMParser().parseFromString(await (await fetch(location.href, { cache: "no-store" })).text(), "text/html").querySelector("#main");
    // After a restart the forms need the new preview's token, also while somebody writes.
    const token = fresh?.querySelector('input[name="token"]')?.value;
    if (token) main.querySelectorAll('input[name="token"]').forEach((input) => { input.value = token; });
    if (document.activeElement?.matches?.("input, select") || touched()) { waiting = true; return; }
    waiting = false;
    if (!fresh || fresh.innerHTML === main.dataset.last) return;
    main.dataset.last = fresh.innerHTML;
    const open = new Map([...main.querySelectorAll("details")].map((details) => [key(details), details.open]));
    const focus = document.activeElement?.closest("#main") ? [...main.querySelectorAll("a, button, summary")].indexOf(document.activeElement) : -1;
    main.replaceChildren(...fresh.childNodes);
    main.querySelectorAll("details").forEach((details) => { if (open.has(key(details))) details.open = open.get(key(details)); });
    if (focus >= 0) main.querySelectorAll("a, button, summary")[focus]?.focus({ preventScroll: true });
    prepare();
  };
  document.addEventListener("visibilitychange", () => { if (waiting && !document.hidden) follow().catch(() => {}); });
  addEventListener("focusout", () => { if (waiting) setTimeout(() => { follow().catch(() => {}); }, 300); });
  // A check of links tells nobody how far it is; it is asked.
  setInterval(() => { if (main.querySelector("[data-running]")) follow().catch(() => {}); }, 2000);
  // Where no socket opens, the page is asked for every few seconds.
  let polling = null;
  const poll = () => { polling ??= setInterval(() => { follow().catch(() => {}); }, 3000); };
  const listen = (pause) => {
    const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/_lykta/live`);
    const silent = setTimeout(() => { poll(); socket.close(); }, 2000);
    socket.onopen = () => {
      clearTimeout(silent);
      clearInterval(polling);
      polling = null;
    };
    // What is heard first counts too: it may be newer than the page.
    socket.onmessage = ({ data }) => { if (data !== "still-here") follow().catch(() => {}); };
    socket.onclose = () => {
      clearTimeout(silent);
      poll();
      setTimeout(listen, pause, Math.min(pause * 2, 10000));
    };
  };
  listen(500);
})();
