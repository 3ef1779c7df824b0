import { synthesizeExample } from '../../example-apps';
import { schemaErrors } from '../../pipeline/pipeline-lint';
import { run } from '../command';

const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
const { directory } = synthesizeExample('other-ci', () => undefined);
printed.mockRestore();

test.each([
  ['GitLab', 'publish-jwt-pizza-service', [], 'workflow:'],
  ['Bitbucket', 'publish-jwt-pizza-history', ['--environment', 'Production', '--branch', 'main'], 'oidc: true'],
])('the role of the example for %s has a file that is valid by the schema', (_, role, options, part) => {
  const { stdout, stderr, exitCode } = run('workflow', directory, '--role', role, ...options);
  expect([exitCode, stderr]).toEqual([0, '']);
  expect(stdout).toContain(part);
  expect(schemaErrors(stdout)).toEqual([]);
});
