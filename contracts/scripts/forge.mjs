// Runs the forge that npm installed for this platform.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const cpu = process.arch === 'x64' ? 'amd64' : process.arch;
const program = `node_modules/@foundry-rs/forge-${process.platform}-${cpu}/bin/forge`;

/**
 * @param {string[]} args of forge
 * @param {Record<string, string>} settings environment on top of ours, such as FOUNDRY_FUZZ_RUNS
 * @returns {{ passed: boolean, stdout: string }} stdout where it was asked for, else it was shown
 */
export function forge(args, { settings = {}, capture = false } = {}) {
  if (!existsSync(program)) {
    throw new Error(`contracts: no forge for ${process.platform} on ${process.arch} (${program}); run npm ci in contracts/`);
  }
  const run = spawnSync(program, args, {
    env: { ...process.env, FOUNDRY_DISABLE_NIGHTLY_WARNING: '1', ...settings },
    stdio: ['ignore', capture ? 'pipe' : 'inherit', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (run.error) throw run.error;
  return { passed: run.status === 0, stdout: run.stdout ?? '' };
}
