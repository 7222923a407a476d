/*
 * The overview for supervisors.
 */
"use strict";
const {
	WORK, accessible, close, fs, is, looks, make, ok, open, path, print, sound,
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
			.every((e) => /^(\d+＊?|未检查)$/.test(e.textContent.trim()))));
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

/* The figures of the result, and what a table of a section says, by row. */
const attributes = (element) =>
	[...fs.readFileSync(path.join(FIXTURES, "small.xml"), "utf8")
		.matchAll(new RegExp(`<${element} [^>]*>`, "g"))]
		.map(([tag]) => Object.fromEntries([...tag.matchAll(
			/([a-z-]+)="([^"]*)"/g)].map(([, key, value]) =>
			[key, value])));

const said = (page, section) => page.evaluate((id) =>
	[...document.querySelectorAll(`[aria-labelledby=${id}] tbody tr`)]
		.map((tr) => [...tr.cells].map((c) => c.textContent)), section);

/* Deadlines, papers, readiness and faults: each as the result has it. */
async function figures(file) {
	const page = await open(file);
	const steps = attributes("step").filter((s) => s["at-risk"]);
	const marks = await page.evaluate(() =>
		[...document.querySelectorAll("[aria-labelledby=timeline] svg text")]
			.map((e) => e.textContent).join("|"));

	is("each step: done, late, missing, not yet due, at risk",
		(await said(page, "timeline")).map((r) => r.slice(5)),
		steps.map((s) => [s.done, s.late, s.missing, s.pending,
			s["at-risk"]]));
	ok("the chart says who is on time, late, missing and not yet due",
		["按期", "逾期 1", "缺失 1", "未到期 4"].every((s) =>
			marks.includes(s)), marks);
	is("each paper: who needs it, who has it, and how many have not",
		(await said(page, "papers")).map((r) => r.slice(2)),
		attributes("paper").map((p) => [p.needed, p.there,
			p.needed === p.there ? "✓ 齐备"
				: `▲ 缺${p.needed - p.there}户`]));
	is("each village: its errors in all kinds of check",
		(await said(page, "ready")).map((r) => r.slice(3).reduce((n, c) =>
			n + Number(/差错(\d+)处/.exec(c)?.[1] || 0), 0)),
		attributes("village").map((v) => Number(v.error))
			.sort((a, b) => b - a));
	is("each village's steps: on time, late, too short, missing, to come",
		(await said(page, "steps")).map((r) =>
			r.slice(1).map((c) => c.trim()).join("|")), [
			"✓ 按期|▲ 逾期1 ▲ 天数不足2", "—|▲ 缺3", "▲ 无日期1|○ 未到期4"]);
	const faults = (await said(page, "frequent")).map((r) => Number(r[3]));
	is("the most frequent faults first",
		faults, [...faults].sort((a, b) => b - a));
	is("and none that was not found", Math.min(...faults) > 0, true);
	await close(page, "figures of the overview");
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
	const from = path.join(WORK, "long-words.xml");

	fs.writeFileSync(from, fs.readFileSync(path.join(FIXTURES,
		"small-en.xml"), "utf8").replace("<title>appraisal</title>",
		"<title>Second democratic appraisal</title>"));

	const page = await open(
		make(from, "overview-en.html", { kind: "overview" }));

	await sound(page, "English overview");
	await accessible(page, "English overview");
	await close(page, "English overview");
}

module.exports = [
	async () => {
		const file = make("small", "overview.html", { kind: "overview" });

		await content(file);
		await figures(file);
		await keyboard(file);
		await paper(file);
		await looks(file, "overview");
	},
	hostile,
	english,
];
