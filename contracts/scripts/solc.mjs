#!/usr/bin/env node
// Lets forge use the pinned npm solc as if it were the native compiler; works offline.
import { readFileSync } from 'node:fs';
import solc from 'solc';

if (process.argv.includes('--version')) {
  // forge reads the version from this line and insists on a native build's form.
  const version = solc.version().replace(/\.Emscripten\.clang$/, '.Linux.g++');
  console.log(`solc, the solidity compiler commandline interface\nVersion: ${version}`);
} else if (process.argv.includes('--standard-json')) {
  process.stdout.write(solc.compile(readFileSync(0, 'utf8')));
} else {
  console.error(`solc.mjs: only --version and --standard-json are known, not ${process.argv.slice(2).join(' ')}`);
  process.exit(2);
}
