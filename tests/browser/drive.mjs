// What a reader does with the pages, in Chromium; each state is kept as a picture.
// node drive.mjs ADDRESS ADDRESS-WITH-LOG-IN FOLDER
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import puppeteer from "puppeteer-core";

const [base, closed, folder] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-dev-shm-usage", "--font-render-hinting=none"],
});
const problems = [];
let done = 0;

async function opened({ script = true, dark = false, width = 1280, height = 900 } = {}) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setJavaScriptEnabled(script);
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }]);
  page.on("console", (message) => {
    // A page that says 404 is meant to.
    if (message.type() === "error" && !/status of (4|5)\d\d/.test(message.text()))
      problems.push(`console of ${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`script of ${page.url()}: ${error}`));
  page.on("request", (request) => {
    if (![base, closed].some((own) => request.url().startsWith(own)) && !request.url().startsWith("data:"))
      problems.push(`${page.url()} loads ${request.url()}`);
  });
  return page;
}

async function shot(page, name, whole = false) {
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: whole });
}

// axe-core is run by the debugger, which the policy of the page does not stop.
async function accessible(page, name) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  assert.ok(found.passes.length > 10, "axe-core looked at nothing");
  for (const own of found.violations) {
    const places = own.nodes.slice(0, 3).map((node) => `${node.target} ${node.failureSummary}`);
    problems.push(`${name}: ${own.id}: ${own.help}\n    ${places.join("\n    ")}`);
  }
}

async function step(name, run) {
  const began = Date.now();
  try {
    await run();
    done += 1;
    console.log(`ok ${name} (${Date.now() - began} ms)`);
  } catch (error) {
    problems.push(`${name}: ${error.stack}`);
  }
}

const text = (page, selector) => page.$eval(selector, (own) => own.textContent.trim());
const heads = (page) => page.$$eval(".hits h2", (all) => all.map((own) => own.textContent));
const follow = async (page, act) => {
  await Promise.all([page.waitForNavigation({ waitUntil: "load", timeout: 15000 }), act()]);
};

await step("search, filter, take the filter away", async () => {
  const page = await opened();
  await page.goto(base);
  await shot(page, "home");
  await page.type('input[name="q"]', "troops");
  await follow(page, () => page.keyboard.press("Enter"));
  assert.match(page.url(), /\?q=troops$/);
  assert.ok((await heads(page)).length > 3);
  assert.ok(await page.$(".hits mark"));
  await shot(page, "results");
  const before = await text(page, ".said strong");
  await follow(page, () => page.click('.filters a[href*="source="]'));
  assert.notEqual(await text(page, ".said strong"), before);
  assert.ok(await page.$(".chip"));
  assert.ok(await page.$('.filters [aria-current="true"]'));
  await shot(page, "filtered");
  await follow(page, () => page.click(".chip"));
  assert.equal(await text(page, ".said strong"), before);
});

await step("drag over the timeline, go back", async () => {
  const page = await opened();
  await page.goto(`${base}/?q=the`);
  const box = await (await page.$(".time svg")).boundingBox();
  await page.mouse.move(box.x + box.width * 0.7, box.y + 25);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.85, box.y + 25, { steps: 5 });
  assert.ok((await page.$$(".time .chosen")).length > 2);
  await shot(page, "dragging");
  await follow(page, () => page.mouse.up());
  assert.match(page.url(), /since=.*until=/);
  assert.ok(await page.$(".said a[href]"));
  await shot(page, "dated");
  await follow(page, () => page.goBack());
  assert.doesNotMatch(page.url(), /since=/);
  const bars = await page.$$(".time a");
  await follow(page, () => bars[Math.floor(bars.length * 0.8)].click());
  assert.match(page.url(), /since=.*until=/);
});

await step("open, back, bookmark", async () => {
  const page = await opened();
  await page.goto(`${base}/?q=troops&sort=newest`);
  const before = await heads(page);
  await follow(page, () => page.click(".hits h2 a"));
  assert.equal(await text(page, "h1"), before[0].trim());
  await shot(page, "article");
  const bookmark = page.url();
  await follow(page, () => page.goBack());
  assert.deepEqual(await heads(page), before);
  const other = await opened();
  await other.goto(bookmark);
  assert.equal(await text(other, "h1"), before[0].trim());
  await follow(other, () => other.click('a[rel="next"]'));
  assert.equal(await text(other, "h1"), before[1].trim());
});

await step("keyboard", async () => {
  const page = await opened();
  await page.goto(`${base}/?q=troops`);
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.name), "q");
  await page.keyboard.press("Escape");
  assert.equal(await page.$eval('input[name="q"]', (own) => own.value), "troops");
  for (const key of ["j", "j", "k", "j"]) await page.keyboard.press(key);
  const names = await heads(page);
  assert.equal(await page.evaluate(() => document.activeElement.textContent), names[1]);
  await shot(page, "keyboard");
  await follow(page, () => page.keyboard.press("Enter"));
  assert.equal(await text(page, "h1"), names[1].trim());
  await follow(page, () => page.keyboard.press("j"));
  assert.equal(await text(page, "h1"), names[2].trim());
  await follow(page, () => page.keyboard.press("u"));
  assert.match(page.url(), /\/\?q=troops$/);
  await page.keyboard.press("Tab");
  assert.match(await page.evaluate(() => document.activeElement.className), /skip/);
});

await step("without scripts", async () => {
  const page = await opened({ script: false });
  await page.goto(`${base}/?q=troops`);
  await follow(page, () => page.click(".sort a"));
  assert.match(page.url(), /sort=newest/);
  await page.type('.dates input[name="since"]', "2021");
  await follow(page, () => page.click(".dates button"));
  assert.match(page.url(), /since=2021/);
  assert.match(page.url(), /q=troops/);
  const bar = await page.$(".time a .bar:not([height='0.0'])");
  await follow(page, () => bar.click());
  assert.match(page.url(), /until=/);
  await follow(page, () => page.click(".hits h2 a"));
  assert.ok(await page.$("article h1"));
  const narrow = await opened({ script: false, width: 360, height: 740 });
  await narrow.goto(`${base}/?q=troops`);
  await narrow.click(".filters > summary");
  await shot(narrow, "narrow-filters", true);
  await follow(narrow, () => narrow.click('.filters a[href*="source="]'));
  assert.match(narrow.url(), /source=/);
});

const states = [
  ["/", "newest"],
  ["/?q=troops", "troops"],
  ["/?q=troops&since=2021-07&until=2021-09", "range"],
  ["/?q=withdrawl+OR+zeppelinnowhere", "suggestion"],
  ["/?q=zeppelinnowhere", "nothing"],
  ["/?q=marker", "odd"],
  ["/article/corpus/odd-fa", "rtl"],
  ["/article/corpus/odd-bare", "bare"],
  ["/article/corpus/odd-long", "long"],
  ["/?limit=1000", "mistake"],
  ["/nowhere", "not-found"],
  ["/status", "status"],
  ["/saved", "saved"],
  ["/saved/troops", "alerts"],
  ["/help", "help"],
];
for (const dark of [false, true])
  for (const width of [360, 1280, 1600]) {
    const how = `${width}${dark ? "-dark" : ""}`;
    await step(`every state at ${how}`, async () => {
      const page = await opened({ dark, width, height: width < 500 ? 740 : 900 });
      for (const [path, name] of states) {
        await page.goto(base + path);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= width, `${path} is ${wide} wide at ${width}`);
        const ends = await page.$$eval(".top > *", (all) => all.map((own) => own.getBoundingClientRect().right));
        assert.ok(Math.max(...ends) <= width - 15, `${path}: the top ends at ${ends} of ${width}`);
        await shot(page, `${name}-${how}`, true);
        if (width !== 1600) await accessible(page, `${path} at ${how}`);
      }
    });
  }

await step("right to left", async () => {
  const page = await opened();
  await page.goto(`${base}/article/corpus/odd-fa`);
  assert.equal(await page.$eval("html", (own) => own.dir), "");
  const of = (selector) => page.$eval(selector, (own) => getComputedStyle(own).direction);
  assert.equal(await of("h1"), "rtl");
  assert.equal(await of(".text p"), "rtl");
  assert.equal(await of(".beside"), "ltr");
});

await step("print", async () => {
  const page = await opened();
  await page.goto(`${base}/?q=troops`);
  await follow(page, () => page.click(".hits h2 a"));
  await page.emulateMediaType("print");
  const seen = (selector) => page.$eval(selector, (own) => own.offsetParent !== null);
  assert.equal(await seen(".top"), false);
  assert.equal(await seen("article"), true);
  await shot(page, "print", true);
});

await step("log in", async () => {
  const page = await opened();
  await page.goto(`${closed}/?q=troops`);
  assert.match(page.url(), /\/login/);
  await accessible(page, "/login");
  await page.type("#token", "a wrong one");
  await follow(page, () => page.keyboard.press("Enter"));
  assert.ok(await page.$('[role="alert"]'));
  await shot(page, "login-wrong");
  await page.type("#token", "a long password");
  await follow(page, () => page.keyboard.press("Enter"));
  assert.match(page.url(), /\?q=troops$/);
  assert.ok((await heads(page)).length > 3);
});

await browser.close();
if (problems.length) {
  console.error(`${problems.length} problems:\n- ${problems.join("\n- ")}`);
  process.exit(1);
}
console.log(`${done} steps, pictures in ${folder}`);
