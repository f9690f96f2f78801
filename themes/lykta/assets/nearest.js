// Where an address leads nowhere: proposes those of the site that are most like it, from the page that lists everything.
// Where one page answers for all languages, the one of the address speaks.
(async function () {
  "use strict";
  var own = document.documentElement.lang;
  var read = async function (address) {
    var answer = await fetch(address);
    if (!answer.ok) { throw new Error(address); }
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  };
  var plain = function (address) {
    var path = new URL(address, location.href).pathname;
    try { path = decodeURIComponent(path); } catch (error) { return path; }
    return path.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/(\/index)?(\.html?)?\/*$/, "");
  };
  // How many letters must change to make one of the other, as a part of all: 0 is the same.
  var far = function (one, other) {
    var before = Array.from({ length: other.length + 1 }, function (_, at) { return at; });
    for (var i = 1; i <= one.length; i += 1) {
      var now = [i];
      for (var j = 1; j <= other.length; j += 1) {
        now[j] = Math.min(before[j] + 1, now[j - 1] + 1, before[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
      }
      before = now;
    }
    return before[other.length] / Math.max(one.length, other.length, 1);
  };
  try {
    var tag = [].find.call(document.querySelectorAll("main .chooser a"), function (link) {
      return location.pathname.startsWith(new URL(link.href).pathname);
    });
    if (tag) {
      var other = await read(new URL("404.html", tag.href));
      ["lang", "dir"].forEach(function (name) { document.documentElement[name] = other.documentElement[name]; });
      document.title = other.title;
      document.querySelector("main").replaceWith(document.adoptNode(other.querySelector("main")));
      document.querySelector(".site-header").replaceWith(document.adoptNode(other.querySelector(".site-header")));
      own = tag.lang;
    }
    var place = document.querySelector(".nearest"), asked = plain(location.href), last = asked.split("/").pop();
    if (!last || last === "404") { return; }
    // What lists everything, with its menus.
    var map = await read(place.dataset.search), home = plain(map.querySelector(".name").getAttribute("href")), known = new Set();
    var below = function (path) { return path.startsWith(home + "/") ? path.slice(home.length + 1) : path; };
    var found = [].map.call(map.querySelectorAll(".site-map a, .search-link, .site-footer nav a"), function (link) {
      var path = below(plain(link.getAttribute("href")));
      return { link: link, path: path, far: Math.min(far(below(asked), path), far(last, path.split("/").pop()) + 0.05) };
    }).filter(function (one) {
      return one.far < 0.45 && !known.has(one.path) && known.add(one.path);
    }).sort(function (a, b) { return a.far - b.far; }).slice(0, 5);
    found.forEach(function (one) {
      var item = document.createElement("li");
      item.className = "card";
      one.link.removeAttribute("aria-current");
      item.append(document.adoptNode(one.link));
      place.querySelector("ul").append(item);
    });
    place.hidden = !found.length;
  } catch (error) {
    // What the page says without a script still holds.
    document.documentElement.lang = own;
  }
}());
