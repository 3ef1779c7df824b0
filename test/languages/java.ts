import { copyFileSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runCommand } from '../e2e/run-command';
import { step } from '../e2e/step';
import { languagesFolder, mavenRepository, packagesFolder, projectFolder } from './places';
import { type CdkApp } from './templates';

const folder = join(languagesFolder, 'java');
const sources = 'src/main/java/registry';

/** Compiles the Java example with the jar of dist/. Maven downloads all else, once. */
export async function compileJava(): Promise<void> {
  step('Java: compiling the app');
  rmSync(folder, { recursive: true, force: true });
  cpSync(join(projectFolder, 'examples/registry-in-code/java'), folder, { recursive: true });
  copyFileSync(join(__dirname, 'bad-input/BadInput.java'), join(folder, sources, 'BadInput.java'));
  writeFileSync(join(folder, 'settings.xml'), settings());
  // A jar of an earlier run has the same version, and Maven would not look at the new one.
  rmSync(join(mavenRepository, 'io/github/cdk-ecr-publishing'), { recursive: true, force: true });
  const goals = ['compile', 'dependency:build-classpath', '-Dmdep.outputFile=classpath'];
  await runCommand('mvn', ['--batch-mode', '--quiet', '--settings', 'settings.xml', ...goals], { cwd: folder });
}

/** The settings in which Maven also looks at the packages of dist/. */
function settings(): string {
  const url = pathToFileURL(join(packagesFolder, 'java')).href;
  const repository = `<repository><id>dist</id><url>${url}</url></repository>`;
  const profile = `<profile><id>dist</id><repositories>${repository}</repositories></profile>`;
  return (
    `<settings><localRepository>${mavenRepository}</localRepository><profiles>${profile}</profiles>` +
    '<activeProfiles><activeProfile>dist</activeProfile></activeProfiles></settings>'
  );
}

export const javaRegistry = (): CdkApp => javaApp('RegistryApp');
export const javaBadInput = (): CdkApp => javaApp('BadInput');

function javaApp(main: string): CdkApp {
  const classpath = `target/classes:${readFileSync(join(folder, 'classpath'), 'utf8')}`;
  return { command: ['java', '-classpath', classpath, `registry.${main}`], folder };
}
