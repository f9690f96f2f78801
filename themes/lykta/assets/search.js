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
  var asked = new Map(), works = null, doors = [], slow = 0, run = 0, found = [], shown = 0, forms = new Set();
  var GUIDE = new RegExp("[\u064B-\u065F\u0670\u0640\u00AD\u200B-\u200F\u2060\u0610-\u061A]", "g");
  var MARKS = new RegExp("[\u0300-\u036F\u0483-\u0487\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7]", "g");
  // An apostrophe parts words in Latin letters, and is part of one in others: «l'enfant», «обов'язок».
  var ELIDED = new RegExp("(\\p{Script=Latin})['\u2019\u02BC\u2018](?=\\p{L})", "gu");
  var WITHIN = new RegExp("([\\p{L}\\p{N}\\p{M}])['\u2019\u02BC\u2018](?=\\p{L})", "gu");
  var UNSPACED = "\\u0E00-\\u0E4F\\u0E5A-\\u0ECF\\u0EDA-\\u0EFF\\u1000-\\u103F\\u104A-\\u108F\\u109A-\\u109F\\u1780-\\u17DF\\u17EA-\\u17FF\\u3005-\\u3007\\u3040-\\u30FF\\u3400-\\u9FFF\\uF900-\\uFAFF\\u{20000}-\\u{3FFFF}";
  var RUN = new RegExp("[" + UNSPACED + "]+|[^" + UNSPACED + "]+", "gu"), PAIRED = new RegExp("^[" + UNSPACED + "]", "u");
  // A word as it stands in a text, and what is written in parts, and looked for in one: `non-punishment`, `116 000`, `7,000`,
  // `1 a §`, `c/o`.
  var SIGN = "[\\p{L}\\p{N}\\p{M}\u00AD\u200B-\u200F\u2060]", SPACE = "[ \u00A0\u202F]";
  var WORD = new RegExp(SIGN + "+(?:['\u2019\u02BC\u2018]\\p{L}" + SIGN + "*)*", "gu");
  var WHOLE = new RegExp("\\d+(?:(?:-|" + SPACE + ")\\d+)+|" + SIGN + "+(?:-" + SIGN + "+)+|\\d+" + SPACE + "\\p{L}(?=" + SPACE + "?§)|\\p{L}/\\p{L}(?!" + SIGN + ")|\\d{1,3}(?:[.,]\\d{3})+(?!\\d)|" + WORD.source, "gu");
  var GAP = new RegExp("[-/.,'\u2019\u02BC\u2018]|" + SPACE, "g");
  // Typed in parts of which one is a single sign.
  var LONE = new RegExp("^(?:\\p{L}[-/].*|\\d+" + SPACE + "\\p{L}|\\d(?:.\\d{3}){1,2})$", "u");
  var DIGIT = new RegExp("\\p{Nd}", "gu"), FIGURE = new RegExp("^\\p{Nd}", "u");
  var ARTICLE = new RegExp("^(?:[وبكف]?ال|لل)(?=.{3})");
  var ALIKE = { "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ڪ": "ك", "ة": "ه", "ۀ": "ه", "ہ": "ه", "ۂ": "ه", "ۃ": "ه", "ە": "ه", "ґ": "г", "ς": "σ" };
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
      .filter(function (word) { var n = Array.from(word).length; return (n > 1 || PAIRED.test(word) || FIGURE.test(word)) && n < 41; }).map(fold);
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

  // The groups that a word leads to, each with how surely and by which words.
  var among = function (lines, word, way) {
    var plain = base(word), size = plain.length, out = [];
    // Another number is no misspelling.
    if (way > 1 && word.search(DIGIT) >= 0) { return out; }
    lines.forEach(function (line) {
      var sure = 0, by = [];
      line.words.forEach(function (other, at) {
        var otherBase = line.bases[at], s = 0, whole = line.words, longer = Math.max(size, otherBase.length);
        // What is only alike bears its marks.
        var same = way === 3 ? common(word, other) : common(plain, otherBase);
        if (other === word) { s = 1; }
        else if (otherBase === plain && (plain === word || way > 0)) { s = 0.9; }
        else if (way < 2 && (size > 2 || PAIRED.test(plain) ? otherBase.startsWith(plain) : way === 1 && other.startsWith(word))) { s = 0.5 * size / otherBase.length; whole = [other]; }
        else if (way === 2 && size > 3 && near(plain, otherBase)) { s = 0.4; }
        else if (way === 2 && size > 5 && near(plain, otherBase.slice(0, size + (plain[size - 1] === otherBase[size] ? 1 : 0)))) { s = 0.3; whole = [other]; }
        else if (way === 3 && same >= Math.max(4, size * 0.45)) { s = 0.3 * same / longer; }
        // Another form: the same but for an ending. So little sure that what has the word itself goes before it.
        else if (way === 4 && same > (line.least || 3) && longer - same < 4) { s = 0.03 * same / otherBase.length; }
        if (s) { by = by.concat(whole); }
        sure = Math.max(sure, s);
      });
      if (sure) { out.push({ line: line, sure: sure, hits: line.hits, words: by }); }
    });
    return out;
  };
  var look = async function (word) {
    var lines = (await part(word)).concat(doors), way, out, bare = word.replace(ARTICLE, "");
    // An Arabic word is listed with its article and without.
    if (bare !== word) {
      out = among(await part(bare), bare, 0);
      if (out.length) { return among(lines, word, 0).concat(out); }
    }
    for (way = 0; way < 3; way += 1) {
      out = among(lines, word, way);
      if (out.length) {
        // Other forms of the word lie in groups of their own where their stems differ.
        var known = new Set(out.map(function (found) { return found.line; }));
        return out.concat(among(lines, word, 4).filter(function (found) { return !known.has(found.line); }));
      }
    }
    if (word.search(DIGIT) >= 0) { return []; }
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
    out = among(lines, word, 3).filter(function (line) { return line.hits.some(function (hit) { return works[hit[0]] && !works[hit[0]].foreign; }); });
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
      var link = item.querySelector("a");
      works[item.dataset.n] = {
        item: item, link: link, facets: item.dataset.f.split(" "), href: link.getAttribute("href"),
        // In another language, name and text.
        foreign: link.lang && item.querySelector(".in-language")
      };
    });
    // What works can be narrowed by is no part of their texts: kinds, countries, topics.
    form.querySelectorAll("option[value]:not([value=''])").forEach(function (option) {
      var hits = [];
      works.forEach(function (work, number) { if (work.facets.includes(option.value)) { hits.push([number, 0]); } });
      cut(option.textContent).forEach(function (word) { doors.push({ words: [word], bases: [base(word)], hits: hits, least: 4 }); });
    });
  };

  var search = async function () {
    var mine = run += 1, chosen = selects.map(function (select) { return select.value; }).filter(Boolean);
    var typed = field.value.replace(WHOLE, function (whole) { return LONE.test(whole) ? whole.replace(GAP, "") : whole; });
    var words = Array.from(new Set(cut(typed))).slice(0, 12);
    begin();
    // One letter is no word yet.
    if (!words.length && !chosen.length) { return show([], field.value.trim()[1] ? form.dataset.nothing : ""); }
    // What was found before is no answer to these words.
    clearTimeout(slow);
    slow = setTimeout(function () {
      status.textContent = form.dataset.busy;
      list.hidden = more.hidden = map.hidden = true;
    }, 200);
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
            var place = hit[1] >> 2, work = works[hit[0]], score = line.sure * ([1, 5, 9, 20][place] + (hit[1] & 3));
            // A text in another language comes after those in the reader's own that have another form of the word.
            if (work && work.foreign) { score *= 0.005; }
            var before = best.get(hit[0]);
            if (!before || before[0] < score) { best.set(hit[0], [score, place === 3, line.sure > 0.3]); }
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
      return score.sum * (score.sure === words.length && (words[1] || !works[number].foreign) ? 20 : 1) * part * part * (1 + 0.5 * score.title / (cut(works[number].link.textContent).length || 1));
    };
    if (words.length) {
      var worths = new Map(numbers.map(function (number) { return [number, worth(number)]; }));
      numbers.sort(function (a, b) { return worths.get(b) - worths.get(a) || a - b; });
    }
    forms = marked;
    show(numbers, numbers.length ? form.dataset.found.replace("%", numbers.length) : form.dataset.nothing);
  };

  // A passage costs its page, so it is fetched when its hit comes near: `passages.js`.
  var passage = form.passages && form.passages(cut, ask, WHOLE, GAP, ARTICLE), due = new WeakMap();
  var close = new IntersectionObserver(function (seen) {
    seen.forEach(function (entry) {
      if (!entry.isIntersecting) { return; }
      close.unobserve(entry.target);
      due.get(entry.target)();
    });
  }, { rootMargin: "0px 0px 25% 0px" });

  var show = function (numbers, say) {
    clearTimeout(slow);
    found = numbers;
    shown = 0;
    close.disconnect();
    list.replaceChildren();
    list.hidden = !numbers.length;
    map.hidden = Boolean(say) && say !== form.dataset.failed && say !== form.dataset.nothing;
    status.textContent = say;
    var before = history.state, least = before && before.q === field.value && before.n || 0;
    do { showMore(); } while (shown < Math.min(least, found.length));
    remember();
  };
  // For this place in the history alone, not in its address: it is there again after reloading and on the way back, and
  // nobody reads it in a list of visited pages.
  var remember = function () {
    history.replaceState({ q: field.value, by: selects.map(function (select) { return select.value; }), n: shown }, "");
  };
  var showMore = function () {
    found.slice(shown, shown + 10).forEach(function (number) {
      var work = works[number], item = document.createElement("li"), facts = document.createElement("p");
      item.className = "card";
      item.append.apply(item, Array.from(work.item.childNodes, function (node) { return node.cloneNode(true); }));
      facts.className = "facts";
      facts.textContent = work.item.dataset.k;
      if (work.item.dataset.l) {
        facts.lang = work.item.dataset.l;
        facts.dir = "auto";
      }
      item.append(facts);
      list.append(item);
      if (passage) {
        due.set(item, passage.bind(null, work, facts, forms));
        close.observe(item);
      }
    });
    shown = Math.min(found.length, shown + 10);
    more.hidden = shown >= found.length;
  };

  var later;
  field.addEventListener("input", function () { clearTimeout(later); later = setTimeout(search, 120); });
  selects.forEach(function (select) { select.addEventListener("change", search); });
  form.addEventListener("submit", function (event) { event.preventDefault(); search(); });
  more.addEventListener("click", function () {
    var next = list.children.length;
    showMore();
    remember();
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
