// Search without a server. The page lists every work; the words of all texts lie in small parts, each a script that hands
// over one value, so that it works where the site is opened as files, too. Nothing is loaded before somebody types, and
// nothing that is typed leaves the device. `cut`, `fold`, `base` and `part` are those of the program's `language/words.rs`.
(function () {
  "use strict";
  var form = document.querySelector("form.search");
  if (!form) { return; }
  var field = form.querySelector("input"), status = form.querySelector("[role=status]");
  var list = form.querySelector("ol"), more = form.querySelector(".more"), map = document.querySelector(".site-map");
  var selects = Array.from(form.querySelectorAll("select"));
  var count = Number(form.dataset.parts), known = form.dataset.known;
  var asked = new Map(), works = null, run = 0, found = [], shown = 0, forms = new Set();
  var GUIDE = new RegExp("[\u064B-\u065F\u0670\u0640\u00AD\u200B-\u200F\u2060\u0610-\u061A]", "g");
  var MARKS = new RegExp("[\u0300-\u036F\u0483-\u0487\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7]", "g");
  // An apostrophe parts words in Latin letters, and is part of one in others: «l'enfant», «обов'язок».
  var ELIDED = new RegExp("(\\p{Script=Latin})['\u2019\u02BC\u2018](?=\\p{L})", "gu");
  var WITHIN = new RegExp("([\\p{L}\\p{N}\\p{M}])['\u2019\u02BC\u2018](?=\\p{L})", "gu");
  var UNSPACED = "\\u0E00-\\u0EFF\\u1000-\\u109F\\u1780-\\u17FF\\u3005-\\u3007\\u3040-\\u30FF\\u3400-\\u9FFF\\uF900-\\uFAFF\\u{20000}-\\u{3FFFF}";
  var RUN = new RegExp("[" + UNSPACED + "]+|[^" + UNSPACED + "]+", "gu"), PAIRED = new RegExp("^[" + UNSPACED + "]", "u");
  var WORD = new RegExp("[\\p{L}\\p{N}\\p{M}]+", "gu");
  // Written in parts, and looked for in one: `non-punishment`, `116 000`, `1 a §`, `c/o`.
  var JOINED = new RegExp("[\\p{L}\\p{N}\\p{M}]+(?:-[\\p{L}\\p{N}\\p{M}]+)+|\\d+[ \u00A0\u202F]\\p{L}(?=[ \u00A0\u202F]?§)|\\p{L}/\\p{L}(?![\\p{L}\\p{N}\\p{M}])|\\d+(?:[ \u00A0\u202F]\\d+)+", "gu"), WHOLE = new RegExp(JOINED.source + "|" + WORD.source, "gu"), GAP = new RegExp("[- \u00A0\u202F/]", "g");
  // In what is typed, one sign alone is no word.
  var SIGNS = [new RegExp("(\\d)[ \u00A0\u202F](\\p{L})(?=[ \u00A0\u202F]?§)", "gu"), new RegExp("(^|[^\\p{L}\\p{N}\\p{M}])(\\p{L})/(?=\\p{L}(?![\\p{L}\\p{N}\\p{M}]))", "gu")];
  var DIGIT = new RegExp("\\p{Nd}", "gu"), FIGURE = new RegExp("^\\p{Nd}", "u");
  var ARTICLE = new RegExp("^(?:[وبكف]?ال|لل)(?=.{3})");
  var ALIKE = { "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ґ": "г", "ς": "σ" };
  var PLAIN = { "ø": "o", "æ": "ae", "œ": "oe", "ð": "d", "đ": "d", "þ": "th", "ß": "ss", "ł": "l", "ŧ": "t", "ŋ": "n", "ħ": "h", "ə": "e", "ı": "i" };
  var through = function (text, table) { return Array.from(text, function (c) { return table[c] || c; }).join(""); };
  // Each script has its ten figures in a row.
  var figure = function (digit) {
    var code = digit.codePointAt(0), before = 0;
    while (FIGURE.test(String.fromCodePoint(code - before - 1))) { before += 1; }
    return before % 10;
  };
  var fold = function (word) { return through(word, ALIKE).replace(DIGIT, figure); };
  var base = function (word) { return through(fold(word).normalize("NFD").replace(MARKS, ""), PLAIN); };
  var cut = function (text) {
    var plain = text.normalize("NFKC").toLowerCase().replace(GUIDE, "").replace(ELIDED, "$1 ").replace(WITHIN, "$1");
    // Where nobody puts spaces between words, every two letters that stand together are looked for.
    var pieces = function (word) {
      return word.match(RUN).flatMap(function (run) {
        var letters = Array.from(run);
        if (!PAIRED.test(run) || !letters[1]) { return [run]; }
        return letters.slice(1).map(function (letter, at) { return letters[at] + letter; });
      });
    };
    return (plain.match(WORD) || []).flatMap(pieces)
      .filter(function (word) { var n = Array.from(word).length; return (n > 1 || PAIRED.test(word)) && n < 41; }).map(fold);
  };

  // Asks for a script that hands over what it holds; null where there is none.
  var ask = function (address) {
    if (!asked.has(address)) {
      asked.set(address, new Promise(function (give) {
        var script = document.createElement("script");
        script.found = function () { give(Array.from(arguments)); };
        script.onload = function () { script.remove(); };
        script.onerror = function () { asked.delete(address); script.remove(); give(null); };
        script.src = address + "?" + known;
        document.head.append(script);
      }));
    }
    return asked.get(address);
  };
  var groups = new Map();
  // Told by the first two letters; of a pair by the first, so that one letter is enough to ask for.
  var part = async function (start) {
    var letters = Array.from(base(start)), second = !PAIRED.test(start) && letters[1] || "\0";
    return numbered(((letters[0] || "\0").codePointAt(0) * 31 + second.codePointAt(0)) % count);
  };
  var numbered = async function (number) {
    if (!groups.has(number)) {
      var given = await ask("words/" + number + ".js");
      if (!given) { throw new Error("no words"); }
      if (given[0] !== known) {
        // A page that is kept may be of another edition for longer: once is enough.
        if (performance.getEntriesByType("navigation")[0].type !== "reload") { location.reload(); }
        throw new Error("another edition");
      }
      groups.set(number, given[1].split("\n").filter(Boolean).map(function (line) {
        var halves = line.split(" "), words = halves[0].split("|"), at = 0, hits = [];
        var all = words.slice(1).map(function (rest) { return words[0] + rest; });
        halves[1].replace(new RegExp("([0-9a-z]+)([A-P])", "g"), function (_, step, weight) {
          at += parseInt(step, 36);
          hits.push([at, weight.charCodeAt(0) - 65]);
          return "";
        });
        return { words: all, bases: all.map(base), hits: hits };
      }));
    }
    return groups.get(number);
  };

  // Whether one becomes the other by one wrong, missing, added or exchanged letter.
  var near = function (a, b) {
    if (Math.abs(a.length - b.length) > 1) { return false; }
    var i = 0;
    while (i < a.length && a[i] === b[i]) { i += 1; }
    var rest = function (x, y) { return a.slice(i + x) === b.slice(i + y); };
    return rest(1, 1) || rest(1, 0) || rest(0, 1) || (a[i] === b[i + 1] && a[i + 1] === b[i] && rest(2, 2));
  };
  var common = function (a, b) {
    var i = 0;
    while (i < a.length && i < b.length && a[i] === b[i]) { i += 1; }
    return i;
  };

  // The groups that a word leads to, each with how surely and by which of its words.
  var among = function (lines, word, way) {
    var plain = base(word), out = [];
    lines.forEach(function (line) {
      var sure = 0, by = [];
      line.words.forEach(function (other, at) {
        var otherBase = line.bases[at], s = 0, same;
        if (other === word) { s = 1; }
        else if (otherBase === plain && (plain === word || way > 0)) { s = 0.9; }
        else if (way < 2 && (plain.length > 2 || PAIRED.test(plain)) && otherBase.startsWith(plain)) { s = 0.5 * plain.length / otherBase.length; }
        else if (way === 2 && plain.length > 3 && near(plain, otherBase)) { s = 0.4; }
        else if (way === 2 && plain.length > 5 && near(plain, otherBase.slice(0, plain.length + (plain[plain.length - 1] === otherBase[plain.length] ? 1 : 0)))) { s = 0.3; }
        else if (way === 3) {
          same = common(plain, otherBase);
          if (same >= Math.max(4, Math.ceil(plain.length * 0.45))) { s = 0.3 * same / Math.max(plain.length, otherBase.length); }
        } else if (way === 4) {
          // Another form: the same but for an ending. So little sure that what has the word itself goes before it.
          same = common(plain, otherBase);
          if (same > 3 && Math.max(plain.length, otherBase.length) - same < 4) { s = 0.03 * same / otherBase.length; }
        }
        if (s) { by.push(other); }
        sure = Math.max(sure, s);
      });
      if (sure) { out.push({ line: line, sure: sure, hits: line.hits, words: sure > 0.8 ? line.words : by }); }
    });
    return out;
  };
  var look = async function (word) {
    var lines = await part(word), way, out, bare = word.replace(ARTICLE, "");
    // An Arabic word is listed with its article and without.
    if (bare !== word && !among(lines, word, 0).length) {
      out = among(await part(bare), bare, 0);
      if (out.length) { return out; }
    }
    for (way = 0; way < 3; way += 1) {
      out = among(lines, word, way);
      // Other forms of the word lie in groups of their own where their stems differ.
      if (out.length && way < 2) {
        var known = new Set(out.map(function (found) { return found.line; }));
        return out.concat(among(lines, word, 4).filter(function (found) { return !known.has(found.line); }));
      }
      if (out.length) { return out; }
    }
    // The wrong letter may be one of the first two, by which the part is told.
    if (word.length > 3) {
      var others = [word.slice(1), word[1] + word[0], word[0] + word.slice(2)];
      for (var start of others) {
        out = among(await part(start), word, 2);
        if (out.length) { return out; }
      }
      var plain = base(word), title = null;
      works.forEach(function (work) {
        title = title || cut(work.link.textContent).find(function (other) { return near(plain, base(other)); });
      });
      if (title) { return among(await part(title), title, 0); }
    }
    out = among(lines, word, 3);
    // The likest alone; and where all words are few, any of them.
    var most = Math.max.apply(null, out.map(function (line) { return line.sure; }));
    if (!out.length && word.length > 3 && count <= 64) {
      lines = await Promise.all(Array.from({ length: count }, function (_, number) { return numbered(number); }));
      out = among(lines.flat(), word, 2);
    }
    return out.filter(function (line) { return line.sure > most * 0.8 || !isFinite(most); });
  };

  var begin = function () {
    if (works) { return; }
    works = [];
    map.querySelectorAll("[data-n]").forEach(function (item) {
      var link = item.querySelector("a"), href = link.getAttribute("href");
      works[Number(item.dataset.n)] = {
        item: item, link: link, facets: item.dataset.f.split(" "),
        href: href
      };
    });
  };

  var search = async function () {
    var mine = run += 1, chosen = selects.map(function (select) { return select.value; }).filter(Boolean);
    var typed = SIGNS.reduce(function (text, signs) { return text.replace(signs, "$1$2"); }, field.value);
    var words = Array.from(new Set(cut(typed))).slice(0, 12);
    begin();
    if (!words.length && !chosen.length) { return show([], field.value.trim() ? form.dataset.nothing : ""); }
    var scores = new Map(), all = 0, marked = new Set(), size = works.length;
    try {
      var looked = await Promise.all(words.map(look));
      if (mine !== run) { return; }
      looked.forEach(function (lines) {
        var best = new Map(), hits = 0;
        lines.forEach(function (line) {
          if (line.sure > 0.8 || !hits) { hits += line.hits.length; }
          line.words.forEach(function (word) { marked.add(word); });
          line.hits.forEach(function (hit) {
            var score = line.sure * ([1, 5, 9, 20][hit[1] >> 2] + (hit[1] & 3));
            var before = best.get(hit[0]);
            if (!before || before[0] < score) { best.set(hit[0], [score, hit[1] >> 2 === 3, line.sure > 0.3]); }
          });
        });
        var rare = Math.log(1 + size / (hits || 1));
        all += rare;
        best.forEach(function (score, work) {
          var known = scores.get(work) || { sum: 0, part: 0, title: 0, sure: 0 };
          known.sum += score[0] * rare;
          known.part += rare;
          known.title += score[1] ? 1 : 0;
          known.sure += score[2] ? 1 : 0;
          scores.set(work, known);
        });
      });
    } catch (error) {
      if (mine === run) { show([], form.dataset.failed); }
      return;
    }
    var numbers = words.length ? Array.from(scores.keys()) : Array.from(works.keys());
    numbers = numbers.filter(function (number) {
      return works[number] && chosen.every(function (key) { return works[number].facets.includes(key); });
    });
    var worth = function (number) {
      var score = scores.get(number), part = score.part / all;
      // All words somewhere are more than some of them in a title.
      return score.sum * (score.sure === words.length ? 20 : 1) * part * part * (1 + 0.5 * score.title / (cut(works[number].link.textContent).length || 1));
    };
    if (words.length) {
      var worths = new Map(numbers.map(function (number) { return [number, worth(number)]; }));
      numbers.sort(function (a, b) { return worths.get(b) - worths.get(a) || a - b; });
    }
    forms = marked;
    show(numbers, numbers.length ? form.dataset.found.replace("%", numbers.length) : form.dataset.nothing);
  };

  // A passage costs its page, so it is fetched when its hit comes near.
  var due = new WeakMap();
  var close = new IntersectionObserver(function (seen) {
    seen.forEach(function (entry) {
      if (!entry.isIntersecting) { return; }
      close.unobserve(entry.target);
      due.get(entry.target)();
    });
  }, { rootMargin: "0px 0px 25% 0px" });

  var show = function (numbers, say) {
    found = numbers;
    shown = 0;
    close.disconnect();
    list.replaceChildren();
    list.hidden = !numbers.length;
    map.hidden = Boolean(say) && say !== form.dataset.failed && say !== form.dataset.nothing;
    status.textContent = say;
    showMore();
    // For this place in the history alone, not in its address: it is there again after reloading and on the way back, and
    // nobody reads it in a list of visited pages.
    history.replaceState({ q: field.value, by: selects.map(function (select) { return select.value; }) }, "");
  };
  var showMore = function () {
    found.slice(shown, shown + 10).forEach(function (number) {
      var work = works[number], item = document.createElement("li"), facts = document.createElement("p");
      item.className = "card";
      item.append.apply(item, Array.from(work.item.childNodes, function (node) { return node.cloneNode(true); }));
      facts.className = "facts";
      facts.textContent = work.item.dataset.k;
      item.append(facts);
      list.append(item);
      due.set(item, passage.bind(null, work, item, facts, forms));
      close.observe(item);
    });
    shown = Math.min(found.length, shown + 10);
    more.hidden = shown >= found.length;
  };

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
    var summary = main.querySelector(".summary"), said = summary ? summary.textContent : "";
    main.querySelectorAll("header, nav, .sources, .related, .terms, .notice, .citation, sup, .back, .anchor, .cite, .copied, .roles, .copy, [popover]").forEach(function (other) {
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
        if (!new RegExp("^(A|ABBR|B|BDI|BUTTON|CITE|CODE|DEL|DFN|EM|I|INS|MARK|Q|SMALL|SPAN|STRONG|SUB|TIME)$").test(child.tagName)) { out[out.length - 1][2] += " "; }
      });
    };
    walk(main);
    out.forEach(function (part) { part[2] = part[2].replace(new RegExp("\\s+", "g"), " ").trim(); });
    return [said].concat(out);
  };

  // The passage in which most of the words stand, with the words marked.
  var passage = async function (work, item, facts, forms) {
    var given = await read(work.href);
    if (!given) { return; }
    var texts = given.slice(1), best = null, most = 0;
    texts.forEach(function (text) {
      var has = function (part) { return new Set(tokens(part).filter(function (word) { return isOf(word, forms); })).size; };
      var score = has(text[2]) + 2 * has(text[1]);
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
    return cut(text).concat((text.match(JOINED) || []).flatMap(function (whole) { return cut(whole.replace(GAP, "")); }));
  };
  var is = function (word, forms) { return tokens(word).some(function (one) { return isOf(one, forms); }); };
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

  var later;
  field.addEventListener("input", function () { clearTimeout(later); later = setTimeout(search, 120); });
  selects.forEach(function (select) { select.addEventListener("change", search); });
  form.addEventListener("submit", function (event) { event.preventDefault(); search(); });
  more.addEventListener("click", function () {
    var next = list.children.length;
    showMore();
    list.children[next].querySelector("a").focus();
  });
  // Arrows lead from the field to the results and back.
  form.addEventListener("keydown", function (event) {
    var step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (!step || event.isComposing || event.target.tagName === "SELECT") { return; }
    var stops = [field].concat(Array.from(list.querySelectorAll("li > a")));
    var at = stops.indexOf(event.target), to = stops[at + step];
    if (at < 0 || !to) { return; }
    event.preventDefault();
    to.focus();
  });
  form.hidden = false;
  // What was looked for here before, or what a link asks for: `#q=word`, which no server hears. Some browsers empty the field
  // of a page that they have kept.
  var linked = function () { return new URLSearchParams(location.hash.slice(1) || location.search).get("q"); };
  var recall = function () {
    var before = history.state;
    field.value = before ? before.q : linked() || field.value;
    selects.forEach(function (select, at) { select.value = before && before.by[at] || ""; });
  };
  addEventListener("hashchange", function () {
    field.value = linked() || field.value;
    search();
  });
  recall();
  addEventListener("pageshow", function (event) {
    if (event.persisted) { recall(); }
    if ([field].concat(selects).some(function (one) { return one.value; })) { search(); }
  });
}());
