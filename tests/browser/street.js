/*
 * The pages of a whole street with every planted fault, as an audit leaves
 * them: all that the small fixtures have too little of.
 */
"use strict";
const { execFileSync } = require("child_process");
const {
	DESKTOP, PHONE, WORK, accessible, close, is, ok, open, path, print, sound,
} = require("./browser");
const FIXTURES = path.dirname(process.argv[3]);

function audit(lang, out) {
	const dir = path.join(WORK, out);

	try {
		execFileSync(process.env.HECHA, ["--lang", lang, "-q", "audit",
			path.join(FIXTURES, "street.xml"),
			path.join(FIXTURES, "faulty"), "-o", dir]);
	} catch (e) {
		if (e.status !== 1) { /* faults are found, and that is right */
			throw e;
		}
	}
	return dir;
}

async function look(file, what, options) {
	const page = await open(file, options);

	await sound(page, what);
	ok(`need not scroll sideways: ${what}`, await page.evaluate(() =>
		document.documentElement.scrollWidth) <= options.size.width);
	await accessible(page, what);
	await close(page, what);
}

/* A table that goes on overleaf says again what its columns are. */
async function paper(file) {
	const page = await open(file);
	const { pages, sheets, text } = await print(page, "street");

	ok("a street's report on paper is complete", pages === sheets &&
		text.split("整改要求").length - 1 ===
			await page.locator("details.f[id]").count());
	ok("its long tables repeat their heads",
		text.split("检查项内容程度检查数问题数").length > 3);
	await close(page, "a street on paper");
}

/* Far down a long list, where nothing was laid out before. */
async function farLink(file) {
	let page = await open(file);
	const id = await page.evaluate(() =>
		[...document.querySelectorAll("details.f[id]")].slice(-30)[0].id);

	await close(page, "before a far link");
	page = await open(file, { fragment: `#${id}` });
	await page.waitForTimeout(300);
	is("a link far down is in sight", await page.evaluate((name) => {
		const box = document.getElementById(name)
			.querySelector("summary").getBoundingClientRect();
		return document.elementFromPoint(box.left + box.width / 2,
			box.top + box.height / 2)?.closest("details")?.id;
	}, id), id);
	await close(page, "by a far link");
}

module.exports = [
	async () => {
		const zh = audit("zh_CN", "zh");
		const en = audit("en", "en");

		await look(path.join(zh, "自查报告.html"), "a street",
			{ size: DESKTOP, scheme: "dark" });
		await look(path.join(zh, "督导总览.html"), "a street's overview",
			{ size: PHONE, scheme: "dark" });
		await look(path.join(en, "overview.html"), "an English overview",
			{ size: PHONE, scheme: "light" });
		await paper(path.join(zh, "自查报告.html"));
		await farLink(path.join(zh, "自查报告.html"));
		const page = await open(path.join(zh, "自查报告.html"));
		is("a village's name leads to its problems", await page.evaluate(() =>
			[...document.querySelectorAll("#villages ~ * tbody th a")]
				.every((a) => a.textContent.startsWith(document
					.getElementById(a.hash.slice(1)).textContent))), true);
		await close(page, "villages");
	},
];
