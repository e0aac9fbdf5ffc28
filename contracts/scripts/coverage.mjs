// Reads forge's lcov report.
import { readFileSync } from 'node:fs';

/** @returns {string[]} lines and branches of src/ that no test reached; empty at 100 % */
export function uncovered(report) {
  const missing = [];
  const seen = new Set();
  let file = '';
  for (const line of readFileSync(report, 'utf8').split('\n')) {
    const [kind, value = ''] = line.split(/:(.*)/s);
    if (kind === 'SF') file = value;
    if (!file.startsWith('src/')) continue;
    const fields = value.split(',');
    if (kind === 'DA') {
      seen.add(file);
      if (fields[1] === '0') missing.push(`${file}:${fields[0]}`);
    }
    if (kind === 'BRDA' && (fields[3] === '0' || fields[3] === '-')) missing.push(`${file}:${fields[0]} (branch)`);
  }
  // A report without the contracts would otherwise pass for a complete one.
  const expected = ['src/VoteRegistry.sol', 'src/AnchorRegistry.sol', 'src/BatchRoot.sol', 'src/GenesisAdmin.sol'];
  return [...missing, ...expected.filter((name) => !seen.has(name)).map((name) => `${name} is not in the report`)];
}
