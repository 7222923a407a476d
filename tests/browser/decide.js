/*
 * What people decide on problems: filled in on the page, kept by the browser,
 * and saved as a document of verdicts.
 */
"use strict";
const { close, fs, is, make, ok, open } = require("./browser");

const ERROR = "#f-1a76c2cd20dfa15b";

const field = (page, problem, key) =>
	page.locator(`${problem} .decide [data-k=${key}]`);
const told = (page) => page.textContent("#decide-count");

/* The saved document, or null where none was saved. */
async function saved(page) {
	const [download] = await Promise.all([
		page.waitForEvent("download", { timeout: 3000 }).catch(() => null),
		page.click("#decide-save"),
	]);

	return download && {
		name: download.suggestedFilename(),
		text: fs.readFileSync(await download.path(), "utf8"),
	};
}

async function fill(page, suspect) {
	await page.click(`${ERROR} summary`);
	is("an error is confirmed or mended, and no more", await page.evaluate(
		(e) => [...document.querySelectorAll(`${e} .decide option`)]
			.map((o) => o.value), ERROR), ["", "confirmed", "rectified"]);
	await page.locator(`${suspect} summary`).focus();
	await page.keyboard.press("Enter");
	await field(page, suspect, "decision").focus();
	is("what is reached by the keyboard says what it is", await page.evaluate(
		() => document.activeElement.labels[0].firstChild.textContent.trim()),
	"结论");
	await field(page, suspect, "decision").selectOption("unfounded");
	await page.keyboard.press("Tab");
	await page.keyboard.type("入户核实");
	is("it is counted", await told(page), "已填写1项");
	ok("and seen on the problem", (await page.textContent(
		`${suspect} summary .told`)) === "不属实");
}

async function incomplete(page, suspect) {
	is("what lacks something is not saved", await saved(page), null);
	is("which is told", await told(page), "1项内容不全，未保存");
	is("with what is lacking", await page.textContent(`${suspect} .lacks`),
		"还须填写：佐证材料、责任人、核实日期");
	is("to those who listen", await page.getAttribute(
		`${suspect} .lacks`, "role"), "alert");
	is("and one stands there", await page.evaluate(() =>
		document.activeElement.dataset.k), "evidence");
	await page.keyboard.type('户口簿 <第1页> & "附页"');
	await field(page, suspect, "by").fill("孙知远");
	await field(page, suspect, "date").fill("2020-12-10");
	is("then nothing is", await page.textContent(`${suspect} .lacks`), "");
}

async function document_(page, suspect) {
	const id = suspect.slice(3);
	const file = await saved(page);

	ok("it is saved", file !== null);
	is("under its name", file.name, "核实结论.xml");
	is("as a document of the street and year", file.text.split("\n")[1],
		'<verdicts xmlns="urn:hecha:1" year="2020" division="370999101">');
	ok("with what was decided", file.text.includes(
		`<verdict finding="${id}"`) && file.text.includes(
		'decision="unfounded" date="2020-12-10" by="孙知远">' +
		"<reason>入户核实</reason><evidence>户口簿 &lt;第1页&gt; &amp; " +
		"&quot;附页&quot;</evidence></verdict>"), file.text);
	is("and it is said", await told(page), "已保存2项");
}

module.exports = [async () => {
	const file = make("small", "decide.html");
	let page = await open(file);
	const suspect = `#${await page.getAttribute("details.suspect", "id")}`;

	await fill(page, suspect);
	await incomplete(page, suspect);
	await field(page, ERROR, "decision").selectOption("rectified");
	is("who and when are those of before",
		[await field(page, ERROR, "by").inputValue(),
			await field(page, ERROR, "date").inputValue()],
		["孙知远", "2020-12-10"]);
	await document_(page, suspect);
	await page.reload();
	is("it is kept", await told(page), "已填写2项");
	await page.click(`${suspect} summary`);
	is("as it was", await field(page, suspect, "reason").inputValue(),
		"入户核实");
	await field(page, suspect, "decision").selectOption("");
	is("without a decision it is none", await told(page), "已填写1项");
	page.once("dialog", (dialog) => dialog.accept());
	await page.click("#decide-clear");
	is("and it can be cleared", await told(page), "已填写0项");
	await page.reload();
	is("for good", await told(page), "已填写0项");
	await close(page, "decisions");
	page = await open(file, { script: false });
	is("without script there is none",
		await page.locator("#deciding").isVisible(), false);
	await close(page, "decisions without script");
}];
