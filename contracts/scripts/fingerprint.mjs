// Skips work whose inputs have not changed since it last succeeded.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

function files(path) {
  return statSync(path).isDirectory() ? readdirSync(path).sort().flatMap((name) => files(join(path, name))) : [path];
}

/** SHA-256 over the names and contents of files and folders. */
export function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap(files)) hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/** Does the work and remembers its inputs, unless they are those of the last success and its results are there. */
export function unlessUnchanged(stamp, inputs, results, work) {
  const now = fingerprint(inputs);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now && results.every((path) => existsSync(path))) return false;
  rmSync(stamp, { force: true });
  work();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
  return true;
}
