import { transformFileSync } from '@swc/core';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const benchFolder = __dirname;
const repositoryRoot = resolve(benchFolder, '../..');

/** A temporary folder with the apps as plain JavaScript: a TypeScript loader in the child would drown what is measured. */
export interface Workspace {
  readonly script: (name: string) => string;
  readonly newOutdir: () => string;
  readonly remove: () => void;
}

/** Compiles the bench once into a folder that sees the package, the AWS library and constructs as an app of a user does. */
export function openWorkspace(): Workspace {
  const root = mkdtempSync(join(tmpdir(), 'ecr-publishing-bench-'));
  for (const file of readdirSync(benchFolder, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts')) continue;
    const target = join(root, file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, compiled(join(benchFolder, file)));
  }
  mkdirSync(join(root, 'node_modules'));
  symlinkSync(repositoryRoot, join(root, 'node_modules', 'cdk-ecr-publishing'), 'dir');
  for (const name of ['aws-cdk-lib', 'constructs']) {
    symlinkSync(join(repositoryRoot, 'node_modules', name), join(root, 'node_modules', name), 'dir');
  }
  return {
    script: (name) => join(root, `${name}.js`),
    newOutdir: () => mkdtempSync(join(root, 'cdk.out-')),
    remove: () => {
      rmSync(root, { recursive: true, force: true });
    },
  };
}

function compiled(file: string): string {
  return transformFileSync(file, {
    jsc: {
      parser: { syntax: 'typescript', decorators: true },
      transform: { decoratorVersion: '2022-03' },
      target: 'es2022',
    },
    module: { type: 'commonjs' },
  }).code;
}
