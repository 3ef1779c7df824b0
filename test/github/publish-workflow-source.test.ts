import { RegistryCredentials } from '../../lib/base-image/registry-credentials';
import { ImageRegistry } from '../../lib/base-image/image-registry';
import { type Properties } from '../synthesis';
import { actionlint, schemaErrors, stepsIn } from './workflow-lint';
import { workflowOf } from './workflow-of';

const checkoutOf = (options: Parameters<typeof workflowOf>[0]) =>
  stepsIn(workflowOf(options)).find(({ name }) => name === 'Check out')?.with as Properties;

test('the checkout has the submodules and the files of Git LFS', async () => {
  expect(checkoutOf({ submodules: true, lfs: true })).toEqual({
    'persist-credentials': false,
    submodules: 'recursive',
    lfs: true,
  });
  expect(checkoutOf({ submodules: false, lfs: false })).toEqual({ 'persist-credentials': false });
  const text = workflowOf({ submodules: true, lfs: true });
  expect([await actionlint(text), schemaErrors(text)]).toEqual([[], []]);
}, 60_000);

test('fails for credentials in variables of another CI system', () => {
  const registry = ImageRegistry.dockerHub(RegistryCredentials.fromCiVariables('TOKEN', { username: 'acme' }));
  expect(() => workflowOf({ registries: [registry] })).toThrow(
    "`registries[0]` must have credentials in GitHub's secrets, got variables of GitLab or Bitbucket for docker.io, which no job here can read.",
  );
  expect(() => workflowOf({}, { registries: [registry] })).toThrow(
    '`registries[0]` must have credentials in Secrets Manager, got variables of a CI system for docker.io. Only a pipeline of GitLab or ' +
      'Bitbucket has them.',
  );
});
