import { Repository } from 'aws-cdk-lib/aws-ecr';
import fc from 'fast-check';
import { packStatements } from '../../lib/private/aws/pack-statements';
import { ImagePullAccess } from '../../lib/access/image-pull-access';
import { pullImages, useStatements } from '../../lib/access/use-statements';
import { newStack, resourcesOf } from '../synthesis';
import { arnOf } from './pull-accounts';

/** IAM counts a document without white space. */
const mostCharacters = 6144;
const sizeOf = (statement: unknown) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] }).length;

const name = fc.stringMatching(/^[a-z0-9]{2,12}(\/[a-z0-9]{1,100}){0,2}$/);
const arns = fc.array(name.map(arnOf), { minLength: 1, maxLength: 400 });
const packed = (all: readonly string[]) => packStatements({ Sid: 'PullImages', Action: ['ecr:BatchGetImage'] }, all);
const resources = (statements: readonly { Resource?: unknown }[]) =>
  statements.flatMap(({ Resource: resource }) => resource as string[]);

test('loses no repository, doubles none, and keeps the order', () => {
  fc.assert(
    fc.property(arns, (all) => {
      expect(resources(packed(all))).toEqual([...new Set(all)]);
    }),
  );
});

test('writes policies that IAM takes, each but the last with no room for the next repository', () => {
  fc.assert(
    fc.property(arns, (all) => {
      const packs = packed(all);
      packs.forEach((pack, index) => {
        expect(sizeOf(pack)).toBeLessThanOrEqual(mostCharacters);
        const [next] = resources(packs.slice(index + 1));
        if (next !== undefined) expect(sizeOf(pack) + `"${next}",`.length).toBeGreaterThan(mostCharacters);
      });
    }),
  );
});

test('gives the rights to pull, and no other, in each policy', () => {
  const statements = useStatements(
    pullImages,
    Array.from({ length: 300 }, (_, index) => arnOf(`team/service-${index}`)),
  );
  expect(statements.length).toBeGreaterThan(2);
  for (const statement of statements) {
    expect({ ...statement, Resource: 'packed' }).toEqual({
      Sid: 'PullImages',
      Effect: 'Allow',
      Action: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
      Resource: 'packed',
    });
  }
});

test.each([1, 85, 200, 700])('%i repositories are in the template, in policies that IAM takes', (count) => {
  const stack = newStack();
  const names = Array.from({ length: count }, (_, index) => `team/service-${String(index).padStart(4, '0')}`);
  new ImagePullAccess(stack, 'Pull', {
    repositories: names.map((one) => Repository.fromRepositoryArn(stack, one, arnOf(one))),
  });
  const documents = resourcesOf(stack, 'AWS::IAM::ManagedPolicy').map(
    ({ Properties }) => Properties.PolicyDocument as { Statement: [{ Sid: string; Resource: string | string[] }] },
  );
  for (const document of documents) expect(JSON.stringify(document).length).toBeLessThanOrEqual(mostCharacters);
  const pull = documents.map(({ Statement: [only] }) => only).filter(({ Sid }) => Sid === 'PullImages');
  expect(pull.flatMap(({ Resource }) => Resource)).toEqual(names.map(arnOf));
  expect(documents).toHaveLength(pull.length + 1);
});
