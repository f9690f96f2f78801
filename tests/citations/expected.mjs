// Prints what citeproc-js makes of the cases, as tests/citations/expected.json keeps it.
import { createRequire } from 'node:module';
import fs from 'node:fs';
const require = createRequire(process.cwd() + '/');
const CSL = require('citeproc');
const [, , file, locales, collection] = process.argv;
const items = Object.fromEntries(JSON.parse(fs.readFileSync(file)).map(i => [i.id, i]));
const loc = locales + '/locales-';
const styles = { lykta: new URL('../../src/bibliography/lykta.csl', import.meta.url), 'harvard-cite-them-right': collection + '/harvard-cite-them-right.csl' };
const cases = [
 [["treaty","article-locator","3(c)"]],
 [["report","page","4–7"],["article"]],
 [["directive","article-locator","8"],["treaty","article-locator","26"]],
 [["book","chapter","3"]],
 [["chapter"]],[["undated"]],[["article","page","121"]],
];
const out = {};
for (const [name, file] of Object.entries(styles)) for (const lang of ['en-GB','sv-SE','fi-FI','lt-LT']) {
  const sys = { retrieveLocale: l => { try { return fs.readFileSync(loc+l+'.xml','utf8') } catch { return fs.readFileSync(loc+'en-US.xml','utf8') } }, retrieveItem: id => items[id] };
  const e = new CSL.Engine(sys, fs.readFileSync(file,'utf8'), lang, true);
  e.setOutputFormat('text');
  e.opt.development_extensions.wrap_url_and_doi = false;
  let seen = [], res = {};
  cases.forEach((c, n) => {
    const r = e.processCitationCluster({ citationID: 'c'+n, citationItems: c.map(([id,label,locator]) => label ? {id,label,locator} : {id}), properties: { noteIndex: 0 } }, seen, []);
    for (const [i, text, id] of r[1]) res[id] = text;
    seen.push(['c'+n, 0]);
  });
  const bib = e.makeBibliography();
  out[name+' '+lang.split('-')[0]] = { citations: cases.map((_, n) => res['c'+n]), sources: bib[1].map(t => t.trim()) };
}
console.log(JSON.stringify(out, null, 1));
