import { copyFileSync, cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { prepareGo } from '../e2e/registry-ground/go-toolchain';
import { runCommand } from '../e2e/run-command';
import { step } from '../e2e/step';
import { folderOf, languagesFolder, packagesFolder, projectFolder } from './places';
import { type CdkApp } from './templates';

const folder = join(languagesFolder, 'go', 'app');
const modulePath = 'github.com/cdk-ecr-publishing/cdk-ecr-publishing-go/ecrpublishing';

/** Compiles the Go example with the module of dist/. Go downloads and compiles aws-cdk-lib, once. */
export async function compileGo(): Promise<void> {
  step('Go: compiling the app (minutes, the first time)');
  rmSync(folder, { recursive: true, force: true });
  cpSync(join(projectFolder, 'examples/registry-in-code/go'), folder, { recursive: true });
  mkdirSync(join(folder, 'bad-input'));
  copyFileSync(join(__dirname, 'bad-input/bad_input.go'), join(folder, 'bad-input/bad_input.go'));
  const go = await prepareGo();
  const env = {
    ...process.env,
    GOMODCACHE: folderOf('go', 'modules'),
    GOCACHE: folderOf('go', 'build'),
    GOFLAGS: '-mod=mod -modcacherw -buildvcs=false',
  };
  await runCommand(go, ['mod', 'edit', `-replace=${modulePath}=${join(packagesFolder, 'go/ecrpublishing')}`], {
    cwd: folder,
    env,
  });
  await runCommand(go, ['build', '-o', 'bin/', './...'], { cwd: folder, env });
}

export const goRegistry: CdkApp = { command: [join(folder, 'bin/registry')], folder };
export const goBadInput: CdkApp = { command: [join(folder, 'bin/bad-input')], folder };
