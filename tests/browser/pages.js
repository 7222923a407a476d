/*
 * pages.js MAKE-REPORT FIXTURES WORK
 *
 * The HTML pages in a real browser. Writes TAP.
 */
"use strict";
const { run } = require("./browser");

run([
	...require("./self-check").tests,
	...require("./decide"),
	...require("./parts"),
	...require("./areas"),
	...require("./overview"),
	...require("./street"),
	...require("./large"),
]).catch((e) => {
	console.log(`Bail out! ${e.stack.replace(/\n/g, " ")}`);
	process.exitCode = 1;
});
