/*
 * The self-check report in parts: an index and a page for each.
 */
"use strict";
const { tables } = require("./self-check");
const {
	WORK, close, fixture, fs, is, looks, make, ok, open, path, print, settled, sound,
} = require("./browser");

const shown = (page) => page.evaluate(() =>
	[...document.querySelectorAll("details.f")]
		.filter((e) => e.offsetParent).length);

const rows = (page) => page.evaluate(() =>
	[...document.querySelectorAll("#list tbody tr")]
		.filter((e) => e.offsetParent)
		.map((e) => e.cells[0].textContent).join(" "));

/* Which pages are left when this is asked for? */
async function ask(page, field, value) {
	const e = page.locator(`#${field}`);

	await (field === "q" ? e.fill(value) : e.selectOption(value));
	await settled(page);
	return rows(page);
}

async function seek(file) {
	const page = await open(file);

	is("all pages are listed", await rows(page), "1 2 3");
	is("a name is on one of them", await ask(page, "q", "赵春喆"), "1");
	is("so is a household", await ask(page, "q", "h0302"), "3");
	is("a check on some", await ask(page, "q", "PRC-03"), "3");
	is("nobody on none", await ask(page, "q", "没有这个人"), "");
	is("the count says so", await page.textContent("#count"),
		"显示0行，共3行");
	await ask(page, "q", "");
	is("a village's", await ask(page, "v", "370999101202"), "2");
	is("with notices", await ask(page, "s", "notice"), "2");
	is("of a group that is not there", await ask(page, "g", "frm"), "");
	await page.click("button[type=reset]");
	await settled(page);
	is("all again", await rows(page), "1 2 3");
	await tables(page, "index");

	await page.reload();
	is("a severity", await ask(page, "s", "suspect"), "2 3");
	is("and a household", await ask(page, "q", "H0203"), "2");
	await page.locator("#list tbody a:visible").first().click();
	await page.waitForLoadState();
	is("go with the link", [await page.inputValue("#q"),
		await page.inputValue("#s")], ["H0203", "suspect"]);
	is("and are applied there", await shown(page), 1);
	await close(page, "seeking a page");
}

async function turn(file) {
	const page = await open(file);

	is("the index holds no problem", await shown(page), 0);
	await sound(page, "index");
	await page.locator("#findings ~ * a", { hasText: "柳沟社区" }).first()
		.click();
	await page.waitForLoadState();
	is("it leads to a village's page", await shown(page), 4);
	await page.selectOption("#s", "error");
	await settled(page);
	is("which can be filtered", await shown(page), 2);
	await sound(page, "part");
	await page.locator("a[rel=next]").first().click();
	await page.waitForLoadState();
	is("and on to the next",
		(await page.textContent("h2")).includes("东岭村"), true);
	is("the last has no next", await page.locator("a[rel=next]").count(), 0);
	await page.locator(".turns a:not([rel])").first().click();
	await page.waitForLoadState();
	is("and back", await page.evaluate(() => location.hash), "#findings");
	await close(page, "in parts");
}

/* The first two villages of the small report on one page. */
function shared() {
	const from = path.join(WORK, "shared.xml");
	let text = fs.readFileSync(fixture("small"), "utf8");

	text = text.replace('<part number="2" page="2"',
		'<part number="2" page="1"');
	text = text.replace('<part number="3" page="3"',
		'<part number="3" page="2"');
	fs.writeFileSync(from, text);
	return make(from, "shared.html", { limit: 5 });
}

async function share() {
	const page = await open(shared());

	is("small villages share a page", await rows(page), "1 1 2");
	await page.locator("#list tbody tr:nth-child(2) a").first().click();
	await page.waitForLoadState();
	is("to which each has its link", await page.evaluate(() =>
		document.querySelector(location.hash).textContent), "柳沟社区");
	is("with the problems of both", await shown(page), 8);
	await page.selectOption("#v", "370999101202");
	await settled(page);
	is("that can be told apart", await shown(page), 4);
	await sound(page, "shared");
	await page.locator(".turns a:not([rel])").first().click();
	await page.waitForLoadState();
	await ask(page, "v", "370999101202");
	is("one of them can be asked for", await rows(page), "1");
	await page.locator("#list tbody a:visible").first().click();
	await page.waitForLoadState();
	is("and is alone on its page then", await shown(page), 4);
	await close(page, "a shared page");
}

async function paper(index, part) {
	let page = await open(index);
	let sheet = await print(page, "index");

	ok("the index on paper lists the pages",
		sheet.text.includes("H0201至H0205"));
	ok("without controls", !sheet.text.includes("清除条件"));
	await close(page, "index on paper");
	page = await open(part);
	sheet = await print(page, "part");
	is("a part on paper shows all details",
		sheet.text.split("整改要求").length - 1, 4);
	ok("and clauses in full, for it has no annex",
		sheet.text.includes("切实从源头上提高数据质量"));
	ok("without controls or turns", !/全部展开|下一页/.test(sheet.text));
	await close(page, "part on paper");
}

async function link(part) {
	let page = await open(part);
	const id = await page.evaluate(() =>
		document.querySelectorAll("details.f")[2].id);

	await close(page, "part before a link");
	page = await open(part, { fragment: `#${id}` });
	is("a link to a problem of a part opens it alone",
		await page.evaluate(() =>
			[...document.querySelectorAll("details[open]")]
				.map((e) => e.id)), [id]);
	await close(page, "part by a link");
	page = await open(part, { fragment: "#?q=%E4%B8%8D%zz&s=error" });
	is("a broken link does no harm", await shown(page) > 0, true);
	await close(page, "by a broken link");
}

module.exports = [
	async () => {
		const file = make("small", "long.html", { limit: 5 });
		let page = await open(file);
		const part = path.join(path.dirname(file), decodeURIComponent(
			await page.evaluate(() => document.querySelector(
				'#list a[href*=".files/"]').getAttribute("href")))
			.split("#")[0]);

		await close(page, "index");
		await seek(file);
		await turn(file);
		await share();
		await looks(file, "index");
		await looks(part, "part", (p) => p.click("#open"));
		await paper(file, part);
		await link(part);
	},
];
