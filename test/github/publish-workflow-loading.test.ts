import { PublishWorkflow } from '../../lib/github/publish-workflow';
import { newPublisher } from './publisher';

// The library's own copy: a package of test/node_modules may bring another one.
const mockYaml = jest.fn(() => jest.requireActual<object>('../../node_modules/yaml'));
jest.mock('../../node_modules/yaml', () => mockYaml());

test('the YAML library is loaded when a file is rendered, and not before', () => {
  const workflow = PublishWorkflow.of(newPublisher({ roleName: 'github-ci' }));
  expect(mockYaml).not.toHaveBeenCalled();
  expect(workflow.renderYaml()).toContain('name: Publish app\n');
  expect(mockYaml).toHaveBeenCalledTimes(1);
});
