import { createRequire } from 'node:module';

/** `node registry-from-config.js <ecr-publishing.yaml> <outdir>` is the app of the package. */
const { runApp } = createRequire(__filename)('cdk-ecr-publishing/lib/app/app') as typeof import('../../../lib/app/app');
const [config, outdir] = process.argv.slice(2);
runApp({ outdir, context: { config } });
