// «Leave this page», by the link or by Escape twice: what is shown goes at once, a neutral page opens, and this page's place
// in the history is taken by it. It has but one place: links within the page make no other, or Back would lead to it.
// Nothing is stored. Without a script the link is a link. Escape once closes an open menu.
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
  document.addEventListener("click", function (event) {
    var within = event.target.closest && event.target.closest("a[href*='#']");
    if (!within || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) { return; }
    if (within.href.split("#")[0] === location.href.split("#")[0]) {
      event.preventDefault();
      location.replace(within.href);
    }
  });
  addEventListener("keydown", function (event) {
    // Not the Escape that ends a composition or belongs to something else. One that clears a search or closes a menu counts.
    if (event.key !== "Escape" || event.repeat || event.isComposing || event.defaultPrevented) { return; }
    if (event.timeStamp - before < 1000) { leave(); }
    before = event.timeStamp;
    var open = document.querySelector(".bar > details[open]");
    if (open) {
      open.open = false;
      open.querySelector("summary").focus();
    }
  });
  // Who comes back to a page that was left is led away from it again.
  addEventListener("pageshow", function (event) {
    if (event.persisted && document.documentElement.hidden) { location.replace(link.href); }
  });
}());
