// What the preview adds to a page: it reloads when the page changed, and tells what is wrong. Never published.
(() => {
  "use strict";
  const own = document.currentScript;
  const { page, body } = own.dataset;
  const KEPT = "lykta-open";

  // Details that were open stay open over a reload.
  const details = () => [...document.querySelectorAll("details")];
  try {
    const open = JSON.parse(sessionStorage.getItem(KEPT) || "[]");
    sessionStorage.removeItem(KEPT);
    details().forEach((element, at) => { if (open.includes(at)) element.open = true; });
  } catch { /* nothing was kept */ }

  const reload = () => {
    sessionStorage.setItem(KEPT, JSON.stringify(details().flatMap((element, at) => (element.open ? [at] : []))));
    location.reload();
  };

  // Asks for the page anew, and exchanges just the styles where nothing else changed.
  const look = async () => {
    const answer = await fetch(location.pathname, { cache: "no-cache" });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const mark = fresh.querySelector("script[data-lykta-preview]");
    if (!mark || mark.dataset.page === page) { show(); return; }
    const sheets = (from) => [...from.querySelectorAll('link[rel="stylesheet"]')];
    const [now, next] = [sheets(document), sheets(fresh)];
    if (mark.dataset.body === body && now.length === next.length) {
      now.forEach((link, at) => {
        const href = next[at].getAttribute("href");
        if (link.getAttribute("href") !== href) link.setAttribute("href", href);
      });
      show();
      return;
    }
    reload();
  };

  let shownVersion = null;
  const heard = (version) => {
    if (shownVersion !== null && version !== shownVersion) look().catch(() => {});
    shownVersion = version;
  };

  // Where no socket opens, the version is asked for each second.
  const poll = () => setInterval(async () => {
    try { heard(await (await fetch("/_lykta/version", { cache: "no-store" })).text()); } catch { /* the preview is gone; it may come back */ }
  }, 1000);

  const listen = (pause) => {
    let opened = false;
    const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/_lykta/live`);
    const given = setTimeout(() => { if (!opened) { socket.onclose = null; socket.close(); poll(); } }, 2000);
    socket.onopen = () => {
      opened = true;
      clearTimeout(given);
      // After a restart the page may be older than what is there now.
      if (shownVersion !== null) look().catch(() => {});
    };
    socket.onmessage = ({ data }) => {
      if (data === "looked") show().catch(() => {});
      else if (data !== "still-here") heard(data);
    };
    socket.onclose = () => { clearTimeout(given); setTimeout(listen, pause, Math.min(pause * 2, 10000)); };
  };

  // What was found, folded at the edge until somebody opens it.
  const host = document.createElement("div");
  host.setAttribute("data-lykta-preview", "");
  const root = host.attachShadow({ mode: "open" });
  const make = (name, text, attributes = {}) => {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    return element;
  };

  const show = async () => {
    const report = await (await fetch("/_lykta/findings.json", { cache: "no-store" })).json();
    const { errors, warnings, notes } = report.summary;
    const wasOpen = root.querySelector("details")?.open ?? false;
    root.replaceChildren(make("link", "", { rel: "stylesheet", href: "/_lykta/preview.css" }));
    if (errors + warnings + notes === 0) return;
    const panel = make("details", "", { class: errors ? "panel errors" : "panel" });
    panel.open = wasOpen;
    const count = (n, word) => (n ? `${n} ${word}${n === 1 ? "" : "s"}` : "");
    panel.append(make("summary", [count(errors, "error"), count(warnings, "warning"), count(notes, "note")].filter(Boolean).join(", ")));
    const list = make("ul", "", { "aria-label": "Findings" });
    for (const finding of report.findings.slice(0, 100)) {
      const item = make("li", "", { class: finding.severity });
      item.append(make("p", `${finding.severity}: ${finding.message}`));
      const place = `${finding.file}:${finding.line}:${finding.column}`;
      const copy = make("button", place, { type: "button", title: "Copy the place" });
      copy.addEventListener("click", () => { navigator.clipboard?.writeText(place); });
      item.append(copy);
      for (const hint of finding.hints) item.append(make("p", hint, { class: "hint" }));
      list.append(item);
    }
    panel.append(list);
    panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { panel.open = false; panel.querySelector("summary").focus(); }
    });
    root.append(panel);
  };

  document.body.append(host);
  show().catch(() => {});
  listen(500);
})();
