// What the preview adds to a page: it reloads when the page changed, tells what it is and what is wrong. Never published.
(() => {
  "use strict";
  const own = document.currentScript;
  const { page, unstyled, token } = own.dataset;
  // In the preview's own frames the page stands alone; the frame has what else is needed.
  const framed = window.frameElement?.hasAttribute("data-as") ?? false;

  // What is remembered for the session; a browser that keeps nothing forgets it.
  const kept = {
    get: (name) => { try { return sessionStorage.getItem(`lykta-${name}`); } catch { return null; } },
    set: (name, value) => { try { sessionStorage.setItem(`lykta-${name}`, value); } catch { /* forgotten */ } },
    take: (name) => { const value = kept.get(name); try { sessionStorage.removeItem(`lykta-${name}`); } catch { /* nothing to forget */ } return value; },
  };

  // Where the page itself tells why it can't be shown, the list would only hide it until somebody asks for it.
  const explained = document.body.classList.contains("lykta-explained");
  // Details that were opened or closed by hand stay so over a reload, told by what they are and not by how many stand above;
  // also while a mistake keeps the page away.
  const details = () => {
    const times = {};
    return [...document.querySelectorAll("details")].map((element) => {
      const name = element.id || element.querySelector("summary")?.textContent || "";
      times[name] = (times[name] ?? 0) + 1;
      return [`${name} ${times[name]}`, element];
    });
  };
  const unchanged = new Map(details().map(([, element]) => [element, element.open]));
  // What stands where the page can't be shown or is not there.
  const away = "away" in own.dataset;
  const before = JSON.parse((performance.getEntriesByType("navigation")[0]?.type === "reload" && kept.get("open")) || "{}");
  const returns = before.path === location.pathname && !away;
  if (returns) {
    kept.take("open");
    details().forEach(([name, element]) => { element.open = before.open[name] ?? element.open; });
  } else if (before.path === location.pathname) {
    // Whatever the browser would do to find the place again here would still move when the page returns.
    history.scrollRestoration = "manual";
    kept.set("open", JSON.stringify({ ...before, away }));
  }
  const reload = () => {
    const changed = details().filter(([, element]) => element.open !== (unchanged.get(element) ?? false));
    const open = Object.fromEntries(changed.map(([name, element]) => [name, element.open]));
    if (!away) kept.set("open", JSON.stringify({ path: location.pathname, open, at: scrollY }));
    location.reload();
  };

  // Asks for the page anew, and exchanges just the styles where nothing else changed.
  const look = async () => {
    const answer = await fetch(location.pathname, { cache: "no-cache" });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const mark = fresh.querySelector("script[data-lykta-preview]");
    if (!mark || (mark.dataset.page === page && mark.dataset.token === token)) { show(); return; }
    const sheets = (from) => [...from.querySelectorAll('link[rel="stylesheet"]')];
    const [now, next] = [sheets(document), sheets(fresh)];
    if (mark.dataset.unstyled === unstyled && mark.dataset.token === token && now.length === next.length) {
      now.forEach((link, at) => {
        const href = next[at].getAttribute("href");
        if (link.getAttribute("href") !== href) link.setAttribute("href", href);
      });
      show();
      return;
    }
    reload();
  };

  // What is heard first is looked at too: the page may be older than that, written while it was loading or kept by a browser.
  let shownVersion = null;
  const heard = (version) => {
    if (version !== shownVersion) look().catch(() => {});
    shownVersion = version;
  };

  // Where no socket opens, the version is asked for each second.
  let polling = null;
  const poll = () => {
    polling ??= setInterval(async () => {
      try {
        heard(await (await fetch("/_lykta/version", { cache: "no-store" })).text());
      } catch { shownVersion = null; /* the preview is gone; it may come back, and counts anew then */ }
    }, 1000);
  };

  const listen = (pause) => {
    const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/_lykta/live`);
    const silent = setTimeout(() => { poll(); socket.close(); }, 2000);
    socket.onopen = () => {
      clearTimeout(silent);
      clearInterval(polling);
      polling = null;
      // After a restart the page may be older than what is there now, though the versions count anew.
      shownVersion = null;
    };
    socket.onmessage = ({ data }) => {
      if (data === "looked") show().catch(() => {});
      else if (data !== "still-here") heard(data);
    };
    socket.onclose = ({ code }) => {
      clearTimeout(silent);
      // 1001: the preview said that it ends.
      if (code === 1001 && about) tell(about.words.gone);
      poll();
      setTimeout(listen, pause, Math.min(pause * 2, 10000));
    };
  };

  // The bar and the list of findings, in a tree of their own.
  const host = document.createElement("div");
  host.setAttribute("data-lykta-preview", "");
  // The preview's own languages are written from left to right, whichever way the page is.
  host.dir = "ltr";
  const root = host.attachShadow({ mode: "open" });
  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (typeof value === "function") element.addEventListener(key, value);
      else if (value !== null && value !== false && value !== undefined) element.setAttribute(key, value === true ? "" : value);
    }
    // Texts become text, never markup.
    element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
    return element;
  };
  const style = make("link", { rel: "stylesheet", href: "/_lykta/preview.css" });
  const status = make("p", { role: "status", class: "unseen" });
  const place = make("div");
  root.append(style, status, place);
  // Room for the bar, made so that nothing of the page changes but where it begins.
  const room = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, room];
  // It is there before the browser finds the place again at which somebody was reading.
  const makeRoom = () => {
    const bar = place.hidden ? null : root.querySelector(".bar");
    if (bar && !bar.matches(".folded")) kept.set("room", bar.offsetHeight);
    const high = framed || kept.get("bar") === "folded" ? 0 : Number(kept.get("room")) || 43;
    host.style.setProperty("--bar", `${high}px`);
    room.replaceSync(high ? `@media screen { html { padding-block-start: ${high}px; scroll-padding-block-start: ${high + 8}px; } }` : "");
  };
  makeRoom();
  // A browser finds the place again over a reload, but what stood there meanwhile was shorter.
  if (returns && before.away) {
    history.scrollRestoration = "manual";
    const back = () => scrollTo({ top: before.at, behavior: "instant" });
    back();
    addEventListener("load", back);
    addEventListener("pagehide", () => { history.scrollRestoration = "auto"; });
  }

  const tell = (text) => { status.textContent = ""; setTimeout(() => { status.textContent = text; }, 50); };
  const post = (wish, fields) => fetch(`/_lykta/${wish}`, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams({ token, ...fields }),
  });

  let about = null;
  let last = "";
  let wished = explained ? "folded" : null;

  const copyButton = (text) => make("button", {
    type: "button",
    "data-key": `copy ${text}`,
    "aria-label": `${about.words.copy} ${text}`,
    click: async ({ currentTarget }) => {
      try {
        await navigator.clipboard.writeText(text);
        currentTarget.textContent = about.words.copied;
        tell(about.words.copied);
      } catch { getSelection()?.selectAllChildren(currentTarget.parentNode); }
    },
  }, about.words.copy);
  const openButton = (file, line, column, attributes = {}, text = about.words.open) => (about.editor ? make("button", {
    type: "button",
    ...attributes,
    "data-key": `open ${file}:${line}:${column}`,
    "aria-label": `${about.words.open}: ${file}:${line}`,
    click: async () => {
      const answer = await post("open", { file, line, column }).catch(() => null);
      tell(answer?.status === 204 ? about.words.opened : about.words["not_opened"]);
    },
  }, text) : null);

  const finding = (found) => make("li", { class: found.severity },
    make("p", {}, make("span", { class: `badge ${found.severity}` }, found.word), " ", make("span", { lang: found.message.lang }, found.message.text), " ", make("code", { class: "code" }, found.code)),
    found.excerpt && make("pre", {},
      make("span", { class: "number" }, String(found.line)),
      make("code", { dir: "auto" }, found.excerpt[0], make("mark", {}, found.excerpt[1]), found.excerpt[2])),
    ...found.hints.map((hint) => make("p", { class: "hint", lang: hint.lang }, hint.text)),
    make("div", { class: "place" }, make("code", {}, found.place), copyButton(found.place), openButton(found.file, found.line, found.column)));

  const panelOpen = () => {
    const wish = wished ?? kept.get("panel");
    // What was found in a text that is saved is gone until it has been looked at again; the list waits for that.
    if (!about.here.count && !about.elsewhere.count) {
      return wish !== "folded" && !about.complete && Boolean(root.querySelector(".panel"));
    }
    // Nobody asked for it: it opens by itself where this very page has an error, unless it was folded in this session.
    return wish ? wish === "open" : about.here.errors > 0;
  };
  const setPanel = (wish, focus = true) => {
    wished = explained ? (wish ? "open" : "folded") : null;
    if (!explained) kept.set("panel", wish ? "open" : "folded");
    draw();
    if (!focus) return;
    if (wish) root.querySelector(".panel")?.focus({ preventScroll: true });
    else root.querySelector(".found")?.focus();
  };
  const setBar = (wish) => {
    kept.set("bar", wish ? "open" : "folded");
    draw();
    root.querySelector(".fold")?.focus();
  };

  const panel = () => {
    const { words, here, elsewhere } = about;
    const part = (title, list) => (list.count ? [make("h3", {}, `${title}: ${list.text}`), make("ul", {}, ...list.findings.map(finding))] : []);
    return make("section", { class: "panel", id: "findings", "data-key": "panel", "aria-label": words.findings, tabindex: "-1" },
      make("div", { class: "top" }, make("h2", {}, words.findings), make("button", { type: "button", "data-key": "close", click: () => setPanel(false) }, words.close)),
      here.count ? null : make("p", {}, about.complete || elsewhere.count ? words.none_here : words.looking),
      ...part(words.here, here),
      ...part(words.site, elsewhere),
      make("p", {}, make("a", { href: "/_lykta/#findings", "data-key": "all" }, words.all)));
  };

  const menu = (key, title, items) => make("details", { "data-key": key },
    make("summary", { "data-key": `${key} summary` }, title), make("ul", { class: "menu" }, ...items));

  const bar = () => {
    const { words, here, elsewhere } = about;
    const it = about.page ?? { languages: [], text: words.missing };
    const all = here.count + elsewhere.count;
    const worst = [...here.findings, ...elsewhere.findings][0]?.severity ?? "none";
    const text = here.text || elsewhere.text || words.none;
    const found = all ? make("button", {
      type: "button", class: `found ${here.errors || worst === "error" ? "error" : worst}`, "data-key": "found",
      "aria-expanded": String(panelOpen()), "aria-controls": "findings", click: () => setPanel(!panelOpen()),
    }, text) : make("span", { class: "found none" }, about.complete ? words.none : words.looking);
    const fold = (wish, label, sign) => make("button", { type: "button", class: "fold", "data-key": "fold", "aria-label": label, title: label, "aria-expanded": String(!wish), click: () => setBar(wish) }, sign);
    if (kept.get("bar") === "folded") {
      return make("section", { class: "bar folded", "aria-label": words.label }, found, fold(true, words.unfold, "▾"));
    }
    const view = (as, label) => make("li", {}, make("a", { href: `/_lykta/view?${new URLSearchParams({ path: location.pathname, as })}`, "data-key": as }, label));
    const path = make("span", {}, make("bdi", { dir: "ltr" }, it.file ?? ""));
    const isPublic = about.audience === "public";
    const audience = (label) => make("button", {
      type: "button", "data-key": "audience", click: () => post("audience", { audience: isPublic ? "author" : "public" }).catch(() => {}),
    }, label);
    return make("section", { class: isPublic ? "bar public" : "bar", "aria-label": words.label },
      make("div", { class: "grow" },
        isPublic ? make("strong", {}, words.public_on) : null,
        isPublic ? audience(words.leave_public) : null,
        it.state && !isPublic ? make("span", { class: `badge ${it.state}` }, it.text) : null,
        ...(it.notes ?? []).map((note) => make("span", { class: "badge not-reviewed wide" }, note)),
        it.file ? (about.editor ? openButton(it.file, 1, 1, { class: "file" }, path) : make("button", {
          type: "button", class: "file", title: words.copy, "data-key": "file",
          click: async () => { try { await navigator.clipboard.writeText(it.file); tell(words.copied); } catch { /* it can be read */ } },
        }, path)) : make("span", { class: "soft" }, it.text)),
      found,
      it.languages.length > 1 ? menu("languages", words.languages, it.languages.map((one) => make("li", {},
        make("a", { href: one.href, lang: one.tag, hreflang: one.tag, "aria-current": one.current ? "page" : null, "data-key": one.tag }, one.name),
        one.text ? make("span", { class: `badge ${one.state}` }, one.text) : null))) : null,
      menu("view", words.view, [
        view("phone", words.phone), view("print", words.print), view("rtl", words.rtl),
        isPublic ? null : make("li", {}, audience(words.public)),
      ].filter(Boolean)),
      make("a", { href: "/_lykta/", "data-key": "overview" }, words.overview),
      fold(false, words.fold, "▴"));
  };

  // Draws what is known, and leaves focus and open menus as they are.
  const draw = () => {
    const focused = root.activeElement?.dataset?.key;
    const opened = [...root.querySelectorAll("details[open]")].map((element) => element.dataset.key);
    host.lang = about.speech;
    const drawn = [bar()];
    if (panelOpen()) drawn.push(panel());
    const scrolled = root.querySelector(".panel")?.scrollTop ?? 0;
    place.replaceChildren(...drawn);
    root.querySelectorAll("details").forEach((element) => { if (opened.includes(element.dataset.key)) element.open = true; });
    if (root.querySelector(".panel")) root.querySelector(".panel").scrollTop = scrolled;
    makeRoom();
    if (!focused) return;
    // Where what had the focus is mended, the focus stays near.
    const keys = new Map([...root.querySelectorAll("[data-key]")].reverse().map((element) => [element.dataset.key, element]));
    (keys.get(focused) ?? keys.get("panel") ?? keys.get("found"))?.focus({ preventScroll: true });
  };

  const show = async () => {
    if (framed) return;
    const text = await (await fetch(`/_lykta/page.json?${new URLSearchParams({ path: location.pathname })}`, { cache: "no-store" })).text();
    const next = JSON.parse(text);
    // The version alone is no news.
    const same = JSON.stringify({ ...next, version: 0 });
    if (same === last) return;
    const before = about && `${about.here.text}`;
    about = next;
    last = same;
    draw();
    // Only what came to this page or left it is told aloud, and once.
    if (before === null ? about.here.count : before !== about.here.text) tell(about.here.count ? `${about.words.here}: ${about.here.text}` : about.words.none_here);
  };

  // Escape closes a menu or the list, wherever the focus is, and then it is not the page's any more; what the page itself has
  // opened over its text goes first.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing || event.defaultPrevented) return;
    const opened = root.querySelector("details[open]"), within = event.composedPath().includes(host);
    if (opened && within) {
      opened.open = false;
      opened.querySelector("summary").focus();
    } else if (root.querySelector(".panel") && (within || !document.querySelector(":popover-open, dialog[open]"))) setPanel(false, within);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
  // What has the focus is seen: a list that lies over all of it folds, as long as the page stays.
  const uncover = (focused) => {
    const list = root.querySelector(".panel");
    if (!list || focused !== document.activeElement) return;
    const [over, under] = [list, focused].map((one) => one.getBoundingClientRect());
    if (under.left < over.left || under.right > over.right || under.top < over.top || under.bottom > over.bottom) return;
    wished = "folded";
    draw();
  };
  // At once, and where the page has scrolled to it.
  document.addEventListener("focusin", ({ target }) => {
    if (target !== host) [0, 800].forEach((pause) => setTimeout(uncover, pause, target));
  });
  // One menu at a time.
  root.addEventListener("toggle", ({ target }) => {
    if (target.open) root.querySelectorAll("details[open]").forEach((other) => { if (other !== target) other.open = false; });
  }, true);
  document.addEventListener("pointerdown", (event) => {
    if (!event.composedPath().includes(host)) root.querySelectorAll("details[open]").forEach((element) => { element.open = false; });
  });

  if (!framed) {
    // Nothing is shown before it has its style.
    place.hidden = true;
    style.addEventListener("load", () => { place.hidden = false; makeRoom(); });
    addEventListener("resize", makeRoom);
    document.body.append(host);
  }
  show().catch(() => {});
  listen(500);
})();
