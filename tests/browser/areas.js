/*
 * A report of more villages than fit a table: an index by street, which leads
 * to each village.
 */
"use strict";
const {
	WORK, close, fixture, fs, is, looks, make, ok, open, path, settled, sound,
} = require("./browser");

const STREETS = 16;
const EACH = 20; /* villages of a street, each with a problem: one page */

/* A result with as many villages, made of the small one. */
function district() {
	const text = fs.readFileSync(fixture("small"), "utf8");
	const finding = text.match(/<finding [^]*?<\/finding>/)[0];
	const group = finding.match(/ group="([^"]*)"/)[1];
	const all = STREETS * EACH;
	const counts = (n) => `households="${n * 9}" members="${n * 30}" ` +
		`error="${n}" suspect="0" notice="0" clean="${n * 8}" ready="0" ` +
		`verdict="not-met" faulty="${n}" unchecked="0" waiting="0"`;
	const sum = (n) => `><group id="${group}" error="${n}" suspect="0" ` +
		'notice="0"/>';
	const villages = [], streets = [], parts = [];

	for (let s = 1; s <= STREETS; s++) {
		const street = 370999100 + s;

		streets.push(`<area code="${street}" level="street" villages="${EACH}" ` +
			`ready-villages="0" ${counts(EACH)}${sum(EACH)}</area>`);
		for (let v = 1; v <= EACH; v++) {
			const code = `${street}${200 + v}`;
			const n = parts.length + 1;
			const at = `village="${code}" village-name="第${n}村"`;

			villages.push(`<village code="${code}" name="第${n}村" ` +
				`${counts(1)}${sum(1)}</village>`);
			parts.push(`<part number="${n}" page="${s}" ${at} from="${n}" ` +
				`to="${n}" findings="1">` + finding
				.replace(/ id="[^"]*"/, ` id="${String(n).padStart(16, "0")}"`)
				.replace(/ severity="[^"]*"/, ' severity="error"')
				.replace(/ village="[^"]*" village-name="[^"]*"/, ` ${at}`) +
				"</part>");
		}
	}
	const county = `<area code="370999" level="county" villages="${all}" ` +
		`ready-villages="0" ${counts(all)}${sum(all)}</area>`;
	const file = path.join(WORK, "district.xml");

	fs.writeFileSync(file, text
		.replace(/villages="\d+" households="\d+" members="\d+"/,
			`villages="${all}" households="${all * 9}" members="${all * 30}"`)
		.replace(/errors="\d+" suspects="\d+" notices="\d+"/,
			`errors="${all}" suspects="0" notices="0"`)
		.replace(/<group id="[^"]*" checks="\d+"[^>]*>/g, (g) => g.replace(
			/error="\d+" suspect="\d+" notice="\d+"/, `error="${
				g.includes(`id="${group}"`) ? all : 0}" suspect="0" notice="0"`))
		.replace(/<villages [^>]*>[^]*<\/villages>/, `<villages>${villages.join("")}` +
			`</villages><areas>${county}${streets.join("")}</areas>`)
		.replace(/<parts>[^]*<\/parts>/, `<parts>${parts.join("")}</parts>`));
	return file;
}

const rows = (page) => page.evaluate(() =>
	[...document.querySelectorAll("#list tbody tr")]
		.filter((e) => e.offsetParent)
		.map((e) => e.cells[0].textContent).join(" "));

async function seek(file) {
	const page = await open(file);

	is("a line a street", await page.evaluate(() =>
		[...document.querySelectorAll("[aria-labelledby=villages] table tbody tr")]
			.map((e) => e.cells[0].textContent)),
	[...Array(STREETS).keys()].map((s) => String(370999101 + s)));
	is("and a bar", await page.locator("svg.bars g").count(), STREETS);
	is("a line a page", (await rows(page)).split(" ").length, STREETS);
	await page.selectOption("#v", "370999103");
	await settled(page);
	is("a street's pages can be asked for", await rows(page), "3");
	await page.locator("#list tbody th a:visible", { hasText: "第45村" }).click();
	await page.waitForLoadState();
	is("a village's link leads to its page",
		await page.locator("details.f:visible").count(), EACH);
	is("on which nothing is filtered away",
		await page.inputValue("#v"), "");
	await page.goBack();
	await page.reload();
	await page.fill("#q", "第45村");
	await settled(page);
	is("a village can be searched for", await rows(page), "3");
	await page.fill("#q", "");
	await page.locator("[aria-labelledby=villages] table tbody a", { hasText: "370999104" }).click();
	await page.waitForLoadState();
	is("a street's link leads to its first village", await page.evaluate(() =>
		document.querySelector(location.hash).textContent), "第61村");
	ok("which is on its page", /-0004\.html/.test(page.url()), page.url());
	await close(page, "seeking a village of many");
}

module.exports = [
	async () => {
		const file = make(district(), "district.html", { limit: 5 });
		const page = await open(file);

		await sound(page, "index by street");
		await close(page, "index by street");
		await seek(file);
		await looks(file, "index by street");
	},
	async () => {
		const file = make(district(), "district-overview.html",
			{ kind: "overview" });
		const page = await open(file);

		is("the overview has a line a street", await page.locator(
			"table.heat tbody tr").count(), STREETS);
		await sound(page, "overview by street");
		await close(page, "overview by street");
	},
];
