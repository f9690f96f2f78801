// A page of the site in another form. The page itself is what would be published; only what this frame does to it differs.
(() => {
  "use strict";
  const frame = document.querySelector("iframe");
  const form = frame.dataset.as;

  // Rules for paper are turned on, and rules for the screen off, in every sheet of the page.
  const printed = (rules) => {
    for (const rule of [...rules]) {
      if (rule.media?.mediaText) {
        const media = rule.media.mediaText;
        if (/\bprint\b/.test(media)) rule.media.mediaText = media.replace(/\bprint\b/g, "all");
        else if (/\bscreen\b/.test(media)) rule.media.mediaText = "not all";
        // Nobody prints in the dark.
        else if (/prefers-color-scheme:\s*dark/.test(media)) rule.media.mediaText = "not all";
      }
      if (rule.cssRules) printed(rule.cssRules);
    }
  };
  const apply = () => {
    const page = frame.contentDocument;
    if (!page) return;
    if (form === "rtl") page.documentElement.dir = "rtl";
    if (form === "print") {
      for (const sheet of page.styleSheets) {
        try { printed([sheet]); } catch { /* a sheet of another site; there is none */ }
      }
    }
  };
  const begin = () => {
    apply();
    // A style that is exchanged is a new sheet.
    frame.contentDocument?.querySelectorAll('link[rel="stylesheet"]').forEach((link) => link.addEventListener("load", apply));
  };
  frame.addEventListener("load", begin);
  if (frame.contentDocument?.readyState === "complete") begin();
})();
