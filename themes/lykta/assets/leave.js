// «Leave this page», by the link or by Escape twice: what is shown goes at once, a neutral page opens, and this page's place
// in the history is taken by it. Nothing is stored. Without a script the link is a link.
(function () {
  "use strict";
  var link = document.querySelector("a.leave"), before = -1e4;
  if (!link) { return; }
  var leave = function (event) {
    if (event) { event.preventDefault(); }
    document.title = "\u200B";
    document.documentElement.hidden = true;
    // A new tab has no way back here; browsers allow it at a click, not at Escape.
    try { open(link.href, "_blank", "noopener,noreferrer"); } catch (error) { before = -1e4; }
    location.replace(link.href);
  };
  link.addEventListener("click", leave);
  addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || event.repeat) { return; }
    if (event.timeStamp - before < 1000) { leave(); }
    before = event.timeStamp;
  }, true);
  // Who comes back to a page that was left sees nothing of it until it is loaded anew.
  addEventListener("pageshow", function (event) {
    if (event.persisted && document.documentElement.hidden) { location.reload(); }
  });
}());
