import * as fc from '../node_modules/fast-check/lib/cjs/fast-check.js';

const { SEED: seed = '20261130' } = process.env;
if (!/^\d{1,9}$/.test(seed)) throw new Error(`SEED must be a number of at most 9 digits, got '${seed}'.`);
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(seed) });

/**
 * fast-check with a seed, so that each run has the same values and a failure repeats. `moduleNameMapper` in
 * jest.config.cjs gives it to each test that imports `fast-check`. `SEED=NUMBER npx jest` tries other values.
 */
export = fc;
