// Rates pages of a newspaper as Mozilla's HTTP Observatory does: node rate.js HOST HTTP-PORT HTTPS-PORT PATH…
// The last line is "observatory: GRADE", the worst of all pages; the exit code is 0 when all have A+.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const observatory = path.dirname(fileURLToPath(import.meta.resolve("@mdn/mdn-http-observatory")));

// The package fetches these lists when it is installed. Nobody's name is on them here, and nothing is given for being on them.
for (const [list, none] of [["hsts-preload.json", "{}"], ["tld-list.json", "[]"]]) {
  const file = path.join(observatory, "..", "conf", list);
  if (!fs.existsSync(file)) fs.writeFileSync(file, none);
}

const { retrieve } = await import(path.join(observatory, "retriever/retriever.js"));
const { ALL_TESTS } = await import(path.join(observatory, "constants.js"));
const { getGradeForScore, getScoreModifier, getScoreDescription } = await import(path.join(observatory, "grader/grader.js"));
const { MINIMUM_SCORE_FOR_EXTRA_CREDIT } = await import(path.join(observatory, "grader/charts.js"));

// As src/scanner/index.js of the package counts, which knows no ports and no paths.
async function rate(host, httpPort, httpsPort, page) {
  const requests = await retrieve(host, { httpPort, httpsPort, path: page });
  if (!requests.responses.auto) throw new Error(`${page} is not answered.`);
  const results = ALL_TESTS.map((test) => test(requests));
  const modifiers = results.map((result) => getScoreModifier(result.result));
  const lost = 100 + modifiers.filter((points) => points < 0).reduce((sum, points) => sum + points, 0);
  const all = 100 + modifiers.reduce((sum, points) => sum + points, 0);
  const { score, grade } = getGradeForScore(lost >= MINIMUM_SCORE_FOR_EXTRA_CREDIT ? all : lost);
  console.log(`${page}: ${requests.responses.auto.status}, ${score} points, ${grade}`);
  results.forEach((result, at) => {
    if (!result.pass) console.log(`  ${result.constructor.name}: ${modifiers[at]} (${getScoreDescription(result.result).replace(/<[^>]*>/g, "")})`);
  });
  return { score, grade };
}

const [host, httpPort, httpsPort, ...pages] = process.argv.slice(2);
if (pages.length === 0) throw new Error("Say which: HOST HTTP-PORT HTTPS-PORT PATH…");
const rated = [];
for (const page of pages) rated.push(await rate(host, Number(httpPort), Number(httpsPort), page));
const worst = rated.reduce((low, one) => (one.score < low.score ? one : low));
console.log(`observatory: ${worst.grade}`);
process.exit(rated.every((one) => one.grade === "A+") ? 0 : 1);
