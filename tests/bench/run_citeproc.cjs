// Render references with citeproc-js. Usage: node run_citeproc.cjs NODE_MODULES < job.json > result.json
// job: {style: XML, locales: folder, references: [CSL-JSON], citations: true|false}
// result: {entries: [[id, html]], citations: [[id, html]], seconds: rendering time without start-up}
"use strict";
const fs = require("fs");
const path = require("path");

const CSL = require(path.resolve(process.argv[2], "citeproc"));
const job = JSON.parse(fs.readFileSync(0, "utf8"));
const items = new Map(job.references.map((item) => [item.id, item]));
const system = {
  retrieveItem: (id) => items.get(id),
  retrieveLocale: (lang) => {
    const file = path.join(job.locales, `locales-${lang}.xml`);
    return fs.existsSync(file) && fs.readFileSync(file, "utf8").replace(/^\s*<\?[^>]*\?>\s*/, "");
  },
};

const start = process.hrtime.bigint();
const engine = new CSL.Engine(system, job.style);
const ids = [...items.keys()];
engine.updateItems(ids);
const bibliography = engine.makeBibliography();
const entries = bibliography
  ? bibliography[1].map((html, index) => [bibliography[0].entry_ids[index][0], html])
  : [];
const seconds = Number(process.hrtime.bigint() - start) / 1e9;
const citations = job.citations
  ? ids.map((id) => [id, engine.makeCitationCluster([{ id }])])
  : [];
process.stdout.write(JSON.stringify({ entries, citations, seconds }));
