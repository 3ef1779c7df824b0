import { join } from 'node:path';
import { projectFolder } from './places';
import { type CdkApp } from './templates';

/** Each example with a Python app, its TypeScript app, and the cdk.json with its feature flags. */
export const examples: Readonly<Record<string, { readonly app: CdkApp; readonly cdkJson: string }>> = {
  registry: {
    app: {
      command: [process.execPath, '-r', 'tsx/cjs', 'bin/app.ts'],
      folder: projectFolder,
      env: { ECR_PUBLISHING_CONFIG: 'examples/registry/ecr-publishing.yaml' },
    },
    cdkJson: 'cdk.json',
  },
  ...Object.fromEntries(
    ['codebuild-snapshot', 'cross-account', 'earthly', 'other-ci', 'outside-contributor', 'promotion'].map((name) => [
      name,
      exampleOf(name),
    ]),
  ),
};

function exampleOf(name: string): { readonly app: CdkApp; readonly cdkJson: string } {
  const folder = join(projectFolder, 'examples', name);
  return {
    app: { command: [process.execPath, '-r', 'tsx/cjs', 'app.ts'], folder },
    cdkJson: `examples/${name}/cdk.json`,
  };
}
