// Keeps the pages of one language on the device, if somebody asks for it here, and removes all of it again in one act.
// Only looking never stores anything.
(function () {
  "use strict";
  var place = document.querySelector(".keep"), status = place.querySelector("[role=status]"), bar = place.querySelector("progress");
  var keep = place.querySelector(".do"), remove = place.querySelector(".remove"), data = place.dataset;
  // Other sites may lie beside this one, below other paths: `/here/sv/`.
  var scope = data.scope, base = scope.slice(0, scope.lastIndexOf("/", scope.length - 2) + 1);
  var isOurs = function (address) { return address.startsWith(base) && /^[^/]+\/$/.test(address.slice(base.length)); };
  // Each keeping has a name of its own, `lykta-/here/sv/?` and when: what was kept before stays until all is there anew.
  var name = "lykta-" + scope, receipt = location.pathname + "receipt";
  var isCache = function (one) { return one.startsWith("lykta-") && (isOurs(one.slice(6).split("?")[0]) || !one.includes("/")); };
  var namesOf = async function (is) { return (await caches.keys()).filter(is); };
  var isThis = function (one) { return one.split("?")[0] === name; };
  // A file whose name holds its own hash is never another. All else is asked for, and past the cache of HTTP, which no script
  // can empty.
  var isHashed = function (file) { return /\.[0-9a-f]{12}(-\d+)?\.\w+$/.test(file); };
  var get = async function (file, signal) { return (isHashed(file) && await caches.match(file)) || fetch(file, { cache: "no-store", signal: signal }); };
  // What a browser still holds of a cache it leaves on the disk, so that each entry is deleted first.
  var drop = function (names) {
    return Promise.all(names.map(async function (one) {
      var cache = await caches.open(one);
      await Promise.all((await cache.keys()).map(function (file) { return cache.delete(file); }));
      await caches.delete(one);
    }));
  };
  if (!isSecureContext || !("caches" in window) || !navigator.serviceWorker || !/^http/.test(location.protocol)) { return; }
  var fill = function (text, one, two) { return text.replace("%1", one).replace("%2", two); };
  // What is kept, after what has just happened. Without a receipt a keeping was broken off.
  var look = async function (happened) {
    var told = null, say = data.none;
    for (var one of await namesOf(isThis)) { told = await (await caches.open(one)).match(receipt) || told; }
    keep.hidden = false;
    remove.hidden = !(await namesOf(isCache)).length;
    if (told) {
      var kept = await told.json();
      var size = new Intl.NumberFormat(data.language, { style: "unit", unit: "megabyte", maximumFractionDigits: 1 }).format(kept.size / 1e6);
      say = fill(data.kept, new Intl.DateTimeFormat(data.language === "en" ? "en-GB" : data.language, { dateStyle: "long", calendar: "gregory" }).format(new Date(kept.date)), size);
    }
    status.textContent = (happened ? happened + " " : "") + say;
  };
  var removeAll = async function () {
    var workers = await navigator.serviceWorker.getRegistrations();
    await drop(await namesOf(isCache));
    await Promise.all(workers.filter(function (worker) { return isOurs(new URL(worker.scope).pathname); }).map(function (worker) { return worker.unregister(); }));
  };
  var keepAll = async function (fresh, stop) {
    var answer = await get("files.txt", stop.signal);
    if (!answer.ok) { throw new Error("no list"); }
    var files = (await answer.text()).split("\n").filter(Boolean), known = new Set(files), size = 0, done = 0, at = 0, told = -1, broken = null;
    var before = await namesOf(isThis), cache = await caches.open(fresh);
    // The bar shows each file; aloud is told the beginning and each quarter.
    var tell = function () {
      bar.max = files.length;
      bar.value = done;
      if (Math.floor(4 * done / files.length) <= told) { return; }
      told = Math.floor(4 * done / files.length);
      status.textContent = fill(data.working, done, files.length);
    };
    var next = async function () {
      while (at < files.length && !broken) {
        var file = files[at];
        at += 1;
        var got = await get(file, stop.signal);
        if (!got.ok) { throw new Error(file); }
        var body = await got.blob();
        size += body.size;
        if (/html/.test(body.type)) {
          // Pictures that the page shows, and files that it offers.
          new DOMParser().parseFromString(await body.text(), "text/html").querySelectorAll("img[src], a[href]").forEach(function (one) {
            var source = one.getAttribute("src") || one.getAttribute("href");
            if (source.startsWith(base + "media/") && !known.has(source)) { known.add(source); files.push(source); }
          });
        }
        // An answer that was led on (some hosts take `.html` away) is refused where a page is opened; a new one is not.
        await cache.put(file, new Response(body, { headers: got.headers }));
        done += 1;
        if (!broken) { tell(); }
      }
    };
    tell();
    // All four have ended before a keeping fails, since nothing may be put into a cache that is deleted.
    var end = function (error) { broken = broken || error; stop.abort(); };
    await Promise.all([1, 2, 3, 4].map(function () { return next().catch(end); }));
    if (broken) { throw broken; }
    stop.signal.throwIfAborted();
    await navigator.serviceWorker.register(data.worker, { scope: data.scope });
    await cache.put(receipt, new Response(JSON.stringify({ date: Date.now(), size: size }), { headers: { "content-type": "application/json" } }));
    await drop(before);
  };
  // What is being kept now: how to end it, and when it has ended.
  var now = null, removed = "removed";
  var begin = async function (stop) {
    var fresh = name + "?" + Date.now(), failed = "";
    try {
      await keepAll(fresh, stop);
    } catch (error) {
      failed = stop.signal.reason === removed ? "" : data.failed;
      await drop([fresh]);
    }
    await look(failed);
    bar.hidden = true;
    keep.removeAttribute("aria-disabled");
    now = null;
  };
  keep.addEventListener("click", function () {
    // A button that is disabled would lose the focus.
    if (keep.getAttribute("aria-disabled") === "true") { return; }
    keep.setAttribute("aria-disabled", "true");
    // How far it has come is not known before the list is there.
    bar.removeAttribute("value");
    bar.hidden = remove.hidden = false;
    var stop = new AbortController();
    now = { stop: stop, ended: begin(stop) };
  });
  remove.addEventListener("click", async function () {
    // Nothing is kept behind the back of whoever removes it.
    if (now) {
      now.stop.abort(removed);
      await now.ended;
    }
    await removeAll();
    await look();
    keep.focus();
  });
  look();
}());
