import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { languagesFolder, mavenRepository, projectFolder } from './places';

const group = 'software.amazon.awscdk';
const artifact = 'aws-cdk-lib';

/**
 * Installs the aws-cdk-lib of the Java example in the local repository. Our package accepts a range of versions, for which
 * Maven needs the list of all versions. Mirrors have old lists, and then Maven finds no version in the range. It adds those
 * that are installed here.
 */
export function prepareMaven(): void {
  const version = awsCdkLibOfExample();
  const installed = join(mavenRepository, group.replaceAll('.', '/'), artifact);
  if (existsSync(join(installed, 'maven-metadata-local.xml'))) return;
  console.log(`Maven: installing ${artifact} ${version}`);
  const folder = join(languagesFolder, 'downloads');
  mkdirSync(folder, { recursive: true });
  for (const type of ['pom', 'jar']) {
    maven('dependency:get', `-Dartifact=${group}:${artifact}:${version}:${type}`, '-Dtransitive=false');
    copyFileSync(join(installed, version, `${artifact}-${version}.${type}`), join(folder, `${artifact}.${type}`));
  }
  maven(
    'install:install-file',
    `-Dfile=${join(folder, `${artifact}.jar`)}`,
    `-DpomFile=${join(folder, `${artifact}.pom`)}`,
  );
}

function awsCdkLibOfExample(): string {
  const pom = readFileSync(join(projectFolder, 'examples/registry-in-code/java/pom.xml'), 'utf8');
  const version = /<artifactId>aws-cdk-lib<\/artifactId>\s*<version>([\d.]+)<\/version>/.exec(pom)?.[1];
  if (version === undefined)
    throw new Error('examples/registry-in-code/java/pom.xml must have a version of aws-cdk-lib');
  return version;
}

function maven(...parameters: string[]): void {
  execFileSync('mvn', ['--batch-mode', '--quiet', `-Dmaven.repo.local=${mavenRepository}`, ...parameters], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}
