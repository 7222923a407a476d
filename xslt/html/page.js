/* Search, filter and sort for the list of problems, or of the pages that hold
   them, and for tables. Nothing is loaded or sent. */
(function () {
	"use strict";

	function byId(id) {
		return document.getElementById(id);
	}

	function all(root, selector) {
		return Array.prototype.slice.call(root.querySelectorAll(selector));
	}

	/* Full-width digits and letters count as the plain ones. */
	function plain(s) {
		return s.normalize ? s.normalize("NFKC").toLowerCase() : s.toLowerCase();
	}

	/* Tables that a press on a column's heading sorts; the lines at the foot
	   stay there. */

	function key(row, column, isNumber) {
		var cell = row.cells[column];
		var text = cell.getAttribute("data-n") || cell.textContent.trim();
		var number = text.match(/\d+/);

		return isNumber ? Number(number ? number[0] : 0) : text;
	}

	function sortTable(table, th, column) {
		var body = table.tBodies[0];
		var isNumber = th.className.split(" ").indexOf("n") >= 0 ||
			body.rows[0].cells[column].getAttribute("data-n") !== null;
		var was = th.getAttribute("aria-sort");
		var down = was ? was !== "descending" : isNumber;
		var rows = Array.prototype.slice.call(body.rows).map(function (row, i) {
			return { row: row, key: key(row, column, isNumber), i: i };
		});

		rows.sort(function (a, b) {
			var order = isNumber ? a.key - b.key
				: a.key.localeCompare(b.key, document.documentElement.lang);

			return (down ? -order : order) || a.i - b.i;
		});
		rows.forEach(function (r) {
			body.appendChild(r.row);
		});
		all(table, "th[aria-sort]").forEach(function (other) {
			other.removeAttribute("aria-sort");
		});
		th.setAttribute("aria-sort", down ? "descending" : "ascending");
	}

	all(document, "table.sorts").forEach(function (table) {
		Array.prototype.forEach.call(table.tHead.rows[0].cells, function (th, i) {
			/* Not a <button>: paper would leave it out where a table goes on. */
			var button = document.createElement("span");

			button.setAttribute("role", "button");
			button.tabIndex = 0;
			button.textContent = th.textContent;
			th.textContent = "";
			th.appendChild(button);
			button.addEventListener("click", function () {
				sortTable(table, th, i);
			});
			button.addEventListener("keydown", function (e) {
				if (e.key === "Enter" || e.key === " ") {
					e.preventDefault();
					sortTable(table, th, i);
				}
			});
		});
	});

	/* The list. */

	var form = byId("filter");
	var list = byId("list");
	if (!form || !list) {
		return;
	}
	var count = byId("count");
	function severity(node) {
		return node.className.replace("f ", "");
	}

	var isIndex = list.className === "pages";
	var items = all(list, isIndex ? "tbody tr" : "details.f").map(
		function (node, i) {
			return {
				node: node,
				i: i,
				home: node.parentNode,
				/* the village or, in an index of many, the areas on this page */
				v: " " + (isIndex ? node : node.parentNode)
					.getAttribute("data-v") + " ",
				/* "group:severity" of this problem, or of those on this page */
				kinds: " " + (isIndex ? node.getAttribute("data-k")
					: node.getAttribute("data-g") + ":" + severity(node)) + " "
			};
		});
	var links = isIndex ? all(list, "a").map(function (a) {
		return { a: a, href: a.getAttribute("href") };
	}) : [];
	var homes = Array.prototype.slice.call(list.children);
	var sorted = null;
	var timer = 0;
	var before = [];

	function value(id) {
		return byId(id) ? byId(id).value : "";
	}

	function text(item) {
		if (item.text === undefined) {
			/* but for what people fill in */
			item.text = plain(all(item.node, ":scope > :not(.decide)")
				.map(function (e) {
					return e.textContent;
				}).join(" "));
		}
		return item.text;
	}

	function fits(item, words, want) {
		return (!want.v || item.v.indexOf(" " + want.v + " ") >= 0) &&
			item.kinds.indexOf((want.g && " " + want.g) + ":" +
				(want.s && want.s + " ")) >= 0 &&
			words.every(function (w) {
				return text(item).indexOf(w) >= 0;
			});
	}

	/* A heading goes when all below it went. */
	function hideHeadings() {
		all(list, "h3").forEach(function (h) {
			var e = h.nextElementSibling;
			var shown = false;
			while (e && e.className === "part") {
				shown = shown || e.querySelector("details:not([hidden])") !== null;
				e = e.nextElementSibling;
			}
			h.hidden = !shown;
		});
	}

	/* What is sought here is sought on the page, too, that a link leads to. */
	function passOn(want) {
		var parts = ["q", "v", "g", "s"].filter(function (name) {
			return want[name];
		}).map(function (name) {
			return name + "=" + encodeURIComponent(want[name]);
		});

		links.forEach(function (link) {
			link.a.setAttribute("href", parts.length
				? link.href.split("#")[0] + "#?" + parts.join("&")
				: link.href);
		});
	}

	function apply() {
		var want = { q: value("q"), v: value("v"), g: value("g"), s: value("s") };
		var words = plain(want.q).split(/\s+/).filter(Boolean);
		var shown = 0;

		items.forEach(function (item) {
			item.node.hidden = !fits(item, words, want);
			shown += item.node.hidden ? 0 : 1;
		});
		hideHeadings();
		passOn(want);
		count.textContent = count.getAttribute("data-text")
			.replace("%1", shown).replace("%2", items.length);
	}

	/* The groups of an order, each with its heading and its problems; those
	   stand as they stood. */
	var orders = {
		severity: function (item) {
			var option = byId("s").querySelector(
				'[value="' + severity(item.node) + '"]');

			return { key: String(option.index), title: option.textContent };
		},
		check: function (item) {
			var id = item.node.querySelector(".id").textContent;
			var row = byId("c-" + id);

			return { key: id, title: row ? id + " " + row.cells[1].textContent : id };
		}
	};

	function group(order) {
		var groups = {};

		items.forEach(function (item) {
			var to = order(item);

			groups[to.key] = groups[to.key] || { title: to.title, items: [] };
			groups[to.key].items.push(item);
		});
		return Object.keys(groups).sort().map(function (k) {
			return groups[k];
		});
	}

	function goHome() {
		items.forEach(function (item) {
			item.home.appendChild(item.node);
		});
		homes.forEach(function (e) {
			list.appendChild(e);
		});
		if (sorted) {
			list.removeChild(sorted);
			sorted = null;
		}
		list.classList.remove("sorted");
	}

	function arrange() {
		var order = orders[value("o")];

		goHome();
		if (!order) {
			return;
		}
		sorted = document.createElement("div");
		group(order).forEach(function (g) {
			var h = document.createElement("h3");
			var part = document.createElement("div");

			h.textContent = g.title;
			part.className = "part";
			g.items.forEach(function (item) {
				part.appendChild(item.node);
			});
			sorted.appendChild(h);
			sorted.appendChild(part);
		});
		homes.forEach(function (e) {
			list.removeChild(e);
		});
		list.appendChild(sorted);
		list.classList.add("sorted");
	}

	function update() {
		if (byId("o") && value("o") !== (list.getAttribute("data-o") || "")) {
			list.setAttribute("data-o", value("o"));
			arrange();
		}
		apply();
		list.removeAttribute("aria-busy");
	}

	function later() {
		list.setAttribute("aria-busy", "true");
		clearTimeout(timer);
		timer = setTimeout(update, 150);
	}

	function openAll(open) {
		items.forEach(function (item) {
			item.node.open = open && !item.node.hidden;
		});
	}

	function press(id, open) {
		if (byId(id)) {
			byId(id).addEventListener("click", function () {
				openAll(open);
			});
		}
	}

	function decoded(s) {
		try {
			return decodeURIComponent(s || "");
		} catch (e) {
			return "";
		}
	}

	/* "#f-…" opens one problem, even if it was filtered away; "#?q=…&s=…" is
	   what to look for. */
	function openTarget() {
		var hash = location.hash;
		var target = hash.length > 1 && byId(hash.slice(1));

		if (hash.slice(0, 2) === "#?") {
			hash.slice(2).split("&").forEach(function (part) {
				var pair = part.split("=");
				var field = /^[qvgs]$/.test(pair[0]) && byId(pair[0]);
				if (field) {
					field.value = decoded(pair[1]);
				}
				/* not one of this page's */
				if (field && field.selectedIndex < 0) {
					field.value = "";
				}
			});
			update();
		} else if (target && target.classList.contains("f")) {
			if (target.hidden) {
				form.reset();
				update();
			}
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
		update();
	});
	press("open", true);
	press("close", false);
	/* Paper cannot be unfolded. */
	window.addEventListener("beforeprint", function () {
		before = items.map(function (item) {
			return item.node.open;
		});
		items.forEach(function (item) {
			item.node.open = true;
		});
	});
	window.addEventListener("afterprint", function () {
		items.forEach(function (item, i) {
			item.node.open = before[i];
		});
	});
	window.addEventListener("hashchange", openTarget);
	update();
	openTarget();
}());

/* What people decide on problems: a form in each problem that is opened, kept in
   the browser, and saved as a document of verdicts. */
(function () {
	"use strict";

	var bar = document.getElementById("deciding");
	var form = document.getElementById("decide");
	var list = document.getElementById("list");
	if (!bar || !form || !form.content || !list) {
		return;
	}
	var count = document.getElementById("decide-count");
	var name = "hecha " + bar.getAttribute("data-division") + " " +
		bar.getAttribute("data-year");
	var isKept = true;
	var kept = read();
	var last = { by: "", date: "", reviewer: "" };
	/* What each decision wants besides who and when. */
	var wants = { unfounded: ["evidence"], accepted: ["reason", "until"] };

	function read() {
		try {
			var text = window.localStorage.getItem(name);

			window.localStorage.setItem(name, text || "{}");
			return JSON.parse(text || "{}") || {};
		} catch (e) {
			isKept = false;
			return {};
		}
	}

	function write() {
		try {
			window.localStorage.setItem(name, JSON.stringify(kept));
		} catch (e) {
			isKept = false;
		}
		document.getElementById("decide-memory").hidden = isKept;
	}

	function idOf(details) {
		return details.id.slice(2);
	}

	/* What was filled in on the facts that are shown. */
	function entryOf(details) {
		var entry = kept[idOf(details)];

		return entry && entry.facts === (details.getAttribute("data-f") || "")
			? entry : null;
	}

	function fields(root) {
		return Array.prototype.slice.call(root.querySelectorAll("[data-k]"));
	}

	function tell(what, n) {
		count.textContent = count.getAttribute("data-" + what)
			.replace("%1", n === undefined ? Object.keys(kept).length : n);
	}

	function lacking(entry) {
		return ["by", "date"].concat(wants[entry.decision] || [])
			.filter(function (key) {
				return !entry[key] ||
					(key === "until" && entry.until < entry.date);
			});
	}

	/* Beside the sentence, so that one sees it with the problem shut. */
	function mark(details) {
		var entry = entryOf(details);
		var what = details.querySelector(".what");
		var told = details.querySelector(".told");

		if (told) {
			what.removeChild(told);
		}
		if (entry) {
			told = document.createElement("span");
			told.className = "told";
			told.textContent = form.content.querySelector(
				'[value="' + entry.decision + '"]').textContent;
			what.appendChild(told);
		}
	}

	function showLacks(box, entry) {
		var lacks = entry ? lacking(entry) : [];
		var note = box.querySelector(".lacks");
		var names = [];

		fields(box).forEach(function (field) {
			if (lacks.indexOf(field.getAttribute("data-k")) >= 0) {
				field.setAttribute("aria-invalid", "true");
				names.push(field.parentNode.firstChild.textContent.trim());
			} else {
				field.removeAttribute("aria-invalid");
			}
		});
		note.textContent = names.length
			? note.getAttribute("data-text").replace("%1", names.join(
				/^zh/.test(document.documentElement.lang) ? "、" : ", "))
			: "";
	}

	function take(details, box) {
		var entry = {
			check: details.querySelector(".id").textContent,
			facts: details.getAttribute("data-f") || ""
		};

		fields(box).forEach(function (field) {
			entry[field.getAttribute("data-k")] = field.value.trim();
		});
		if (entry.decision) {
			kept[idOf(details)] = entry;
			last = entry;
		} else {
			delete kept[idOf(details)];
		}
		if (!entry.decision || !lacking(entry).length) {
			showLacks(box, null);
		}
		write();
		mark(details);
		tell("text");
	}

	/* Who and when are mostly those of before. */
	function fillAlike(box) {
		fields(box).forEach(function (field) {
			var key = field.getAttribute("data-k");

			if (!field.value && /^(by|date|reviewer)$/.test(key)) {
				field.value = last[key];
			}
		});
	}

	/* An error is mended, and disputed only where its check says so. */
	function limit(details, box) {
		var error = details.getAttribute("data-e");

		fields(box)[0].querySelectorAll("option").forEach(function (option) {
			if ((error && option.value === "accepted") ||
				(error === "mended" && option.value === "unfounded")) {
				option.parentNode.removeChild(option);
			}
		});
	}

	function boxOf(details) {
		var box = details.querySelector(".decide");
		var entry = entryOf(details);

		if (box) {
			return box;
		}
		details.appendChild(document.importNode(form.content, true));
		box = details.querySelector(".decide");
		limit(details, box);
		fields(box).forEach(function (field) {
			field.value = (entry && entry[field.getAttribute("data-k")]) || "";
		});
		box.addEventListener("change", function (e) {
			if (e.target.getAttribute("data-k") === "decision" &&
				e.target.value) {
				fillAlike(box);
			}
			take(details, box);
		});
		box.addEventListener("input", function (e) {
			if (e.target.getAttribute("data-k") !== "decision") {
				take(details, box);
			}
		});
		return box;
	}

	function escaped(s) {
		return s.replace(/[\u0000-\u001f]/g, " ").replace(/&/g, "&amp;")
			.replace(/</g, "&lt;").replace(/>/g, "&gt;")
			.replace(/"/g, "&quot;");
	}

	function attribute(key, value) {
		return value ? " " + key + '="' + escaped(value) + '"' : "";
	}

	function verdict(id) {
		var e = kept[id];

		return "\t<verdict" + attribute("finding", id) +
			attribute("facts", e.facts) + attribute("check-id", e.check) +
			attribute("decision", e.decision) + attribute("date", e.date) +
			attribute("by", e.by) + attribute("reviewer", e.reviewer) +
			attribute("until", e.decision === "accepted" ? e.until : "") +
			">" +
			(e.reason ? "<reason>" + escaped(e.reason) + "</reason>" : "") +
			(e.evidence ? "<evidence>" + escaped(e.evidence) +
				"</evidence>" : "") +
			"</verdict>\n";
	}

	function documentOf(ids) {
		return '<?xml version="1.0" encoding="UTF-8"?>\n' +
			'<verdicts xmlns="urn:hecha:1"' +
			attribute("year", bar.getAttribute("data-year")) +
			attribute("division", bar.getAttribute("data-division")) + ">\n" +
			ids.map(verdict).join("") + "</verdicts>\n";
	}

	/* The first that is not complete, if it is on this page. */
	function goTo(id) {
		var details = document.getElementById("f-" + id);
		var box, field;

		if (!details) {
			return;
		}
		details.hidden = false;
		details.open = true;
		box = boxOf(details);
		showLacks(box, entryOf(details));
		field = box.querySelector("[aria-invalid]");
		if (field) {
			field.focus();
		}
	}

	function save() {
		var ids = Object.keys(kept).sort();
		var bad = ids.filter(function (id) {
			return lacking(kept[id]).length;
		});
		var a = document.createElement("a");

		if (bad.length) {
			tell("lacks", bad.length);
			bad.slice().reverse().forEach(goTo);
			return;
		}
		a.href = URL.createObjectURL(new Blob([documentOf(ids)],
			{ type: "application/xml" }));
		a.download = bar.getAttribute("data-file");
		document.body.appendChild(a);
		a.click();
		document.body.removeChild(a);
		setTimeout(function () {
			URL.revokeObjectURL(a.href);
		}, 60000);
		tell("saved", ids.length);
	}

	function problems() {
		return Array.prototype.slice.call(
			list.querySelectorAll("details.f[id]"));
	}

	function clear() {
		var ask = document.getElementById("decide-clear");

		if (!window.confirm(ask.getAttribute("data-ask"))) {
			return;
		}
		kept = {};
		write();
		problems().forEach(function (details) {
			var box = details.querySelector(".decide");

			if (box) {
				details.removeChild(box);
				if (details.open) {
					boxOf(details);
				}
			}
			mark(details);
		});
		tell("text");
	}

	bar.hidden = false;
	problems().forEach(mark);
	write();
	tell("text");
	/* It does not bubble. */
	list.addEventListener("toggle", function (e) {
		if (e.target.open && /^f-/.test(e.target.id)) {
			boxOf(e.target);
		}
	}, true);
	document.getElementById("decide-save").addEventListener("click", save);
	document.getElementById("decide-clear").addEventListener("click", clear);
	window.addEventListener("beforeunload", function (e) {
		if (!isKept && Object.keys(kept).length) {
			e.preventDefault();
			e.returnValue = "";
		}
	});
}());
