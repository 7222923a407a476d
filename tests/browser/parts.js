/*
 * The self-check report in parts: an index and a page for each.
 */
"use strict";
const { close, is, looks, make, open, path, sound } = require("./browser");

const shown = (page) => page.evaluate(() =>
	[...document.querySelectorAll("details.f")]
		.filter((e) => e.offsetParent).length);

async function turn(file) {
	const page = await open(file);

	is("the index holds no problem", await shown(page), 0);
	await sound(page, "index");
	await page.locator("#findings ~ * a", { hasText: "柳沟社区" }).first()
		.click();
	await page.waitForLoadState();
	is("it leads to a village's page", await shown(page), 4);
	await page.selectOption("#s", "error");
	await page.waitForTimeout(300);
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

module.exports = [
	async () => {
		const file = make("small", "long.html", { limit: 5 });
		let page = await open(file);
		const part = await page.evaluate(() =>
			document.querySelector('a[href*=".files/"]').getAttribute("href"));

		await close(page, "index");
		await turn(file);
		await looks(file, "index");
		await looks(path.join(path.dirname(file), decodeURIComponent(part)),
			"part", (p) => p.click("#open"));
	},
];
