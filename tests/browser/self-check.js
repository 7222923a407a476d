/*
 * The self-check report on one page.
 */
"use strict";
const {
	accessible, close, is, looks, make, ok, open, print, settled, sound,
} = require("./browser");

const ALL = 12; /* findings of the fixture */

const shown = (page) => page.evaluate(() =>
	[...document.querySelectorAll("details.f")]
		.filter((e) => e.offsetParent).length);
const opened = (page) => page.evaluate(() =>
	document.querySelectorAll("details[open]").length);

/* Sets a field as a person would, and waits for the list to follow. */
async function set(page, field, value) {
	const e = page.locator(`#${field}`);

	if (await e.evaluate((node) => node.tagName) === "SELECT") {
		await e.selectOption(value);
	} else {
		await e.fill(value);
	}
	await settled(page);
}

async function to(page, field, value) {
	await set(page, field, value);
	return shown(page);
}

async function search(page) {
	is("all are shown", await shown(page), ALL);
	is("all are shut", await opened(page), 0);
	is("a name is found", await to(page, "q", "赵春喆"), 1);
	is("the count says so", await page.textContent("#count"),
		"显示1项，共12项");
	is("the count is told to those who listen",
		await page.getAttribute("#count", "aria-live"), "polite");
	is("villages without a hit go", await page.evaluate(() =>
		[...document.querySelectorAll("h3.village")]
			.filter((e) => e.offsetParent).length), 1);
	is("full-width letters are the same", await to(page, "q", "Ｈ０１０３"), 2);
	is("two words both have to be there",
		await to(page, "q", "h0302 街道抽查"), 1);
	is("nothing fits", await to(page, "q", "没有这个人"), 0);
	await page.click("button[type=reset]");
	await settled(page);
	is("reset shows all", await shown(page), ALL);
}

async function filter(page) {
	is("a village", await to(page, "v", "370999101202"), 4);
	is("and a severity", await to(page, "s", "suspect"), 1);
	is("and a group", await to(page, "g", "prc"), 0);
	await set(page, "v", "");
	await set(page, "s", "");
	is("a group alone", await shown(page), 2);
	is("and a word", await to(page, "q", "街道抽查"), 1);
	await page.click("button[type=reset]");
	await settled(page);
	is("a severity alone", await to(page, "s", "error"), 9);
	await set(page, "s", "");
	await page.click("#open");
	is("all open", await opened(page), ALL);
	await page.click("#close");
	is("and shut", await opened(page), 0);
}

const ids = (page) => page.evaluate(() =>
	[...document.querySelectorAll("details.f")]
		.filter((e) => e.offsetParent).map((e) => e.id));
const headings = (page) => page.evaluate(() =>
	[...document.querySelectorAll("#list h3")]
		.filter((e) => e.offsetParent).map((e) => e.textContent));

async function sort(page) {
	const stood = await ids(page);
	const villages = await headings(page);
	const checks = () => page.evaluate(() =>
		[...document.querySelectorAll("details.f .id")]
			.map((e) => e.textContent));
	const at = () => page.locator(".at").first().isVisible();

	is("a village is named once, above", await at(), false);
	is("by severity: none is lost", await to(page, "o", "severity"), ALL);
	is("the worst come first", await page.evaluate(() =>
		[...document.querySelectorAll("details.f")].map((e) =>
			["error", "suspect", "notice"].findIndex((s) =>
				e.classList.contains(s))).join("")), "000000000112");
	is("under their severity", await headings(page), ["差错", "疑似", "提示"]);
	is("and each says its village", await at(), true);
	is("those of a village", await to(page, "v", "370999101202"), 4);
	is("have their severities", await headings(page),
		["差错", "疑似", "提示"]);
	is("and of one severity", await to(page, "s", "error"), 2);
	is("only that", await headings(page), ["差错"]);
	await set(page, "v", "");
	await set(page, "s", "");
	await set(page, "o", "check");
	is("by check", await checks(), (await checks()).sort());
	ok("under its title", (await headings(page))
		.includes("ID-03 证件号码校验位错误"));
	await page.click("button[type=reset]");
	await settled(page);
	is("reset puts them back", await ids(page), stood);
	is("under their villages", await headings(page), villages);
}

/* Every table that can be sorted, by every column, both ways. */
async function tables(page, what) {
	const wrong = await page.evaluate(() => {
		const bad = [];
		const keys = (table, i) => [...table.tBodies[0].rows].map((row) =>
			row.cells[i].dataset.n ?? row.cells[i].textContent.trim());
		const number = (s) => Number(/\d+/.exec(s)?.[0] ?? 0);
		const number0 = (table, i) => {
			const th = table.tHead.rows[0].cells[i];
			return th.classList.contains("n") ||
				table.tBodies[0].rows[0].cells[i].dataset.n !== undefined;
		};

		for (const table of document.querySelectorAll("table.sorts")) {
			const rows = [...table.tBodies[0].rows];
			[...table.tHead.rows[0].cells].forEach((th, i) => {
				const isNumber = number0(table, i);
				const order = isNumber ? (a, b) => number(a) - number(b)
					: (a, b) => a.localeCompare(b, document.documentElement.lang);
				for (const turn of [1, 2]) {
					th.querySelector("[role=button]").click();
					const down = th.getAttribute("aria-sort") === "descending";
					const got = keys(table, i);
					const good = got.every((k, j) => j === 0 ||
						(down ? -1 : 1) * order(got[j - 1], k) <= 0);
					if (!good || down !== (isNumber === (turn === 1))) {
						bad.push(`${th.textContent} ${turn}: ${got}`);
					}
				}
			});
			if (table.tBodies[0].rows.length !== rows.length ||
				table.querySelectorAll("[aria-sort]").length !== 1) {
				bad.push(table.caption.textContent);
			}
		}
		return bad;
	});

	ok(`there are tables to sort: ${what}`,
		await page.locator("table.sorts th [role=button]").count() > 4);
	is(`each column sorts its table, both ways: ${what}`, wrong, []);
}

/* Without a mouse. */
async function keyboard(file) {
	const page = await open(file);
	const at = () => page.evaluate(() => {
		const e = document.activeElement;
		return e.id || e.getAttribute("href") || e.tagName;
	});

	await page.keyboard.press("Tab");
	is("the first stop is the skip link", await at(), "#main");
	await page.keyboard.press("Enter");
	is("it leads to the text", await at(), "main");
	const stops = [];
	for (let i = 0; i < 400 && await at() !== "q"; i++) {
		await page.keyboard.press("Tab");
		stops.push(await at());
	}
	is("the search is reached", await at(), "q");
	is("and before it what sorts a table", stops.includes("SPAN"), true);
	await page.keyboard.type("H0103");
	await settled(page);
	is("and can be typed into", await shown(page), 2);
	for (let i = 0; i < 20 && await at() !== "SUMMARY"; i++) {
		await page.keyboard.press("Tab");
	}
	await page.keyboard.press("Enter");
	is("Enter opens a problem", await page.evaluate(() =>
		document.activeElement.parentNode.open), true);
	ok("what has the focus can be seen", await page.evaluate(() => {
		const s = getComputedStyle(document.activeElement);
		return s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2;
	}));
	await page.keyboard.press("Space");
	is("Space shuts it", await opened(page), 0);
	await close(page, "by the keyboard");
}

async function link(file) {
	let page = await open(file);
	const id = await page.evaluate(() =>
		document.querySelectorAll("details.f")[4].id);

	await close(page, "before a link");
	page = await open(file, { fragment: `#${id}` });
	is("a link to a problem opens it alone", await page.evaluate((name) =>
		[...document.querySelectorAll("details[open]")]
			.every((e) => e.id === name), id), true);
	ok("and it is in sight", await page.evaluate((name) => {
		const box = document.getElementById(name)
			.querySelector("summary").getBoundingClientRect();
		const e = document.elementFromPoint(
			box.left + box.width / 2, box.top + box.height / 2);
		return e !== null && e.closest("details")?.id === name;
	}, id));
	is("the problem says its own link", await page.getAttribute(
		`#${id} dd a[href^="#f-"]`, "href"), `#${id}`);
	await set(page, "q", "没有这个人");
	await page.evaluate((name) => {
		location.hash = "";
		location.hash = name;
	}, id);
	ok("a link finds what was filtered away", await page.waitForSelector(
		`#${id}`, { timeout: 5000 }).catch(() => null));
	await close(page, "by a link");
}

async function paper(file) {
	const page = await open(file);
	const { pages, size, sheets, text } = await print(page, "print");

	ok("paper is A4", size.includes("(A4)"), size);
	ok("a few pages, none of them lost", pages >= 4 && pages <= 12 &&
		pages === sheets, `${pages} of ${sheets}`);
	is("paper shows every problem's details", text.split("整改要求").length - 1,
		ALL);
	ok("and rare letters of names",
		[..."喆䶮𬱖珺"].every((c) => text.includes(c)));
	ok("and the place to sign", text.includes("审核人（签字）"));
	ok("and no controls", !text.includes("全部展开"));
	is("they are shut again afterwards", await opened(page), 0);
	await close(page, "on paper");
}

async function withoutScript(file) {
	const page = await open(file, { script: false });

	is("without script all is open",
		await page.locator("details.f[open]").count(), ALL);
	is("and no control is shown",
		await page.locator("#filter").isVisible(), false);
	await close(page, "without script");
}

async function hostile() {
	const page = await open(make("hostile", "hostile.html"));

	is("one script, ours", await page.locator("script").count(), 1);
	is("no handler came in", await page.evaluate(() =>
		[...document.querySelectorAll("*")].filter((e) =>
			[...e.attributes].some((a) => /^on|^style$/.test(a.name)),
		).length), 0);
	is("no link leads out", await page.evaluate(() =>
		[...document.links].filter((a) =>
			!a.getAttribute("href").startsWith("#")).length), 0);
	await close(page, "of a hostile register");
}

async function strangers(file) {
	const page = await open(file);

	is("a script of another is not run", await page.evaluate(() => {
		const s = document.createElement("script");
		s.textContent = "window.broken = 1";
		document.body.append(s);
		return window.broken === undefined;
	}), true);
	ok("and the browser says why", page.complaints.length === 1 &&
		page.complaints[0].includes("Content Security Policy"));
	await page.context().close();
}

async function english() {
	const page = await open(make("small-en", "self-check.html"));

	is("the English page says its language",
		await page.getAttribute("html", "lang"), "en");
	is("and counts in English", await to(page, "s", "error"), 9);
	ok("the English count", /9.*12/.test(await page.textContent("#count")));
	await sound(page, "English");
	await page.click("#open");
	await accessible(page, "English");
	await close(page, "English");
}

module.exports = { tables, tests: [
	async () => {
		const file = make("small", "自查报告.html");
		const page = await open(file);

		await search(page);
		await filter(page);
		await sort(page);
		await tables(page, "self-check");
		await sound(page, "self-check");
		await close(page, "self-check");
		await keyboard(file);
		await link(file);
		await paper(file);
		await withoutScript(file);
		await strangers(file);
		await looks(file, "self-check", (p) => p.click("#open"));
	},
	hostile,
	english,
] };
