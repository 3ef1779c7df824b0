import { CfnResource, Stack } from 'aws-cdk-lib';
import { exampleNames, readFindings, synthesizeExample } from './example-apps';
import { newApp } from './synthesis';

// test/setup.ts turns it off everywhere else, since it costs some 4 s in each process.
process.env.CDK_VALIDATION = 'true';
const props = { builtinCloudFormationValidation: true };

test.each(exampleNames)('CloudFormation finds nothing in examples/%s', (name) => {
  const assembly = synthesizeExample(name, () => undefined, props);
  expect(readFindings(assembly).flatMap(({ violations }) => violations)).toEqual([]);
});

test('the validation is at work here', () => {
  const app = newApp(props);
  new CfnResource(new Stack(app, 'Stack'), 'Repository', {
    type: 'AWS::ECR::Repository',
    properties: { RepositoryName: 'Not A Name' },
  });
  expect(() => app.synth()).toThrow(/CloudFormation Validate/);
});
