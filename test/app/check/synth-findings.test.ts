import { Annotations, type App, type PolicyViolation, Validations } from 'aws-cdk-lib';
import { synthFindings } from '../../../lib/app/check/synth-findings';
import { addConfig } from '../../../lib/app/config-app';
import { validateConfig } from '../../../lib/app/config/index';
import { PartPaths } from '../../../lib/app/stacks/part-paths';
import { newApp } from '../../synthesis';
import { minimal } from '../config-cases';
import { build } from '../config-stacks';

const config = validateConfig({
  ...minimal,
  repositories: [{ name: 'service' }, { name: 'team/moving', mutableTags: ['v*'] }],
  builds: [build('service')],
});

const flags = { '@aws-cdk/core:failSynthOnValidationErrors': false };

const violation = (constructPath: string, more: Partial<PolicyViolation> = {}): PolicyViolation => ({
  ruleName: 'Rule1',
  description: 'It is wrong.',
  severity: 'error',
  violatingResources: [{ constructPath, resourceLogicalId: 'A', templatePath: 'a.json', locations: [] }],
  ...more,
});

function findingsWith(violations: PolicyViolation[], change: (app: App) => void = () => undefined) {
  const app = newApp({ context: flags });
  const { environments } = addConfig(app, config);
  const success = violations.every(({ severity }) => severity === 'warning');
  Validations.of(app).addPlugins({ name: 'Pack', validate: () => ({ success, violations }) });
  change(app);
  app.synth();
  return synthFindings(app, new PartPaths(config, environments));
}

const movable = {
  path: 'repositories[1]',
  severity: 'warning',
  id: 'cdk-ecr-publishing:MutableTagMayExpire',
  message:
    "The image tagged v* may expire by the retention once it is not among the newest. Protect it: ImageRetention.protect('v*').",
};

test('a warning of a construct has the path of its part, and the id that acknowledges it', () => {
  expect(findingsWith([])).toEqual([movable]);
});

test('the findings of a plugin have the path of their part, wherever their resource is in it', () => {
  const found = findingsWith([
    violation('ecr-publishing-prod/Repositories/service/Resource'),
    violation('ecr-publishing-prod-builds/Builds/build|Parts/Key', { severity: 'warning', fix: 'Mend it.' }),
    violation('ecr-publishing-prod-builds', { ruleName: 'Pack::Rule2' }),
    violation('ecr-publishing-prod', { severity: 'info' }),
    violation(''),
  ]);
  expect(found).toEqual([
    movable,
    { path: 'repositories[0]', severity: 'error', id: 'Pack::Rule1', message: 'It is wrong.' },
    { path: 'builds[0]', severity: 'warning', id: 'Pack::Rule1', message: 'It is wrong. Mend it.' },
    { path: 'environments[0]', severity: 'error', id: 'Pack::Rule2', message: 'It is wrong.' },
    { path: '', severity: 'error', id: 'Pack::Rule1', message: 'It is wrong.' },
  ]);
});

test('an annotation that is an error is one', () => {
  const annotate = (app: App) => {
    Annotations.of(app.node.findChild('ecr-publishing-prod')).addError('It fails.');
  };
  expect(findingsWith([], annotate)).toContainEqual({
    path: 'environments[0]',
    severity: 'error',
    id: undefined,
    message: 'It fails.',
  });
});
