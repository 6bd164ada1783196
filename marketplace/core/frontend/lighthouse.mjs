// Scores of pages on a phone: npm run --silent lighthouse -- URL… prints {url: {performance, accessibility, …}}, 0–100.
// CHROMIUM names the browser; LIGHTHOUSE_DETAILS=1 adds the audits that cost points.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];

function costly(lhr) {
  const found = Object.values(lhr.audits).filter((audit) => audit.score !== null && audit.score < 0.9 && audit.scoreDisplayMode !== "informative");
  return found.map((audit) => [audit.id, audit.score, audit.displayValue ?? ""]);
}

const profile = await mkdtemp(path.join(tmpdir(), "lighthouse-"));
const chrome = await launch({ chromePath: process.env.CHROMIUM ?? "/usr/bin/chromium", chromeFlags: FLAGS, userDataDir: profile });
const scores = {};
try {
  for (const url of process.argv.slice(2)) {
    const { lhr } = await lighthouse(url, { port: chrome.port, onlyCategories: CATEGORIES, logLevel: "error" });
    scores[url] = Object.fromEntries(CATEGORIES.map((name) => [name, Math.round(lhr.categories[name].score * 100)]));
    if (process.env.LIGHTHOUSE_DETAILS) scores[url].details = costly(lhr);
  }
} finally {
  chrome.kill();
  await rm(profile, { recursive: true, force: true });
}
console.log(JSON.stringify(scores, null, 1));
