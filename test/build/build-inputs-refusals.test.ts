import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ImageCompatibility, ImageProvenance } from '../../lib/build-input/attestations';
import { BuildSecret } from '../../lib/build-input/build-secret';
import { type ImageBuildProjectProps } from '../../lib/build/image-build-project';
import { ImageBuilder } from '../../lib/build/image-builder';
import { ImageCache } from '../../lib/build/image-cache';
import { usedNameProblem } from '../../lib/private/oci/environment-variable';
import { newStack } from '../synthesis';
import { addProject, projectWith } from './build-project';
import { variablesOf } from './build-run';

const readable = 'Anyone who can read the project or the workflow can read it. Mount it with `secrets` instead';
const off = 'must not be set with `attestations: false`, got both. Leave one of them out.';
const both = 'must not be set with `compatibility` Lambda, got both. Lambda does not accept an index.';

test.each<[string, Partial<ImageBuildProjectProps>, string]>([
  [
    'a variable is named like a secret',
    { environmentVariables: { NPM_TOKEN: 'x' } },
    `\`environmentVariables.NPM_TOKEN\` must not be a secret, got one by its name. ${readable}`,
  ],
  [
    'a variable is a token',
    { environmentVariables: { A: 'ghp_1234567890' } },
    `\`environmentVariables.A\` must not be a secret, got a text that looks like one. ${readable}`,
  ],
  [
    'a variable has two lines',
    { environmentVariables: { A: 'x\ny' } },
    "`environmentVariables.A` must be one line of text, got 'x\\ny'",
  ],
  [
    'a variable has no valid name',
    { environmentVariables: { 'A B': 'x' } },
    "`environmentVariables` must have the name of a variable as each key, got 'A B'",
  ],
  [
    'a variable would replace the path of programs',
    { environmentVariables: { PATH: '/x' } },
    '`environmentVariables.PATH` must have another name, since Bash reads it',
  ],
  [
    'a variable would replace the tag of the image',
    { environmentVariables: { IMAGE_TAG: 'x' } },
    '`environmentVariables.IMAGE_TAG` must have another name, since the scripts of the build use it',
  ],
  [
    'a variable would replace the session of the role',
    { environmentVariables: { AWS_REGION: 'x' } },
    '`environmentVariables.AWS_REGION` must have another name, since the session of the role has these variables',
  ],
  ['a command is empty', { commandsBeforeBuild: ['true', ' '] }, "`commandsBeforeBuild[1]` must be a command, got ' '"],
  [
    'no command is given',
    { commandsAfterPush: [] },
    '`commandsAfterPush` must list at least one value, got an empty list',
  ],
  [
    'a command has a token',
    { commandsAfterPush: ['curl -H "Authorization: Bearer ghp_1234567890" example.com'] },
    '`commandsAfterPush[0]` must not have a secret, got a text that looks like one. Anyone who can read the project can read it.',
  ],
  [
    'a cache would not be read',
    { noCache: true, cache: ImageCache.local() },
    '`noCache` must not be true with `cache`, got both. The build would write a cache that it never reads.',
  ],
  [
    'a script gets an option of builders',
    { builder: ImageBuilder.script(['true']), noCache: true },
    '`noCache` requires the builder buildx or earthly, got script',
  ],
  [
    'Earthly gets an option of buildx',
    { builder: ImageBuilder.earthly({ target: 'docker' }), alwaysPull: true },
    '`alwaysPull` requires the builder buildx, got earthly',
  ],
  [
    'a secret is one of GitHub',
    { secrets: { npm: BuildSecret.fromGitHubSecret('NPM_TOKEN') } },
    '`secrets.npm` must be a secret of AWS, got one of GitHub, which CodeBuild cannot read. Use BuildSecret.fromSecretsManager().',
  ],
  ['attestations are off and one is on', { attestations: false, sbom: true }, `\`sbom\` ${off}`],
  [
    'attestations are off and provenance is on',
    { attestations: false, provenance: ImageProvenance.MAX },
    `\`provenance\` ${off}`,
  ],
  [
    'attestations are on and both are off',
    { attestations: true, provenance: ImageProvenance.NONE, sbom: false },
    '`attestations` must not be true if `provenance` is NONE and `sbom` is false. Leave it out.',
  ],
  [
    'an image for Lambda has attestations',
    { attestations: true, compatibility: ImageCompatibility.LAMBDA },
    `\`attestations\` ${both}`,
  ],
])('fails when %s', (_, props, message) => {
  expect(() => addProject(newStack(), props)).toThrow(new Error(message));
});

test.each(['NODE_ENV', 'SOURCE_DATE_EPOCH', 'MAVEN_OPTS', 'VERSION', 'TZ', 'DOCKER_BUILDKIT'])(
  'accepts the variable %s',
  (name) => {
    expect(variablesOf(projectWith({ environmentVariables: { [name]: 'x y' } }))[name]).toBe('x y');
  },
);

/** The names in capital letters that the scripts read or set, except those of one letter. */
function namesInScripts(): string[] {
  const folders = ['naming', 'base-image', 'build/buildspec', 'deployment', 'github/workflow'].map((folder) =>
    join(__dirname, '../../lib', folder),
  );
  const scripts = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith('.sh'))
      .map((file) => readFileSync(join(folder, file), 'utf8').replace(/^#.*$/gm, '')),
  );
  const read = scripts.flatMap((text) => [...text.matchAll(/\$\{?!?([A-Z][A-Z0-9_]+)/g)].map(([, name = '']) => name));
  return [...new Set(read)].sort();
}

test('a user cannot set a variable that a script reads', () => {
  const names = namesInScripts();
  expect(names.length).toBeGreaterThan(30);
  expect(names.filter((name) => usedNameProblem(name) === undefined)).toEqual([]);
});

test('a user cannot set a variable that the project has itself', () => {
  const names = Object.keys(
    variablesOf(projectWith({ buildArgs: { A: '1' }, labels: { a: 'b' }, noCache: true, alwaysPull: true })),
  );
  expect(names.length).toBeGreaterThan(10);
  expect(names.filter((name) => usedNameProblem(name) === undefined)).toEqual([]);
});
