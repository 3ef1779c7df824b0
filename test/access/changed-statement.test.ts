import * as iam from 'aws-cdk-lib/aws-iam';
import { ImageRepository } from '../../lib/repository/image-repository';
import { newStack, onlyProperties, templateOf } from '../synthesis';
import { pull, theirs, them } from './added-statement';

/** A stack with a statement that is changed after it was added. */
function changed(change: (statement: iam.PolicyStatement) => void) {
  const stack = newStack();
  const statement = new iam.PolicyStatement({ principals: [theirs], actions: pull });
  new ImageRepository(stack, 'Service').addToResourcePolicy(statement);
  change(statement);
  return stack;
}

const failed = 'Validation failed with the following errors:\n  [Stack/Service] the repository policy';

test.each<[string, (statement: iam.PolicyStatement) => void, string]>([
  [
    'all principals',
    (statement) => {
      statement.addAnyPrincipal();
    },
    "must not allow access to everyone, got the principal '*'. Name accounts or roles, or an organization " +
      '(ImageConsumer.organization).',
  ],
  [
    'all ECR actions',
    (statement) => {
      statement.addActions('ecr:*');
    },
    "must name each action, got 'ecr:*'. A wildcard also allows to delete images and to change the policy.",
  ],
  [
    'deletions by another account',
    (statement) => {
      statement.addActions('ecr:BatchDeleteImage');
    },
    "must allow other accounts only to pull, push or read, got 'ecr:BatchDeleteImage'. Only a role of the account that " +
      'owns the repository may delete images or change the repository.',
  ],
  [
    'a resource',
    (statement) => {
      statement.addResources('*');
    },
    'must have no `Resource`. ECR rejects it in a repository policy, which always applies to its own repository.',
  ],
])('fails when a statement that was added allows %s later', (_, change, problem) => {
  expect(() => templateOf(changed(change))).toThrow(new Error(`${failed} ${problem}`));
});

test('a statement may get more principals that are valid', () => {
  const stack = changed((statement) => {
    statement.addArnPrincipal(`arn:aws:iam::${them}:role/ci`);
  });
  expect(onlyProperties(stack, 'AWS::ECR::Repository').RepositoryPolicyText).toMatchObject({
    Statement: [{ Principal: { AWS: [expect.anything(), `arn:aws:iam::${them}:role/ci`] } }],
  });
});
