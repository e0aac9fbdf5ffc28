// Compares the measured gas with the committed figures, and lays them out as a table.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const MEASURED = 'target/gas';
const COMMITTED = 'snapshots/gas.json';
const SIZES = [1, 10, 50, 200, 500];

function measured() {
  const read = (name) => {
    const figures = JSON.parse(readFileSync(`${MEASURED}/${name}.json`, 'utf8'));
    return Object.fromEntries(Object.entries(figures)
      .map(([key, value]) => [key, Number(value)])
      .sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true })));
  };
  return { VoteRegistry: read('VoteRegistry'), NaiveVoteRegistry: read('NaiveVoteRegistry') };
}

function table({ VoteRegistry: ours, NaiveVoteRegistry: naive }) {
  const cell = (gas) => (gas === undefined ? '' : gas.toLocaleString('en'));
  const rows = [...new Set(Object.keys(ours).filter((key) => key.includes('batch')).map((key) => key.split(', batch ')[0]))];
  const row = (name, cells) => `| ${[name, ...cells].join(' | ')} |`;
  return [
    row('gas a vote, whole transaction', SIZES.map((size) => `batch of ${size}`)),
    `|---|${'--:|'.repeat(SIZES.length)}`,
    ...rows.map((name) => row(name, SIZES.map((size) => cell(ours[`${name}, batch ${size}`])))),
    row('naive design', SIZES.map((size) =>
      cell({ 1: naive['one vote alone'], 50: naive['per vote in batches of 50'] }[size]))),
    '',
  ].join('\n');
}

/** @returns {string[]} what differs from the committed figures; empty where nothing does */
export function compareGas({ update }) {
  const now = measured();
  writeFileSync('target/gas/table.md', table(now));
  if (update) {
    mkdirSync('snapshots', { recursive: true });
    writeFileSync(COMMITTED, `${JSON.stringify(now, null, 2)}\n`);
  }
  const before = existsSync(COMMITTED) ? JSON.parse(readFileSync(COMMITTED, 'utf8')) : {};
  return Object.keys({ ...now, ...before }).flatMap((contract) => {
    const [was, is] = [before[contract] ?? {}, now[contract] ?? {}];
    return Object.keys({ ...was, ...is })
      .filter((key) => was[key] !== is[key])
      .map((key) => `${contract}, ${key}: ${was[key] ?? 'not committed'}, now ${is[key] ?? 'not measured'}`);
  });
}
