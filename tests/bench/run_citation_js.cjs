// Converts .bib files with citation.js: node run_citation_js.cjs NODE_MODULES FILE… → JSON lines,
// one list of CSL-JSON items per file. A file it refuses is tried entry by entry.
const fs = require("fs");
const path = require("path");

const [modules, ...files] = process.argv.slice(2);
const { plugins } = require(path.join(modules, "@citation-js/core"));
require(path.join(modules, "@citation-js/plugin-bibtex"));

const parse = (text) =>
  plugins.input.chain(text, { generateGraph: false, forceType: "@biblatex/text" });

const attempt = (text) => {
  try {
    return parse(text);
  } catch {
    return null;
  }
};

function convert(text) {
  const whole = attempt(text);
  if (whole) return whole;
  const strings = (text.match(/^@string.*$/gim) || []).filter(attempt).join("\n");
  return text
    .split(/^(?=[ \t]*@)/m)
    .filter((part) => /^\s*@/.test(part))
    .flatMap((part) => attempt(`${strings}\n${part}`) || []);
}

for (const file of files) {
  console.log(JSON.stringify(convert(fs.readFileSync(file, "utf8"))));
}
