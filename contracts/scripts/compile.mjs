// Compiles the contracts with the pinned npm solc into target/:
//   abi/NAME.json               { abi, bytecode } for web3j-maven-plugin
//   verification/input.json     standard-JSON input, for an explorer such as Blockscout
//   verification/NAME.metadata.json
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import solc from 'solc';
import { unlessUnchanged } from './fingerprint.mjs';
import { settings } from './solidity-settings.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
process.chdir(root);

const own = ['src', 'bench'].flatMap((folder) =>
  readdirSync(folder).filter((name) => name.endsWith('.sol')).sort().map((name) => `${folder}/${name}`));
const sources = Object.fromEntries(own.map((path) => [path, { content: readFileSync(path, 'utf8') }]));

function readImport(path) {
  const file = join('node_modules', path);
  if (!path.startsWith('@openzeppelin/') || !existsSync(file)) return { error: `not found: ${path}` };
  const content = readFileSync(file, 'utf8');
  // The standard input is complete: an explorer has no node_modules.
  sources[path] = { content };
  return { contents: content };
}

function compile() {
  const input = {
    language: 'Solidity',
    sources: { ...sources },
    settings: { ...settings, outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object', 'metadata'] } } },
  };
  const output = JSON.parse(solc.compile(JSON.stringify(input), { import: readImport }));

  const problems = output.errors ?? [];
  problems.forEach((problem) => console.error(problem.formattedMessage));
  if (problems.length > 0) {
    console.error('contracts: solc reported the above; warnings count as errors here.');
    process.exit(1);
  }

  mkdirSync('target/abi', { recursive: true });
  mkdirSync('target/verification', { recursive: true });
  const write = (path, value) => writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);

  write('target/verification/input.json', { ...input, sources });
  for (const path of own) {
    for (const [name, contract] of Object.entries(output.contracts[path] ?? {})) {
      if (contract.evm.bytecode.object === '' || contract.abi.every((entry) => entry.type === 'error')) continue;
      write(`target/abi/${name}.json`, { contractName: name, abi: contract.abi, bytecode: contract.evm.bytecode.object });
      writeFileSync(`target/verification/${name}.metadata.json`, contract.metadata);
    }
  }
  console.log(`contracts: compiled with solc ${solc.version()}`);
}

// solc takes seconds, and most builds have not touched the contracts.
const inputs = [...own, 'scripts/compile.mjs', 'scripts/solidity-settings.mjs', 'package-lock.json'];
unlessUnchanged('target/abi.sha256', inputs, ['target/abi/VoteRegistry.json', 'target/verification/input.json'], compile);
