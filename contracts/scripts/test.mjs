// Formatting, forge tests, gas snapshot and coverage. With --update-gas, writes the gas snapshot instead of comparing.
// Leaves target/forge-junit.xml, target/gas/table.md and target/forge/lcov.info.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { uncovered } from './coverage.mjs';
import { unlessUnchanged } from './fingerprint.mjs';
import { forge } from './forge.mjs';
import { compareGas } from './gas-snapshot.mjs';
import { settings } from './solidity-settings.mjs';

process.chdir(dirname(dirname(fileURLToPath(import.meta.url))));
mkdirSync('target/forge', { recursive: true });
const update = process.argv.includes('--update-gas');
const complaints = [];

/** The tests must judge the bytecode that is deployed, so both compilers' settings must agree. */
function compareSettings() {
  const toml = readFileSync('foundry.toml', 'utf8');
  const value = (key) => toml.match(new RegExp(`^${key} = "?([^"\\n]*)"?$`, 'm'))?.[1];
  const agree = value('evm_version') === settings.evmVersion && value('via_ir') === String(settings.viaIR)
    && value('optimizer') === String(settings.optimizer.enabled)
    && Number(value('optimizer_runs')?.replaceAll('_', '')) === settings.optimizer.runs;
  if (!agree) complaints.push('foundry.toml and scripts/solidity-settings.mjs compile differently');
}

/** JUnit reports name the class with each case; forge's name it with the suite only. */
function withClassNames(xml) {
  return xml.replace(/<testsuite name="(?:[^"]*:)?([^":]*)"[\s\S]*?<\/testsuite>/g, (suite, name) =>
    suite.replaceAll('<testcase name=', `<testcase classname="${name}" name=`));
}

compareSettings();
if (!forge(['fmt', '--check']).passed) complaints.push('not formatted: run forge fmt');

const tests = forge(['test', '--junit', '--no-match-contract', 'GasTest'], { capture: true });
// Each call is a transaction of its own here: gas counts in full, and storage is cold. Under --junit forge keeps no
// snapshot, so these run twice; it takes a fraction of a second.
const isolated = { FOUNDRY_ISOLATE: 'true' };
const gas = ['test', '--match-contract', 'GasTest'];
const gasTests = forge([...gas, '--junit'], { settings: isolated, capture: true });
const reports = [tests, gasTests].map(({ stdout }) => stdout.match(/<testsuite [\s\S]*<\/testsuite>/)?.[0] ?? '');
writeFileSync('target/forge-junit.xml',
  `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${reports.map(withClassNames).join('\n')}\n</testsuites>\n`);
const names = (xml) => [...xml.matchAll(/<testcase name="([^"]*)"[^>]*>(?=\s*<failure)[\s\S]*?message="([^"]*)"/g)];
for (const [, name, message] of reports.flatMap(names)) complaints.push(`test failed: ${name}: ${message}`);
if (!tests.passed || !gasTests.passed) complaints.push('forge tests failed: see target/forge-junit.xml');
const count = reports.join('').split('<testcase ').length - 1;

if (gasTests.passed) {
  forge([...gas, '--quiet'], { settings: isolated });
  const differences = compareGas({ update });
  if (differences.length > 0) {
    complaints.push('gas differs from snapshots/gas.json; if that is meant: node scripts/test.mjs --update-gas',
      ...differences);
  }
}

if (tests.passed) {
  const solidity = readdirSync('src').filter((name) => name.endsWith('.sol')).map((name) => `src/${name}`);
  const inputs = [...solidity, 'bench', 'test', 'scripts/test.mjs', 'foundry.toml', 'package-lock.json'];
  const report = 'target/forge/lcov.info';
  // Measured without optimizer and via-IR, which blur the map from code to lines; in folders of its own, so that
  // neither compilation throws the other's cache away.
  unlessUnchanged('target/forge/coverage.sha256', inputs, [report], () => {
    const { passed } = forge(
      ['coverage', '--no-match-contract', '(GasTest|InvariantsTest)$', '--report', 'lcov', '--report-file', report],
      { capture: true, settings: {
        FOUNDRY_OUT: 'target/forge/coverage-out',
        FOUNDRY_CACHE_PATH: 'target/forge/coverage-cache',
        FOUNDRY_FUZZ_RUNS: '8',
      } });
    if (!passed) throw new Error('contracts: forge coverage failed');
  });
  const missing = uncovered(report);
  if (missing.length > 0) complaints.push('not covered by any test (100 % of lines and branches are asked for):', ...missing);
}

console.log(`contracts: ${count} forge tests ran`);
if (complaints.length > 0) {
  console.error(`contracts:\n  ${complaints.join('\n  ')}`);
  process.exit(1);
}
