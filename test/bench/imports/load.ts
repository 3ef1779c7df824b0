import { createRequire } from 'node:module';

/** `node load.js <module>...` only loads them, one after the other. */
const load = createRequire(__filename);
for (const name of process.argv.slice(2)) load(name);
