// The switch for light and dark, and the step player. One plain script: it works from file:// and needs no page but
// the one it stands on. Without it every step stands on the page, one below the other.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");

  // A browser may refuse its storage (private windows, file://): then the choice lasts as long as the page.
  var storage = {
    get: function (key) { try { return window.localStorage.getItem(key); } catch (error) { return null; } },
    set: function (key, value) { try { window.localStorage.setItem(key, value); } catch (error) { return; } }
  };

  // Light, dark, or what the system says. It runs before the page is drawn, so that nothing flashes.
  var themeKey = "heapbook-theme";
  var theme = storage.get(themeKey);

  function applyTheme() {
    if (theme === "light" || theme === "dark") { root.dataset.theme = theme; } else { delete root.dataset.theme; }
  }

  function startThemeSwitch() {
    var box = document.querySelector("[data-theme-switch]");
    if (!box) { return; }
    box.hidden = false;
    box.querySelectorAll("input").forEach(function (input) {
      input.checked = input.value === (theme || "auto");
      input.addEventListener("change", function () {
        theme = input.value;
        storage.set(themeKey, theme);
        applyTheme();
      });
    });
  }

  applyTheme();

  // All players by their figure's id, and the player of each step's anchor.
  var players = new Map();
  var owners = new Map();

  function Player(figure) {
    this.figure = figure;
    this.steps = Array.from(figure.querySelectorAll(".step"));
    this.current = 0;
    this.live = figure.querySelector("[data-live]");
    this.links = Array.from(figure.querySelectorAll(".player-dots a"));
    this.lines = [];
    this.buildListing();
    this.listen();
    figure.querySelector("[data-controls]").hidden = false;
    // A click on the picture gives the player the focus, and with it the arrow keys.
    figure.tabIndex = -1;
    this.show(0);
  }

  // The code of all steps in one listing; a step that has parts stands in it once.
  Player.prototype.buildListing = function () {
    var player = this;
    var listing = document.createElement("div");
    listing.className = "player-listing";
    var pre = document.createElement("pre");
    var seen = new Set();
    this.steps.forEach(function (step, position) {
      var code = step.querySelector(".step-code code");
      if (!code || seen.has(step.dataset.step)) { return; }
      seen.add(step.dataset.step);
      var line = document.createElement("code");
      line.className = "player-line";
      line.dataset.step = step.dataset.step;
      line.append.apply(line, Array.from(code.cloneNode(true).childNodes));
      line.addEventListener("click", function () { player.go(position); });
      pre.append(line);
      player.lines.push(line);
    });
    if (player.lines.length === 0) { this.figure.classList.remove("beside"); return; }
    listing.append(pre);
    this.figure.querySelector(".player-steps").prepend(listing);
    this.listing = pre;
  };

  Player.prototype.listen = function () {
    var player = this;
    var figure = this.figure;
    var targets = {
      first: function () { return 0; },
      back: function () { return player.current - 1; },
      next: function () { return player.current + 1; },
      last: function () { return player.steps.length - 1; }
    };
    figure.querySelectorAll("[data-go]").forEach(function (button) {
      button.addEventListener("click", function () { player.go(targets[button.dataset.go]()); });
    });
    figure.querySelectorAll(".player-dots a, .step-label").forEach(function (link) {
      link.addEventListener("click", function (event) {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) { return; }
        event.preventDefault();
        player.open(link.hash.slice(1));
      });
    });
    var describe = figure.querySelector("[data-describe]");
    describe.addEventListener("click", function () {
      var shown = figure.classList.toggle("described");
      describe.setAttribute("aria-expanded", String(shown));
      watchOverflow();
    });
    var keys = { ArrowLeft: "back", ArrowRight: "next", Home: "first", End: "last" };
    figure.addEventListener("keydown", function (event) {
      var target = keys[event.key];
      if (!target || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) { return; }
      // What can be scrolled sideways keeps its keys.
      if (event.target.matches("pre, .step-picture") && event.target.scrollWidth > event.target.clientWidth) { return; }
      event.preventDefault();
      player.go(targets[target]());
    });
  };

  // Shows a step. Whoever asked for it is told by the live region what changed; the whole state can be read below.
  Player.prototype.show = function (position, announce) {
    var player = this;
    var step = this.steps[position];
    this.current = position;
    this.steps.forEach(function (other, index) { other.classList.toggle("current", index === position); });
    this.links.forEach(function (link, index) {
      link.classList.toggle("passed", index < position);
      if (index === position) { link.setAttribute("aria-current", "step"); } else { link.removeAttribute("aria-current"); }
    });
    this.figure.querySelectorAll("[data-go]").forEach(function (button) {
      var toStart = button.dataset.go === "first" || button.dataset.go === "back";
      // A disabled button would lose the focus.
      button.setAttribute("aria-disabled", String(position === (toStart ? 0 : player.steps.length - 1)));
    });
    this.markLines(step.dataset.step);
    if (announce) {
      this.live.textContent = step.querySelector(".step-title").textContent.replace(/\s+/g, " ").trim() + ". " +
        (step.querySelector(".step-change") || step.querySelector("[id$='-words']")).textContent;
    }
  };

  Player.prototype.markLines = function (number) {
    var pre = this.listing;
    this.lines.forEach(function (line) {
      var isCurrent = line.dataset.step === number;
      line.classList.toggle("current", isCurrent);
      if (isCurrent && pre.scrollHeight > pre.clientHeight) {
        var top = line.offsetTop - pre.offsetTop;
        if (top < pre.scrollTop || top + line.offsetHeight > pre.scrollTop + pre.clientHeight) {
          pre.scrollTop = top - pre.clientHeight / 3;
        }
      }
    });
  };

  // A step by its place: the address follows, the history does not grow.
  Player.prototype.go = function (position) {
    if (position < 0 || position >= this.steps.length || position === this.current) { return; }
    this.show(position, true);
    remember("replaceState", this.steps[position].id);
  };

  // A step by its link: a new entry in the history, as a link makes one.
  Player.prototype.open = function (anchor) {
    var position = this.steps.findIndex(function (step) { return step.id === anchor; });
    if (position < 0) { return; }
    this.show(position, true);
    remember("pushState", anchor);
  };

  // Every entry of the history holds the step of each player, so that going back finds them as they were.
  function positions() {
    var result = {};
    players.forEach(function (player, id) { result[id] = player.current; });
    return result;
  }

  function remember(method, anchor) {
    try {
      window.history[method]({ players: positions() }, "", anchor ? "#" + anchor : undefined);
    } catch (error) {
      return; // A browser that allows no history for files still shows the step.
    }
  }

  function restore(state) {
    if (state && state.players) {
      players.forEach(function (player, id) {
        var position = state.players[id];
        if (position >= 0 && position < player.steps.length) { player.show(position); }
      });
      return;
    }
    var anchor = window.location.hash.slice(1);
    var owner = owners.get(anchor);
    if (owner) {
      owner.show(owner.steps.findIndex(function (step) { return step.id === anchor; }), true);
      owner.figure.scrollIntoView();
      // The browser goes to the step itself, which lies under its player's head, once all is loaded.
      if (document.readyState !== "complete") {
        window.addEventListener("load", function () { owner.figure.scrollIntoView(); }, { once: true });
      }
    }
    remember("replaceState");
  }

  // Only a box that can be scrolled is a stop for the keyboard.
  function watchOverflow() {
    document.querySelectorAll("pre, .step-picture, .table-box").forEach(function (box) {
      if (box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight) {
        box.tabIndex = 0;
      } else {
        box.removeAttribute("tabindex");
      }
    });
  }

  document.addEventListener("DOMContentLoaded", function () {
    startThemeSwitch();
    document.querySelectorAll("[data-player]").forEach(function (figure) {
      var player = new Player(figure);
      players.set(figure.id, player);
      player.steps.forEach(function (step) { owners.set(step.id, player); });
    });
    restore(window.history.state);
    watchOverflow();
    window.addEventListener("resize", watchOverflow);
    window.addEventListener("load", watchOverflow);
    // Paper is light, and cannot be unfolded.
    window.addEventListener("beforeprint", function () {
      root.dataset.theme = "light";
      document.querySelectorAll("details:not([open])").forEach(function (details) {
        details.open = true;
        details.dataset.unfolded = "";
      });
    });
    window.addEventListener("afterprint", function () {
      applyTheme();
      document.querySelectorAll("[data-unfolded]").forEach(function (details) {
        details.open = false;
        delete details.dataset.unfolded;
      });
    });
    window.addEventListener("popstate", function (event) { restore(event.state); });
  });
})();
