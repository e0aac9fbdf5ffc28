// The one place that says how the contracts are compiled; deployment addresses depend on it.
export const settings = {
  optimizer: { enabled: true, runs: 10_000 },
  viaIR: true,
  evmVersion: 'cancun',
  metadata: { bytecodeHash: 'ipfs' },
};
