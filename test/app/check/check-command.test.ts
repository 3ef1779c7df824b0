import { folderWith, run } from '../command';
import { join } from 'node:path';

const lines = (count: number) => Array.from({ length: count }, (_, index) => `  - name: service-${index}`).join('\n');

const head = "version: 1\nenvironments: [{ name: prod, account: '123456789012', region: us-east-1 }]\n";

function file(entries: string): string {
  const text = `version: 1
environments: [{ name: prod, account: '123456789012', region: us-east-1 }]
repositories:
${entries}
`;
  return join(folderWith({ 'my,config.yaml': text }), 'my,config.yaml');
}

const wrong = () => file(`${lines(500)}\n  - name: team/x\n    pullers: [{ acount: '111111111111' }]`);
const known =
  'The known keys are account, organization, organizationalUnit, role, user, tagged, lambda, codeBuild, service.';

test('a problem has its file, line, column, entry and path, and the nearest key', () => {
  const path = wrong();
  expect(run('check', path)).toEqual({
    stdout: '',
    stderr: `${path}:505:17: repository 'team/x': repositories[500].pullers[0]: must not have 'acount'. Did you mean 'account'? ${known}\n`,
    exitCode: 1,
  });
});

test('json has a mapping for each problem', () => {
  const path = wrong();
  const { stdout, stderr, exitCode } = run('check', path, '--format', 'json');
  expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 1 });
  expect(JSON.parse(stdout)).toEqual([
    {
      file: path,
      line: 505,
      column: 17,
      path: 'repositories[500].pullers[0]',
      name: 'team/x',
      message: `must not have 'acount'. Did you mean 'account'? ${known}`,
      severity: 'error',
    },
  ]);
});

test('github has an annotation for each problem', () => {
  const path = wrong();
  expect(run('check', path, '--format', 'github')).toEqual({
    stdout:
      `::error file=${path.replace(',', '%2C')},line=505,col=17,title=repository 'team/x'::repositories[500].pullers[0]: ` +
      `must not have 'acount'. Did you mean 'account'? ${known}\n`,
    stderr: '',
    exitCode: 1,
  });
});

test('warnings are shown in every format, and the check passes', () => {
  const path = file("  - { name: service, mutableTags: ['v*'] }");
  const id = 'cdk-ecr-publishing:MutableTagMayExpire';
  const text = run('check', path);
  expect({ ...text, stdout: text.stdout.split('\n') }).toEqual({
    stdout: [
      expect.stringMatching(
        new RegExp(
          `my,config\\.yaml:4:5: repository 'service': repositories\\[0\\]: warning: The image .* \\(${id}\\)$`,
        ),
      ),
      `${path} is valid: 1 environment, 1 repository`,
      '',
    ],
    stderr: '',
    exitCode: 0,
  });
  const json = run('check', path, '--format', 'json');
  expect(JSON.parse(json.stdout)).toEqual([
    expect.objectContaining({ file: path, line: 4, column: 5, path: 'repositories[0]', severity: 'warning', id }),
  ]);
  expect(run('check', path, '--format', 'github').stdout).toContain(
    `,title=repository 'service' ${id.replace(':', '%3A')}::repositories[0]: `,
  );
});

test('json of a file without problems is an empty list', () => {
  expect(run('check', file('  - name: service'), '--format', 'json')).toEqual({
    stdout: '[]\n',
    stderr: '',
    exitCode: 0,
  });
});

test.each<[string, string, { line?: number; column?: number }]>([
  ['a tab', 'version: 1\n\tinclude: []\n', { line: 2, column: 1 }],
  ['an unknown anchor', 'version: 1\nrepositories: *shared\n', { line: 2, column: 15 }],
  ['no text', '', {}],
])('json and github have the file, and the position if there is one, of a file with %s', (_, text, position) => {
  const path = join(folderWith({ 'config.yaml': text }), 'config.yaml');
  const [problem] = JSON.parse(run('check', path, '--format', 'json').stdout) as object[];
  expect(problem).toMatchObject({ file: path, path: '', severity: 'error', ...position });
  const { line, column } = position;
  const place = line === undefined ? '' : `,line=${line},col=${column}`;
  expect(run('check', path, '--format', 'github').stdout).toContain(`::error file=${path}${place}::`);
});

test('json of a file that moves resources has a notice for each', () => {
  const folder = folderWith({
    'old.yaml': `${head}repositories: [{ name: service-a }, { name: service-b }, { name: service-c }]\n`,
    'new.yaml': `${head}shards: 2\nreshard: true\nrepositories: [{ name: service-a }, { name: service-b }, { name: service-c }]\n`,
  });
  const [old, now] = [join(folder, 'old.yaml'), join(folder, 'new.yaml')];
  const { stdout } = run('check', now, '--against', old);
  const moves = stdout.split('\n').filter((line) => line.startsWith('  '));
  expect(moves.length).toBeGreaterThan(0);
  expect(JSON.parse(run('check', now, '--against', old, '--format', 'json').stdout)).toEqual(
    moves.map((move) => ({
      file: now,
      line: 3,
      column: 9,
      path: 'shards',
      message: move.trim(),
      severity: 'notice',
    })),
  );
});

test('an older config that is not there is named as such', () => {
  const path = file('  - name: service');
  expect(run('check', path, '--against', 'gone.yaml').stderr).toBe(
    'gone.yaml does not exist. Name the config as it was before.\n',
  );
});

describe('without a file', () => {
  const home = process.cwd();
  afterEach(() => {
    process.chdir(home);
    delete process.env.ECR_PUBLISHING_CONFIG;
  });

  test.each([
    ['that of the context', { 'cdk.json': { context: { config: 'other.yaml' } } }, {}, 'other.yaml'],
    ['that of the environment', {}, { ECR_PUBLISHING_CONFIG: 'other.yaml' }, 'other.yaml'],
    ['the usual one', {}, {}, 'ecr-publishing.yaml'],
  ])('the config that the app reads is checked: %s', (_, files, environment, name) => {
    const text = `${head}repositories: [{ name: service }]\n`;
    process.chdir(folderWith({ 'ecr-publishing.yaml': text, 'other.yaml': text, ...files }));
    Object.assign(process.env, environment);
    expect(run('check').stdout).toBe(`${name} is valid: 1 environment, 1 repository\n`);
  });
});
