// Under what a search has found: the passage of its page in which most of the words stand. `search.js` lends what it cuts and
// asks with.
(function () {
  "use strict";
  var form = document.querySelector("form.search");
  if (!form) { return; }
  form.passages = function (cut, ask, WHOLE, GAP, ARTICLE) {
    // What a page says: its summary, then each part with its id and heading. Pages opened as files can't be read by a script;
    // there the same lies beside them.
    var pages = new Map();
    var read = function (href) {
      if (!pages.has(href)) {
        pages.set(href, location.protocol === "file:" ? ask(href.replace("index.html", "") + "text.js").then(function (given) { return given && given[0]; })
          : fetch(href).then(function (answer) { return answer.ok ? answer.text().then(parts) : null; }).catch(function () { return null; }));
      }
      return pages.get(href);
    };
    var parts = function (html) {
      var main = new DOMParser().parseFromString(html, "text/html").querySelector("main"), out = [["", "", ""]];
      // A number that is read from left to right stays so without its element.
      main.querySelectorAll("bdo").forEach(function (number) { number.textContent = "\u202d" + number.textContent + "\u202c"; });
      var summary = main.querySelector(".summary"), said = summary ? summary.textContent : "";
      main.querySelectorAll("header, nav, .sources, .related, .terms, .notice, .citation, sup, .back, .anchor, .cite, .copied, .roles, .copy, [popover], .i-am, .home-section, .at-a-glance dt, .names thead").forEach(function (other) {
        // The space before a citation goes with it.
        var before = other.previousSibling;
        if (before && before.nodeType === 3 && other.className === "citation") { before.data = before.data.trimEnd(); }
        other.remove();
      });
      var walk = function (node) {
        node.childNodes.forEach(function (child) {
          if (child.nodeType === 3) { out[out.length - 1][2] += child.data; return; }
          if (new RegExp("^H[2-6]$").test(child.tagName)) { out.push([child.id, child.textContent, ""]); return; }
          walk(child);
          if (!new RegExp("^(A|ABBR|B|BDI|BDO|BUTTON|CITE|CODE|DEL|DFN|EM|I|INS|MARK|Q|SMALL|SPAN|STRONG|SUB|TIME)$").test(child.tagName)) { out[out.length - 1][2] += " "; }
        });
      };
      walk(main);
      out.forEach(function (part) { part[2] = part[2].replace(new RegExp("\\s+", "g"), " ").trim(); });
      return [said].concat(out);
    };

    // The passage in which most of the words stand, with the words marked.
    var passage = async function (work, facts, forms) {
      var given = await read(work.href);
      if (!given) { return; }
      var texts = given.slice(1), best = null, most = 0;
      texts.forEach(function (text) {
        var has = function (part) { return new Set(tokens(part).filter(function (word) { return isOf(word, forms); })).size; };
        // What a term is called in other languages says little of it.
        var score = (has(text[2]) + 2 * has(text[1])) / (text[0] === "names-title" ? 9 : 1);
        if (score > most) { best = text; most = score; }
      });
      var paragraph = document.createElement("p"), foreign = work.item.querySelector(".in-language");
      paragraph.className = "passage";
      if (foreign) { paragraph.lang = foreign.lang; paragraph.dir = foreign.dir; }
      if (best && best[0]) {
        var link = document.createElement("a");
        link.href = work.link.getAttribute("href") + "#" + encodeURIComponent(best[0]);
        mark(best[1] || "#", link, forms);
        paragraph.append(link, " ");
      }
      mark(best ? around(best[2], forms) : given[0], paragraph, forms);
      if (paragraph.textContent) { facts.before(paragraph); }
    };
    var isOf = function (word, forms) { return forms.has(word) || forms.has(word.replace(ARTICLE, "")); };
    var tokens = function (text) {
      return cut(text).concat((text.match(WHOLE) || []).filter(function (whole) { return whole.search(GAP) > 0; }).flatMap(joined));
    };
    var joined = function (whole) { return cut(whole.replace(GAP, "")); };
    var is = function (word, forms) { return cut(word).concat(joined(word)).some(function (one) { return isOf(one, forms); }); };
    var around = function (text, forms) {
      var first = 0, match, words = new RegExp(WHOLE.source, "gu");
      while ((match = words.exec(text))) {
        if (is(match[0], forms)) { first = match.index; break; }
      }
      var from = first > 90 ? text.indexOf(" ", first - 80) + 1 : 0, to = text.indexOf(" ", from + 220);
      if (from > first) { from = first; }
      return (from ? "… " : "") + (to < 0 ? text.slice(from) : text.slice(from, to) + " …");
    };
    var mark = function (text, into, forms) {
      var at = 0;
      text.replace(WHOLE, function (word, index) {
        if (is(word, forms)) {
          var marked = document.createElement("mark");
          marked.textContent = word;
          into.append(text.slice(at, index), marked);
          at = index + word.length;
        }
        return word;
      });
      into.append(text.slice(at));
    };
    return passage;
  };
}());
