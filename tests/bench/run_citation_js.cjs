// Converts .bib files with citation.js: node run_citation_js.cjs NODE_MODULES FILE… → JSON lines,
// one list of CSL-JSON items per file. A file it refuses is tried entry by entry.
const fs = require("fs");
const path = require("path");

const [modules, ...files] = process.argv.slice(2);
const { plugins } = require(path.join(modules, "@citation-js/core"));
require(path.join(modules, "@citation-js/plugin-bibtex"));

const parse = (text) =>
  plugins.input.chain(text, { generateGraph: false, forceType: "@biblatex/text" });

function convert(text) {
  try {
    return parse(text);
  } catch {
    const strings = (text.match(/^@string.*$/gim) || []).join("\n");
    return text.split(/^(?=[ \t]*@)/m).flatMap((part) => {
      try {
        return /^\s*@/.test(part) ? parse(`${strings}\n${part}`) : [];
      } catch {
        return [];
      }
    });
  }
}

for (const file of files) {
  console.log(JSON.stringify(convert(fs.readFileSync(file, "utf8"))));
}
