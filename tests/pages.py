"""Self-check pages in a real browser.

pages.py CHROMIUM CHROMEDRIVER MAKE-REPORT FIXTURES WORK

Only Python's own library: the browser is driven over chromedriver's HTTP, and
everything is on this machine. Writes TAP.
"""
import base64
import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request

CHROMIUM, DRIVER, MAKE, FIXTURES, WORK = sys.argv[1:6]
# Nothing between this and the driver on the same machine.
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))
COUNT = 0


def ok(what, good, note=""):
    global COUNT
    COUNT += 1
    print("%sok %d - %s" % ("" if good else "not ", COUNT, what))
    if not good:
        print("# %s" % (note,))


def is_same(what, got, want):
    ok(what, got == want, "got %r, want %r" % (got, want))


class Browser:
    def __init__(self):
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            self.port = s.getsockname()[1]
        self.driver = subprocess.Popen(
            [DRIVER, "--port=%d" % self.port, "--log-level=OFF"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.session = None
        self.wait_for_driver()
        args = ["--headless", "--no-sandbox", "--disable-gpu",
                "--disable-quic", "--no-first-run", "--disable-sync",
                "--disable-background-networking", "--disable-dev-shm-usage",
                "--disable-component-update", "--hide-scrollbars",
                "--user-data-dir=" + os.path.join(WORK, "profile")]
        self.session = self.call("POST", "/session", {"capabilities": {
            "alwaysMatch": {
                "browserName": "chrome",
                "goog:loggingPrefs": {"browser": "ALL"},
                "goog:chromeOptions": {"binary": CHROMIUM, "args": args},
            }}})["sessionId"]

    def wait_for_driver(self):
        for _ in range(100):
            try:
                self.call("GET", "/status")
                return
            except OSError:
                time.sleep(0.1)
        raise SystemExit("Bail out! chromedriver does not answer")

    def call(self, method, path, body=None):
        if self.session:
            path = "/session/" + self.session + path
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            "http://127.0.0.1:%d%s" % (self.port, path), data, method=method,
            headers={"Content-Type": "application/json"})
        with OPENER.open(request, timeout=120) as answer:
            return json.load(answer)["value"]

    def go(self, path, fragment=""):
        self.call("POST", "/url",
                  {"url": "file://" + urllib.request.pathname2url(path)
                   + fragment})

    def run(self, script, *args):
        return self.call("POST", "/execute/sync",
                         {"script": script, "args": list(args)})

    def cdp(self, command, **params):
        return self.call("POST", "/goog/cdp/execute",
                         {"cmd": command, "params": params})

    def size(self, width, height):
        self.cdp("Emulation.setDeviceMetricsOverride", width=width,
                 height=height, deviceScaleFactor=1, mobile=width < 600)

    def log(self):
        return [e["message"] for e in
                self.call("POST", "/se/log", {"type": "browser"})]

    def press(self, key):
        self.call("POST", "/actions", {"actions": [{
            "type": "key", "id": "k", "actions": [
                {"type": "keyDown", "value": key},
                {"type": "keyUp", "value": key}]}]})

    def close(self):
        try:
            self.call("DELETE", "")
        finally:
            self.driver.terminate()
            self.driver.wait()


VISIBLE = "return [...document.querySelectorAll('details.f')]" \
    ".filter(e => e.offsetParent).length"
SET = """const e = document.getElementById(arguments[0]);
e.value = arguments[1];
e.dispatchEvent(new Event('input', {bubbles: true}));"""
CONTRAST = """
const rgb = s => s.match(/[0-9.]+/g).slice(0, 3).map(Number);
const light = c => rgb(c).map(v => v / 255).map(
    v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((a, v, i) => a + v * [.2126, .7152, .0722][i], 0);
const ground = e => {
    for (; e; e = e.parentElement) {
        const c = getComputedStyle(e).backgroundColor;
        if (!/, 0\\)$/.test(c)) return c;
    }
    return 'rgb(255,255,255)';
};
let worst = 99;
for (const e of document.querySelectorAll(
        'p, td, th, li, dt, dd, a, h1, h2, h3, summary span, label, code')) {
    if (!e.offsetParent || !e.textContent.trim()) continue;
    const a = light(getComputedStyle(e).color) + .05;
    const b = light(ground(e)) + .05;
    worst = Math.min(worst, Math.max(a, b) / Math.min(a, b));
}
return worst;"""


def make(fixture, name, limit=0, kind="self-check"):
    out = os.path.join(WORK, name)
    subprocess.run([MAKE, kind,
                    os.path.join(FIXTURES, fixture + ".xml"), out,
                    str(limit)], check=True)
    return out


def filter_to(b, field, value):
    b.run(SET, field, value)
    time.sleep(0.4)
    return b.run(VISIBLE)


def try_filter(b):
    b.go(make("small", "自查报告.html"))
    is_same("all are shown", b.run(VISIBLE), 12)
    is_same("all are shut", b.run(
        "return document.querySelectorAll('details[open]').length"), 0)
    is_same("a name is found", filter_to(b, "q", "赵春喆"), 1)
    is_same("the count says so", b.run(
        "return document.getElementById('count').textContent"),
        "显示1项，共12项")
    is_same("the count is told to those who listen", b.run(
        "return document.getElementById('count').getAttribute('aria-live')"),
        "polite")
    is_same("villages without a hit go", b.run(
        "return [...document.querySelectorAll('h3.village')]"
        ".filter(e => e.offsetParent).length"), 1)
    is_same("full-width letters are the same",
            filter_to(b, "q", "Ｈ０１０３"), 2)
    is_same("two words both have to be there",
            filter_to(b, "q", "h0302 街道抽查"), 1)
    is_same("nothing fits", filter_to(b, "q", "没有这个人"), 0)
    b.run("document.querySelector('button[type=reset]').click()")
    time.sleep(0.4)
    is_same("reset shows all", b.run(VISIBLE), 12)
    is_same("a village", filter_to(b, "v", "370999101202"), 4)
    is_same("and a severity", filter_to(b, "s", "suspect"), 1)
    filter_to(b, "v", "")
    filter_to(b, "s", "")
    is_same("a group", filter_to(b, "g", "prc"), 2)
    filter_to(b, "g", "")
    b.run("document.getElementById('open').click()")
    is_same("all open", b.run(
        "return document.querySelectorAll('details[open]').length"), 12)
    b.run("document.getElementById('close').click()")


def try_keyboard(b, path):
    b.run("document.querySelector('summary').focus()")
    b.press("\ue007")
    is_same("Enter opens a problem", b.run(
        "return document.querySelector('details.f').open"), True)
    target = b.run("return document.querySelectorAll('details.f')[4].id")
    b.go(path, "#" + target)
    is_same("a link to a problem opens it", b.run(
        "return document.getElementById(arguments[0]).open", target), True)
    b.go(path)
    b.press("\ue004")
    is_same("the first stop is the skip link", b.run(
        "return document.activeElement.getAttribute('href')"), "#main")
    is_same("every field has a label", b.run(
        "return [...document.querySelectorAll('input, select')]"
        ".filter(e => !e.labels.length).length"), 0)
    is_same("every link inside the page leads somewhere", b.run(
        "return [...document.querySelectorAll('a[href^=\"#\"]')]"
        ".filter(e => !document.getElementById(e.hash.slice(1))).length"), 0)
    is_same("no id is there twice", b.run(
        "const ids = [...document.querySelectorAll('[id]')].map(e => e.id);"
        "return ids.length - new Set(ids).size"), 0)


def try_looks(b, path, button=True):
    for name, width in (("a phone", 390), ("a desktop", 1280)):
        b.size(width, 900)
        b.go(path)
        ok("%s need not scroll sideways" % name, b.run(
            "return document.documentElement.scrollWidth") <= width)
    for scheme in ("light", "dark"):
        b.cdp("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": scheme}])
        b.go(path)
        if button:
            b.run("document.getElementById('open').click()")
        worst = b.run(CONTRAST)
        ok("%s text can be read" % scheme, worst >= 4.5, worst)
    b.cdp("Emulation.setEmulatedMedia", features=[])


def try_paper(b, path):
    b.go(path)
    pdf = base64.b64decode(b.cdp(
        "Page.printToPDF", printBackground=True,
        preferCSSPageSize=True)["data"])
    out = os.path.join(WORK, "print.pdf")
    with open(out, "wb") as f:
        f.write(pdf)
    try:
        fonts = subprocess.run(["fc-list", ":lang=zh"], check=True,
                               capture_output=True).stdout
        text = subprocess.run(["pdftotext", "-layout", out, "-"], check=True,
                              capture_output=True).stdout.decode()
    except FileNotFoundError:
        fonts = b""
    if not fonts:
        ok("paper # SKIP no pdftotext, or no Chinese font", True)
        return
    flat = re.sub(r"\s", "", text)
    is_same("paper shows every problem's details",
            flat.count("整改要求"), 12)
    ok("and rare letters of names", all(c in flat for c in "喆䶮𬱖珺"))
    ok("and the place to sign", "审核人（签字）" in flat)
    ok("and no controls", "全部展开" not in flat)
    is_same("they are shut again afterwards", b.run(
        "return document.querySelectorAll('details[open]').length"), 0)


def try_without_script(b, path):
    b.cdp("Emulation.setScriptExecutionDisabled", value=True)
    b.go(path)
    b.cdp("Emulation.setScriptExecutionDisabled", value=False)
    is_same("without script all is open", b.run(
        "return document.querySelectorAll('details.f[open]').length"), 12)
    is_same("and no control is shown", b.run(
        "return document.getElementById('filter').offsetParent === null"),
        True)


def try_hostile(b):
    b.log()
    b.go(make("hostile", "hostile.html"))
    is_same("one script, ours", b.run(
        "return document.querySelectorAll('script').length"), 1)
    is_same("no handler came in", b.run(
        "return [...document.querySelectorAll('*')].filter(e => "
        "[...e.attributes].some(a => /^on|^style$/.test(a.name))).length"), 0)
    is_same("no link leads out", b.run(
        "return [...document.links].filter("
        "a => !a.getAttribute('href').startsWith('#')).length"), 0)
    is_same("a script of another is not run", b.run(
        "const s = document.createElement('script');"
        "s.textContent = 'window.broken = 1'; document.body.append(s);"
        "return window.broken === undefined"), True)
    b.log()


def try_pages(b):
    path = make("small", "long.html", 5)
    b.go(path)
    is_same("the index holds no problem", b.run(VISIBLE), 0)
    b.run("[...document.links].find(a => a.textContent === '柳沟社区').click()")
    time.sleep(0.5)
    is_same("it leads to a village's page", b.run(VISIBLE), 4)
    is_same("which can be filtered", filter_to(b, "s", "error"), 2)
    b.run("document.querySelector('a[rel=next]').click()")
    time.sleep(0.5)
    is_same("and on to the next", b.run(
        "return document.querySelector('h2').textContent.includes('东岭村')"),
        True)
    is_same("the last has no next", b.run(
        "return document.querySelector('a[rel=next]')"), None)
    b.run("document.querySelector('.turns a:not([rel])').click()")
    time.sleep(0.5)
    is_same("and back", b.run("return location.hash"), "#findings")


def try_overview(b):
    path = make("small", "overview.html", kind="overview")
    b.log()
    try_looks(b, path, button=False)
    is_same("every link of the overview leads somewhere", b.run(
        "return [...document.querySelectorAll('a[href^=\"#\"]')]"
        ".filter(e => !document.getElementById(e.hash.slice(1))).length"), 0)
    is_same("its heat map has a row a village", b.run(
        "return document.querySelectorAll('.heat tbody tr').length"),
        b.run("return document.querySelectorAll("
              "'[aria-labelledby=ready] tbody tr').length"))
    ok("a cell says how many, not by colour alone", b.run(
        "return [...document.querySelectorAll('.heat td')]"
        ".every(e => /^\\d+$/.test(e.textContent))"))
    with open(os.path.join(FIXTURES, "small.xml")) as f:
        heads = set(re.findall(r' head="([^"]+)"', f.read()))
    text = b.run("return document.body.textContent")
    ok("it names nobody", heads and not any(h in text for h in heads))
    b.go(make("hostile", "overview2.html", kind="overview"))
    is_same("one script in it, ours", b.run(
        "return document.querySelectorAll('script').length"), 1)
    is_same("no complaint about the overview", b.log(), [])


def main():
    b = Browser()
    try:
        b.size(1280, 900)
        try_filter(b)
        path = os.path.join(WORK, "自查报告.html")
        try_keyboard(b, path)
        try_looks(b, path)
        try_paper(b, path)
        try_without_script(b, path)
        is_same("the browser has no complaint", b.log(), [])
        try_hostile(b)
        try_pages(b)
        try_overview(b)
        is_same("nor about the other pages", b.log(), [])
    finally:
        b.close()
    print("1..%d" % COUNT)


main()
