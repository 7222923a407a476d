/*
 * What the tests of pages share: a browser, TAP, and questions to a page.
 *
 * Chromium is the system's; its profile is new each time, and whatever a page
 * asks of the network, or has to complain about, is kept and held against it.
 */
"use strict";
const { execFileSync } = require("child_process");
const fs = require("fs");
const path = require("path");
const { pathToFileURL } = require("url");
const { chromium } = require("playwright-core");
const axe = require("axe-core");

const CHROMIUM = "/usr/bin/chromium";
const FLAGS = [
	"--headless",
	"--no-sandbox",
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
	"--disable-dev-shm-usage",
	"--hide-scrollbars",
];
/* Every rule of WCAG 2.0 to 2.2, A and AA, and what axe thinks good besides. */
const RULES = [
	"wcag2a",
	"wcag2aa",
	"wcag21a",
	"wcag21aa",
	"wcag22aa",
	"best-practice",
];
const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

const [MAKE, FIXTURES, WORK] = process.argv.slice(2);
let count = 0;
let browser = null;

function ok(what, good, note) {
	count++;
	console.log(`${good ? "" : "not "}ok ${count} - ${what}`);
	if (!good && note !== undefined) {
		console.log(`# ${String(note).replace(/\n/g, "\n# ")}`);
	}
}

function is(what, got, want) {
	const a = JSON.stringify(got);
	const b = JSON.stringify(want);
	ok(what, a === b, `got ${a}, want ${b}`);
}

/* The path of a result: a fixture by its name, or a file. */
function fixture(name) {
	return name.endsWith(".xml") ? name : path.join(FIXTURES, `${name}.xml`);
}

/* A report of a result; limit is how many findings one page may hold. */
function make(from, name, { limit = 0, kind = "self-check" } = {}) {
	const out = path.join(WORK, name);

	execFileSync(MAKE, [kind, fixture(from), out, String(limit)]);
	return out;
}

/* A page of its own, in a light or dark room, on a desk or in the hand. */
async function open(file, options = {}) {
	const { fragment = "", scheme = "light", size = DESKTOP } = options;
	const context = await browser.newContext({
		colorScheme: scheme,
		viewport: size,
		isMobile: size === PHONE,
		hasTouch: size === PHONE,
		javaScriptEnabled: options.script !== false,
	});
	const page = await context.newPage();
	page.complaints = [];
	page.on("console", (message) => {
		if (["error", "warning"].includes(message.type())) {
			page.complaints.push(message.text());
		}
	});
	page.on("pageerror", (e) => page.complaints.push(String(e)));
	page.on("request", (request) => {
		if (!request.url().startsWith("file://")) {
			page.complaints.push(`asked for ${request.url()}`);
		}
	});
	await page.goto(pathToFileURL(file).href + fragment);
	return page;
}

/* The end of a page: what did it complain of, what did it ask for? */
async function close(page, what) {
	is(`no complaint, nothing asked of the network: ${what}`,
		page.complaints, []);
	await page.context().close();
}

/* The list follows what is typed and chosen a moment later. */
function settled(page) {
	return page.waitForSelector("#list:not([aria-busy])",
		{ state: "attached" });
}

async function accessible(page, what) {
	await page.evaluate(axe.source);
	const found = await page.evaluate(async (rules) => {
		const result = await window.axe.run(document, {
			runOnly: rules,
			resultTypes: ["violations"],
		});
		return result.violations.map((v) => ({
			rule: v.id,
			times: v.nodes.length,
			first: v.nodes[0].html.slice(0, 200),
			why: v.nodes[0].failureSummary,
		}));
	}, RULES);
	is(`axe-core finds nothing: ${what}`, found, []);
}

/* The lowest contrast of a text with the ground that it stands on. */
function worstContrast(page) {
	return page.evaluate(() => {
		const rgb = (s) => s.match(/[0-9.]+/g).slice(0, 3).map(Number);
		const light = (c) => rgb(c).map((v) => v / 255).map(
			(v) => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4,
		).reduce((a, v, i) => a + v * [.2126, .7152, .0722][i], 0);
		const ground = (e) => {
			for (; e; e = e.parentElement) {
				const c = getComputedStyle(e).backgroundColor;
				if (!/, 0\)$/.test(c)) {
					return c;
				}
			}
			return "rgb(255,255,255)";
		};
		let worst = 99;
		for (const e of document.querySelectorAll(
			"p, td, th, li, dt, dd, a, h1, h2, h3, summary span, label, code")) {
			if (!e.offsetParent || !e.textContent.trim()) {
				continue;
			}
			const a = light(getComputedStyle(e).color) + .05;
			const b = light(ground(e)) + .05;
			worst = Math.min(worst, Math.max(a, b) / Math.min(a, b));
		}
		return worst;
	});
}

/* On paper: the pages' number, and their text without its blanks. */
async function print(page, name) {
	const out = path.join(WORK, `${name}.pdf`);
	await page.pdf({
		path: out, printBackground: true, preferCSSPageSize: true,
	});
	const info = execFileSync("pdfinfo", [out]).toString();
	const text = execFileSync("pdftotext", ["-layout", out, "-"]).toString();
	return {
		pages: Number(/^Pages: +(\d+)$/m.exec(info)[1]),
		size: /^Page size: +(.*)$/m.exec(info)[1],
		text: text.replace(/\s/g, ""),
		sheets: text.split("\f").length - 1,
	};
}

/* What every page has to be, in both lights and on both sizes. axe-core, which
 * takes long, sees each light and each size once. */
async function looks(file, what, prepare = async () => {}) {
	for (const scheme of ["light", "dark"]) {
		for (const size of [DESKTOP, PHONE]) {
			const where = `${what}, ${scheme}, ` +
				(size === PHONE ? "phone" : "desktop");
			const page = await open(file, { scheme, size });
			await prepare(page);
			const wide = await page.evaluate(() =>
				document.documentElement.scrollWidth);
			ok(`need not scroll sideways: ${where}`,
				wide <= size.width, wide);
			const worst = await worstContrast(page);
			ok(`text can be read: ${where}`, worst >= 4.5, worst);
			if ((scheme === "light") === (size === DESKTOP)) {
				await accessible(page, where);
			}
			await close(page, where);
		}
	}
}

async function sound(page, what) {
	is(`every field has a label: ${what}`, await page.evaluate(() =>
		[...document.querySelectorAll("input, select")]
			.filter((e) => !e.labels.length).length), 0);
	is(`every link inside leads somewhere: ${what}`, await page.evaluate(() =>
		[...document.querySelectorAll('a[href^="#"]')]
			.filter((e) => !document.getElementById(
				decodeURIComponent(e.hash.slice(1)))).length), 0);
	is(`no id is there twice: ${what}`, await page.evaluate(() => {
		const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
		return ids.length - new Set(ids).size;
	}), 0);
	is(`every chart has a name: ${what}`, await page.evaluate(() =>
		[...document.querySelectorAll("svg")].filter((e) =>
			e.getAttribute("role") !== "img" ||
			!e.querySelector(":scope > title")?.textContent.trim(),
		).length), 0);
	is(`and room for its words: ${what}`, await page.evaluate(() => {
		const cramped = [];

		for (const svg of document.querySelectorAll("svg")) {
			const box = svg.getBoundingClientRect();
			let end = -Infinity;

			for (const e of svg.querySelectorAll("text")) {
				const at = e.getBoundingClientRect();

				if (at.left < box.left - 0.5 || (at.left < end &&
					e.classList.contains("tick"))) {
					cramped.push(e.textContent);
				}
				end = e.classList.contains("tick") ? at.right : -Infinity;
			}
		}
		return cramped;
	}), []);
}

async function run(tests) {
	browser = await chromium.launch({
		executablePath: CHROMIUM, args: FLAGS,
	});
	try {
		for (const test of tests) {
			await test();
		}
	} finally {
		await browser.close();
	}
	console.log(`1..${count}`);
}

module.exports = {
	DESKTOP, PHONE, WORK, accessible, close, fixture, fs, is, looks, make, ok,
	open, path, print, run, settled, sound,
};
