// Render references with citeproc-js. Usage: node run_citeproc.cjs NODE_MODULES < job.json > result.json
// job: {style: XML, locales: folder, references: [CSL-JSON], citations: true|false}
// result: {entries: [[id, html]], citations: [[id, html]], seconds: rendering time without start-up}
// A job may have `documents` instead of `citations`, lists of {note, cites: [citation items]};
// the result is then {documents: [[html of a citation]]}.
"use strict";
const fs = require("fs");
const path = require("path");

const CSL = require(path.resolve(process.argv[2], "citeproc"));
const job = JSON.parse(fs.readFileSync(0, "utf8"));
const items = new Map(
  job.references.map((item) => [item.id, { ...item, system_id: item.id }]),
);
const system = {
  retrieveItem: (id) => items.get(id),
  // entry_ids also lists references that print nothing, so each entry carries its own id.
  embedBibliographyEntry: (id) => `<!--${id}-->`,
  retrieveLocale: (lang) => {
    const file = path.join(job.locales, `locales-${lang}.xml`);
    return fs.existsSync(file) && fs.readFileSync(file, "utf8").replace(/^\s*<\?[^>]*\?>\s*/, "");
  },
};

function renderReferences() {
  const start = process.hrtime.bigint();
  const engine = new CSL.Engine(system, job.style);
  const ids = [...items.keys()];
  engine.updateItems(ids);
  const bibliography = engine.makeBibliography();
  // A reference that prints nothing has no entry, except in numeric styles: an error with no id.
  const entries = (bibliography ? bibliography[1] : []).map((html) => {
    const mark = html.lastIndexOf("<!--");
    return [html.slice(mark + 4, html.lastIndexOf("-->")), html.slice(0, mark)];
  }).filter(([id]) => items.has(id));
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const citations = job.citations
    ? ids.map((id) => [id, engine.makeCitationCluster([{ id }])])
    : [];
  return { entries, citations, seconds };
}

function renderDocument(document) {
  const engine = new CSL.Engine(system, job.style);
  const citations = document.map(({ note, cites }, index) => ({
    citationID: `citation-${index}`,
    citationItems: cites,
    properties: { noteIndex: note },
  }));
  return engine.rebuildProcessorState(citations, "html").map(([, , html]) => html);
}

const result = job.documents
  ? { documents: job.documents.map(renderDocument) }
  : renderReferences();
// citeproc-js itself prints to stdout too; the result is the last line.
process.stdout.write("\n" + JSON.stringify(result));
