// Paper says on which day it was printed, by the calendar of the other dates.
(function () {
  "use strict";
  var place = document.querySelector(".printed-on"), language = document.documentElement.lang;
  addEventListener("beforeprint", function () {
    var day = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { dateStyle: "long", calendar: "gregory" });
    place.textContent = place.dataset.printed + " " + day.format(new Date());
  });
  addEventListener("afterprint", function () { place.textContent = ""; });
}());
