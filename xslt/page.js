/* Search and filter for the list of problems. Nothing is loaded or sent. */
(function () {
	"use strict";
	var form = document.getElementById("filter");
	var list = document.getElementById("list");
	if (!form || !list) {
		return;
	}
	var items = Array.prototype.slice.call(list.querySelectorAll("details.f"));
	var villages = list.querySelectorAll("h3.village");
	var count = document.getElementById("count");
	var texts = [];
	var timer = 0;
	var before = [];

	function byId(id) {
		return document.getElementById(id);
	}

	function value(id) {
		return byId(id) ? byId(id).value : "";
	}

	/* Full-width digits and letters count as the plain ones. */
	function plain(s) {
		return s.normalize ? s.normalize("NFKC").toLowerCase() : s.toLowerCase();
	}

	function text(i) {
		if (texts[i] === undefined) {
			texts[i] = plain(items[i].textContent);
		}
		return texts[i];
	}

	function fits(i, words, want) {
		var item = items[i];
		return (!want.v || item.parentNode.getAttribute("data-v") === want.v) &&
			(!want.g || item.getAttribute("data-g") === want.g) &&
			(!want.s || item.classList.contains(want.s)) &&
			words.every(function (w) {
				return text(i).indexOf(w) >= 0;
			});
	}

	/* A village's name goes when all below it went. */
	function hideVillages() {
		Array.prototype.forEach.call(villages, function (h) {
			var e = h.nextElementSibling;
			var shown = false;
			while (e && e.className === "part") {
				shown = shown || e.querySelector("details:not([hidden])") !== null;
				e = e.nextElementSibling;
			}
			h.hidden = !shown;
		});
	}

	function apply() {
		var words = plain(value("q")).split(/\s+/).filter(Boolean);
		var want = { v: value("v"), g: value("g"), s: value("s") };
		var shown = 0;
		items.forEach(function (item, i) {
			item.hidden = !fits(i, words, want);
			shown += item.hidden ? 0 : 1;
		});
		hideVillages();
		count.textContent = count.getAttribute("data-text")
			.replace("%1", shown).replace("%2", items.length);
	}

	function later() {
		clearTimeout(timer);
		timer = setTimeout(apply, 150);
	}

	function openAll(open) {
		items.forEach(function (item) {
			item.open = open && !item.hidden;
		});
	}

	function openTarget() {
		var target = location.hash.length > 1 && byId(location.hash.slice(1));
		if (target && target.classList.contains("f")) {
			target.open = true;
			target.scrollIntoView();
		}
	}

	form.hidden = false;
	openAll(false);
	form.addEventListener("input", later);
	form.addEventListener("reset", later);
	form.addEventListener("submit", function (e) {
		e.preventDefault();
		apply();
	});
	byId("open").addEventListener("click", function () {
		openAll(true);
	});
	byId("close").addEventListener("click", function () {
		openAll(false);
	});
	/* Paper cannot be unfolded. */
	window.addEventListener("beforeprint", function () {
		before = items.map(function (item) {
			return item.open;
		});
		items.forEach(function (item) {
			item.open = true;
		});
	});
	window.addEventListener("afterprint", function () {
		items.forEach(function (item, i) {
			item.open = before[i];
		});
	});
	window.addEventListener("hashchange", openTarget);
	apply();
	openTarget();
}());
