// Draws a Vega-Lite specification of a series without a screen, and holds what is drawn to the CSV of
// the same series: its data, the places and sizes of its marks, the words on it.
//
// usage: node check.mjs SPECIFICATION CSV SVG   writes the picture to SVG; says what is wrong, exit 1
//
// Marks are held to the CSV's own texts: a date to the days since the first one, counted in UTC, a bar
// to the number it stands for. Nothing here asks Vega where it meant to put a mark. It runs in a folder
// that has the packages vega and vega-lite.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

const modules = createRequire(pathToFileURL(join(process.cwd(), 'package.json')));
const load = (name) => import(pathToFileURL(modules.resolve(name)).href);
const vega = await load('vega');
const vegaLite = await load('vega-lite');

const [specificationPath, csvPath, svgPath] = process.argv.slice(2);
const LEAST_KM2 = 0.01; // TERR_VEGA_LITE_LEAST_M2
const faults = [];
const check = (holds, fault) => {
  if (!holds && faults.length < 20) faults.push(fault);
};
const isNear = (a, b, tolerance) => Math.abs(a - b) <= tolerance;

// ---- what is expected ----

// RFC 4180, of which no field here holds a line end.
function readCsv(text) {
  const rows = text.trimEnd().split('\n').map((line) =>
    [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)]
      .map((match) => (match[1] ?? match[2]).replaceAll('""', '"')));
  const names = rows.shift();
  return rows.map((row) => Object.fromEntries(names.map((name, i) => [name, row[i]])));
}

const specification = JSON.parse(readFileSync(specificationPath, 'utf8'));
const csv = readCsv(readFileSync(csvPath, 'utf8'));
const meta = specification.usermeta.territory;
const isNumber = (name) => name.endsWith('_km2');
const columns = Object.keys(csv[0]).filter((name) => name !== 'region_km2' && name !== 'percent');
const windows = columns.map((name) => /^gained_(\d+)d_km2$/.exec(name)?.[1]).filter(Boolean);
const byRegion = csv[0].region !== '';
const zones = [...new Set(csv.map((row) => row.zone))];
const partOf = (row) =>
  [byRegion && zones.length === 1 ? null : row.zone, byRegion ? row.region : null]
    .filter((name) => name !== null).join(', ');
const notDrawn = new Set((meta.not_drawn ?? []).map(partOf));
const rows = csv.filter((row) => !notDrawn.has(partOf(row)));
const parts = [...new Set(rows.map(partOf))];
const dayOf = (text) => {
  const [year, month, day] = text.split('-').map(Number);
  return Date.UTC(year, month - 1, day) / 86400000;
};
const firstDay = Math.min(...csv.map((row) => dayOf(row.date)));
const lastDay = Math.max(...csv.map((row) => dayOf(row.date)));

// ---- the data ----

function checkData() {
  const values = specification.data.values;
  check(values.length === rows.length, `${values.length} data for ${rows.length} rows`);
  values.slice(0, rows.length).forEach((value, i) => {
    check(Object.keys(value).join() === columns.join(), `datum ${i} has other members: ${Object.keys(value)}`);
    for (const name of columns) {
      const text = rows[i][name];
      const expected = text === '' ? null : isNumber(name) ? Number(text) : text;
      check(value[name] === expected, `datum ${i}: ${name} is ${value[name]}, in the CSV ${text}`);
    }
  });
}

// A region is drawn where as much as LEAST_KM2 passed at once; all are where none is such.
function checkChoice() {
  if (!byRegion) return check(meta.not_drawn === undefined, 'zones are left out');
  const changes = columns.filter((name) => /^(gained|lost)_/.test(name));
  const most = (part) => Math.max(...csv.filter((row) => partOf(row) === part)
    .flatMap((row) => changes.map((name) => Number(row[name]))));
  const all = [...new Set(csv.map(partOf))];
  const expected = all.filter((part) => most(part) >= LEAST_KM2);
  check((expected.length ? expected : all).join() === parts.join(), `drawn are ${parts}, not ${expected}`);
}

// ---- the picture ----

const warnings = [];
const logger = { level() { return logger; }, info() { return logger; }, debug() { return logger; } };
logger.warn = logger.error = (...words) => {
  warnings.push(words.join(' '));
  return logger;
};
const compiled = vegaLite.compile(specification, { logger }).spec;
const view = new vega.View(vega.parse(compiled), { renderer: 'none', logger });
const svg = await view.toSVG();
writeFileSync(svgPath, svg);

// The items of marks that stand for data, with the offset of the panel in which they are.
function collect(group, left, top, found) {
  for (const item of group.items ?? []) {
    const x = left + (item.x ?? 0), y = top + (item.y ?? 0);
    for (const mark of item.items ?? []) {
      if (mark.marktype === 'group') collect(mark, x, y, found);
      else if (mark.role === 'mark') for (const one of mark.items) found.push({ type: mark.marktype, one, panel: item });
    }
  }
  return found;
}
const items = collect(view.scenegraph().root, 0, 0, []);
const ofType = (type) => items.filter((item) => item.type === type);
const rowOf = (item) => rows[item.one.datum.index - 1];

function xOf(date, panel) {
  const share = lastDay > firstDay ? (dayOf(date) - firstDay) / (lastDay - firstDay) : 0.5;
  return share * panel.width;
}

function checkBars() {
  const bars = ofType('rect');
  const known = rows.filter((row) => row.gained_km2 !== '');
  const expected = windows.length ? 0 : 2 * known.length;
  check(bars.length === expected, `${bars.length} bars, ${expected} numbers`);
  let scale = null;
  for (const bar of bars) {
    const row = rowOf(bar), { one, panel } = bar;
    const name = `${row.date} ${partOf(row)} ${one.datum.change}`;
    const from = xOf(row.since, panel), to = xOf(row.date, panel);
    check(isNear(Math.min(one.x, one.x + one.width), Math.min(from, to), 1.01) &&
      isNear(Math.max(one.x, one.x + one.width), Math.max(from, to), 1.01),
      `${name}: from ${one.x} over ${one.width}, not ${from} to ${to}`);
    check(one.width > 0.2, `${name}: ${one.width} wide, which nobody sees`);
    check(one.fill === (one.datum.change === 'gained' ? '#0072B2' : '#D55E00'), `${name}: ${one.fill}`);
    const area = Number(row[`${one.datum.change}_km2`]);
    if (area > 0) scale ??= one.height / area;
    check(isNear(one.height, area * (scale ?? 0), 1e-6), `${name}: ${one.height} high for ${area} km²`);
    const zero = one.datum.change === 'gained' ? one.y + one.height : one.y;
    panel.zero ??= zero;
    check(isNear(zero, panel.zero, 1e-6), `${name}: begins at ${zero}, not ${panel.zero}`);
  }
}

// What a dot stands for: the first of its fields that its description names.
function numberOf(dot) {
  const row = rowOf(dot), datum = dot.one.datum;
  const over = /, over (\d+) days: /.exec(dot.one.description);
  if (!over) return { name: 'area_km2', text: row.area_km2, sign: 1 };
  const name = `${datum.change}_${over[1]}d_km2`;
  return { name, text: row[name], sign: datum.change === 'gained' ? 1 : -1 };
}

function checkDots() {
  const dots = ofType('symbol');
  const expected = rows.filter((row) => row.area_km2 !== '').length +
    windows.reduce((sum, days) => sum + 2 * rows.filter((row) => row[`gained_${days}d_km2`] !== '').length, 0);
  check(dots.length === expected, `${dots.length} dots, ${expected} numbers`);
  const panels = new Map();
  for (const dot of dots) {
    const row = rowOf(dot), { one, panel } = dot;
    const number = numberOf(dot);
    const name = `${row.date} ${partOf(row)} ${number.name}`;
    check(number.text !== '', `${name}: a dot for what is not known`);
    check(isNear(one.x, xOf(row.date, panel), 1e-6), `${name}: at ${one.x}, not ${xOf(row.date, panel)}`);
    if (!panels.has(panel)) panels.set(panel, []);
    panels.get(panel).push({ name, value: number.sign * Number(number.text), y: one.y });
  }
  for (const places of panels.values()) checkHeights(places);
}

// In one panel places are a straight line of values, that of the largest on top.
function checkHeights(places) {
  const low = places.reduce((a, b) => (b.value < a.value ? b : a));
  const high = places.reduce((a, b) => (b.value > a.value ? b : a));
  for (const { name, value, y } of places) {
    const share = high.value > low.value ? (value - low.value) / (high.value - low.value) : 0;
    check(isNear(y, low.y + share * (high.y - low.y), 1e-5), `${name}: ${y} high`);
  }
  check(high.value === low.value || high.y < low.y, 'the larger number is the lower one');
}

// A line goes through what is known and no further: it stops where nothing is, and does not fall to zero.
function checkLines() {
  const lines = ofType('line');
  const numbers = (name) => rows.map((row) => row[name]);
  const all = windows.length
    ? [...numbers('area_km2'), ...windows.flatMap((days) => [...numbers(`gained_${days}d_km2`), ...numbers(`lost_${days}d_km2`)])]
    : numbers('area_km2');
  const known = windows.filter((days) => numbers(`gained_${days}d_km2`).some((number) => number !== ''));
  const isKnown = numbers('area_km2').some((number) => number !== '');
  const drawn = isKnown ? rows.length * (1 + 2 * known.length) : 0;
  const broken = lines.filter((line) => line.one.defined === false).length;
  const unknown = all.filter((number) => number === '').length;
  const expected = isKnown ? unknown - rows.length * 2 * (windows.length - known.length) : 0;
  check(lines.length === drawn, `${lines.length} places of lines for ${drawn} numbers`);
  check(broken === expected, `lines are broken at ${broken} places, not at ${expected}`);
}

// ---- words ----

// Whoever points at a mark, or has it read aloud, is told the CSV's own date.
function checkTold() {
  for (const item of [...ofType('rect'), ...ofType('symbol')]) {
    const row = rowOf(item);
    check(item.one.tooltip?.date === row.date, `the pointer is told ${item.one.tooltip?.date} of ${row.date}`);
    check(item.one.description?.startsWith(`${row.date}, `), `${row.date} is read as ${item.one.description}`);
  }
}

function checkWords() {
  const words = [...svg.matchAll(/<(?:text|tspan)[^>]*>([^<]*)(?=<)/g)].map((match) =>
    match[1].replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'));
  const page = words.join(' ');
  const change = { snapshot: 'between snapshots', day: 'each day', week: 'each week', month: 'each month' };
  const spans = windows.length
    ? windows.map((days) => `over ${days} day${days === '1' ? '' : 's'}`) : [change[meta.every]];
  const expected = ['Area, km²', ...spans.map((span) => `Gained and lost ${span}, km²`)];
  if (byRegion || zones.length > 1) expected.push(...parts);
  for (const word of expected) check(words.includes(word), `nowhere stands '${word}'`);
  for (const word of [zones[0], csv[0].date, csv.at(-1).date, meta.attribution, meta.first_snapshot,
    meta.last_snapshot, meta.borders?.file, meta.borders?.sha256]) {
    check(!word || page.includes(word), `nowhere stands '${word}'`);
  }
  check(svg.includes(`aria-label="${specification.description}"`) || view.description() === specification.description,
    'the picture has no description');
}

function checkVersion() {
  const { version } = JSON.parse(readFileSync(join(process.cwd(), 'node_modules/vega-lite/package.json'), 'utf8'));
  const expected = `https://vega.github.io/schema/vega-lite/v${version.split('.')[0]}.json`;
  check(specification.$schema === expected, `$schema is ${specification.$schema}, not ${expected}`);
}

checkVersion();
checkData();
checkChoice();
checkBars();
checkDots();
checkLines();
checkTold();
checkWords();
check(warnings.length === 0, `Vega says: ${[...new Set(warnings)].join('; ')}`);
for (const fault of faults) console.log(`  ${fault}`);
process.exitCode = faults.length ? 1 : 0;
