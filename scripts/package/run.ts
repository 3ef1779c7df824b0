import { execFileSync, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { prepareMaven } from './maven';
import { mavenRepository, projectFolder } from './places';

/**
 * Writes the packages of all languages to dist/, from the built package. If the tools of a language are missing, only its
 * code is generated. A Go module is published as code, and npm's package is a tarball, so neither is compiled here.
 */
const languages: Readonly<Record<string, readonly (readonly string[])[] | undefined>> = {
  python: [['python3', '-c', 'import venv, ensurepip']],
  java: [
    ['javac', '--version'],
    ['mvn', '--version'],
  ],
  dotnet: [['dotnet', '--version']],
  go: undefined,
  js: undefined,
};

function runs([program = '', ...parameters]: readonly string[]): boolean {
  return spawnSync(program, parameters, { stdio: 'ignore' }).status === 0;
}

function generate(targets: readonly string[], ...options: string[]): void {
  if (targets.length === 0) return;
  const began = Date.now();
  // Without npm's scripts: packing would build the package again, which takes longer than all the rest.
  const env = {
    ...process.env,
    npm_config_ignore_scripts: 'true',
    JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20',
  };
  const parameters = ['--no-npmignore', ...options, '--targets', ...targets];
  execFileSync('jsii-pacmak', parameters, { cwd: projectFolder, env, stdio: 'inherit' });
  console.log(`${targets.join(', ')}: ${Math.round((Date.now() - began) / 1000)} s`);
}

const all = Object.keys(languages);
const built = all.filter((language) => languages[language]?.every(runs));
const codeOnly = all.filter((language) => !built.includes(language));

rmSync(join(projectFolder, 'dist'), { recursive: true, force: true });
if (built.includes('java')) prepareMaven();
generate(built, '--maven-local-repository', mavenRepository);
generate(codeOnly, '--code-only');
console.log(`In dist/: ${built.join(', ')} built. ${codeOnly.join(', ')}: as code.`);
