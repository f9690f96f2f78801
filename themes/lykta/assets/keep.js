// Keeps the pages of one language on the device, if somebody asks for it here, and removes all of it again in one act.
// Only looking never stores anything.
(function () {
  "use strict";
  var place = document.querySelector(".keep"), status = place.querySelector("[role=status]");
  var keep = place.querySelector(".do"), remove = place.querySelector(".remove"), data = place.dataset;
  // Other sites may lie beside this one, below other paths: `/here/sv/`.
  var scope = data.scope, base = scope.slice(0, scope.lastIndexOf("/", scope.length - 2) + 1);
  var isOurs = function (address) { return address.startsWith(base) && /^[^/]+\/$/.test(address.slice(base.length)); };
  var isCache = function (one) { return one.startsWith("lykta-") && (isOurs(one.slice(6)) || !one.includes("/")); };
  var name = "lykta-" + scope, receipt = location.pathname + "receipt";
  if (!isSecureContext || !("caches" in window) || !navigator.serviceWorker || !/^http/.test(location.protocol)) { return; }
  var fill = function (text, one, two) { return text.replace("%1", one).replace("%2", two); };
  var look = async function () {
    var names = (await caches.keys()).filter(isCache);
    var told = names.includes(name) ? await (await caches.open(name)).match(receipt) : null;
    keep.hidden = false;
    remove.hidden = !names.length;
    if (!told) { status.textContent = data.none; return; }
    var kept = await told.json();
    var size = new Intl.NumberFormat(data.language, { style: "unit", unit: "megabyte", maximumFractionDigits: 1 }).format(kept.size / 1e6);
    status.textContent = fill(data.kept, new Intl.DateTimeFormat(data.language === "en" ? "en-GB" : data.language, { dateStyle: "long" }).format(new Date(kept.date)), size);
  };
  var removeAll = async function () {
    var names = await caches.keys(), workers = await navigator.serviceWorker.getRegistrations();
    await Promise.all(names.filter(isCache).map(function (one) { return caches.delete(one); }));
    await Promise.all(workers.filter(function (worker) { return isOurs(new URL(worker.scope).pathname); }).map(function (worker) { return worker.unregister(); }));
  };
  var keepAll = async function () {
    var answer = await fetch("files.txt", { cache: "no-cache" });
    if (!answer.ok) { throw new Error("no list"); }
    var files = (await answer.text()).split("\n").filter(Boolean), known = new Set(files), size = 0, done = 0, at = 0;
    await caches.delete(name);
    var cache = await caches.open(name);
    var next = async function () {
      while (at < files.length) {
        var file = files[at];
        at += 1;
        var got = await fetch(file, { cache: "no-cache" });
        if (!got.ok) { throw new Error(file); }
        var body = await got.clone().blob();
        size += body.size;
        if (/html/.test(body.type)) {
          // Pictures that the page shows.
          new DOMParser().parseFromString(await body.text(), "text/html").querySelectorAll("img[src]").forEach(function (image) {
            var source = image.getAttribute("src");
            if (source.startsWith("/") && !known.has(source)) { known.add(source); files.push(source); }
          });
        }
        await cache.put(file, got);
        done += 1;
        status.textContent = fill(data.working, done, files.length);
      }
    };
    await Promise.all([next(), next(), next(), next()]);
    await navigator.serviceWorker.register(data.worker, { scope: data.scope });
    await cache.put(receipt, new Response(JSON.stringify({ date: Date.now(), size: size }), { headers: { "content-type": "application/json" } }));
  };
  keep.addEventListener("click", async function () {
    keep.disabled = true;
    try {
      await keepAll();
      await look();
    } catch (error) {
      await removeAll();
      await look();
      status.textContent = data.failed;
    }
    keep.disabled = false;
  });
  remove.addEventListener("click", async function () {
    await removeAll();
    await look();
    keep.focus();
  });
  look();
}());
