/*
 * The overview for supervisors.
 */
"use strict";
const {
	accessible, close, fs, is, looks, make, ok, open, path, print, sound,
} = require("./browser");
const { tables } = require("./self-check");
const FIXTURES = process.argv[3];

async function content(file) {
	const page = await open(file);
	const heads = fs.readFileSync(path.join(FIXTURES, "small.xml"), "utf8")
		.match(/ head="[^"]+"/g).map((s) => s.slice(7, -1));
	const text = await page.textContent("body");

	await sound(page, "overview");
	is("its heat map has a row a village",
		await page.locator(".heat tbody tr").count(),
		await page.locator("[aria-labelledby=ready] tbody tr").count());
	ok("a cell says how many, not by colour alone", await page.evaluate(() =>
		[...document.querySelectorAll(".heat td")]
			.every((e) => /^\d+$/.test(e.textContent))));
	ok("it names nobody", heads.length > 0 &&
		!heads.some((head) => text.includes(head)));
	is("its trend has a bar and a line for each check", [
		await page.locator("[aria-labelledby=trend] svg g").count(),
		await page.locator("[aria-labelledby=trend] tbody tr").count(),
	], [3, 3]);
	ok("a bar is as high as its problems are many", await page.evaluate(() => {
		const heights = [...document.querySelectorAll(
			"[aria-labelledby=trend] svg g")].map((g) =>
			[...g.querySelectorAll("rect")].reduce((sum, e) =>
				sum + Number(e.getAttribute("height")), 0) /
			Number(g.querySelector(".num").textContent));
		return heights.every((h) => Math.abs(h - heights[0]) < 0.1);
	}));
	await tables(page, "overview");
	await close(page, "overview");
}

async function keyboard(file) {
	const page = await open(file);
	const at = () => page.evaluate(() =>
		document.activeElement.closest(".heat th")?.cellIndex ?? -1);
	const villages = () => page.evaluate(() =>
		[...document.querySelectorAll(".heat tbody th")]
			.map((e) => e.textContent));
	const stood = await villages();

	await page.locator(".heat th [role=button]").last().focus();
	ok("a heading can have the focus", await at() > 0);
	await page.keyboard.press("Enter");
	is("Enter sorts by it", await page.getAttribute(
		".heat th:last-child", "aria-sort"), "descending");
	await page.keyboard.press("Space");
	is("Space the other way", await page.getAttribute(
		".heat th:last-child", "aria-sort"), "ascending");
	is("no line is lost", (await villages()).sort(), stood.sort());
	await close(page, "overview by the keyboard");
}

async function paper(file) {
	const page = await open(file);
	const { text, size } = await print(page, "overview");

	ok("paper is A4", size.includes("(A4)"), size);
	for (const section of ["总体结论", "历次核查变化", "分村分类热力表",
		"各村（社区）准备情况", "程序与时限", "检查组查看的材料", "常见问题"]) {
		ok(`on paper: ${section}`, text.includes(section));
	}
	await close(page, "overview on paper");
}

async function hostile() {
	const page = await open(
		make("hostile", "overview2.html", { kind: "overview" }));

	is("one script in it, ours", await page.locator("script").count(), 1);
	await close(page, "of a hostile register's overview");
}

async function english() {
	const page = await open(
		make("small-en", "overview-en.html", { kind: "overview" }));

	await sound(page, "English overview");
	await accessible(page, "English overview");
	await close(page, "English overview");
}

module.exports = [
	async () => {
		const file = make("small", "overview.html", { kind: "overview" });

		await content(file);
		await keyboard(file);
		await paper(file);
		await looks(file, "overview");
	},
	hostile,
	english,
];
