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
  // A file or a kind; how much it holds stands behind it.
  const key = (details) => details.querySelector("summary")?.firstChild?.textContent.trim();
  // What can be reached by keyboard, told by what it is and not by how many stand above it.
  const controls = () => {
    const times = {};
    return [...main.querySelectorAll("a, button, summary, [tabindex]")].map((element) => {
      const details = element.closest("details");
      const part = [element.closest("section")?.getAttribute("aria-labelledby"), details && key(details), element.tagName];
      const place = element.closest("li")?.querySelector("[data-copy]")?.dataset.copy;
      const own = element.getAttribute("href") ?? element.dataset.copied ?? element.getAttribute("aria-label") ?? element.textContent;
      const name = [...part, place, element.matches("summary") ? "" : own].join(" ");
      times[name] = (times[name] ?? 0) + 1;
      return [`${name} ${times[name]}`, element];
    });
  };
  // What is seen, from the top of the window on, and how far down it stands.
  const seen = (from = 0) => {
    const marks = [...main.querySelectorAll("h1, h2, summary, th[scope=row], li")].filter((element) => element.checkVisibility());
    const named = marks.map((element) => {
      const name = element.matches("summary") ? key(element.parentNode) : element.textContent;
      return [`${element.tagName} ${name}`, element.getBoundingClientRect().top];
    });
    return named.filter(([, top]) => top >= from);
  };
  // Details by their keys, as they stood last: they may go and come again.
  const open = new Map();
  // What was seen and what had the focus, kept until all has been looked at again: it may go and come, too.
  let held = null;
  const exchange = (fresh) => {
    const names = new Map(controls().map(([name, element]) => [element, name]));
    const active = document.activeElement;
    const focused = [active, active?.closest("details")?.querySelector("summary")].map((element) => names.get(element)).filter(Boolean);
    const isHeld = { scrolled: held?.scrolled === scrollY, focused: held?.given === (names.get(active) ?? active) };
    const places = isHeld.scrolled ? held.places : scrollY ? seen() : [];
    const wanted = isHeld.focused ? held.wanted : focused;
    main.querySelectorAll("details").forEach((details) => open.set(key(details), details.open));
    const across = main.querySelector(".scroll")?.scrollLeft;
    main.replaceChildren(...fresh.childNodes);
    prepare();
    main.querySelectorAll("details").forEach((details) => { details.open = open.get(key(details)) ?? details.open; });
    if (across) main.querySelector(".scroll")?.scrollTo({ left: across, behavior: "instant" });
    const now = new Map(seen(-Infinity).reverse());
    const [place, top] = places.find(([name]) => now.has(name)) ?? [];
    if (place) scrollBy({ top: now.get(place) - top, behavior: "instant" });
    const there = new Map(controls());
    const given = wanted.find((name) => there.has(name)) ?? main;
    if (wanted.length) (there.get(given) ?? main).focus({ preventScroll: true });
    held = main.querySelector("[data-looking]") ? { places, wanted, given, scrolled: scrollY } : null;
  };
  // Whether somebody has chosen or typed something that is not sent yet.
  const touched = () => [...main.querySelectorAll("select, input:not([type=hidden])")].some((control) => {
    if (!control.options) return control.value !== control.defaultValue;
    const first = [...control.options].findIndex((option) => option.defaultSelected);
    return control.selectedIndex !== Math.max(first, 0);
  });
  let waiting = false;
  let asked = 0;
  const follow = async () => {
    // What nobody looks at can wait: a large site's overview costs something.
    if (document.hidden) { waiting = true; return; }
    asked += 1;
    const turn = asked;
    const fresh = new DOMParser().parseFromString(await (await fetch(location.href, { cache: "no-store" })).text(), "text/html").querySelector("#main");
    // An answer that comes after that of a later question is older than what is shown.
    if (turn !== asked) return;
    // After a restart the forms need the new preview's token, also while somebody writes.
    const token = fresh?.querySelector('input[name="token"]')?.value;
    if (token) main.querySelectorAll('input[name="token"]').forEach((input) => { input.value = token; });
    if (document.activeElement?.matches?.("input, select") || touched()) { waiting = true; return; }
    waiting = false;
    if (!fresh || fresh.innerHTML === main.dataset.last) return;
    main.dataset.last = fresh.innerHTML;
    exchange(fresh);
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
