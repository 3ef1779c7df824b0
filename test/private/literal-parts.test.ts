import { Aws, Fn, Lazy, Token } from 'aws-cdk-lib';
import fc from 'fast-check';
import { accountIdRule } from '../../lib/private/aws/account-id';
import { ecsNameRule } from '../../lib/private/aws/ecs-name';
import { branchRule, gitTagRule } from '../../lib/private/git/git-ref';
import { gitHubEnvironmentRule } from '../../lib/github/github-environment';
import { gitHubIdRule, gitHubRepositoryRule } from '../../lib/private/ci/github-repository';
import { organizationIdRule } from '../../lib/private/aws/organization-id';
import { repositoryNameRule } from '../../lib/private/oci/repository-name';
import { roleNameOrArnRule, roleNameRule } from '../../lib/private/aws/role-name';
import { type InvalidInputError, type Rule, validate } from '../../lib/private/validation/validation';

/** Each rule for names, what it calls them, and the characters of which names consist. */
const rules: [name: string, rule: Rule, what: string, characters: string][] = [
  ['account id', accountIdRule, 'a 12-digit AWS account id', '0123456789'],
  ['ECS name', ecsNameRule, 'an ECS name', 'aZ09_-'],
  ['branch', branchRule, 'the name of one Git branch', 'aZ09/._-+#@{}$'],
  ['Git tag', gitTagRule, 'the name of one Git tag', 'aZ09/._-+#@'],
  ['GitHub environment', gitHubEnvironmentRule, 'the name of one GitHub environment', 'aZ09 :/._-$'],
  ['GitHub repository', gitHubRepositoryRule, "a GitHub repository as 'owner/name'", 'aZ09/._-'],
  ['GitHub id', gitHubIdRule, 'a numeric GitHub id as digits', '0123456789'],
  ['organization id', organizationIdRule, "an AWS organization id such as 'o-a1b2c3d4e5'", 'az09-'],
  ['repository name', repositoryNameRule, "an ECR repository name like 'team/service'", 'az09/._-'],
  ['role name', roleNameRule, 'an IAM role name', 'aZ09_+=,.@-'],
  ['role name or ARN', roleNameOrArnRule, 'an IAM role name or ARN', 'aZ09_+=,.@-:/'],
];

const tokens = [Token.asString({ Ref: 'Parameter' }), Lazy.string({ produce: () => '*' }), Aws.REGION, Fn.ref('A')];
const token = fc.constantFrom(...tokens);

function problemOf(rule: Rule, value: unknown): string | undefined {
  try {
    validate('value', value, rule);
    return undefined;
  } catch (error) {
    return (error as InvalidInputError).message;
  }
}

describe.each(rules)('next to a token, the rule for a %s', (_, rule, what, characters) => {
  const literal = fc.string({ unit: fc.constantFrom(...characters.split('')) }).filter((text) => !text.includes('${'));

  test('takes any text of the characters of such a name, and any token alone', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(literal, token), { minLength: 1 }), literal, (parts, end) => {
        expect(problemOf(rule, parts.flat().join('') + end)).toBeUndefined();
      }),
    );
    for (const one of tokens) expect(problemOf(rule, one)).toBeUndefined();
  });

  test('fails when any part has a character that no such name has', () => {
    const wrong = fc.constantFrom('*', '?', '${aws:username}', '\n', '\u200b', '\u0430', '🚀');
    fc.assert(
      fc.property(literal, token, wrong, fc.boolean(), (good, one, bad, first) => {
        const value = first ? `${bad}${one}${good}` : `${good}${one}${bad}`;
        expect(problemOf(rule, value)).toContain(`\`value\` must be ${what}, got '`);
      }),
    );
  });

  test('fails when a wildcard is next to the token', () => {
    expect(problemOf(rule, `${Aws.ACCOUNT_ID}*`)).toBe(
      `\`value\` must be ${what}, got '*' next to a token. It must not contain '*', for any value of the token`,
    );
  });
});

test('a rule without a judgement of parts takes every text that holds a token', () => {
  const never: Rule = () => 'must not be';
  expect(problemOf(never, `*${Aws.REGION}`)).toBeUndefined();
  expect(problemOf(never, '*')).toBe('`value` must not be');
});
