import { folderWith, run } from '../command';
import { join } from 'node:path';

const lines = (count: number) => Array.from({ length: count }, (_, index) => `  - name: service-${index}`).join('\n');

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
