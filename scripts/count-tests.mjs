// Adds up the JUnit reports (Surefire, Failsafe, forge) that are newer than a file, says why tests
// were skipped, and ends with the one plain line that people and CI read.
// Usage: node scripts/count-tests.mjs <started-file> <exit code of the build>
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const [startedFile, buildExit] = process.argv.slice(2);
const since = statSync(startedFile).mtimeMs;
const total = { passed: 0, failed: 0, skipped: 0 };
const reasons = new Map();
const failures = [];

function reports(folder) {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.xml')).map((name) => join(folder, name));
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}

const unescape = (text) =>
  text.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&apos;/g, "'").replace(/&amp;/g, '&');

function attribute(tag, name) {
  const match = tag.match(new RegExp(`\\b${name}="([^"]*)"`));
  return match ? unescape(match[1]) : '';
}

function count(file) {
  const xml = readFileSync(file, 'utf8');
  for (const [, open, selfClosed, body = ''] of xml.matchAll(
    /<testcase\b([^>]*?)(?:(\/)>|>([\s\S]*?)<\/testcase>)/g)) {
    const name = `${attribute(open, 'classname')} ${attribute(open, 'name')}`;
    if (!selfClosed && /<(failure|error)\b/.test(body)) {
      total.failed++;
      failures.push(name);
    } else if (!selfClosed && /<skipped\b/.test(body)) {
      total.skipped++;
      const reason = attribute(body.match(/<skipped\b[^>]*>/)[0], 'message') || 'no reason given';
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    } else {
      total.passed++;
    }
  }
}

const modules = readdirSync('.', { withFileTypes: true }).filter((entry) => entry.isDirectory());
for (const { name } of modules) {
  const target = join(name, 'target');
  [...reports(join(target, 'surefire-reports')), ...reports(join(target, 'failsafe-reports')),
    join(target, 'forge-junit.xml')]
    .filter((file) => /TEST-.*\.xml$|forge-junit\.xml$/.test(file))
    .filter((file) => (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) >= since)
    .forEach(count);
}

for (const [reason, times] of reasons) console.log(`skipped ${times}: ${reason.split('\n')[0]}`);
for (const name of failures) console.log(`failed: ${name}`);
if (buildExit !== '0' && total.failed === 0) {
  console.log('The build failed outside the tests (compilation or a quality gate): see target/test.log.');
  total.failed = 1;
}
if (total.passed + total.failed === 0) {
  console.log('No test ran.');
  total.failed = 1;
}
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed === 0 ? 0 : 1);
