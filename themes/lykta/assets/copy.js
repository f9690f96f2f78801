// Copies the address of a section, or how to cite the page. Without a script the one is a link, the other a text.
(function () {
  "use strict";
  // The ids of sections are the same in all languages, so that another language opens at the same place.
  document.addEventListener("click", function (event) {
    var other = event.target.closest && event.target.closest(".languages a, .notice a[hreflang]");
    // A link to a section of its own keeps it.
    if (other && location.hash && (!other.hash || other.follows)) { other.hash = location.hash; other.follows = true; }
  });
  // Where a style can't open what is closed, it is opened for paper.
  if (!CSS.supports("selector(::details-content)")) {
    var closed = [];
    addEventListener("beforeprint", function () {
      closed = Array.from(document.querySelectorAll(".more:not([open]), .cite:not([open])"));
      closed.forEach(function (one) { one.open = true; });
    });
    addEventListener("afterprint", function () { closed.forEach(function (one) { one.open = false; }); });
  }
  var told = document.querySelector(".copied"), copying = document.querySelector(".copying");
  if (!navigator.clipboard || !told) { return; }
  var copy = function (text) {
    navigator.clipboard.writeText(text).then(function () {
      told.textContent = "";
      setTimeout(function () { told.textContent = told.dataset.copied; }, 50);
      setTimeout(function () { told.textContent = ""; }, 4000);
    }, function () { told.textContent = ""; });
  };
  document.addEventListener("click", function (event) {
    var anchor = event.target.closest && event.target.closest("a.anchor");
    if (anchor) { copy(anchor.href); }
  });
  if (!copying) { return; }
  copying.hidden = false;
  var about = function () {
    var cited = document.querySelector(".cited"), date = cited.querySelector("time");
    return {
      title: cited.querySelector("cite").textContent,
      language: (cited.querySelector("cite[lang]") || document.documentElement).lang,
      site: document.querySelector("meta[property='og:site_name']").content,
      date: date ? date.dateTime : "",
      version: cited.querySelector(".version").textContent,
      url: cited.querySelector("a").href,
      text: cited.textContent.replace(/\s+/g, " ").trim()
    };
  };
  var MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
  var parts = function (date) { return [date.split("-").map(Number)]; };
  copying.addEventListener("click", function (event) {
    var button = event.target.closest("button"), is = about(), by = copying.dataset.publisher;
    if (!button) { return; }
    var key = (is.site.toLowerCase().replace(/[^a-z0-9]/g, "") || "page") + is.date.slice(0, 4) + is.version.slice(0, 4);
    if (button.value === "bibtex") {
      var TEX = { "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };
      var braced = function (text) { return text.replace(/[{}\\%&#$_~^]/g, function (letter) { return TEX[letter] || "\\" + letter; }); };
      var tongue = is.language.split("-")[0], day = is.date ? parts(is.date)[0] : [];
      var babel = { nb: "norsk", no: "norsk", nn: "nynorsk" }[tongue] ||
        new Intl.DisplayNames("en", { type: "language" }).of(tongue).toLowerCase();
      // The types and fields that BibTeX has known from the beginning, as in the files of sources.
      copy("@misc{" + key + [
        ["author", "{{" + braced(by) + "}}"], ["title", "{{" + braced(is.title) + "}}"], ["organization", "{" + braced(is.site) + "}"],
        ["year", day[0]], ["month", MONTHS[day[1] - 1]], ["day", day[2]],
        ["version", "{" + is.version + "}"], ["langid", /^\p{L}+$/u.test(babel) && "{" + babel + "}"], ["url", "{" + is.url + "}"]
      ].map(function (field) { return field[1] ? ",\n  " + field[0] + " = " + field[1] : ""; }).join("") + "\n}\n");
    } else if (button.value === "csl") {
      var csl = {
        id: key, type: "webpage", title: is.title, author: [{ literal: by }], "container-title": is.site,
        version: is.version, URL: is.url, language: is.language
      };
      if (is.date) { csl.issued = { "date-parts": parts(is.date) }; }
      copy(JSON.stringify([csl], null, 2));
    } else {
      copy(is.text);
    }
  });
}());
